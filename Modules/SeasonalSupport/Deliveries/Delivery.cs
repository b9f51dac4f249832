using System.Globalization;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Records;

namespace Federation.SeasonalSupport.Deliveries;

/// <summary>Care brought to people on a day: money, goods, or both.</summary>
/// <remarks>The worth of the goods and their portions stand on the delivery's own row, so that measuring reads one table.</remarks>
internal abstract class Delivery<TItem> : CampaignRecord where TItem : DeliveryItem, new()
{
    private readonly List<TItem> items = [];

    public string Place { get; private set; } = "";
    public int HeadCount { get; private set; }
    public decimal Money { get; private set; }

    /// <summary>Worth of all items, in yuan.</summary>
    public decimal GoodsValue { get; private set; }

    /// <summary>Quantity of the items that are counted in portions.</summary>
    public long Portions { get; private set; }

    public IReadOnlyList<TItem> Items => items;

    public override Booking Booking => new(0, Money + GoodsValue);

    public override void AddPartsTo(RecordBatch batch)
    {
        foreach (var item in items) batch.Add(item);
    }

    protected void ApplyDelivery(DeliveryInput input, int headCount, decimal money)
    {
        (Place, HeadCount, Money) = (input.Place, headCount, money);
        var given = input.Items ?? [];
        items.Clear();
        items.AddRange(given.Select(i => new TItem { Name = i.Name, Quantity = i.Quantity, Unit = i.Unit, Value = i.Value, InPortions = i.InPortions ?? false }));
        GoodsValue = given.Sum(i => i.Value);
        Portions = given.Where(i => i.InPortions is true).Sum(i => (long)i.Quantity);
    }

    protected override void PlaceParts(Ids ids)
    {
        foreach (var item in items) item.PlaceIn(this, ids);
    }

    protected IReadOnlyList<ItemAnswer> ShowItems() => [.. items.Select(i => new ItemAnswer(i.Name, i.Quantity, i.Unit, i.Value, i.InPortions))];
}

/// <summary>Goods of one kind in a delivery.</summary>
internal abstract class DeliveryItem : ISubtreeReadable
{
    public long Id { get; private set; }
    public long UnionId { get; private set; }
    public long DeliveryId { get; private set; }
    public string Name { get; init; } = "";
    public decimal Quantity { get; init; }
    public string Unit { get; init; } = "";
    public decimal Value { get; init; }
    public bool InPortions { get; init; }

    internal void PlaceIn(CampaignRecord delivery, Ids ids)
    {
        if (Id == 0) (Id, UnionId, DeliveryId) = (ids.Next(), delivery.UnionId, delivery.Id);
    }
}

internal sealed record ItemAnswer(string Name, decimal Quantity, string Unit, decimal Value, bool InPortions);

internal static class Goods
{
    /// <summary>What a delivery brought, in a line: 西瓜 100公斤、防暑药品 40份.</summary>
    public static string Of(IEnumerable<ItemAnswer> items) => string.Join("、", items.Select(i => string.Create(CultureInfo.InvariantCulture, $"{i.Name} {i.Quantity:0.##}{i.Unit}")));
}
