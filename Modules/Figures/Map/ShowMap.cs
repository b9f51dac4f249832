using Federation.Figures.Catalogue;
using Federation.Figures.Dashboard;
using Federation.Figures.Reading;
using Federation.Framework.Export;
using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Kernel.Figures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Figures.Map;

/// <summary>What a child is coloured and sorted by.</summary>
public enum MapMeasure { Value, Before, Growth, PerThousand, Completeness, Code }

/// <summary>A child's line of the page.</summary>
/// <param name="Before">The same time a year earlier: of a running year the months that are over.</param>
/// <param name="Growth">In percent of a year earlier; of a percentage, in points.</param>
/// <param name="PerThousand">For a thousand members, by the newest number of members that is known.</param>
/// <param name="Completeness">Of a hundred children that should have handed in, how many have; of a grassroots union 100 or 0.</param>
public sealed record MapLine(
    string Code, string Name, decimal? Value, decimal? Before, decimal? Growth, decimal? PerThousand, decimal? Completeness, int Expected, int Reported)
{
    public decimal? By(MapMeasure measure) => measure switch
    {
        MapMeasure.Value => Value,
        MapMeasure.Before => Before,
        MapMeasure.Growth => Growth,
        MapMeasure.PerThousand => PerThousand,
        MapMeasure.Completeness => Completeness,
        _ => null,
    };
}

/// <summary>A union's children beside each other.</summary>
/// <param name="Compared">The last of the months that a running year is compared by; null where whole periods are compared.</param>
public sealed record MapView(string Period, string Indicator, MapMeasure Show, string? Compared, IReadOnlyList<MapLine> Lines, MapDrawing? Drawing);

/// <param name="Period">Null for the newest year in which anything was handed in.</param>
/// <param name="Indicator">Null for the first one that the union has something of.</param>
internal sealed record ShowMap(Period? Period, string? Indicator, MapMeasure Show, MapMeasure Sort, bool Ascending) : IRequest<MapView>;

internal sealed class ShowMapHandler(
    FigureReader reader, IndicatorCatalogue catalogue, Boundaries boundaries, IUnionDirectory unions, Caller caller, TimeProvider time) : IHandler<ShowMap, MapView>
{
    private const string Members = "unions.members";
    private const int MembersYears = 3;

    public Permission Permission => ReadingFigures.Permission;

    public async Task<MapView> HandleAsync(ShowMap request, CancellationToken cancellation)
    {
        var (union, today) = (caller.Union!, time.Today());
        var period = await reader.ChosenAsync(request.Period, union, time, cancellation);
        var indicator = request.Indicator is { } code ? catalogue.Find(code) : await FirstAsync(union, period, cancellation);
        var like = LikeWithLike.Of(period, indicator, today);
        var years = Enumerable.Range(0, MembersYears).Select(back => period.YearNumber - back).Where(y => y >= Period.FirstYear).Select(Period.Year).ToList();
        var children = await reader.ChildIdsAsync(union.Id, period, cancellation);
        var figures = await reader.OfUnionsAsync(children, [period, .. like.Now, .. like.Before, .. years], [indicator.Code, Members], cancellation);
        var names = await unions.NamesAsync(children, period.Last, cancellation);
        var outlines = await boundaries.OfChildrenAsync(union, unions, cancellation);
        var compared = new Comparison(catalogue, figures);
        var lines = children.Where(names.ContainsKey).Select(id => LineOf(id, names[id], indicator, period, like, years, compared));
        return new MapView(
            period.ToString(), indicator.Code, request.Show, like.IsToDate ? like.Now[^1].ToString() : null, Sorted(lines, request),
            MapDrawing.Of(outlines.Where(o => names.ContainsKey(o.Key)).ToDictionary(o => names[o.Key].Code, o => o.Value)));
    }

    private MapLine LineOf(
        long id, (string Code, string Name) child, Indicator indicator, Period period, LikeWithLike like, IReadOnlyList<Period> years, Comparison figures)
    {
        var compared = figures.Of(id, indicator, period, like);
        var members = years.Select(y => figures.Figure(id, y, Members).Total).FirstOrDefault(m => m > 0);
        var perThousand = indicator.Unit != "percent" && members > 0 && compared.Value is { } value ? Math.Round(value / members * 1000, 2) : (decimal?)null;
        var expected = figures.Below(id, period, catalogue.Numbers.Children);
        var reported = catalogue.ReportedOfModule.TryGetValue(indicator.Module, out var number) ? figures.Below(id, period, number) : 0;
        var completeness = expected > 0 ? Math.Round(reported * 100m / expected, 1) : figures.HandedIn(id, period, indicator.Module) ? 100 : 0;
        return new MapLine(child.Code, child.Name, compared.Value, compared.Before, compared.Growth, perThousand, completeness, expected, reported);
    }

    /// <summary>What is missing comes last, whichever way the others go.</summary>
    private static IReadOnlyList<MapLine> Sorted(IEnumerable<MapLine> lines, ShowMap request)
    {
        var byCode = lines.OrderBy(l => l.Code, StringComparer.Ordinal);
        if (request.Sort == MapMeasure.Code) return request.Ascending ? [.. byCode] : [.. byCode.Reverse()];
        var known = byCode.OrderBy(l => l.By(request.Sort) is null);
        return request.Ascending ? [.. known.ThenBy(l => l.By(request.Sort))] : [.. known.ThenByDescending(l => l.By(request.Sort))];
    }

    private async Task<Indicator> FirstAsync(UnionInfo union, Period period, CancellationToken cancellation)
    {
        var now = (await reader.UnionAsync(union, period, null, Contracts.TreeOf.Period, cancellation)).Now;
        return catalogue.All.FirstOrDefault(i => i is { PartOf: null, Kind: IndicatorKind.Sum } && i.Module != "Unions" && now.GetValueOrDefault(catalogue.Ids[i.Code]).Total > 0)
            ?? catalogue.All.First(i => i.Module != "Unions");
    }
}

