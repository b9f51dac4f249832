using Federation.Kernel.Figures;
using Federation.Framework.Databases;
using Federation.SeasonalSupport.Contracts;

namespace Federation.SeasonalSupport.Funds;

internal sealed class FundsFigures(SeasonalContext context) : SeasonalFigures(Sources.Funds, handsIn: true, Summer, Autumn, Winter)
{
    private const string Summer = "seasonal.cooling.funds", Autumn = "seasonal.scholarship.funds", Winter = "seasonal.warmth.funds";

    // Each yuan counts where it was raised first: what a parent passed on is left out.
    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope) =>
    [
        Measure.Values(scope.Of(context.Funds.AcrossUnions()).GroupBy(f => new { f.UnionId, f.Month }).Select(g => new Row
            {
                UnionId = g.Key.UnionId,
                Month = g.Key.Month,
                InSummer = g.Sum(f => f.Season == Season.Summer && !f.FromParent ? f.Amount : 0),
                InAutumn = g.Sum(f => f.Season == Season.Autumn && !f.FromParent ? f.Amount : 0),
                InWinter = g.Sum(f => f.Season == Season.Winter && !f.FromParent ? f.Amount : 0),
                Records = g.LongCount(),
            }))
            .As(Summer, r => r.InSummer).As(Autumn, r => r.InAutumn).As(Winter, r => r.InWinter).HandedIn(Code, r => r.Records).Build(),
    ];

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public decimal InSummer { get; init; }
        public decimal InAutumn { get; init; }
        public decimal InWinter { get; init; }
        public long Records { get; init; }
    }
}
