using Federation.Framework.Tenancy;

namespace Federation.LoveStations.Contracts;

/// <summary>A site with its life, as a seed writes it.</summary>
public sealed class SeededSite
{
    public required SiteInput Site { get; init; }

    /// <summary>The states after the first, in the order of their days.</summary>
    public IReadOnlyList<StateInput> States { get; init; } = [];

    public FacilitiesInput? Facilities { get; init; }
    public DemonstrationInput? Demonstration { get; init; }
    public IReadOnlyList<ServedInput> Served { get; init; } = [];
    public IReadOnlyList<SiteInspectionInput> Inspections { get; init; } = [];
}

/// <summary>A subsidy for a site that is seeded with it, by the code of its union and its own; the whole amount paid on one day.</summary>
public sealed record SeededSubsidy(string Union, string Site, SubsidyInput Subsidy, SubsidyPaymentInput Payment);

/// <summary>A union with its sites, and the subsidies that it pays.</summary>
public sealed record SeededKeeper(UnionInfo Union, IReadOnlyList<SeededSite> Sites, IReadOnlyList<SeededSubsidy> Subsidies, IReadOnlyList<KitInput> Kit);

/// <summary>Writes many sites at bulk speed, by the same rules as one by one.</summary>
public interface IStationsSeed
{
    /// <summary>
    /// Writes in the session's open transaction; the caller has entered the last of the unions afterwards. Whoever pays subsidies comes after the unions whose
    /// sites they are for. What sites count in is measured by a full roll-up: no marks are written for it.
    /// </summary>
    Task WriteAsync(IEnumerable<SeededKeeper> keepers, CancellationToken cancellation);
}
