using Federation.Framework.Audit;
using Federation.Kernel;
using Federation.Kernel.Tenancy;

namespace Federation.Framework.Marks;

/// <summary>
/// A period that a root of the tree has closed. What its figures rest on stays as it is: a save that would mark one of them stale is refused
/// (<see cref="Databases.FederationDbContext"/>). The Reports module closes periods; no row is ever changed or removed.
/// </summary>
[Unlogged("Closing a period has an entry of its own.")]
public sealed class ClosedPeriod : IShared, Steps.IOnlyGrows
{
    /// <summary>Name of the lock that writers share and closing takes alone, so that nothing is written between the check and the closing.</summary>
    internal const string LockName = "closed-periods";

    /// <summary>The root of the tree that has closed it, for all unions below.</summary>
    public long UnionId { get; init; }

    /// <summary><see cref="Kernel.Period.Code"/> of the period.</summary>
    public int Period { get; init; }

    public DateOnly FirstDay { get; init; }
    public DateOnly LastDay { get; init; }
    public DateTimeOffset ClosedAt { get; init; }

    /// <summary>Whether the period's figures rest on what a mark says.</summary>
    /// <param name="period">Code of the mark's period.</param>
    public bool RestsOn(int period, string source)
    {
        if (period == Period) return true;
        var marked = Kernel.Period.FromCode(period);
        // A year is typed for itself. A month counts in every year that holds it.
        if (marked.Kind != PeriodKind.Month) return false;
        // Each period goes by the tree at its end, so a change of the tree reaches all periods that end later.
        return source == StaleMark.Tree ? marked.First <= LastDay : marked.First >= FirstDay && marked.Last <= LastDay;
    }
}
