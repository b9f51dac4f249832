using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.SeasonalSupport.SpringJobs;

internal sealed class PlacementFigures(SeasonalContext context) : SeasonalFigures(Sources.Placements, handsIn: true, Placed)
{
    private const string Placed = "seasonal.spring.placed";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.Placements.AcrossUnions()).GroupBy(r => new { r.UnionId, r.Month })
                .Select(g => new Row { UnionId = g.Key.UnionId, Month = g.Key.Month, Placed = g.Sum(r => (long)r.People), Records = g.LongCount() }))
            .As(Placed, r => r.Placed).HandedIn(Code, r => r.Records).Build(),
    ];

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public long Placed { get; init; }
        public long Records { get; init; }
    }
}
