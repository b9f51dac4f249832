using Federation.Framework.Tenancy;

namespace Federation.SeasonalSupport.Contracts;

/// <summary>A campaign with everything that was recorded under it, as a seed writes it.</summary>
public sealed class SeededCampaign
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
public sealed record SeededGrant(ScholarshipGrantInput Grant, params IReadOnlyList<PaymentInput> Payments);

/// <summary>A union and the campaigns that are seeded for it.</summary>
public sealed record SeededUnion(UnionInfo Union, IReadOnlyList<SeededCampaign> Campaigns);

/// <summary>Writes many campaigns and their records at bulk speed, by the same rules as one by one.</summary>
public interface ISeasonalSeed
{
    /// <summary>
    /// Writes for these unions, many at a time, in the session's open transaction; the caller has entered the last of them afterwards. Every campaign
    /// names its code. Where a rule is broken the transaction must not be committed.
    /// </summary>
    /// <param name="unions">Read as it is written, so that it need not be in memory as a whole.</param>
    Task WriteAsync(IEnumerable<SeededUnion> unions, CancellationToken cancellation);
}
