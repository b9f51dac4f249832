using Federation.Framework.Databases;
using Federation.Kernel.Figures;
using Federation.SeasonalSupport.Campaigns;

namespace Federation.SeasonalSupport.Budget;

internal sealed class BudgetFigures(SeasonalContext context) : SeasonalFigures(Sources.Budget, handsIn: true, Used)
{
    private const string Used = "seasonal.budget.used";

    // Money counts in the month in which it was spent, a budget in the first month of its campaign; a campaign that is only planned has none yet.
    public override IReadOnlyList<Measurement> Queries(IMeasureScope scope)
    {
        // Each table is added up by itself first: few rows are put under one another then, instead of every record.
        var money = scope.Of(context.SummerDeliveries.AcrossUnions()).GroupBy(d => new { d.UnionId, d.Month })
            .Select(g => new { g.Key.UnionId, g.Key.Month, Spent = g.Sum(d => d.Money + d.GoodsValue), Budget = 0m, Campaigns = 0L })
            .Concat(scope.Of(context.WinterDeliveries.AcrossUnions()).GroupBy(d => new { d.UnionId, d.Month })
                .Select(g => new { g.Key.UnionId, g.Key.Month, Spent = g.Sum(d => d.Money + d.GoodsValue), Budget = 0m, Campaigns = 0L }))
            .Concat(scope.Of(context.Payments.AcrossUnions()).GroupBy(p => new { p.UnionId, p.Month })
                .Select(g => new { g.Key.UnionId, g.Key.Month, Spent = g.Sum(p => p.Amount), Budget = 0m, Campaigns = 0L }))
            .Concat(scope.Of(context.Campaigns.AcrossUnions()).Where(c => c.State != CampaignState.Planned).GroupBy(c => new { c.UnionId, c.Month })
                .Select(g => new { g.Key.UnionId, g.Key.Month, Spent = 0m, Budget = g.Sum(c => c.Budget), Campaigns = g.LongCount() }));
        return
        [
            Measure.Values(money.GroupBy(m => new { m.UnionId, m.Month }).Select(g => new Row
                {
                    UnionId = g.Key.UnionId,
                    Month = g.Key.Month,
                    Spent = g.Sum(m => m.Spent),
                    Budget = g.Sum(m => m.Budget),
                    Campaigns = g.Sum(m => m.Campaigns),
                }))
                .Ratio(Used, r => r.Spent, r => r.Budget).HandedIn(Code, r => r.Campaigns).Build(),
        ];
    }

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public decimal Spent { get; init; }
        public decimal Budget { get; init; }
        public long Campaigns { get; init; }
    }
}
