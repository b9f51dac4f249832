using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Records;
using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;

namespace Federation.EmploymentFairs.Visitors;

/// <summary>Visitors of a day who were counted and not registered; those registered count by themselves.</summary>
[CountsFor(Sources.Visitors)]
internal sealed class VisitorCount : FairRecord, ISubtreeReadable, IRecord<FairsContext, VisitorsInput, VisitorsAnswer>
{
    internal static readonly RecordKind<FairsContext, VisitorCount, VisitorsInput, VisitorsAnswer> Definition = new("visitors")
    {
        Parent = FairParent.Of<VisitorCount, VisitorsInput>(),
        FilterFields = ["search", "due"],
        CheckFilter = FairParent.CheckSearch,
        HasPages = false,
    };

    public DateOnly Date { get; private set; }
    public int People { get; private set; }

    public override DateOnly? On => Date;

    public void Apply(VisitorsInput input, RecordTools tools) => Count(input);

    public void Count(VisitorsInput input) => (Date, People) = (input.Date, input.People);

    public VisitorsAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), Date, People, Version);
}

internal sealed record VisitorsAnswer(string Id, DateOnly Date, int People, int Version) : IRecordAnswer;
