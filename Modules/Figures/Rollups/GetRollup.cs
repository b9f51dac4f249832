using System.Globalization;
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

/// <summary>A roll-up as the ledger has it.</summary>
/// <param name="Level">The level at work, or the last one.</param>
/// <param name="Done">Parts finished over all levels.</param>
/// <param name="Total">Parts known so far; 0 until the first level has counted its own.</param>
public sealed record RollupView(
    string Id, string Period, string Scope, string Mode, RunState State, string? Level, int Done, int Total, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string? Error);

internal sealed class RollupReader(FrameworkContext context, IUnionDirectory unions)
{
    public async Task<RollupView> ViewAsync(LedgerRun run, CancellationToken cancellation) => (await ViewsAsync([run], cancellation))[0];

    public async Task<IReadOnlyList<RollupView>> ViewsAsync(IReadOnlyList<LedgerRun> runs, CancellationToken cancellation)
    {
        var ids = runs.Select(r => r.Id).ToList();
        var steps = (await context.Set<LedgerStep>().AsNoTracking().Where(s => ids.Contains(s.RunId)).OrderBy(s => s.Ordinal).ToListAsync(cancellation)).ToLookup(s => s.RunId);
        var views = new List<RollupView>();
        foreach (var run in runs) views.Add(View(run, [.. steps[run.Id]], await unions.FindAsync(run.UnionId, cancellation)));
        return views;
    }

    /// <summary>A run with its steps, of the entered union or one below it; any other is unknown.</summary>
    public async Task<(LedgerRun Run, IReadOnlyList<LedgerStep> Steps, RollupView View)> FindAsync(long id, UnionInfo under, CancellationToken cancellation)
    {
        var run = await context.Set<LedgerRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.Kind == RollupExecutor.KindName, cancellation);
        var scope = run is null ? null : await unions.FindAsync(run.UnionId, cancellation);
        if (run is null || scope is null || (scope.Id != under.Id && !scope.Ancestors.Contains(under.Id))) throw new NotFound(id.ToString(CultureInfo.InvariantCulture));
        var steps = await context.Set<LedgerStep>().AsNoTracking().Where(s => s.RunId == id).OrderBy(s => s.Ordinal).ToListAsync(cancellation);
        return (run, steps, View(run, steps, scope));
    }

    /// <summary>Enters the union that a run named in an address is about.</summary>
    public async Task<long> EnterAsync(string id, Caller caller, CancellationToken cancellation)
    {
        var number = EndpointExtensions.Id(id);
        var scope = await context.Set<LedgerRun>().AsNoTracking().Where(r => r.Id == number && r.Kind == RollupExecutor.KindName).Select(r => (long?)r.UnionId).SingleOrDefaultAsync(cancellation);
        var union = scope is { } known ? await unions.FindAsync(known, cancellation) : null;
        if (union is null || !caller.Sees(union)) throw new NotFound(id);
        caller.Enter(union);
        return number;
    }

    private static RollupView View(LedgerRun run, IReadOnlyList<LedgerStep> steps, UnionInfo? scope)
    {
        var at = steps.FirstOrDefault(s => s.State != RunState.Succeeded) ?? steps.LastOrDefault();
        return new RollupView(
            run.Id.ToString(CultureInfo.InvariantCulture), Period.FromCode(run.Period).ToString(), scope?.Code ?? "", run.Mode, run.State, at?.Name,
            steps.Sum(s => s.Done), steps.Sum(s => s.Total), run.StartedAt?.ToUniversalTime(), run.FinishedAt?.ToUniversalTime(), run.Error ?? at?.Error);
    }
}

internal sealed record GetRollup(long Id) : IRequest<RollupView>;

internal sealed class GetRollupHandler(FrameworkContext context, RollupReader reader) : IHandler<GetRollup, RollupView>
{
    public Permission Permission => ReadingRollups.Permission;

    public async Task<RollupView> HandleAsync(GetRollup request, CancellationToken cancellation) =>
        await reader.ViewAsync(await context.Set<LedgerRun>().AsNoTracking().SingleAsync(r => r.Id == request.Id, cancellation), cancellation);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/rollups/{id}", async (string id, HttpContext http, IHandler<GetRollup, RollupView> handler, RollupReader reader, Caller caller) =>
    {
        var number = await reader.EnterAsync(id, caller, http.RequestAborted);
        return Results.Json(await handler.HandleAsync(new GetRollup(number), http.RequestAborted), Json.Options);
    }).Handles<GetRollup, RollupView>().WithTags("rollups");
}

internal static class ReadingRollups
{
    public static readonly Permission Permission = new("rollups.read", Reach.FromAbove, Permission.EveryRole);
}
