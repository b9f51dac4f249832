using Federation.Figures.Catalogue;
using Federation.Kernel.Figures;

namespace Federation.Figures.Reading;

/// <summary>How many direct children were expected to hand in, and how many have, anywhere in their subtree.</summary>
public sealed record ChildrenView(int Expected, int Reported);

/// <summary>One figure as the API answers it. Null is missing, 0 is reported with nothing.</summary>
/// <param name="Own">From the union's own records or form; of a ratio, its own quotient.</param>
/// <param name="FromBelow">From its children; of a distinct count, the different ones below.</param>
/// <param name="Numerator">Of a ratio or coverage, the part above the line of the total.</param>
/// <param name="Denominator">Of a ratio or coverage, the part below the line of the total.</param>
/// <param name="Previous">The total of the same period a year earlier.</param>
/// <param name="Target">What was planned for the period, where a plan says so.</param>
public sealed record FigureView(
    string Indicator, string Unit, IndicatorKind Kind, decimal? Own, decimal? FromBelow, decimal? Total, decimal? Numerator, decimal? Denominator, decimal? Previous, decimal? Target,
    ChildrenView Children);

/// <summary>A union's figures of a period.</summary>
/// <param name="AsOf">Everything committed before this instant is in the figures.</param>
public sealed record FiguresView(string Union, string Period, TreeOf Tree, DateTimeOffset AsOf, IReadOnlyList<FigureView> Figures);

/// <summary>Turns stored parts into what is shown: quotients, and null where nothing was handed in.</summary>
internal sealed class Reckoner(IndicatorCatalogue catalogue)
{
    public FigureView View(Indicator indicator, IReadOnlyDictionary<int, StoredFigure> now, IReadOnlyDictionary<int, StoredFigure> before, int expected, IReadOnlyDictionary<string, int> reported)
    {
        var figure = now.GetValueOrDefault(catalogue.Ids[indicator.Code]);
        var handedIn = HandedIn(indicator, now);
        var ratio = indicator.Kind is IndicatorKind.Ratio or IndicatorKind.Coverage;
        return new FigureView(
            indicator.Code, indicator.Unit, indicator.Kind,
            Value(indicator, figure.Own, figure.OwnDenominator, handedIn.Own > 0),
            Value(indicator, figure.Below, figure.BelowDenominator, handedIn.Below > 0),
            Total(indicator, now),
            ratio ? figure.Total : null, ratio ? figure.TotalDenominator : null,
            Total(indicator, before), null, new ChildrenView(expected, reported.GetValueOrDefault(indicator.Module)));
    }

    public decimal? Total(Indicator indicator, IReadOnlyDictionary<int, StoredFigure> figures)
    {
        var figure = figures.GetValueOrDefault(catalogue.Ids[indicator.Code]);
        return Value(indicator, figure.Total, figure.TotalDenominator, HandedIn(indicator, figures).Total > 0);
    }

    public static decimal? Value(Indicator indicator, decimal value, decimal denominator, bool reported) => indicator.Kind is IndicatorKind.Ratio or IndicatorKind.Coverage
        ? denominator == 0 ? null : Math.Round(value / denominator * 100, 2, MidpointRounding.AwayFromZero)
        : value != 0 || reported ? value : null;

    private StoredFigure HandedIn(Indicator indicator, IReadOnlyDictionary<int, StoredFigure> figures)
    {
        var sum = default(StoredFigure);
        foreach (var id in catalogue.HandedInOfModule.GetValueOrDefault(indicator.Module) ?? [])
            if (figures.TryGetValue(id, out var handed)) sum = new StoredFigure(sum.Own + handed.Own, 0, sum.Below + handed.Below, 0, 0);
        return sum;
    }
}
