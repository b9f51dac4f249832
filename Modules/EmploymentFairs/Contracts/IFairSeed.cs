using Federation.Framework.Tenancy;

namespace Federation.EmploymentFairs.Contracts;

/// <summary>A fair with everything that was recorded of it, as a seed writes it.</summary>
public sealed class SeededFair
{
    /// <summary>Names no co-hosts: those of a seed are not known by code yet.</summary>
    public required FairInput Fair { get; init; }

    /// <summary>Ids of the unions that hold it with the host.</summary>
    public IReadOnlyList<long> CoHosts { get; init; } = [];

    public required DateOnly AnnouncedOn { get; init; }

    /// <summary>Whether it was reported as held, on its last day.</summary>
    public bool Held { get; init; }

    public IReadOnlyList<SeededStand> Stands { get; init; } = [];
    public IReadOnlyList<VisitorsInput> Visitors { get; init; } = [];
}

/// <summary>An employer with the posts that it brought.</summary>
public sealed record SeededStand(StandInput Stand, params IReadOnlyList<SeededPost> Posts);

/// <summary>A post with what came of it. References between them are left empty.</summary>
public sealed record SeededPost(PostInput Post, IReadOnlyList<OfferInput> Offers, IReadOnlyList<SeededPlacement> Placements);

public sealed record SeededPlacement(PlacementInput Placement, params IReadOnlyList<FollowUpInput> FollowUps);

/// <summary>Writes many fairs and their records at bulk speed, by the same rules as one by one.</summary>
public interface IFairSeed
{
    /// <summary>
    /// Writes for one union after the other, in the session's open transaction; the caller has entered the last of them afterwards. Where a rule is broken the
    /// transaction must not be committed.
    /// </summary>
    Task WriteAsync(IEnumerable<(UnionInfo Union, IReadOnlyList<SeededFair> Fairs)> unions, CancellationToken cancellation);
}
