using Federation.Framework.Records;
using Federation.Framework.Security;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Records;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Deliveries;

/// <summary>A visit of the two festivals (送温暖), to a number of people or to people by name.</summary>
[CountsFor(Sources.WinterDeliveries, Sources.Portions, Sources.Recipients, Sources.Budget)]
internal sealed class WinterDelivery : Delivery<WinterItem>, ISubtreeReadable, IRecord<SeasonalContext, WinterDeliveryInput, WinterDeliveryAnswer>
{
    internal static readonly RecordKind<SeasonalContext, WinterDelivery, WinterDeliveryInput, WinterDeliveryAnswer> Definition = new("deliveries")
    {
        Parent = CampaignParent.Of<WinterDelivery, WinterDeliveryInput>(),
        FilterFields = [],
        Include = deliveries => deliveries.Include(d => d.Recipients),
        HasEndpoints = false,
        HasPages = false,
    };

    private readonly List<DeliveryRecipient> recipients = [];

    public WinterGroup Group { get; private set; }

    /// <summary>Whether its recipients are named; then they say how many people and how much money.</summary>
    public bool Named { get; private set; }

    public IReadOnlyList<DeliveryRecipient> Recipients => recipients;

    public override Season? OnlyIn => Season.Winter;

    public void Apply(WinterDeliveryInput input, RecordTools tools)
    {
        Group = input.Group;
        if (input.Recipients is { } given)
        {
            recipients.Clear();
            recipients.AddRange(given.Select(r => new DeliveryRecipient(r, tools.Identity)));
        }
        Named = recipients.Count > 0;
        if (Named && ((input.HeadCount ?? recipients.Count) != recipients.Count || (input.Money is { } money && money != recipients.Sum(r => r.Amount))))
            throw new RuleViolation("does-not-match-recipients", recipients.Count, recipients.Sum(r => r.Amount));
        if (Named) ApplyDelivery(input, recipients.Count, recipients.Sum(r => r.Amount));
        else ApplyDelivery(input, input.HeadCount ?? throw new InvalidInput("headCount", "required"), input.Money ?? 0);
    }

    public WinterDeliveryAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), Date, Group, Place, HeadCount, Money, Named, ShowItems(), GoodsValue, Portions, Version);

    public override void AddPartsTo(RecordBatch batch)
    {
        base.AddPartsTo(batch);
        foreach (var recipient in recipients) batch.Add(recipient);
    }

    protected override void PlaceParts(Ids ids)
    {
        base.PlaceParts(ids);
        foreach (var recipient in recipients) recipient.PlaceIn(this, ids);
    }
}

internal sealed class WinterItem : DeliveryItem;

/// <summary>Somebody visited by name; read by their own union alone.</summary>
[CountsFor(Sources.Recipients)]
internal sealed class DeliveryRecipient : IOwnOnly, ICountsInMonth
{
    private DeliveryRecipient()
    {
    }

    public DeliveryRecipient(RecipientInput input, PersonIdentity identity)
    {
        (Name, Amount) = (input.Name, input.Amount);
        (IdentityEncrypted, PersonHash) = identity.Seal(input.IdentityNumber);
    }

    public long Id { get; private set; }
    public long UnionId { get; private set; }
    public long DeliveryId { get; private set; }
    public int Month { get; private set; }
    public string Name { get; private set; } = "";
    public byte[] IdentityEncrypted { get; private set; } = [];
    public byte[] PersonHash { get; private set; } = [];

    /// <summary>In yuan.</summary>
    public decimal Amount { get; private set; }

    internal void PlaceIn(WinterDelivery delivery, Ids ids)
    {
        if (Id == 0) (Id, UnionId, DeliveryId) = (ids.Next(), delivery.UnionId, delivery.Id);
        Month = delivery.Month;
    }
}

internal sealed record WinterDeliveryAnswer(
    string Id, DateOnly Date, WinterGroup Group, string Place, int HeadCount, decimal Money, bool Named, IReadOnlyList<ItemAnswer> Items, decimal GoodsValue,
    long Portions, int Version) : IRecordAnswer;