internal static class MapOfChildren
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/u/{union}/map", async (HttpContext http, IHandler<ShowMap, MapView> handler) =>
        {
            var asked = Asked(http.Request);
            return http.Page<MapPage>(new() { ["View"] = await handler.HandleAsync(asked, http.RequestAborted), ["Sort"] = asked.Sort, ["Ascending"] = asked.Ascending });
        }).Handles<ShowMap, MapView>();
        pages.MapGet("/u/{union}/map/export", async (HttpContext http, IHandler<ShowMap, MapView> handler, IndicatorCatalogue catalogue, Exporter exporter, Texts texts) =>
        {
            var view = await handler.HandleAsync(Asked(http.Request), http.RequestAborted);
            var indicator = catalogue.ByCode[view.Indicator];
            var unit = texts.Find("unit-" + indicator.Unit) ?? indicator.Unit;
            var table = new ExportTable(
                $"{texts["map"]}-{view.Period}",
                [
                    new(texts["code"]), new(texts["union"]), new($"{indicator.Name} ({unit})"), new(texts["map-before"]), new(texts["map-growth"]), new(texts["map-per-thousand"]),
                    new(texts["expected"]), new(texts["handed-in"]),
                ],
                view.Lines.Select(l => (IReadOnlyList<object?>)[l.Code, l.Name, l.Value, l.Before, l.Growth, l.PerThousand, l.Expected, l.Reported]).ToAsyncEnumerable());
            return await exporter.DownloadAsync(http, $"map {view.Indicator} {view.Period}", table);
        }).Handles<ShowMap, MapView>();
    }

    private static ShowMap Asked(HttpRequest http) => new(
        Periods.Asked(http), http.Query["indicator"].ToString() is { Length: > 0 } code ? code : null, Measure(http, "show"), Measure(http, "sort"), http.Query["up"] == "true");

    private static MapMeasure Measure(HttpRequest http, string name) => http.Query[name].ToString() switch
    {
        "" or "value" => MapMeasure.Value,
        "before" => MapMeasure.Before,
        "growth" => MapMeasure.Growth,
        "per-thousand" => MapMeasure.PerThousand,
        "completeness" => MapMeasure.Completeness,
        "code" when name == "sort" => MapMeasure.Code,
        _ => throw new InvalidInput(name, "not-one-of", "value, before, growth, per-thousand, completeness"),
    };
}
