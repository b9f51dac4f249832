using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.SeasonalSupport.SpringJobs;

internal sealed class PostsFigures(SeasonalContext context) : SeasonalFigures(Sources.Posts, handsIn: true, Posts)
{
    private const string Posts = "seasonal.spring.posts";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.Posts.AcrossUnions()).GroupBy(r => new { r.UnionId, r.Month })
                .Select(g => new Row { UnionId = g.Key.UnionId, Month = g.Key.Month, Posts = g.Sum(r => (long)r.Count), Records = g.LongCount() }))
            .As(Posts, r => r.Posts).HandedIn(Code, r => r.Records).Build(),
    ];

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public long Posts { get; init; }
        public long Records { get; init; }
    }
}
