using Federation.Framework.Databases;
using Federation.Kernel.Figures;

namespace Federation.EmploymentFairs.Placements;

/// <summary>Applications are no indicator; that there are some says that the union has handed something in.</summary>
internal sealed class ApplicationFigures(FairsContext context) : FairFigures(Sources.Applications)
{
    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.Applications.AcrossUnions()).GroupBy(a => new { a.UnionId, a.Month }).Select(g => new Row { UnionId = g.Key.UnionId, Month = g.Key.Month, Records = g.LongCount() }))
            .HandedIn(Code, r => r.Records).Build(),
    ];

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public long Records { get; init; }
    }
}

internal sealed class OfferFigures(FairsContext context) : FairFigures(Sources.Offers, Offers)
{
    private const string Offers = "fairs.offers";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.Offers.AcrossUnions()).GroupBy(o => new { o.UnionId, o.Month })
                .Select(g => new Row { UnionId = g.Key.UnionId, Month = g.Key.Month, People = g.Sum(o => (long)o.People), Records = g.LongCount() }))
            .As(Offers, r => r.People).HandedIn(Code, r => r.Records).Build(),
    ];

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public long People { get; init; }
        public long Records { get; init; }
    }
}

internal sealed class PlacementFigures(FairsContext context) : FairFigures(Sources.Placements, Placed, OfHardship)
{
    private const string Placed = "fairs.placed", OfHardship = "fairs.placed-hardship";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.Placements.AcrossUnions()).GroupBy(p => new { p.UnionId, p.Month })
                .Select(g => new Row { UnionId = g.Key.UnionId, Month = g.Key.Month, People = g.Sum(p => (long)p.People), Hardship = g.Sum(p => (long)p.OfHardship), Records = g.LongCount() }))
            .As(Placed, r => r.People).As(OfHardship, r => r.Hardship).HandedIn(Code, r => r.Records).Build(),
    ];

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public long People { get; init; }
        public long Hardship { get; init; }
        public long Records { get; init; }
    }
}

internal sealed class FollowUpFigures(FairsContext context) : FairFigures(Sources.FollowUps, Retained)
{
    private const string Retained = "fairs.retained";

    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.FollowUps.AcrossUnions()).GroupBy(f => new { f.UnionId, f.Month })
                .Select(g => new Row { UnionId = g.Key.UnionId, Month = g.Key.Month, Employed = g.Sum(f => (decimal)f.Employed), Reached = g.Sum(f => (decimal)f.Reached), Records = g.LongCount() }))
            .Ratio(Retained, r => r.Employed, r => r.Reached).HandedIn(Code, r => r.Records).Build(),
    ];

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public decimal Employed { get; init; }
        public decimal Reached { get; init; }
        public long Records { get; init; }
    }
}
