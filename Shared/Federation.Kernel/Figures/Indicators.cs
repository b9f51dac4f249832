using System.Globalization;

namespace Federation.Kernel.Figures;

/// <summary>How a figure behaves up the tree and over time; the table in docs/figures.md.</summary>
public enum IndicatorKind { Sum, Latest, Ratio, Coverage, Distinct }

/// <summary>Where an indicator's own figures come from: measured from records, or typed on a form.</summary>
public enum IndicatorSource { Records, Form }

/// <summary>
/// How the months of a period make the period's own value: added up (<see cref="Flow"/>) or as the last month has it (<see cref="Stock"/>).
/// </summary>
public enum FlowOrStock { Flow, Stock }

/// <summary>One line of the indicator catalogue.</summary>
/// <param name="Order">Place in the catalogue, over all modules.</param>
/// <param name="PartOf">The indicator that this one is an "of which" (其中) of.</param>
/// <param name="Numerator">For a ratio, how the part above the line behaves over time; for the others the value itself.</param>
/// <param name="Denominator">For a ratio, how the part below the line behaves over time.</param>
/// <param name="Above">For a ratio of two typed indicators, the one above the line; for a coverage, the one whose total covers a union where it is not 0.</param>
/// <param name="Below">For a ratio of two typed indicators, the one below the line; for a coverage, the one in which a union counts that is to be covered.</param>
public sealed record Indicator(
    int Order, string Code, string Zh, string En, string Unit, IndicatorKind Kind, string Module, IndicatorSource Source, string? PartOf, string Meaning,
    FlowOrStock Numerator = FlowOrStock.Flow, FlowOrStock Denominator = FlowOrStock.Flow, string? Above = null, string? Below = null)
{
    /// <summary>Its name in the language of whoever reads.</summary>
    public string Name => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? En : Zh;
}

/// <summary>What people are told of an indicator.</summary>
/// <param name="Order">Place in the catalogue, over all modules.</param>
/// <param name="PartOf">The indicator that this one is an "of which" (其中) of.</param>
public sealed record IndicatorText(int Order, string Code, string Zh, string En, string Unit, string Meaning, string? PartOf = null)
{
    /// <summary>An indicator whose figures are typed on a form for a year: a sum of the year, or a state at its end.</summary>
    public Indicator Typed(IndicatorKind kind) => As(kind, kind == IndicatorKind.Latest ? FlowOrStock.Stock : FlowOrStock.Flow) with { Source = IndicatorSource.Form };

    /// <summary>A ratio of two typed indicators.</summary>
    public Indicator TypedRatio(string above, string below) =>
        As(IndicatorKind.Ratio, FlowOrStock.Stock, FlowOrStock.Stock) with { Source = IndicatorSource.Form, Above = above, Below = below };

    /// <summary>A coverage: of the unions that count in one indicator, those whose total of another is not 0.</summary>
    public Indicator Coverage(string above, string below) => As(IndicatorKind.Coverage, FlowOrStock.Stock, FlowOrStock.Stock) with { Above = above, Below = below };

    /// <summary>The line of the catalogue, measured from records. The module that lists it names itself.</summary>
    internal Indicator As(IndicatorKind kind, FlowOrStock numerator, FlowOrStock denominator = FlowOrStock.Flow) =>
        new(Order, Code, Zh, En, Unit, kind, "", IndicatorSource.Records, PartOf, Meaning, numerator, denominator);
}
