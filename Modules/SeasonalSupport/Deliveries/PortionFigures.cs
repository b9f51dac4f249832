using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.SeasonalSupport.Deliveries;

internal sealed class PortionFigures(SeasonalContext context) : SeasonalFigures(Sources.Portions, handsIn: false, Portions)
{
    private const string Portions = "seasonal.goods.portions";

    // An indicator comes from one query, so the deliveries of both seasons are put under one another, each added up before.
    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(
            scope.Of(context.SummerDeliveries.AcrossUnions()).GroupBy(d => new { d.UnionId, d.Month }).Select(g => new { g.Key.UnionId, g.Key.Month, Portions = g.Sum(d => d.Portions) })
                .Concat(scope.Of(context.WinterDeliveries.AcrossUnions()).GroupBy(d => new { d.UnionId, d.Month })
                    .Select(g => new { g.Key.UnionId, g.Key.Month, Portions = g.Sum(d => d.Portions) }))
                .GroupBy(d => new { d.UnionId, d.Month })
                .Select(g => new Row { UnionId = g.Key.UnionId, Month = g.Key.Month, Portions = g.Sum(d => d.Portions) }))
            .As(Portions, r => r.Portions).Build(),
    ];

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public long Portions { get; init; }
    }
}
