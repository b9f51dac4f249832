using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.EmploymentFairs.Visitors;

internal sealed class VisitorFigures(FairsContext context) : FairFigures(Sources.Visitors, Visitors)
{
    private const string Visitors = "fairs.visitors";

    // An indicator comes from one query, so those counted and those registered are put under one another before they are added up.
    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.VisitorCounts.AcrossUnions()).Select(v => new { v.UnionId, v.Month, v.People })
                .Concat(scope.Of(context.Seekers.AcrossUnions()).Where(s => s.ArrivedOn != null).Select(s => new { s.UnionId, s.Month, People = 1 }))
                .GroupBy(v => new { v.UnionId, v.Month })
                .Select(g => new Row { UnionId = g.Key.UnionId, Month = g.Key.Month, People = g.Sum(v => (long)v.People), Records = g.LongCount() }))
            .As(Visitors, r => r.People).HandedIn(Code, r => r.Records).Build(),
    ];

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public long People { get; init; }
        public long Records { get; init; }
    }
}
