using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.SeasonalSupport.Deliveries;

internal sealed class WinterDeliveryFigures(SeasonalContext context) : SeasonalFigures(Sources.WinterDeliveries, handsIn: true, Paid, Visits, Goods)
{
    private const string Paid = "seasonal.warmth.paid", Visits = "seasonal.warmth.visits", Goods = "seasonal.warmth.goods";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.WinterDeliveries.AcrossUnions()).GroupBy(d => new { d.UnionId, d.Month }).Select(g => new Row
            {
                UnionId = g.Key.UnionId,
                Month = g.Key.Month,
                Paid = g.Sum(d => d.Money),
                Visits = g.Sum(d => (long)d.HeadCount),
                Goods = g.Sum(d => d.GoodsValue),
                Records = g.LongCount(),
            }))
            .As(Paid, r => r.Paid).As(Visits, r => r.Visits).As(Goods, r => r.Goods).HandedIn(Code, r => r.Records).Build(),
    ];

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public decimal Paid { get; init; }
        public long Visits { get; init; }
        public decimal Goods { get; init; }
        public long Records { get; init; }
    }
}
