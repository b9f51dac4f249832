using Federation.Figures.Catalogue;
using Federation.Figures.Contracts;
using Federation.Figures.Reading;
using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Kernel.Figures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Figures.Dashboard;

/// <summary>Where one figure comes from.</summary>
/// <param name="Parts">Its "of which".</param>
/// <param name="Children">A page of the children, along the tree at the period's end.</param>
/// <param name="CountedTwice">Of a distinct count, how many more the children's lines make together than there are different ones below; else 0.</param>
public sealed record FigureExplained(
    string Period, TreeOf Tree, DateTimeOffset AsOf, FigureView Figure, IReadOnlyList<FigureView> Parts, IReadOnlyList<BreakdownItem> Children, string? Next, decimal CountedTwice,
    IReadOnlyList<SeriesPoint> Series);

internal sealed record ExplainFigure(string Indicator, Period? Period, TreeOf Tree, PageRequest Page) : IRequest<FigureExplained>;

internal sealed class ExplainFigureHandler(
    FigureReader reader, ChildLines children, IndicatorCatalogue catalogue, Caller caller, TimeProvider time, IHandler<GetFigures, FiguresView> figures) : IHandler<ExplainFigure, FigureExplained>
{
    public Permission Permission => ReadingFigures.Permission;

    public async Task<FigureExplained> HandleAsync(ExplainFigure request, CancellationToken cancellation)
    {
        if (!catalogue.ByCode.TryGetValue(request.Indicator, out var indicator)) throw new NotFound(request.Indicator);
        var union = caller.Union!;
        var period = await reader.ChosenAsync(request.Period, union, time, cancellation);
        var view = await figures.HandleAsync(new GetFigures(period, [indicator.Code, .. catalogue.All.Where(i => i.PartOf == indicator.Code).Select(i => i.Code)], request.Tree), cancellation);
        var lines = await children.PageAsync(union.Id, period, indicator, request.Page, cancellation);
        var twice = indicator.Kind == IndicatorKind.Distinct && request.Tree == TreeOf.Period && view.Figures[0].FromBelow is { } below
            ? await reader.ChildrenSumAsync(union.Id, period, indicator.Code, cancellation) - below : 0;
        return new FigureExplained(
            view.Period, view.Tree, view.AsOf, view.Figures[0], [.. view.Figures.Skip(1)], lines.Items, lines.Next, twice,
            await reader.PointsAsync(union.Id, Series.PeriodsUntil(period), indicator, catalogue, cancellation));
    }

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/u/{union}/figures/{indicator}", async (string indicator, HttpContext http, IHandler<ExplainFigure, FigureExplained> handler) =>
        http.Page<FigurePage>(new()
        {
            ["View"] = await handler.HandleAsync(
                new ExplainFigure(indicator, Periods.Asked(http.Request), ReadingFigures.Tree(http.Request), PageRequest.From(http.Request)), http.RequestAborted),
        })).Handles<ExplainFigure, FigureExplained>();
}
