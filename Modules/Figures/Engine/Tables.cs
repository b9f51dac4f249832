using Federation.Framework.Audit;
using Federation.Kernel.Tenancy;

namespace Federation.Figures.Engine;

/// <summary>
/// One indicator of one union in one period. Rows are sparse: none means nothing was measured. Whether nothing is 0 or missing is told by what the
/// union's sources were handed in (<see cref="Kernel.Figures.Measure.HandedInCode"/>), which is a figure like any other.
/// </summary>
[Unlogged("Computed.")]
internal sealed class Figure : IShared
{
    public long UnionId { get; init; }
    public int Period { get; init; }
    public int IndicatorId { get; init; }

    /// <summary>The union's own value; of a ratio, the part above the line.</summary>
    public decimal Own { get; init; }

    /// <summary>Of a ratio, the union's own part below the line.</summary>
    public decimal OwnDenominator { get; init; }

    /// <summary>What its children have in total, along the tree at the period's end; of a distinct count, the different ones below.</summary>
    public decimal Below { get; init; }

    public decimal BelowDenominator { get; init; }

    /// <summary>Of a distinct count, minus those counted both at the union itself and below: own + below + overlap is the total.</summary>
    public decimal Overlap { get; init; }
}

/// <summary>The keyed hash of a person or employer that a union counted in a month.</summary>
[Unlogged("Computed.")]
internal sealed class Counted : IShared
{
    public long UnionId { get; init; }
    public int Month { get; init; }
    public int IndicatorId { get; init; }
    public required byte[] Hash { get; init; }
}

/// <summary>A period that has figures, so that a change of the tree knows which to roll up again.</summary>
[Unlogged("Computed.")]
internal sealed class PeriodInUse : IShared
{
    public int Code { get; init; }
}

/// <summary>The number of the catalogue of indicators; a table with one row. Every host compares it before it measures.</summary>
[Unlogged("The activation of a register has its own entry.")]
internal sealed class CatalogueVersion : IShared
{
    public int Id { get; init; }
    public int Number { get; set; }
}

/// <summary>The freshness of the figures; a table with one row.</summary>
[Unlogged("Computed.")]
internal sealed class Freshness : IShared
{
    public int Id { get; init; }

    /// <summary>Everything that was committed before this instant is in the figures.</summary>
    public DateTimeOffset AsOf { get; set; }

    /// <summary>The last business day on which stocks were carried forward.</summary>
    public DateOnly? CarriedOn { get; set; }

    /// <summary>The error of the last incremental run; null if it succeeded.</summary>
    public string? Error { get; set; }
}
