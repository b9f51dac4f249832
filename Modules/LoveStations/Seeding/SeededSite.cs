using Federation.Framework.Tenancy;
using Federation.LoveStations.Inputs;

namespace Federation.LoveStations.Seeding;

/// <summary>A site with its life, as a seed writes it.</summary>
internal sealed class SeededSite
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
internal sealed record SeededSubsidy(string Union, string Site, SubsidyInput Subsidy, SubsidyPaymentInput Payment);

/// <summary>A union with its sites, and the subsidies that it pays.</summary>
internal sealed record SeededKeeper(UnionInfo Union, IReadOnlyList<SeededSite> Sites, IReadOnlyList<SeededSubsidy> Subsidies, IReadOnlyList<KitInput> Kit);
