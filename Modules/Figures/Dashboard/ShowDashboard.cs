using System.Security.Cryptography;
using System.Text.Json;
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

/// <summary>How many direct children have handed in for a module.</summary>
public sealed record ModuleReport(string Module, int Expected, int Reported);

/// <summary>The main figures as they stand now: the part of the dashboard that refreshes alone.</summary>
/// <param name="Cards">At most eight, in the catalogue's order: the first ones of each line of work.</param>
public sealed record CardsView(string Period, DateTimeOffset AsOf, IReadOnlyList<FigureView> Cards, IReadOnlyList<ModuleReport> Reports)
{
    /// <summary>A short hash of the content for the address: a browser that shows this content needs no new copy.</summary>
    public string Print() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, Json.Options)).AsSpan(0, 8));
}

/// <summary>The first page of a union.</summary>
/// <param name="Chosen">The indicator whose children and years are shown; null where nothing is known of any.</param>
/// <param name="Next">There are more children than are shown.</param>
public sealed record DashboardView(CardsView Now, string? Chosen, IReadOnlyList<BreakdownItem> Children, string? Next, IReadOnlyList<SeriesPoint> Series);

/// <summary>The entered union's main figures of a period.</summary>
internal sealed record ShowCards(Period Period) : IRequest<CardsView>;

/// <param name="Period">Null for the newest year in which anything was handed in.</param>
/// <param name="Indicator">Null for that of the first card with something in it.</param>
internal sealed record ShowDashboard(Period? Period, string? Indicator) : IRequest<DashboardView>;

internal sealed class ShowCardsHandler(FigureReader reader, IndicatorCatalogue catalogue, Caller caller) : IHandler<ShowCards, CardsView>
{
    private const int MaxCards = 8;

    public Permission Permission => ReadingFigures.Permission;

    public async Task<CardsView> HandleAsync(ShowCards request, CancellationToken cancellation)
    {
        var read = await reader.UnionAsync(caller.Union!, request.Period, request.Period.YearEarlier(), TreeOf.Period, cancellation);
        var calculator = new FigureCalculator(catalogue);
        var figures = catalogue.All.Where(i => i.PartOf is null).Select(i => calculator.View(i, read.Now, read.Before, read.Expected, read.Reported))
            .Where(f => f.Total is not null && !IsItself(f)).ToList();
        var modules = catalogue.All.Select(i => i.Module).Distinct().Where(catalogue.HandedInOfModule.ContainsKey);
        return new CardsView(
            request.Period.ToString(), read.AsOf, Main(figures), [.. modules.Select(m => new ModuleReport(m, read.Expected, read.Reported.GetValueOrDefault(m)))]);
    }

    /// <summary>A count of unions that only counts the union itself is not shown, nor a coverage of one of one.</summary>
    private bool IsItself(FigureView figure) => catalogue.Find(figure.Indicator) switch
    {
        { Module: "Unions", Source: IndicatorSource.Records } => figure.Own == figure.Total,
        { Kind: IndicatorKind.Coverage } => figure.Denominator <= 1,
        _ => false,
    };

    /// <summary>The first figure of every line of work, then the second ones, until there are enough; those that are 0 come last.</summary>
    private List<FigureView> Main(List<FigureView> figures)
    {
        var chosen = figures.GroupBy(f => f.Indicator[..Math.Max(0, f.Indicator.LastIndexOf('.'))])
            .SelectMany(line => line.OrderBy(f => f.Total == 0).Select((figure, place) => (figure, place)))
            .OrderBy(f => f.figure.Total == 0).ThenBy(f => f.place).Take(MaxCards).Select(f => f.figure.Indicator).ToHashSet();
        return [.. figures.Where(f => chosen.Contains(f.Indicator))];
    }

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/u/{union}/now", async (HttpContext http, IHandler<ShowCards, CardsView> handler) =>
    {
        var view = await handler.HandleAsync(new ShowCards(http.Request.RequiredPeriod()), http.RequestAborted);
        // A browser that shows this already gets 204.
        return http.Request.Query["seen"] == view.Print() ? Results.NoContent() : http.Page<CardsNow>(new() { ["View"] = view });
    }).Handles<ShowCards, CardsView>().WithMetadata(UnattendedEndpoint.Instance);
}

internal sealed class ShowDashboardHandler(
    FigureReader reader, ChildLines children, IndicatorCatalogue catalogue, Caller caller, TimeProvider time, IHandler<ShowCards, CardsView> cards) : IHandler<ShowDashboard, DashboardView>
{
    private const int MaxBars = 50;

    public Permission Permission => ReadingFigures.Permission;

    public async Task<DashboardView> HandleAsync(ShowDashboard request, CancellationToken cancellation)
    {
        var union = caller.Union!;
        var asked = request.Indicator is { } code ? catalogue.Find(code) : null;
        var period = await reader.ChosenAsync(request.Period, union, time, cancellation);
        var now = await cards.HandleAsync(new ShowCards(period), cancellation);
        var first = now.Cards.FirstOrDefault(c => c.Total > 0) ?? now.Cards.FirstOrDefault();
        if ((asked ?? (first is null ? null : catalogue.Find(first.Indicator))) is not { } chosen) return new DashboardView(now, null, [], null, []);
        var lines = await children.PageAsync(union.Id, period, chosen, new PageRequest(MaxBars, null), cancellation);
        return new DashboardView(now, chosen.Code, lines.Items, lines.Next, await reader.PointsAsync(union.Id, Series.PeriodsUntil(period), chosen, catalogue, cancellation));
    }

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/u/{union}", async (HttpContext http, IHandler<ShowDashboard, DashboardView> handler) =>
    {
        var indicator = http.Request.Query["indicator"].ToString() is { Length: > 0 } code ? code : null;
        return http.Page<DashboardPage>(new() { ["View"] = await handler.HandleAsync(new ShowDashboard(Periods.Asked(http.Request), indicator), http.RequestAborted) });
    }).Handles<ShowDashboard, DashboardView>();
}
