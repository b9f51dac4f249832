using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Records;

namespace Federation.SeasonalSupport.SpringJobs;

/// <summary>People who found work through the campaign: one by name, or a number of them.</summary>
[CountsFor(Sources.Placements)]
internal sealed class Placement : CampaignRecord, IOwnOnly, IRecord<SeasonalContext, PlacementInput, PlacementAnswer>
{
    internal static readonly RecordKind<SeasonalContext, Placement, PlacementInput, PlacementAnswer> Definition = new("placements")
    {
        Parent = CampaignParent.Of<Placement, PlacementInput>(),
        FilterFields = [],
        HasPages = false,
    };

    public string Employer { get; private set; } = "";
    public string? Name { get; private set; }
    public byte[]? IdentityEncrypted { get; private set; }
    public byte[]? PersonHash { get; private set; }
    public int People { get; private set; }

    public override Season? OnlyIn => Season.Spring;

    public void Apply(PlacementInput input, RecordTools tools)
    {
        (Employer, Name, People) = (input.Employer, input.Name, input.People ?? 1);
        // A change shows the number masked and so cannot send it back: left out, it stays, as long as there is a name that it belongs to.
        if (input.IdentityNumber is { } number) (IdentityEncrypted, PersonHash) = tools.Identity.Seal(number);
        else if (Name is null) (IdentityEncrypted, PersonHash) = (null, null);
    }

    public PlacementAnswer ToAnswer(RecordTools tools, string union) =>
        new(Text.Of(Id), Date, Employer, Name, IdentityEncrypted is { } sealed_ ? tools.Identity.Mask(sealed_) : null, People, Version);
}

internal sealed record PlacementAnswer(string Id, DateOnly Date, string Employer, string? Name, string? IdentityNumber, int People, int Version) : IRecordAnswer;
