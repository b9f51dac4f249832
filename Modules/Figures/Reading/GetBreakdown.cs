using System.Globalization;
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

internal sealed class GetBreakdownHandler(FigureReader reader, IndicatorCatalogue catalogue, Caller caller, IUnionDirectory unions) : IHandler<GetBreakdown, BreakdownView>
{
    public Permission Permission => ReadingFigures.Permission;

    public async Task<BreakdownView> HandleAsync(GetBreakdown request, CancellationToken cancellation)
    {
        var indicator = catalogue.Find(request.Indicator);
        var union = caller.Union!;
        var read = await reader.UnionAsync(union.Id, request.Period, null, TreeOf.Period, cancellation);
        var view = new Reckoner(catalogue).View(indicator, read.Now, read.Before, read.Expected, read.Reported);

        // A union has hundreds of children at most: their codes as of that day decide the order, the figures are read for the page alone.
        var names = await unions.NamesAsync(await reader.ChildIdsAsync(union.Id, request.Period, cancellation), request.Period.Last, cancellation);
        var ordered = names.OrderBy(n => n.Value.Code, StringComparer.Ordinal).ThenBy(n => n.Key).Select(n => (n.Key, n.Value.Code, n.Value.Name));
        if (request.Page.After is { } after) ordered = ordered.SkipWhile(n => !string.Equals(Key(n), after, StringComparison.Ordinal)).Skip(1);
        var read1 = ordered.Take(request.Page.Limit + 1).ToList();
        var page = request.Page.Cut(read1, Key);
        var figures = (await reader.ChildrenAsync(union.Id, request.Period, indicator.Code, [.. page.Items.Select(i => i.Key)], cancellation)).ToDictionary(c => c.Union);
        var items = page.Items.Select(i => figures.TryGetValue(i.Key, out var child)
            ? new BreakdownItem(i.Code, i.Name, Reckoner.Value(indicator, child.Figure.Total, child.Figure.TotalDenominator, child.Reported), child.Reported)
            : new BreakdownItem(i.Code, i.Name, null, false)).ToList();
        var overlap = indicator.Kind == IndicatorKind.Distinct
            ? (view.Total ?? 0) - (view.Own ?? 0) - await reader.ChildrenSumAsync(union.Id, request.Period, indicator.Code, cancellation)
            : 0;
        return new BreakdownView(view.Own, overlap, view.Total, items, page.Next);
    }

    private static string Key((long Id, string Code, string Name) child) => child.Id.ToString(CultureInfo.InvariantCulture);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/unions/{union}/figures/{indicator}/breakdown", async (string indicator, HttpContext http, IHandler<GetBreakdown, BreakdownView> handler) =>
        Results.Json(await handler.HandleAsync(new GetBreakdown(http.Request.RequiredPeriod(), indicator, PageRequest.From(http.Request)), http.RequestAborted), Json.Options))
        .Handles<GetBreakdown, BreakdownView>().Asks(QueryParameter.Period()).WithTags("figures");
}
