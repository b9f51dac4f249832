using Federation.Framework.Databases;
using Federation.Kernel.Figures;
using Federation.SeasonalSupport.Contracts;

namespace Federation.SeasonalSupport.Deliveries;

internal sealed class SummerDeliveryFigures(SeasonalContext context) : SeasonalFigures(Sources.SummerDeliveries, handsIn: true, Visits, People, Goods)
{
    private const string Visits = "seasonal.cooling.visits", People = "seasonal.cooling.people", Goods = "seasonal.cooling.goods";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.SummerDeliveries.AcrossUnions()).GroupBy(d => new { d.UnionId, d.Month }).Select(g => new Row
            {
                UnionId = g.Key.UnionId,
                Month = g.Key.Month,
                Visits = g.Sum(d => d.Site == SiteKind.Enterprise || d.Site == SiteKind.Site ? 1L : 0L),
                People = g.Sum(d => (long)d.HeadCount),
                Goods = g.Sum(d => d.GoodsValue),
                Records = g.LongCount(),
            }))
            .As(Visits, r => r.Visits).As(People, r => r.People).As(Goods, r => r.Goods).HandedIn(Code, r => r.Records).Build(),
    ];

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public long Visits { get; init; }
        public long People { get; init; }
        public decimal Goods { get; init; }
        public long Records { get; init; }
    }
}
