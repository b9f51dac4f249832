using System.Globalization;
using Federation.Framework.Audit;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Ledger;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Figures.Rollups;

/// <summary>Cancels a run of the entered union or of one below it. What it has rolled up stays; the rest is marked and processed incrementally.</summary>
internal sealed record CancelRollup(long Id) : ICommand<RollupView>;

internal sealed class CancelRollupHandler(FrameworkContext context, DatabaseSession session, Caller caller, RollupReader reader, IEnumerable<ILedgerExecutor> executors, WorkSignal workSignal, TimeProvider time)
    : IHandler<CancelRollup, RollupView>
{
    public Permission Permission => StartRollupHandler.MayStart;

    public async Task<RollupView> HandleAsync(CancelRollup request, CancellationToken cancellation)
    {
        var (run, _, before) = await reader.FindAsync(request.Id, caller.Union!, cancellation);
        if (before.State == RunState.Cancelled) return before; // The second click.
        if (!await session.CancelRunAsync(run.Id, cancellation)) throw new RuleViolation("rollup-is-over");
        await executors.Single(e => e.Kind == run.Kind).AbandonAsync(run, cancellation);
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, caller, "rollups.cancel", run.Id.ToString(CultureInfo.InvariantCulture)));
        await context.SaveChangesAsync(cancellation);
        session.AfterCommit(workSignal.Set);
        return (await reader.FindAsync(run.Id, caller.Union!, cancellation)).View;
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/rollups/{id}/cancel", async (string id, HttpContext http, IHandler<CancelRollup, RollupView> handler, RollupReader reader, Caller caller) =>
    {
        var number = await reader.EnterAsync(id, caller, http.RequestAborted);
        return Results.Json(await handler.HandleAsync(new CancelRollup(number), http.RequestAborted), Json.Options);
    }).Handles<CancelRollup, RollupView>().WithTags("rollups");
}
