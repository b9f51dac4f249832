using Federation.Kernel.Tenancy;

namespace Federation.Reports.Mandates;

/// <summary>A union above hands in for one below (代报), from a day to a day. The unit can end it at any time.</summary>
internal sealed class Mandate : IShared, IOwnedByUnion
{
    public long Id { get; init; }

    /// <summary>The unit for which is handed in.</summary>
    public long UnionId { get; init; }

    public long HolderId { get; init; }
    public DateOnly From { get; init; }

    /// <summary>The last day; null without end.</summary>
    public DateOnly? To { get; set; }

    public long? GivenBy { get; init; }

    public bool HoldsOn(DateOnly day) => From <= day && (To is null || To >= day);
}
