using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Records;

namespace Federation.SeasonalSupport.Inspections;

/// <summary>An inspection of labour protection in summer: hazards found, and of those the ones put right by now.</summary>
[CountsFor(Sources.Inspections)]
internal sealed class Inspection : CampaignRecord, ISubtreeReadable, IRecord<SeasonalContext, InspectionInput, InspectionAnswer>
{
    internal static readonly RecordKind<SeasonalContext, Inspection, InspectionInput, InspectionAnswer> Definition = new("inspections")
    {
        Parent = CampaignParent.Of<Inspection, InspectionInput>(),
        FilterFields = [],
        HasPages = false,
    };

    public string Place { get; private set; } = "";
    public int HazardsFound { get; private set; }
    public int HazardsFixed { get; private set; }
    public string? Finding { get; private set; }

    public override Season? OnlyIn => Season.Summer;

    public void Apply(InspectionInput input, RecordTools tools)
    {
        if (input.HazardsFixed > input.HazardsFound) throw new RuleViolation("more-put-right-than-found", input.HazardsFixed, input.HazardsFound);
        (Place, HazardsFound, HazardsFixed, Finding) = (input.Place, input.HazardsFound, input.HazardsFixed, input.Finding);
    }

    public InspectionAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), Date, Place, HazardsFound, HazardsFixed, Finding, Version);
}

internal sealed record InspectionAnswer(string Id, DateOnly Date, string Place, int HazardsFound, int HazardsFixed, string? Finding, int Version) : IRecordAnswer;
