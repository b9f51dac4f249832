using Federation.Framework.Audit;
using Federation.Kernel.Figures;
using Federation.Kernel.Tenancy;

namespace Federation.Figures.Catalogue;

/// <summary>An indicator as a row for joins. Hidden indicators have a code that begins with @ and count the records of a source.</summary>
[Unlogged("Kept in step with the installed modules.")]
internal sealed class IndicatorRow : IShared
{
    public int Id { get; init; }
    public required string Code { get; init; }
    public IndicatorKind Kind { get; set; }

    /// <summary>0 flow, 1 stock.</summary>
    public FlowOrStock Numerator { get; set; }

    public FlowOrStock Denominator { get; set; }

    /// <summary>The figure source that measures it.</summary>
    public required string Source { get; set; }
}
