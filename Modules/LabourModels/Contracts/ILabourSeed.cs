using Federation.Framework.Tenancy;

namespace Federation.LabourModels.Contracts;

/// <summary>A nomination as a seed writes it: sent up, and waiting with the union above.</summary>
/// <param name="Way">The unions from the one that nominates to the one that keeps the selection.</param>
public sealed record SeededNomination(IReadOnlyList<UnionInfo> Way, HonourInput Honour, SelectionInput Selection, NominationTerms Terms, DateOnly SubmittedOn);

/// <summary>A studio with what came of it.</summary>
public sealed record SeededStudio(UnionInfo Union, StudioInput Studio, IReadOnlyList<ResultInput> Results, IReadOnlyList<PatentInput> Patents);

/// <summary>Writes the demo's nominations and studios by the same rules as one by one.</summary>
public interface ILabourSeed
{
    /// <summary>
    /// Writes in the session's open transaction; the caller has entered one of the unions afterwards. Honours and selections of the same name at the same
    /// union are one; the ids in the inputs are left to the seed.
    /// </summary>
    Task WriteAsync(IReadOnlyList<SeededNomination> nominations, IReadOnlyList<SeededStudio> studios, CancellationToken cancellation);
}
