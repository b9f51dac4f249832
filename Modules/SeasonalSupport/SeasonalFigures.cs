using Federation.Kernel.Figures;
using Federation.SeasonalSupport.Budget;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Deliveries;
using Federation.SeasonalSupport.Funds;
using Federation.SeasonalSupport.Inspections;
using Federation.SeasonalSupport.Scholarships;
using Federation.SeasonalSupport.SpringJobs;

namespace Federation.SeasonalSupport;

/// <summary>The module's indicators, and what each counts: in a union's month for the figures, under one campaign for its progress.</summary>
internal static class SeasonalFigures
{
    public const string BudgetUsed = "seasonal.budget.used", Portions = "seasonal.goods.portions";

    private const string FundsMeaning = "each yuan counted once, where it was first raised (a grant from a parent is not raised again)";

    public static readonly IReadOnlyList<FigureSource> All =
    [
        FigureSource.Of<PostsOffered>(Sources.Posts).Sum(
            new(1, "seasonal.spring.posts", "送岗位数", "Posts brought to people", "posts", "posts of running or closed spring campaigns"), p => p.Count),

        FigureSource.Of<Placement>(Sources.Placements).Sum(
            new(
                2, "seasonal.spring.placed", "春送岗位就业人数", "People placed", "placements",
                "placements recorded under spring campaigns; one made at a fair is counted there and not here"),
            p => p.People),

        FigureSource.Of<Training>(Sources.Trainings).Sum(
            new(3, "seasonal.spring.trained", "技能培训人次", "Trained", "person-times", "training places taken"), t => t.PlacesTaken),

        // Each yuan counts where it was raised first: what a parent passed on is left out.
        FigureSource.Of<FundsRaised>(Sources.Funds)
            .Sum(
                new(
                    4, "seasonal.cooling.funds", "筹集送清凉资金", "Summer cooling funds raised", "yuan",
                    $"funds recorded by source on summer campaigns; {FundsMeaning}"),
                f => f.Season == Season.Summer && !f.FromParent ? f.Amount : 0)
            .Sum(
                new(11, "seasonal.scholarship.funds", "筹措助学资金", "Scholarship funds raised", "yuan", $"funds recorded on autumn campaigns; {FundsMeaning}"),
                f => f.Season == Season.Autumn && !f.FromParent ? f.Amount : 0)
            .Sum(
                new(15, "seasonal.warmth.funds", "筹集送温暖资金", "Winter warmth funds raised", "yuan", $"funds recorded on winter campaigns; {FundsMeaning}"),
                f => f.Season == Season.Winter && !f.FromParent ? f.Amount : 0),

        FigureSource.Of<SummerDelivery>(Sources.SummerDeliveries)
            .Sum(
                new(5, "seasonal.cooling.visits", "走访企业(工地)", "Enterprises and sites visited", "visits", "deliveries to an enterprise or a site"),
                d => d.Site == SiteKind.Enterprise || d.Site == SiteKind.Site ? 1L : 0L)
            .Sum(
                new(6, "seasonal.cooling.people", "送清凉惠及人次", "People cared for in summer", "person-times", "head counts of summer deliveries"),
                d => d.HeadCount)
            .Sum(new(7, "seasonal.cooling.goods", "送清凉物资价值", "Goods handed out", "yuan", "value of items delivered"), d => d.GoodsValue),

        FigureSource.Of<Inspection>(Sources.Inspections)
            .Count(new(8, "seasonal.cooling.inspections", "劳动保护监督检查", "Labour-protection inspections", "inspections", "inspections in summer"))
            .Sum(new(9, "seasonal.cooling.hazards", "查处事故隐患", "Hazards found", "hazards", "hazards found in those inspections"), i => (long)i.HazardsFound)
            .Ratio(
                new(
                    10, "seasonal.cooling.hazards-fixed", "隐患整改率", "Hazards put right", "percent",
                    "of the hazards found in the period, those put right by now / hazards found in the period"),
                i => i.HazardsFixed, i => i.HazardsFound),

        FigureSource.Of<ScholarshipPayment>(Sources.Payments)
            .Sum(new(12, "seasonal.scholarship.paid", "发放助学金", "Scholarships paid", "yuan", "payments made"), p => p.Amount)
            .Distinct(
                new(13, "seasonal.scholarship.students", "资助学生人数", "Students aided", "persons", "different students paid in the period"),
                p => p.PersonHash),

        FigureSource.Of<ScholarshipGrant>(Sources.Applications).Count(
            new(14, "seasonal.scholarship.applications", "助学申请数", "Applications", "applications", "applications received")),

        FigureSource.Of<WinterDelivery>(Sources.WinterDeliveries)
            .Sum(new(16, "seasonal.warmth.paid", "发放慰问金", "Consolation money paid", "yuan", "money of winter deliveries"), d => d.Money)
            .Sum(new(17, "seasonal.warmth.visits", "走访慰问人次", "People visited in winter", "person-times", "head counts of winter deliveries"), d => d.HeadCount)
            .Sum(new(47, "seasonal.warmth.goods", "送温暖物资价值", "Goods handed out in winter", "yuan", "value of items delivered"), d => d.GoodsValue),

        FigureSource.Of<DeliveryRecipient>(Sources.Recipients)
            .Distinct(
                new(18, "seasonal.warmth.persons", "走访慰问人数", "Different people visited", "persons", "named recipients counted once wherever they were visited"),
                r => r.PersonHash)
            .HandsInNothing(),

        // An indicator comes from one query, so the deliveries of both seasons are put under one another, each added up before.
        FigureSource.Flow(Sources.Portions, scope =>
        {
            var summer = scope.Filter<SummerDelivery>().GroupBy(d => new { d.UnionId, d.Month });
            var winter = scope.Filter<WinterDelivery>().GroupBy(d => new { d.UnionId, d.Month });
            return summer.Select(g => new { g.Key.UnionId, g.Key.Month, Portions = g.Sum(d => d.Portions) })
                .Concat(winter.Select(g => new { g.Key.UnionId, g.Key.Month, Portions = g.Sum(d => d.Portions) }));
        })
            .Sum(new(48, Portions, "慰问品份数", "Portions handed out", "portions", "quantity of items counted in portions, all seasons"), d => d.Portions)
            .HandsInNothing(),

        FigureSource.Flow(Sources.Budget, BudgetFigures.Money)
            .Ratio(new(19, BudgetUsed, "预算执行率", "Budget used", "percent", "money spent / budget of the period's campaigns"), m => m.Spent, m => m.Budget)
            .HandedIn(m => m.Campaigns),
    ];

    /// <summary>The module's lines of the catalogue, in its order.</summary>
    public static readonly IReadOnlyList<Indicator> Indicators = [.. All.SelectMany(s => s.Indicators).OrderBy(i => i.Order)];
}
