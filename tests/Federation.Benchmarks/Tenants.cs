using System.Diagnostics;
using Autofac;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Host.Start;
using Federation.People.Contracts;
using Federation.Unions.Finding;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Federation.Benchmarks;

/// <summary>
/// What a request pays before its handler is reached: its token told, the union that its path names found, the caller's grants held against it. In a
/// whole province whose unions have all been asked for, against a handful.
/// </summary>
internal static class Tenants
{
    private const int Few = 6;
    private const int Rounds = 30;
    private const int Batches = 50;
    private const int Batch = 500;
    private const int ColdFinds = 200;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(Stage stage)
    {
        await using var large = await Province.TreeAsync(stage, stage.Unions);
        await using var small = await Province.TreeAsync(stage, Few);
        await using var all = await Entrance.OpenAsync(stage, large, int.MaxValue);
        await using var few = await Entrance.OpenAsync(stage, small, Few);
        var with = Resolvers.Offered[0];
        var withFinbuckle = with.Name == "Finbuckle";
        // Where this was built without Finbuckle, the built-in resolver stands in and its rows are left out.
        await using var allOther = await Entrance.OpenAsync(stage, large, int.MaxValue, with);
        await using var fewOther = await Entrance.OpenAsync(stage, small, Few, with);

        var (first, firstFew) = (new List<double>(), new List<double>());
        for (var round = 0; round < 6; round++)
        {
            firstFew.Add(await few.FindFirstAsync());
            first.Add(await all.FindFirstAsync());
        }
        stage.Say("asking for every union once");
        await all.RememberAsync();
        await few.RememberAsync();
        await allOther.RememberAsync();
        await fewOther.RememberAsync();
        var (other, otherFew) = (new List<double>(), new List<double>());
        var (step, stepFew, find, findFew) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            stepFew.Add(await few.TimeAsync(few.EnterAsync));
            step.Add(await all.TimeAsync(all.EnterAsync));
            findFew.Add(await few.TimeAsync(few.FindAsync));
            find.Add(await all.TimeAsync(all.FindAsync));
            if (!withFinbuckle) continue;
            otherFew.Add(await fewOther.TimeAsync(fewOther.EnterAsync));
            other.Add(await allOther.TimeAsync(allOther.EnterAsync));
        }
        var (s, sf, l, lf, f, ff) = (Median(step), Median(stepFew), Median(find), Median(findFew), Median(first), Median(firstFew));
        IReadOnlyList<Row> finbuckle = !withFinbuckle ? [] :
        [
            new Row($"the same with {with.Description}", $"{Median(other) * 1e6:0.00} µs", $"{Median(otherFew) * 1e6:0.00} µs", $"{Median(other) / Median(otherFew):0.00}", "", "≤ 1.2", $"against {Few} unions"),
            new Row($"the same with {with.Description}, against the built-in resolver", $"{Median(other) * 1e6:0.00} µs", $"{s * 1e6:0.00} µs", $"{Median(other) / s:0.00}", "", ""),
        ];
        return
        [
            new Row($"tenant resolution, {all.Count} unions at random, all remembered", $"{s * 1e6:0.00} µs", $"{sf * 1e6:0.00} µs", $"{s / sf:0.00}", "", "≤ 1.2", $"against {Few} unions; from the request's header and path to the entered union"),
            .. finbuckle,
            new Row("of it the union's look-up alone", $"{l * 1e9:0} ns", $"{lf * 1e9:0} ns", $"{l / lf:0.00}", "", "", "does not fit the processor's caches"),
            new Row("a union asked for the first time", $"{f * 1e3:0.00} ms", $"{ff * 1e3:0.00} ms", $"{f / ff:0.00}", "", "≤ 1.2"),
        ];

