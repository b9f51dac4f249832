using Federation.Framework.Tenancy;
using Federation.SeasonalSupport.Inputs;

namespace Federation.SeasonalSupport.Seeding;

/// <summary>A campaign with everything that was recorded under it, as a seed writes it.</summary>
internal sealed class SeededCampaign
{
    public required CampaignInput Campaign { get; init; }

    /// <summary>Whether it is closed, from the day after it ended.</summary>
    public bool Closed { get; init; }

    public IReadOnlyList<FundsInput> Funds { get; init; } = [];
    public IReadOnlyList<SummerDeliveryInput> SummerDeliveries { get; init; } = [];
    public IReadOnlyList<WinterDeliveryInput> WinterDeliveries { get; init; } = [];
    public IReadOnlyList<InspectionInput> Inspections { get; init; } = [];
    public IReadOnlyList<PostsInput> Posts { get; init; } = [];
    public IReadOnlyList<TrainingInput> Trainings { get; init; } = [];
    public IReadOnlyList<PlacementInput> Placements { get; init; } = [];
    public IReadOnlyList<SeededGrant> Grants { get; init; } = [];
}

/// <summary>A grant with its payments.</summary>
internal sealed record SeededGrant(ScholarshipGrantInput Grant, params IReadOnlyList<PaymentInput> Payments);

/// <summary>A union and the campaigns that are seeded for it.</summary>
internal sealed record SeededUnion(UnionInfo Union, IReadOnlyList<SeededCampaign> Campaigns);
