using Autofac;
using Federation.Figures.Dashboard;
using Federation.Figures.Reading;
using Federation.Framework.Handlers;
using Federation.Framework.Ledger;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Federation.Figures.Rollups;

/// <summary>One level of a run.</summary>
public sealed record RollupStep(string Name, RunState State, int Done, int Total, int Attempts, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string? Error);

/// <summary>A run with its levels.</summary>
public sealed record RollupDetail(RollupView Run, IReadOnlyList<RollupStep> Steps)
{
    public bool IsOver => Run.State is not (RunState.Queued or RunState.Running);
}

internal sealed record ShowRollup(long Id) : IRequest<RollupDetail>;

internal sealed class ShowRollupHandler(RollupReader reader, Caller caller) : IHandler<ShowRollup, RollupDetail>
{
    public Permission Permission => ReadingRollups.Permission;

    public async Task<RollupDetail> HandleAsync(ShowRollup request, CancellationToken cancellation)
    {
        var (_, steps, view) = await reader.FindAsync(request.Id, caller.Union!, cancellation);
        return new RollupDetail(view, [.. steps.Select(s => new RollupStep(s.Name, s.State, s.Done, s.Total, s.Attempts, s.StartedAt, s.FinishedAt, s.Error))]);
    }
}

internal static class RollupPages
{
    private const string List = "/u/{union}/rollups";
    private const string One = "/u/{union}/rollups/{id}";

    /// <summary>How often a watched run is looked at.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>The interval of keep-alive messages, so that proxies do not close the connection.</summary>
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(List, async (HttpContext http, IHandler<ListRollups, PageOf<RollupView>> handler, FigureReader figures, Caller caller, TimeProvider time, Ids ids) =>
        {
            var period = await figures.ChosenAsync(Periods.Asked(http.Request), caller.Union!, time, http.RequestAborted);
            return await ShowListAsync(http, handler, PageForm.New(ids, ("period", period.ToString()), ("mode", "incremental")));
        }).Handles<ListRollups, PageOf<RollupView>>();

        pages.MapPost(List, async (HttpContext http, IHandler<StartRollup, RollupView> start, IHandler<ListRollups, PageOf<RollupView>> list, Caller caller, Texts texts) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            RollupView? started = null;
            var done = await form.TryAsync(texts, async () =>
            {
                var period = Period.TryParse(form["period"], out var known) ? known : throw new InvalidInput("period", "not-a-period", form["period"]);
                var mode = form["mode"] switch { "full" => RollupMode.Full, "onward" => RollupMode.Onward, "incremental" => RollupMode.Incremental, _ => throw new InvalidInput("mode", "not-one-of", "full, onward, incremental") };
                started = await StartRollupHandler.StartAsync(start, new StartRollup(period, mode), http.RequestAborted);
            });
            return done ? http.RedirectTo(PageAddress.Of(caller.Union!, $"rollups/{started!.Id}"), "rollup-started") : await ShowListAsync(http, list, form);
        }).Handles<StartRollup, RollupView>();

        pages.MapGet(One, async (string id, HttpContext http, IHandler<ShowRollup, RollupDetail> handler) =>
            http.Page<RollupPage>(new() { ["View"] = await handler.HandleAsync(new ShowRollup(EndpointExtensions.Id(id)), http.RequestAborted) })).Handles<ShowRollup, RollupDetail>();

        pages.MapPost(One + "/cancel", async (string id, HttpContext http, IHandler<CancelRollup, RollupView> handler, Caller caller) =>
        {
            await PageForm.ReadAsync(http, caller);
            var view = await handler.HandleAsync(new CancelRollup(EndpointExtensions.Id(id)), http.RequestAborted);
            return http.RedirectTo(PageAddress.Of(caller.Union!, $"rollups/{view.Id}"), "rollup-cancelled");
        }).Handles<CancelRollup, RollupView>();

        pages.MapGet(One + "/events", async (string id, HttpContext http, ILifetimeScope request, Caller caller, ISignIn signIn, ILoggerFactory logs, TimeProvider time) =>
            await WatchAsync(EndpointExtensions.Id(id), http, request, caller.Union!, signIn, logs, time)).Handles<ShowRollup, RollupDetail>().WithMetadata(UnattendedEndpoint.Instance);
    }

    private static async Task<IResult> ShowListAsync(HttpContext http, IHandler<ListRollups, PageOf<RollupView>> handler, PageForm form) =>
        http.Page<RollupsPage>(form, new() { ["View"] = await handler.HandleAsync(new ListRollups(PageRequest.From(http.Request)), http.RequestAborted) });

    /// <summary>
    /// Sends the whole state after each change, and <c>end</c> when the run is over, so that a client that reconnects has missed nothing. A database connection
    /// is held only during a query. It ends as well when the session that asked has ended or its grant was taken.
    /// </summary>
    private static async Task WatchAsync(long id, HttpContext http, ILifetimeScope request, UnionInfo union, ISignIn signIn, ILoggerFactory logs, TimeProvider time)
    {
        var stop = http.RequestAborted;
        var view = await LookAsync() ?? throw new NotFound(union.Code);
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        if (http.Items.ContainsKey(UnattendedEndpoint.IsHead)) return;
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await using var renderer = new HtmlRenderer(http.RequestServices, logs);
        var sent = "";
        var sentAt = time.GetTimestamp();
        using var timer = new PeriodicTimer(PollInterval, time);
        try
        {
            while (true)
            {
                var now = await renderer.Dispatcher.InvokeAsync(async () =>
                    (await renderer.RenderComponentAsync<RollupNow>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["View"] = view }))).ToHtmlString());
                if (now != sent) await SendAsync($"data: {now.ReplaceLineEndings("").Trim()}\n\n");
                else if (time.GetElapsedTime(sentAt) > HeartbeatInterval) await SendAsync(":\n\n");
                sent = now;
                if (view.IsOver) break;
                await timer.WaitForNextTickAsync(stop);
                if (await LookAsync() is not { } next) break;
                view = next;
            }
            await SendAsync("event: end\ndata: end\n\n");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody watches any longer.
        }

        async Task SendAsync(string text)
        {
            sentAt = time.GetTimestamp();
            await http.Response.WriteAsync(text, stop);
            await http.Response.Body.FlushAsync(stop);
        }

        // Null for who may no longer look.
        async Task<RollupDetail?> LookAsync()
        {
            await using var scope = request.BeginLifetimeScope();
            var inner = scope.Resolve<Caller>();
            if (!await signIn.TryAsync(http, inner, stop)) return null;
            inner.Enter(union);
            var handler = scope.Resolve<IHandler<ShowRollup, RollupDetail>>();
            return inner.May(handler.Permission) ? await handler.HandleAsync(new ShowRollup(id), stop) : null;
        }
    }
}