        // The first rounds warm up.
        static double Median(List<double> times) => Took.MedianOf(times.Skip(times.Count / 3));
    }

    /// <summary>A host's way in, with somebody's token and the codes that are asked for.</summary>
    private sealed class Entrance : IAsyncDisposable
    {
        private readonly IContainer container;
        private readonly List<string> codes;
        private readonly UnionDirectory directory;
        private readonly CallerMiddleware middleware;
        private readonly DefaultHttpContext http = new();
        private readonly ISignIn signIn;
        private readonly IAntiforgery antiforgery;
        private readonly Limits limits;
        private readonly Texts texts;
        private readonly Random random = new(1);
        private Caller caller = new();

        private readonly ServiceProvider services;

        private Entrance(IContainer container, List<string> codes, string token, Resolver? resolver)
        {
            (this.container, this.codes) = (container, codes);
            directory = container.Resolve<UnionDirectory>();
            var more = new ServiceCollection().AddLogging().AddSingleton<IUnionDirectory>(directory);
            resolver?.Add?.Invoke(more);
            http.RequestServices = services = more.BuildServiceProvider();
            var chosen = services.GetService<IUnionResolver>() ?? container.Resolve<IUnionResolver>();
            var pipeline = new ApplicationBuilder(services);
            chosen.Use(pipeline);
            var entering = new UnionMiddleware(_ => Task.CompletedTask, chosen);
            pipeline.Run(request => entering.InvokeAsync(request, caller));
            middleware = new CallerMiddleware(pipeline.Build());
            signIn = container.Resolve<ISignIn>();
            texts = container.Resolve<Texts>();
            antiforgery = new ServiceCollection().AddLogging().AddAntiforgery().BuildServiceProvider().GetRequiredService<IAntiforgery>();
            limits = new Limits(container.Resolve<Installation>().Configuration);
            http.Request.Headers.Authorization = $"Bearer {token}";
            http.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new HandlesRequest(typeof(object), _ => Reading)), null));
        }

        private static Permission Reading { get; } = new("figures.read", Reach.FromAbove, Permission.EveryRole);

        public int Count => codes.Count;

        public static async Task<Entrance> OpenAsync(Stage stage, Installation installation, int most, Resolver? resolver = null)
        {
            var container = installation.Build();
            await using var scope = container.BeginLifetimeScope();
            scope.Resolve<Caller>().ActAsSystem();
            var token = await scope.Resolve<ITokenIssuer>().IssueAsync("benchmark", [(Province.Code, Role.Leader)], null, CancellationToken.None);
            return new Entrance(container, [.. (await CodesAsync(stage, installation)).TakeLast(most)], token, resolver);
        }

        public async Task RememberAsync()
        {
            await Parallel.ForEachAsync(codes, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (code, cancellation) =>
            {
                if (await directory.FindAsync(code, cancellation) is null) throw new InvalidOperationException($"{code} was not found.");
            });
        }

        public async Task<double> FindFirstAsync()
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < ColdFinds; i++)
            {
                directory.Forget();
                await FindAsync(codes[random.Next(codes.Count)]);
            }
            return Stopwatch.GetElapsedTime(started).TotalSeconds / ColdFinds;
        }

        public async Task FindAsync(string code)
        {
            if (await directory.FindAsync(code, CancellationToken.None) is null) throw new InvalidOperationException($"{code} was not found.");
        }

        public async Task EnterAsync(string code)
        {
            caller = new Caller();
            http.Request.RouteValues[IUnionResolver.RouteValue] = code;
            await middleware.InvokeAsync(http, caller, signIn, antiforgery, limits, texts);
            if (caller.Union is null) throw new InvalidOperationException($"{code} was not entered.");
        }

        /// <summary>Seconds for one; the codes are texts of their own, just made, as a request's path is.</summary>
        public async Task<double> TimeAsync(Func<string, Task> ask)
        {
            var seconds = 0.0;
            var asked = new string[Batch];
            for (var batch = 0; batch < Batches; batch++)
            {
                for (var i = 0; i < Batch; i++) asked[i] = new string(codes[random.Next(codes.Count)].AsSpan());
                var started = Stopwatch.GetTimestamp();
                foreach (var code in asked) await ask(code);
                seconds += Stopwatch.GetElapsedTime(started).TotalSeconds;
            }
            return seconds / Batches / Batch;
        }

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            await container.DisposeAsync();
        }
    }

    private static async Task<List<string>> CodesAsync(Stage stage, Installation installation)
    {
        await using var connection = await stage.ConnectAsync(installation);
        return await connection.ListAsync($"SELECT v.code FROM unions.versions v JOIN federation.tree_closure e ON e.descendant_id = v.union_id AND e.valid_to IS NULL JOIN unions.versions a ON a.union_id = e.ancestor_id AND a.code = '{Province.Code}' WHERE v.valid_to IS NULL ORDER BY v.level, v.union_id", r => r.GetString(0));
    }
}
