using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.EmploymentFairs.Posts;

internal sealed class PostFigures(FairsContext context) : FairFigures(Sources.Posts, Posts)
{
    private const string Posts = "fairs.posts";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.Posts.AcrossUnions()).Where(p => p.Offered).GroupBy(p => new { p.UnionId, p.Month })
                .Select(g => new Row { UnionId = g.Key.UnionId, Month = g.Key.Month, Openings = g.Sum(p => (long)p.Openings), Records = g.LongCount() }))
            .As(Posts, r => r.Openings).HandedIn(Code, r => r.Records).Build(),
    ];

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public long Openings { get; init; }
        public long Records { get; init; }
    }
}
