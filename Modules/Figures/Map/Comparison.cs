using Federation.Figures.Catalogue;
using Federation.Figures.Reading;
using Federation.Kernel;
using Federation.Kernel.Figures;

namespace Federation.Figures.Map;

/// <summary>A value, the same a year earlier, and the growth in percent; of a percentage in points.</summary>
internal readonly record struct Compared(decimal? Value, decimal? Before, decimal? Growth);

/// <summary>Figures of unions held against those of the same time a year earlier.</summary>
internal sealed class Comparison(IndicatorCatalogue catalogue, IReadOnlyDictionary<(long Union, int Period, int Indicator), StoredFigure> figures)
{
    public StoredFigure Figure(long union, Period at, string indicator) => figures.GetValueOrDefault((union, at.Code, catalogue.Ids[indicator]));

    /// <summary>What stands below a union of a hidden indicator.</summary>
    public int Below(long union, Period at, int number) => (int)figures.GetValueOrDefault((union, at.Code, number)).Below;

    public bool HandedIn(long union, Period at, string module) =>
        (catalogue.HandedInOfModule.GetValueOrDefault(module) ?? []).Any(h => figures.GetValueOrDefault((union, at.Code, h)).Total > 0);

    public Compared Of(long union, Indicator indicator, Period period, LikeWithLike like)
    {
        var (value, before) = (Over(union, indicator, [period]), Over(union, indicator, like.Before));
        return new Compared(value, before, GrowthOf(like.IsToDate ? Over(union, indicator, like.Now) : value, before, indicator.Unit == "percent"));
    }

    /// <summary>Over several months a flow adds up, and a stock is as the last one has it.</summary>
    private decimal? Over(long union, Indicator indicator, IReadOnlyList<Period> periods)
    {
        if (periods.Count == 0) return null;
        decimal Part(FlowOrStock kind, Func<StoredFigure, decimal> part) => kind == FlowOrStock.Flow
            ? periods.Sum(p => part(Figure(union, p, indicator.Code))) : part(Figure(union, periods[^1], indicator.Code));
        return FigureCalculator.Value(
            indicator, Part(indicator.Numerator, f => f.Total), Part(indicator.Denominator, f => f.TotalDenominator), periods.Any(p => HandedIn(union, p, indicator.Module)));
    }

    private static decimal? GrowthOf(decimal? now, decimal? before, bool isPercent) => (now, before) switch
    {
        ({ } n, { } b) when isPercent => n - b,
        ({ } n, { } b) when b != 0 => Math.Round((n - b) / Math.Abs(b) * 100, 1, MidpointRounding.AwayFromZero),
        _ => null,
    };
}
