using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.EmploymentFairs.Fairs;

internal sealed class HeldFigures(FairsContext context) : FairFigures(Sources.Fairs, Held)
{
    private const string Held = "fairs.held";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.Fairs.AcrossUnions()).Where(f => f.State == FairState.Held).GroupBy(f => new { f.UnionId, f.Month })
                .Select(g => new Row { UnionId = g.Key.UnionId, Month = g.Key.Month, Fairs = g.Count(), Records = g.LongCount() }))
            .As(Held, r => r.Fairs).HandedIn(Code, r => r.Records).Build(),
    ];

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public int Fairs { get; init; }
        public long Records { get; init; }
    }
}

internal sealed class CoHostedFigures(FairsContext context) : FairFigures(Sources.CoHosts, CoHosted)
{
    private const string CoHosted = "fairs.co-hosted";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.CoHostings.AcrossUnions()).Where(c => c.State == FairState.Held).GroupBy(c => new { c.UnionId, c.Month })
                .Select(g => new Row { UnionId = g.Key.UnionId, Month = g.Key.Month, Fairs = g.Count(), Records = g.LongCount() }))
            .As(CoHosted, r => r.Fairs).HandedIn(Code, r => r.Records).Build(),
    ];

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public int Fairs { get; init; }
        public long Records { get; init; }
    }
}
