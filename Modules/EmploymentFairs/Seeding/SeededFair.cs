using Federation.EmploymentFairs.Inputs;

namespace Federation.EmploymentFairs.Seeding;

/// <summary>A fair with everything that was recorded of it, as a seed writes it.</summary>
internal sealed class SeededFair
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
internal sealed record SeededStand(StandInput Stand, params IReadOnlyList<SeededPost> Posts);

/// <summary>A post with what came of it. References between them are left empty.</summary>
internal sealed record SeededPost(PostInput Post, IReadOnlyList<OfferInput> Offers, IReadOnlyList<SeededPlacement> Placements);

internal sealed record SeededPlacement(PlacementInput Placement, params IReadOnlyList<FollowUpInput> FollowUps);
