using System.Text.Json.Serialization;
using Federation.Framework.Handlers;
using Federation.Kernel;
using Federation.Kernel.Figures;

namespace Federation.Figures.Contracts;

/// <summary>Which tree a period's own figures are rolled up along: as it stood at the period's end, or as it stands today.</summary>
public enum TreeOf { Period, Today }

/// <summary>Which figures are meant: as they are now, or as they were handed in and approved.</summary>
public enum FigureBasis { Live, Approved }

/// <summary>The entered union's figures of a period: every indicator of the catalogue in its order, or those asked for.</summary>
public sealed record GetFigures(Period Period, IReadOnlyList<string> Indicators, TreeOf Tree) : IRequest<FiguresView>
{
    public FigureBasis Basis { get; init; }

    /// <summary>Of approved figures, the day at whose end they stood; null for now.</summary>
    public DateOnly? AsOf { get; init; }
}

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
public sealed record FiguresView(string Union, string Period, TreeOf Tree, DateTimeOffset AsOf, IReadOnlyList<FigureView> Figures)
{
    /// <summary>Of approved figures, the reports that they are from; empty where none is approved yet.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ApprovalView>? Approved { get; init; }

    /// <summary>Whether approved figures were asked for a period from before approval was switched on: what is shown then is live.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? BeforeApproval { get; init; }
}
