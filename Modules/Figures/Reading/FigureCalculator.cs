using Federation.Figures.Catalogue;
using Federation.Figures.Contracts;
using Federation.Kernel.Figures;

namespace Federation.Figures.Reading;

/// <summary>Computes the shown values from the stored parts: quotients, and null if nothing was reported.</summary>
internal sealed class FigureCalculator(IndicatorCatalogue catalogue)
{
    /// <summary>The same for every indicator of a module.</summary>
    private readonly Dictionary<(string Module, IReadOnlyDictionary<int, StoredFigure> Figures), StoredFigure> handedInOf = [];

    public FigureView View(Indicator indicator, IReadOnlyDictionary<int, StoredFigure> now, IReadOnlyDictionary<int, StoredFigure> before, int expected, IReadOnlyDictionary<string, int> reported)
    {
        var figure = now.GetValueOrDefault(catalogue.Ids[indicator.Code]);
        var handedIn = HandedIn(indicator, now);
        var ratio = indicator.Kind is IndicatorKind.Ratio or IndicatorKind.Coverage;
        return new FigureView(
            indicator.Code, indicator.Unit, indicator.Kind,
            Value(indicator, figure.Own, figure.OwnDenominator, handedIn.Own > 0),
            Value(indicator, figure.Below, figure.BelowDenominator, handedIn.Below > 0),
            Value(indicator, figure.Total, figure.TotalDenominator, handedIn.Total > 0),
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
        if (handedInOf.TryGetValue((indicator.Module, figures), out var sum)) return sum;
        foreach (var id in catalogue.HandedInOfModule.GetValueOrDefault(indicator.Module) ?? [])
            if (figures.TryGetValue(id, out var handed)) sum = new StoredFigure(sum.Own + handed.Own, 0, sum.Below + handed.Below, 0, 0);
        handedInOf.Add((indicator.Module, figures), sum);
        return sum;
    }
}
