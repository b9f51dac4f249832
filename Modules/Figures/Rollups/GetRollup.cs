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
    public async Task<RollupView> ViewAsync(LedgerRun run, CancellationToken cancellation)
    {
        var steps = await context.Set<LedgerStep>().AsNoTracking().Where(s => s.RunId == run.Id).OrderBy(s => s.Ordinal).ToListAsync(cancellation);
        var scope = await unions.FindAsync(run.UnionId, cancellation);
        var at = steps.FirstOrDefault(s => s.State != RunState.Succeeded) ?? steps.LastOrDefault();
        return new RollupView(
            run.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), Period.FromCode(run.Period).ToString(), scope?.Code ?? "", run.Mode, run.State, at?.Name,
            steps.Sum(s => s.Done), steps.Sum(s => s.Total), run.StartedAt?.ToUniversalTime(), run.FinishedAt?.ToUniversalTime(), run.Error ?? at?.Error);
    }
}

internal sealed record GetRollup(long Id) : IRequest<RollupView>;

internal sealed class GetRollupHandler(FrameworkContext context, RollupReader reader) : IHandler<GetRollup, RollupView>
{
    public Permission Permission { get; } = new("rollups.read", Reach.FromAbove, Permission.EveryRole);

    public async Task<RollupView> HandleAsync(GetRollup request, CancellationToken cancellation) =>
        await reader.ViewAsync(await context.Set<LedgerRun>().AsNoTracking().SingleAsync(r => r.Id == request.Id, cancellation), cancellation);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/rollups/{id}", async (string id, HttpContext http, IHandler<GetRollup, RollupView> handler, FrameworkContext context, Caller caller, IUnionDirectory unions) =>
    {
        var number = EndpointExtensions.Id(id);
        var scope = await context.Set<LedgerRun>().AsNoTracking().Where(r => r.Id == number && r.Kind == RollupExecutor.KindName).Select(r => (long?)r.UnionId).SingleOrDefaultAsync(http.RequestAborted);
        var union = scope is { } known ? await unions.FindAsync(known, http.RequestAborted) : null;
        if (union is null || !caller.Sees(union)) throw new NotFound(id);
        caller.Enter(union);
        return Results.Json(await handler.HandleAsync(new GetRollup(number), http.RequestAborted), Json.Options);
    }).Handles<GetRollup, RollupView>().WithTags("rollups");
}
