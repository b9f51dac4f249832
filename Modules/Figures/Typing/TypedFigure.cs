using Federation.Kernel.Tenancy;

namespace Federation.Figures.Typing;

/// <summary>A figure that a union typed on a form, or that was typed for it; nil is an answer, and counts as one.</summary>
internal sealed class TypedFigure : ISubtreeReadable
{
    public long UnionId { get; init; }

    /// <summary>Code of a calendar or statistical year.</summary>
    public int Period { get; init; }

    public int IndicatorId { get; init; }

    /// <summary>Null where the union reports nil.</summary>
    public decimal? Value { get; set; }

    public long? TypedBy { get; set; }
    public DateTimeOffset TypedAt { get; set; }
}
