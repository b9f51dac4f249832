using Federation.Kernel.Figures;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Demonstrations;
using Federation.LoveStations.Lifecycle;
using Federation.LoveStations.Served;
using Federation.LoveStations.Subsidies;

namespace Federation.LoveStations;

/// <summary>The module's indicators, and what each counts.</summary>
internal static class StationFigures
{
    private const string InService = "stations.in-service";

    public static readonly IReadOnlyList<FigureSource> All =
    [
        // Sites by their state at a month's end, each kind by itself.
        FigureSource.Stock(Sources.Sites, scope =>
            from month in scope.Months
            join span in scope.All<StateSpan>() on month.UnionId equals span.UnionId
            where span.ValidFrom <= month.AsOf && (span.ValidTo == null || span.ValidTo > month.AsOf)
            select new { month.UnionId, month.Month, span.State, span.Kind })
            .Count(
                new(20, InService, "建成驿站", "Love stations in service", "stations", "stations in service at the period's end"),
                s => s.State == SiteState.InService && s.Kind == ServiceKind.Station)
            .Count(
                new(21, "stations.under-construction", "在建驿站", "Under construction", "stations", "stations under construction at the period's end"),
                s => s.State == SiteState.UnderConstruction && s.Kind == ServiceKind.Station)
            .Count(OfKind(60, "bookrooms", "职工书屋", "Workers' bookrooms", "bookrooms"), s => s.State == SiteState.InService && s.Kind == ServiceKind.Bookroom)
            .Count(
                OfKind(61, "wellhead-points", "井口服务站", "Wellhead service points", "wellhead service points"),
                s => s.State == SiteState.InService && s.Kind == ServiceKind.WellheadPoint)
            .Count(
                OfKind(62, "counselling-rooms", "心理咨询室", "Psychological counselling rooms", "counselling rooms"),
                s => s.State == SiteState.InService && s.Kind == ServiceKind.CounsellingRoom)
            .Count(
                OfKind(63, "volunteer-points", "志愿服务点", "Volunteer points", "volunteer points"),
                s => s.State == SiteState.InService && s.Kind == ServiceKind.VolunteerPoint)
            .Count(
                OfKind(64, "reception-points", "来访接待点", "Reception points", "reception points"),
                s => s.State == SiteState.InService && s.Kind == ServiceKind.ReceptionPoint)
            .Count(OfKind(65, "health-huts", "健康小屋", "Health huts", "health huts"), s => s.State == SiteState.InService && s.Kind == ServiceKind.HealthHut),

        FigureSource.Stock(Sources.Demonstrations, DemonstrationFigures.Standing)
            .Count(
                new(
                    22, "stations.demonstration", "示范驿站", "Demonstration stations", "stations",
                    "demonstration stations in service at the period's end", InService))
            .Ratio(
                new(
                    23, "stations.kit-complete", "配置达标率", "Stations with the full kit", "percent",
                    "demonstration stations in service with all required facilities / demonstration stations in service"),
                s => s.Lacking == null ? 1m : 0m, s => s.SiteId > 0 ? 1m : 0m)
            .HandsInNothing(),

        FigureSource.Of<ServedCount>(Sources.Served)
            .Sum(
                new(24, "stations.served", "服务户外劳动者人次", "Outdoor workers served", "person-times", "counts handed in by stations"),
                s => s.Kind == ServiceKind.Station ? (long)s.People : 0L)
            .Sum(
                new(
                    66, "stations.others-served", "其他站点服务人次", "Served at other service sites", "person-times",
                    "counts handed in by service sites other than stations"),
                s => s.Kind != ServiceKind.Station ? (long)s.People : 0L),

        FigureSource.Of<SubsidyPayment>(Sources.Payments)
            .Sum(
                new(
                    25, "stations.subsidy", "驿站补助资金", "Construction subsidies", "yuan",
                    "subsidies paid to builders of stations, counted once where they are paid"),
                p => p.Amount),
    ];

    public static readonly IReadOnlyList<Indicator> Derived =
    [
        new IndicatorText(
            26, "stations.covered-districts", "县区覆盖率", "Districts with a station", "percent",
            "district unions of the subtree with at least one station in service below or at them / district unions of the subtree")
            .Coverage(InService, "unions.districts"),
    ];

    private static IndicatorText OfKind(int order, string kind, string zh, string en, string many) =>
        new(order, $"stations.{kind}", zh, en, "sites", $"{many} in service at the period's end");
}
