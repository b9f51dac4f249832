using Autofac;
using Federation.Figures.Catalogue;
using Federation.Figures.Contracts;
using Federation.Figures.Reading;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Ledger;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.Figures.Rollups;

internal sealed class RollupRunner(ILifetimeScope root) : IRollups
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    public Task<(bool Succeeded, IReadOnlyList<string> Lines)> RollUpAsync(Period period, string? scope, bool full, CancellationToken cancellation) =>
        RollUpAsync(period, scope, full ? RollupMode.Full : RollupMode.Incremental, cancellation);

    public Task<(bool Succeeded, IReadOnlyList<string> Lines)> RollUpOnwardAsync(Period from, string? scope, CancellationToken cancellation) => RollUpAsync(from, scope, RollupMode.Onward, cancellation);

    private async Task<(bool Succeeded, IReadOnlyList<string> Lines)> RollUpAsync(Period period, string? scope, RollupMode mode, CancellationToken cancellation)
    {
        var views = new List<RollupView>();
        foreach (var union in await Verbs.RootsAsync(root, scope, cancellation)) views.Add(await FinishAsync(await StartAsync(union, period, mode, cancellation), cancellation));
        return (views.TrueForAll(v => v.State == RunState.Succeeded),
            [.. views.Select(v => $"{v.Scope} {v.Period} {v.Mode} {v.State.ToString().ToLowerInvariant()}{(v.Error is { } error ? ": " + error : "")}")]);
    }

    public async Task QueueAsync(Period period, CancellationToken cancellation)
    {
        foreach (var union in await Verbs.RootsAsync(root, null, cancellation)) await StartAsync(union, period, RollupMode.Full, cancellation);
    }

    public async Task<string> TableAsync(string union, IReadOnlyList<Period> periods, CancellationToken cancellation)
    {
        await using var scope = root.BeginLifetimeScope();
        var caller = scope.Resolve<Caller>();
        caller.ActAsSystem();
        var info = await caller.EnterAsync(union, scope.Resolve<IUnionResolver>(), cancellation);
        var handler = scope.Resolve<IHandler<GetFigures, FiguresView>>();
        var views = new List<FiguresView>();
        foreach (var period in periods) views.Add(await handler.HandleAsync(new GetFigures(period, [], TreeOf.Period), cancellation));
        return FiguresTable.Of(info.Name, views, scope.Resolve<IndicatorCatalogue>());
    }

    private async Task<RollupView> StartAsync(UnionInfo union, Period period, RollupMode mode, CancellationToken cancellation)
    {
        await using var scope = root.BeginLifetimeScope();
        var caller = scope.Resolve<Caller>();
        caller.ActAsSystem();
        caller.Enter(union);
        return await scope.Resolve<IHandler<StartRollup, RollupView>>().HandleAsync(new StartRollup(period, mode), cancellation);
    }

    /// <summary>Does the run's steps here, or watches another host do them.</summary>
    private async Task<RollupView> FinishAsync(RollupView view, CancellationToken cancellation)
    {
        var id = EndpointExtensions.Id(view.Id);
        while (view.State is RunState.Queued or RunState.Running)
        {
            await using var scope = root.BeginLifetimeScope();
            if (await scope.Resolve<LedgerWorker>().DrainAsync(cancellation) == 0) await Task.Delay(PollInterval, cancellation);
            var run = await scope.Resolve<FrameworkContext>().Set<LedgerRun>().AsNoTracking().SingleAsync(r => r.Id == id, cancellation);
            view = await scope.Resolve<RollupReader>().ViewAsync(run, cancellation);
            Verbs.Progress($"{view.Scope} {view.Period} {view.Level} {view.Done}/{view.Total}");
        }
        Verbs.Progress(null);
        return view;
    }
}
