using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Records;

namespace Federation.SeasonalSupport.Deliveries;

/// <summary>Cooling brought to where people work in the heat (送清凉).</summary>
[CountsFor(Sources.SummerDeliveries, Sources.Portions, Sources.Budget)]
internal sealed class SummerDelivery : Delivery<SummerItem>, ISubtreeReadable, IRecord<SeasonalContext, SummerDeliveryInput, SummerDeliveryAnswer>
{
    internal static readonly RecordKind<SeasonalContext, SummerDelivery, SummerDeliveryInput, SummerDeliveryAnswer> Definition = new("deliveries")
    {
        Parent = CampaignParent.Of<SummerDelivery, SummerDeliveryInput>(),
        FilterFields = [],
        HasEndpoints = false,
        HasPages = false,
    };

    public SummerGroup Group { get; private set; }
    public SiteKind Site { get; private set; }

    public override Season? OnlyIn => Season.Summer;

    public void Apply(SummerDeliveryInput input, RecordTools tools)
    {
        (Group, Site) = (input.Group, input.Site);
        ApplyDelivery(input, input.HeadCount, input.Money ?? 0);
    }

    public SummerDeliveryAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), Date, Group, Place, Site, HeadCount, Money, ShowItems(), GoodsValue, Portions, Version);
}

internal sealed class SummerItem : DeliveryItem;

internal sealed record SummerDeliveryAnswer(
    string Id, DateOnly Date, SummerGroup Group, string Place, SiteKind Site, int HeadCount, decimal Money, IReadOnlyList<ItemAnswer> Items, decimal GoodsValue,
    long Portions, int Version) : IRecordAnswer;
