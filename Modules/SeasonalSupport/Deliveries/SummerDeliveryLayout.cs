using Federation.Kernel;
using Federation.SeasonalSupport.Records;

namespace Federation.SeasonalSupport.Deliveries;

/// <summary>How a summer delivery is typed and listed.</summary>
internal static class SummerDeliveryLayout
{
    public static readonly FormLayout<SummerDeliveryAnswer> Of = new()
    {
        Word = "summer-delivery",
        Fields = typeof(SummerDeliveryFields),
        Table = "deliveries-summer",
        Lists = ["items"],
        Columns =
        [
            new("field-date", d => d.Date), new("field-place", d => d.Place), new("field-group", d => d.Group, Wide: true), new("field-site", d => d.Site, Wide: true), new("field-head-count", d => d.HeadCount),
            new("field-money", d => d.Money, Money: true, Wide: true), new("field-items", d => Goods.Of(d.Items), Wide: true), new("field-goods-value", d => d.GoodsValue, Money: true, Wide: true), new("in-all", d => d.Money + d.GoodsValue, Money: true),
        ],
        Begin = recent => recent is [var last, ..] ? [("place", last.Place), ("group", Text.Of(last.Group)), ("site", Text.Of(last.Site))] : [],
        Offers = new Dictionary<string, Func<SummerDeliveryAnswer, IEnumerable<string?>>>
        {
            ["place"] = d => [d.Place], ["items.name"] = d => d.Items.Select(i => i.Name), ["items.unit"] = d => d.Items.Select(i => i.Unit),
        },
    };
}
