using Federation.Kernel.Tenancy;

namespace Federation.LabourModels.Nominations;

/// <summary>Says that somewhere in the federation a person is proposed in a selection, and never shows by whom: once, whatever the union.</summary>
internal sealed class SelectionClaim : IShared
{
    public long SelectionId { get; init; }
    public required byte[] PersonHash { get; init; }
    public long NominationId { get; init; }
}
