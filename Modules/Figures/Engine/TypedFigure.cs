using Federation.Kernel.Tenancy;

namespace Federation.Figures.Engine;

/// <summary>
/// A figure that a union typed on a form, or that was typed for it; nil is an answer, and counts as one. A nil report for a whole module is one of the
/// module's hidden indicator that counts what was handed in.
/// </summary>
internal sealed class TypedFigure : ISubtreeReadable
{
    public long UnionId { get; init; }

    /// <summary>Code of a calendar or statistical year; of a month for a nil report.</summary>
    public int Period { get; init; }

    public int IndicatorId { get; init; }

    /// <summary>Null where the union reports nil.</summary>
    public decimal? Value { get; set; }

    public long? TypedBy { get; set; }
    public DateTimeOffset TypedAt { get; set; }
}
