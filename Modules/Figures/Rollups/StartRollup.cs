using Federation.Figures.Engine;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Ledger;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Figures.Rollups;

/// <summary>How a roll-up is done.</summary>
public enum RollupMode
{
    /// <summary>Only what is marked is made good, whatever the period.</summary>
    Incremental,

    /// <summary>The period is measured anew.</summary>
    Full,

    /// <summary>The period and every month since are measured anew in one go: much quicker than year by year where history has come in.</summary>
    Onward,
}

/// <summary>What a program sends to start a roll-up.</summary>
public sealed record RollupInput
{
    public string Period { get; init; } = null!;

    /// <summary>Code of the union whose subtree is rolled up; what stands above it is refreshed too.</summary>
    public string Scope { get; init; } = null!;

    public RollupMode Mode { get; init; }
}

/// <summary>Starts a roll-up of the entered union, or answers with the one that runs already.</summary>
internal sealed record StartRollup(Period Period, RollupMode Mode) : ICommand<RollupView>;

internal sealed class StartRollupHandler(FrameworkContext context, DatabaseSession session, Caller caller, WorkSignal workSignal, RollupReader reader)
    : IHandler<StartRollup, RollupView>
{
    public static readonly Permission MayStart = new("rollups.start", Reach.FromAbove, Role.Reviewer, Role.Leader, Role.Administrator);

    public Permission Permission => MayStart;

    public async Task<RollupView> HandleAsync(StartRollup request, CancellationToken cancellation)
    {
        var union = caller.Union!;
        var mode = request.Mode.ToString().ToLowerInvariant();
        var key = $"{RollupExecutor.KindName}:{mode}:{request.Period.Code}:{union.Id}";
        var live = await context.Set<LedgerRun>().AsNoTracking()
            .FirstOrDefaultAsync(r => r.Key == key && (r.State == RunState.Queued || r.State == RunState.Running), cancellation);
        if (live is null)
        {
            live = new LedgerRun
            {
                Id = context.Ids.Next(), Kind = RollupExecutor.KindName, Key = key, UnionId = union.Id, Period = request.Period.Code, Mode = mode, RequestedBy = caller.PersonId,
            };
            var ordinal = 0;
            foreach (var name in RollupExecutor.StepsOf(request.Mode))
                live.Steps.Add(new LedgerStep { Id = context.Ids.Next(), RunId = live.Id, Ordinal = ordinal++, Name = name });
            context.Add(live);
            await context.SaveChangesAsync(cancellation);
        }
        session.AfterCommit(workSignal.Set);
        return await reader.ViewAsync(live, cancellation);
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/rollups", async (HttpContext http, IHandler<StartRollup, RollupView> handler, Caller caller, IUnionResolver resolver) =>
    {
        var input = await http.Request.ReadInputAsync<RollupInput>(http.RequestAborted);
        if (!Period.TryParse(input.Period, out var period)) throw new InvalidInput("period", "not-a-period", input.Period);
        await caller.EnterAsync(input.Scope, resolver, http.RequestAborted);
        var view = await StartAsync(handler, new StartRollup(period, input.Mode), http.RequestAborted);
        http.Response.Headers.Location = $"/api/v1/rollups/{view.Id}";
        return Results.Json(view, Json.Options, statusCode: StatusCodes.Status202Accepted);
    }).Handles<StartRollup, RollupView>(StatusCodes.Status202Accepted).AcceptsInput<RollupInput>().WithTags("rollups");

    /// <summary>Another host may insert the same run between the query and the insert; then the answer is that run.</summary>
    public static async Task<RollupView> StartAsync(IHandler<StartRollup, RollupView> handler, StartRollup request, CancellationToken cancellation)
    {
        try
        {
            return await handler.HandleAsync(request, cancellation);
        }
        catch (RuleViolation rule) when (rule.Code == "written-meanwhile")
        {
            return await handler.HandleAsync(request, cancellation);
        }
    }
}
