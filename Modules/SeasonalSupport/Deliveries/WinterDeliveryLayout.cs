using Federation.Kernel;
using Federation.SeasonalSupport.Records;

namespace Federation.SeasonalSupport.Deliveries;

/// <summary>How a visit of the two festivals is typed and listed.</summary>
internal static class WinterDeliveryLayout
{
    public static readonly FormLayout<WinterDeliveryAnswer> Of = new()
    {
        Word = "winter-delivery",
        Fields = typeof(WinterDeliveryFields),
        Table = "deliveries-winter",
        Lists = ["items", "recipients"],
        Columns =
        [
            new("field-date", d => d.Date), new("field-place", d => d.Place), new("field-group", d => d.Group, Wide: true), new("field-head-count", d => d.HeadCount), new("field-money", d => d.Money, Money: true, Wide: true),
            new("field-named", d => d.Named, Wide: true), new("field-items", d => Goods.Of(d.Items), Wide: true), new("field-goods-value", d => d.GoodsValue, Money: true, Wide: true), new("in-all", d => d.Money + d.GoodsValue, Money: true),
        ],
        Begin = recent => recent is [var last, ..] ? [("place", last.Place), ("group", Text.Of(last.Group))] : [],
        Offers = new Dictionary<string, Func<WinterDeliveryAnswer, IEnumerable<string?>>>
        {
            ["place"] = d => [d.Place], ["items.name"] = d => d.Items.Select(i => i.Name), ["items.unit"] = d => d.Items.Select(i => i.Unit),
        },
        // Where people are named it is they who say how many and how much; money that nobody has typed is no sum that names could contradict.
        LeftOut = d => d.Named ? ["headCount", "money"] : d.Money == 0 ? ["money"] : [],
    };
}
