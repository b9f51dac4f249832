using Federation.Figures.Catalogue;
using Federation.Figures.Contracts;
using Federation.Figures.Reading;
using Federation.Framework.Export;
using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Figures.Dashboard;

/// <summary>Every indicator of the catalogue with its parts, a line each.</summary>
internal sealed class FiguresExport(IHandler<GetFigures, FiguresView> figures, FigureReader reader, IndicatorCatalogue catalogue, Caller caller, TimeProvider time, Texts texts) : IExport
{
    public string Kind => "figures";

    public async Task<ExportTable> TableAsync(Period? period, CancellationToken cancellation)
    {
        var view = await figures.HandleAsync(new GetFigures(await reader.ChosenAsync(period, caller.Union!, time, cancellation), [], TreeOf.Period), cancellation);
        return new ExportTable(
            $"{view.Union}-{view.Period}",
            [.. new[] { "code", "indicator", "unit", "own", "from-below", "total", "numerator", "denominator", "year-before", "expected", "handed-in" }.Select(t => new ExportColumn(texts[t]))],
            view.Figures.Select(f => (IReadOnlyList<object?>)
                [f.Indicator, catalogue.ByCode[f.Indicator].Name, texts.Find("unit-" + f.Unit) ?? f.Unit, f.Own, f.FromBelow, f.Total, f.Numerator, f.Denominator, f.Previous, f.Children.Expected, f.Children.Reported]).ToAsyncEnumerable());
    }

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/u/{union}/figures/export", async (HttpContext http, FiguresExport export, Exporter exporter) =>
    {
        var table = await export.TableAsync(Periods.Asked(http.Request), http.RequestAborted);
        return await exporter.DownloadAsync(http, $"{export.Kind} {table.Name}", table);
    }).Handles<GetFigures, FiguresView>();
}

/// <summary>The children, a line each, with every indicator's total across.</summary>
internal sealed class ChildrenExport(IHandler<ExportChildren, ExportTable> children) : IExport
{
    public string Kind => "children";

    public Task<ExportTable> TableAsync(Period? period, CancellationToken cancellation) => children.HandleAsync(new ExportChildren(period), cancellation);

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/u/{union}/figures/export/children", async (HttpContext http, ChildrenExport export, Exporter exporter) =>
    {
        var table = await export.TableAsync(Periods.Asked(http.Request), http.RequestAborted);
        return await exporter.DownloadAsync(http, $"{export.Kind} {table.Name}", table);
    }).Handles<ExportChildren, ExportTable>();
}

internal sealed record ExportChildren(Period? Period) : IRequest<ExportTable>;

internal sealed class ExportChildrenHandler(FigureReader reader, ChildLines children, IndicatorCatalogue catalogue, Caller caller, TimeProvider time, Texts texts) : IHandler<ExportChildren, ExportTable>
{
    public Permission Permission => ReadingFigures.Permission;

    public async Task<ExportTable> HandleAsync(ExportChildren request, CancellationToken cancellation)
    {
        var union = caller.Union!;
        var period = await reader.ChosenAsync(request.Period, union, time, cancellation);
        var lines = new Dictionary<string, object?[]>(StringComparer.Ordinal);
        foreach (var (indicator, i) in catalogue.All.Select((indicator, i) => (indicator, i)))
            await foreach (var child in ExportRows.AllAsync(await children.PageAsync(union.Id, period, indicator, PageRequest.First, cancellation), page => children.PageAsync(union.Id, period, indicator, page, cancellation)))
            {
                if (!lines.TryGetValue(child.Union, out var line)) lines[child.Union] = line = [child.Union, child.Name, .. new object?[catalogue.All.Count]];
                line[2 + i] = child.Total;
            }
        return new ExportTable(
            $"{union.Code}-{texts["children"]}-{period}",
            [new(texts["code"]), new(texts["union"]), .. catalogue.All.Select(i => new ExportColumn($"{i.Name} ({texts.Find("unit-" + i.Unit) ?? i.Unit})"))],
            lines.Values.Select(l => (IReadOnlyList<object?>)l).ToAsyncEnumerable());
    }
}
