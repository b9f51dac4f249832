using Federation.Framework.Audit;
using Federation.Framework.Steps;
using Federation.Kernel.Tenancy;

namespace Federation.Reports.Closing;

/// <summary>A root has closed a period: every report that was approved is closed with it, and what its figures rest on can no longer be changed.</summary>
[Unlogged("Closing has an entry of its own.")]
internal sealed class PeriodClosing : IShared, IOnlyGrows
{
    public long Id { get; init; }

    /// <summary>The root of the tree.</summary>
    public long UnionId { get; init; }

    public int Period { get; init; }
    public DateTimeOffset At { get; init; }
    public long? PersonId { get; init; }

    /// <summary>How many reports were closed.</summary>
    public int Reports { get; init; }

    /// <summary>SHA-256 over the hashes of the root's own reports.</summary>
    public required string Hash { get; init; }

    public List<ClosingGap> Gaps { get; } = [];
}

/// <summary>A report that was missing when the period was closed, accepted by name.</summary>
[Unlogged("Closing has an entry of its own.")]
internal sealed class ClosingGap : IShared, IOnlyGrows
{
    public long ClosingId { get; init; }
    public long FormId { get; init; }
    public long MissingId { get; init; }
    public required string Reason { get; init; }
}
