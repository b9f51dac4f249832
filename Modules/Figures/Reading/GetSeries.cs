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

public sealed record SeriesPoint(string Period, decimal? Total);

/// <summary>One indicator over the periods from one to another, all of one type.</summary>
public sealed record SeriesView(IReadOnlyList<SeriesPoint> Points);

internal sealed record GetSeries(string Indicator, Period From, Period To) : IRequest<SeriesView>, IChecked
{
    private const int MaxPoints = 240;

    public IReadOnlyList<Period> Periods { get; } = Between(From, To);

    public void Check(InputProblems problems)
    {
        if (From.Kind != To.Kind) problems.Add("to", "periods-of-one-type");
        else if (From.Code > To.Code) problems.Add("to", "to-before-from");
        else if (Periods.Count > MaxPoints) problems.Add("to", "too-many", MaxPoints);
    }

    private static List<Period> Between(Period from, Period to)
    {
        var periods = new List<Period>();
        if (from.Kind == to.Kind)
            for (Period? next = from; next is { } period && period.Code <= to.Code && periods.Count <= MaxPoints; next = period.Next()) periods.Add(period);
        return periods;
    }
}

internal sealed class GetSeriesHandler(FigureReader reader, IndicatorCatalogue catalogue, Caller caller) : IHandler<GetSeries, SeriesView>
{
    public Permission Permission => ReadingFigures.Permission;

    public async Task<SeriesView> HandleAsync(GetSeries request, CancellationToken cancellation)
    {
        var indicator = catalogue.Find(request.Indicator);
        return new SeriesView(await reader.PointsAsync(caller.Union!.Id, request.Periods, indicator, catalogue, cancellation));
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/unions/{union}/figures/{indicator}/series", async (string indicator, HttpContext http, IHandler<GetSeries, SeriesView> handler) =>
        Results.Json(await handler.HandleAsync(new GetSeries(indicator, http.Request.RequiredPeriod("from"), http.Request.RequiredPeriod("to")), http.RequestAborted), Json.Options))
        .Handles<GetSeries, SeriesView>().WithQuery(QueryParameter.Period("from"), QueryParameter.Period("to")).WithTags("figures");
}

internal static class Series
{
    private const int Years = 6;
    private const int Months = 13;

    /// <summary>One indicator over periods in order, in one trip.</summary>
    public static async Task<IReadOnlyList<SeriesPoint>> PointsAsync(
        this FigureReader reader, long union, IReadOnlyList<Period> periods, Indicator indicator, IndicatorCatalogue catalogue, CancellationToken cancellation)
    {
        var stored = await reader.SeriesAsync(union, periods, indicator.Code, cancellation);
        var byPeriod = stored.ToLookup(s => s.Key.Period, s => (s.Key.Indicator, s.Value));
        var calculator = new FigureCalculator(catalogue);
        return [.. periods.Select(p => new SeriesPoint(p.ToString(), calculator.Total(indicator, byPeriod[p.Code].ToDictionary(f => f.Indicator, f => f.Value))))];
    }

    /// <summary>The periods that lead up to one: six years, or a month and the twelve before it.</summary>
    public static IReadOnlyList<Period> PeriodsUntil(Period last)
    {
        var first = last;
        for (var i = 1; i < (last.Kind == PeriodKind.Month ? 2 : Years); i++) first = first.YearEarlier() ?? first;
        var periods = new List<Period>();
        for (Period? next = first; next is { } period && period.Code <= last.Code && periods.Count < Months; next = period.Next()) periods.Add(period);
        return periods;
    }
}
