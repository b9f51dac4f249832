using Federation.Framework.Tenancy;

namespace Federation.LabourModels.Contracts;

/// <summary>A nomination as a seed writes it: sent up, and waiting with the union above.</summary>
/// <param name="Way">The unions from the one that nominates to the one that keeps the selection.</param>
public sealed record SeededNomination(IReadOnlyList<UnionInfo> Way, HonourInput Honour, SelectionInput Selection, NominationTerms Terms, DateOnly SubmittedOn);

/// <summary>A studio with what came of it.</summary>
public sealed record SeededStudio(UnionInfo Union, StudioInput Studio, IReadOnlyList<ResultInput> Results, IReadOnlyList<PatentInput> Patents);

/// <summary>A model on record with the title that began it.</summary>
/// <param name="Keeper">The union whose catalogue has the honour.</param>
public sealed record SeededModel(UnionInfo Union, UnionInfo Keeper, HonourInput Honour, ModelInput File, AwardInput Award, IReadOnlyList<HardshipInput> Hardship, IReadOnlyList<BenefitInput> Benefits);

/// <summary>What the demo has of labour models.</summary>
/// <param name="Rules">Allowance rules, by the union that lays them down.</param>
public sealed record SeededLabour(
    IReadOnlyList<SeededNomination> Nominations, IReadOnlyList<SeededStudio> Studios, IReadOnlyList<SeededModel> Models, IReadOnlyList<(UnionInfo Union, AllowanceInput Rule)> Rules,
    IReadOnlyList<(UnionInfo Union, TalkInput Talk)> Talks);

/// <summary>Writes the demo's labour models by the same rules as one by one.</summary>
public interface ILabourSeed
{
    /// <summary>
    /// Writes in the session's open transaction; the caller has entered one of the unions afterwards. Honours and selections of the same name at the same
    /// union are one; the ids in the inputs are left to the seed.
    /// </summary>
    Task WriteAsync(SeededLabour seeded, CancellationToken cancellation);
}
