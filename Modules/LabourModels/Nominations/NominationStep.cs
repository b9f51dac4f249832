using Federation.Framework.Steps;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Inputs;

namespace Federation.LabourModels.Nominations;

/// <summary>One line of a nomination's history.</summary>
internal sealed class NominationStep : Step<StepKind>, ISubtreeReadable
{
    public long NominationId { get; init; }

    protected override string Case => $"nomination\n{Text.Of(NominationId)}";
}
