using Federation.Kernel.Figures;
using Federation.Kernel.Tenancy;

namespace Federation.Figures.Catalogue;

/// <summary>An indicator as statements join with it. The hidden ones, whose code begins with @, count what a source was handed.</summary>
internal sealed class IndicatorRow : IShared
{
    public int Id { get; init; }
    public required string Code { get; init; }
    public IndicatorKind Kind { get; set; }

    /// <summary>0 flow, 1 stock.</summary>
    public OverTime Numerator { get; set; }

    public OverTime Denominator { get; set; }

    /// <summary>The figure source that measures it.</summary>
    public required string Source { get; set; }
}
