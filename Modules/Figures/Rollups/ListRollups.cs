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

/// <summary>The runs of the entered union and of those below it, newest first.</summary>
internal sealed record ListRollups(PageRequest Page) : IRequest<PageOf<RollupView>>;

internal sealed class ListRollupsHandler(FrameworkContext context, Caller caller, RollupReader reader) : IHandler<ListRollups, PageOf<RollupView>>
{
    public Permission Permission => ReadingRollups.Permission;

    public async Task<PageOf<RollupView>> HandleAsync(ListRollups request, CancellationToken cancellation)
    {
        var (union, after) = (caller.Union!.Id, request.Page.AfterId ?? long.MaxValue);
        var runs = await context.Set<LedgerRun>().AsNoTracking()
            .Where(r => r.Id < after && r.Kind == RollupExecutor.KindName
                && (r.UnionId == union || context.Tree.Any(t => t.AncestorId == union && t.DescendantId == r.UnionId && t.Depth > 0 && t.ValidTo == null)))
            .OrderByDescending(r => r.Id).Take(request.Page.Limit + 1).ToListAsync(cancellation);
        return request.Page.ToPage(await reader.ViewsAsync(runs, cancellation), r => r.Id);
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/rollups", async (HttpContext http, IHandler<ListRollups, PageOf<RollupView>> handler, Caller caller, IUnionResolver resolver) =>
    {
        var page = PageRequest.From(http.Request);
        if (http.Request.Query["scope"].ToString() is not { Length: > 0 } scope) throw new InvalidInput("scope", "required");
        await caller.EnterAsync(scope, resolver, http.RequestAborted);
        return Results.Json(await handler.HandleAsync(new ListRollups(page), http.RequestAborted), Json.Options);
    }).Handles<ListRollups, PageOf<RollupView>>().WithQuery(new QueryParameter("scope", typeof(string)) { Required = true }).WithTags("rollups");
}
