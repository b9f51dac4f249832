using Federation.Framework.Tenancy;
using Federation.LabourModels.Inputs;

namespace Federation.LabourModels.Seeding;

/// <summary>A nomination as a seed writes it: sent up, and waiting with the union above.</summary>
/// <param name="Way">The unions from the one that nominates to the one that keeps the selection.</param>
internal sealed record SeededNomination(IReadOnlyList<UnionInfo> Way, HonourInput Honour, SelectionInput Selection, NominationTerms Terms, DateOnly SubmittedOn);

/// <summary>A studio with what came of it.</summary>
internal sealed record SeededStudio(UnionInfo Union, StudioInput Studio, IReadOnlyList<ResultInput> Results, IReadOnlyList<PatentInput> Patents);

/// <summary>A model on record with the title that began it.</summary>
/// <param name="Keeper">The union whose catalogue has the honour.</param>
internal sealed record SeededModel(UnionInfo Union, UnionInfo Keeper, HonourInput Honour, ModelInput File, AwardInput Award, IReadOnlyList<HardshipInput> Hardship, IReadOnlyList<BenefitInput> Benefits);

/// <summary>What the demo has of labour models.</summary>
/// <param name="Rules">Allowance rules, by the union that lays them down.</param>
internal sealed record SeededLabour(
    IReadOnlyList<SeededNomination> Nominations, IReadOnlyList<SeededStudio> Studios, IReadOnlyList<SeededModel> Models, IReadOnlyList<(UnionInfo Union, AllowanceInput Rule)> Rules,
    IReadOnlyList<(UnionInfo Union, TalkInput Talk)> Talks);
