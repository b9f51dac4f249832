using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.SeasonalSupport.Scholarships;

internal sealed class ApplicationFigures(SeasonalContext context) : SeasonalFigures(Sources.Applications, handsIn: true, Applications)
{
    private const string Applications = "seasonal.scholarship.applications";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.Grants.AcrossUnions()).GroupBy(r => new { r.UnionId, r.Month })
                .Select(g => new Row { UnionId = g.Key.UnionId, Month = g.Key.Month, Applications = g.Count(), Records = g.LongCount() }))
            .As(Applications, r => r.Applications).HandedIn(Code, r => r.Records).Build(),
    ];

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public int Applications { get; init; }
        public long Records { get; init; }
    }
}
