using Federation.Kernel.Tenancy;
using Federation.SeasonalSupport.Contracts;
using Federation.SeasonalSupport.Records;

namespace Federation.SeasonalSupport.SpringJobs;

/// <summary>People who found work through the campaign: one by name, or a number of them.</summary>
[CountsFor(Sources.Placements)]
internal sealed class Placement : CampaignRecord, IOwnOnly, IRecorded<Placement, PlacementInput, PlacementAnswer>
{
    public static string Path => "placements";

    public string Employer { get; private set; } = "";
    public string? Name { get; private set; }
    public byte[]? IdentityEncrypted { get; private set; }
    public byte[]? PersonHash { get; private set; }
    public int People { get; private set; }

    public override Season? OnlyIn => Season.Spring;

    public void Put(PlacementInput input, Identities identities)
    {
        (Employer, Name, People) = (input.Employer, input.Name, input.People ?? 1);
        // A change shows the number masked and so cannot send it back: left out, it stays, as long as there is a name that it belongs to.
        if (input.IdentityNumber is { } number) (IdentityEncrypted, PersonHash) = identities.Seal(number);
        else if (Name is null) (IdentityEncrypted, PersonHash) = (null, null);
    }

    public PlacementAnswer Show(Identities identities) =>
        new(Text.Of(Id), Date, Employer, Name, IdentityEncrypted is { } sealed_ ? identities.Mask(sealed_) : null, People, Version);
}

internal sealed record PlacementAnswer(string Id, DateOnly Date, string Employer, string? Name, string? IdentityNumber, int People, int Version) : IRecordAnswer;
