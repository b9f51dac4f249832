using Federation.Figures.Catalogue;
using Federation.Figures.Contracts;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Kernel.Figures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Figures.Reading;

/// <summary>One child's line of a total.</summary>
public sealed record BreakdownItem(string Union, string Name, decimal? Total, bool Reported);

/// <summary>Where a total comes from: own + overlap + all items is the total (of a ratio, each is a quotient of its own).</summary>
/// <param name="Overlap">Of a distinct count, minus those who were counted more than once; else 0.</param>
public sealed record BreakdownView(decimal? Own, decimal Overlap, decimal? Total, IReadOnlyList<BreakdownItem> Items, string? Next);

internal sealed record GetBreakdown(Period Period, string Indicator, PageRequest Page) : IRequest<BreakdownView>;

internal sealed class GetBreakdownHandler(FigureReader reader, IndicatorCatalogue catalogue, Caller caller, ChildLines children) : IHandler<GetBreakdown, BreakdownView>
{
    public Permission Permission => ReadingFigures.Permission;

    public async Task<BreakdownView> HandleAsync(GetBreakdown request, CancellationToken cancellation)
    {
        var indicator = catalogue.Find(request.Indicator);
        var union = caller.Union!;
        var read = await reader.UnionAsync(union, request.Period, null, TreeOf.Period, cancellation);
        var view = new FigureCalculator(catalogue).View(indicator, read.Now, read.Before, read.Expected, read.Reported);

        var page = await children.PageAsync(union.Id, request.Period, indicator, request.Page, cancellation);
        var overlap = indicator.Kind == IndicatorKind.Distinct
            ? (view.Total ?? 0) - (view.Own ?? 0) - await reader.ChildrenSumAsync(union.Id, request.Period, indicator.Code, cancellation)
            : 0;
        return new BreakdownView(view.Own, overlap, view.Total, page.Items, page.Next);
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/unions/{union}/figures/{indicator}/breakdown", async (string indicator, HttpContext http, IHandler<GetBreakdown, BreakdownView> handler) =>
        Results.Json(await handler.HandleAsync(new GetBreakdown(http.Request.RequiredPeriod(), indicator, PageRequest.From(http.Request)), http.RequestAborted), Json.Options))
        .Handles<GetBreakdown, BreakdownView>().WithQuery(QueryParameter.Period()).WithTags("figures");
}
