using Federation.Kernel.Figures;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Files;
using Federation.LabourModels.Honours;
using Federation.LabourModels.Nominations;
using Federation.LabourModels.Studios;
using Federation.LabourModels.Talks;

namespace Federation.LabourModels;

/// <summary>The module's indicators, and what each counts.</summary>
internal static class LabourFigures
{
    private const string Nominated = "models.nominated";

    public static readonly IReadOnlyList<FigureSource> All =
    [
        FigureSource.Stock(Sources.Files, scope =>
            from month in scope.Months
            join file in scope.All<ModelFile>() on month.UnionId equals file.UnionId
            where file.Since <= month.AsOf && (file.Until == null || file.Until > month.AsOf)
            select new { month.UnionId, month.Month })
            .Count(
                new(
                    36, "models.on-record", "在册劳模", "Labour models on record", "persons",
                    "living models at the period's end, each counted once whatever the number of titles")),

        FigureSource.Of<Award>(Sources.Awards).Count(new(37, "models.granted", "新授予荣誉", "Honours granted", "honours", "honours granted in the period")),

        // Nominations that went up, counted once where they began, and of them those for the honours that unions report one by one.
        FigureSource.Flow(Sources.Nominations, scope => scope.Filter<Nomination>().Where(n => n.SubmittedOn != null))
            .Count(
                new(
                    38, Nominated, "推荐申报", "Nominations sent up", "nominations",
                    "nominations submitted, counted once where they began, however many levels they pass"))
            .Sum(
                OfLevel(101, "models-national", "推荐全国劳动模范", "national labour models"),
                n => n.Kind == HonourKind.LabourModel && n.Level == HonourLevel.National ? 1L : 0L)
            .Sum(
                OfLevel(102, "models-provincial", "推荐省级劳动模范", "provincial labour models"),
                n => n.Kind == HonourKind.LabourModel && n.Level == HonourLevel.Provincial ? 1L : 0L)
            .Sum(OfLevel(103, "models-city", "推荐市级劳动模范", "city labour models"), n => n.Kind == HonourKind.LabourModel && n.Level == HonourLevel.City ? 1L : 0L)
            .Sum(
                OfLevel(104, "medals-national", "推荐全国五一劳动奖章", "national May-1 labour medals"),
                n => n.Kind == HonourKind.LabourMedal && n.Level == HonourLevel.National ? 1L : 0L)
            .Sum(
                OfLevel(105, "medals-provincial", "推荐省级五一劳动奖章", "provincial May-1 labour medals"),
                n => n.Kind == HonourKind.LabourMedal && n.Level == HonourLevel.Provincial ? 1L : 0L)
            .Sum(
                OfLevel(106, "medals-city", "推荐市级五一劳动奖章", "city May-1 labour medals"),
                n => n.Kind == HonourKind.LabourMedal && n.Level == HonourLevel.City ? 1L : 0L)
            .Sum(
                OfLevel(107, "certificates-national", "推荐全国五一劳动奖状", "national May-1 labour certificates"),
                n => n.Kind == HonourKind.LabourCertificate && n.Level == HonourLevel.National ? 1L : 0L)
            .Sum(
                OfLevel(108, "certificates-provincial", "推荐省级五一劳动奖状", "provincial May-1 labour certificates"),
                n => n.Kind == HonourKind.LabourCertificate && n.Level == HonourLevel.Provincial ? 1L : 0L)
            .Sum(
                OfLevel(109, "certificates-city", "推荐市级五一劳动奖状", "city May-1 labour certificates"),
                n => n.Kind == HonourKind.LabourCertificate && n.Level == HonourLevel.City ? 1L : 0L)
            .Sum(OfAnyLevel(110, "advanced-workers", "推荐先进工作者", "model workers of offices"), n => n.Kind == HonourKind.AdvancedWorker ? 1L : 0L)
            .Sum(OfAnyLevel(111, "pioneers", "推荐工人先锋号", "workers' pioneers"), n => n.Kind == HonourKind.WorkersPioneer ? 1L : 0L)
            .Sum(OfAnyLevel(112, "collectives", "推荐先进集体", "advanced collectives"), n => n.Kind == HonourKind.AdvancedCollective ? 1L : 0L)
            .Sum(OfAnyLevel(113, "champions", "推荐技术状元", "skills champions"), n => n.Kind == HonourKind.SkillsChampion ? 1L : 0L),

        // Spells of one model never overlap: one that is open on a day is one model.
        FigureSource.Stock(Sources.Hardship, scope =>
            from month in scope.Months
            join spell in scope.All<HardshipSpell>() on month.UnionId equals spell.UnionId
            join file in scope.All<ModelFile>() on spell.ParentId equals file.Id
            where spell.From <= month.AsOf && (spell.To == null || spell.To > month.AsOf) && file.Since <= month.AsOf
                && (file.Until == null || file.Until > month.AsOf)
            select new { month.UnionId, month.Month })
            .Count(new(39, "models.in-hardship", "困难劳模", "Models in hardship", "persons", "models marked in hardship at the period's end")),

        FigureSource.Of<Benefit>(Sources.Benefits).Sum(new(40, "models.benefits", "劳模待遇发放", "Benefits paid to models", "yuan", "benefits paid"), b => b.Amount),

        FigureSource.Stock(Sources.Studios, scope =>
            from month in scope.Months
            join studio in scope.All<Studio>() on month.UnionId equals studio.UnionId
            where (studio.KeptSince ?? studio.Opened) <= month.AsOf && (studio.Closed == null || studio.Closed > month.AsOf)
            select new { month.UnionId, month.Month })
            .Count(new(41, "models.studios", "劳模创新工作室", "Innovation studios", "studios", "studios open at the period's end")),

        FigureSource.Of<Result>(Sources.Results).Count(new(42, "models.results", "创新成果", "Results of studios", "results", "results recorded in the period")),
        FigureSource.Of<Patent>(Sources.Patents).Count(new(43, "models.patents", "专利", "Patents", "patents", "patents granted in the period")),
        FigureSource.Of<Talk>(Sources.Talks).Count(new(44, "models.talks", "宣讲场次", "Talks given", "talks", "talks recorded")),
    ];

    private static IndicatorText OfLevel(int order, string honour, string zh, string en) =>
        new(order, $"{Nominated}.{honour}", zh, $"Nominated: {en}", "nominations", $"of them, {en}", Nominated);

    private static IndicatorText OfAnyLevel(int order, string honour, string zh, string en) =>
        new(order, $"{Nominated}.{honour}", zh, $"Nominated: {en}", "nominations", $"of them, {en} of whatever level", Nominated);
}
