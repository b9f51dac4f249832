using Federation.Kernel.Figures;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Deliveries;
using Federation.SeasonalSupport.Scholarships;

namespace Federation.SeasonalSupport.Budget;

/// <summary>Money spent or budgeted in a union's month, in yuan.</summary>
internal sealed class MonthMoney
{
    public long UnionId { get; init; }
    public int Month { get; init; }
    public decimal Spent { get; init; }
    public decimal Budget { get; init; }
    public long Campaigns { get; init; }
}

internal static class BudgetFigures
{
    // Money counts in the month in which it was spent, a budget in the first month of its campaign; a campaign that is only planned has none yet.
    // Each table is added up by itself first: few rows are put under one another then, instead of every record.
    public static IQueryable<MonthMoney> Money(IMeasureScope scope)
    {
        var summer = scope.Filter<SummerDelivery>().GroupBy(d => new { d.UnionId, d.Month }).Select(g => new MonthMoney
        {
            UnionId = g.Key.UnionId, Month = g.Key.Month, Spent = g.Sum(d => d.Money + d.GoodsValue), Budget = 0m, Campaigns = 0L,
        });
        var winter = scope.Filter<WinterDelivery>().GroupBy(d => new { d.UnionId, d.Month }).Select(g => new MonthMoney
        {
            UnionId = g.Key.UnionId, Month = g.Key.Month, Spent = g.Sum(d => d.Money + d.GoodsValue), Budget = 0m, Campaigns = 0L,
        });
        var scholarships = scope.Filter<ScholarshipPayment>().GroupBy(p => new { p.UnionId, p.Month }).Select(g => new MonthMoney
        {
            UnionId = g.Key.UnionId, Month = g.Key.Month, Spent = g.Sum(p => p.Amount), Budget = 0m, Campaigns = 0L,
        });
        var budgets = scope.Filter<Campaign>().Where(c => c.State != CampaignState.Planned).GroupBy(c => new { c.UnionId, c.Month }).Select(g => new MonthMoney
        {
            UnionId = g.Key.UnionId, Month = g.Key.Month, Spent = 0m, Budget = g.Sum(c => c.Budget), Campaigns = g.LongCount(),
        });
        return summer.Concat(winter).Concat(scholarships).Concat(budgets);
    }
}
