using Federation.Framework.Databases;
using Federation.Kernel.Figures;
using Federation.LoveStations.Contracts;

namespace Federation.LoveStations.Lives;

/// <summary>Sites by their state at a month's end, each kind by itself.</summary>
internal sealed class SiteFigures(StationsContext context) : IFigureSource
{
    private const string InService = "stations.in-service", Building = "stations.under-construction", Bookrooms = "stations.bookrooms", Wellheads = "stations.wellhead-points",
        Counselling = "stations.counselling-rooms", Volunteers = "stations.volunteer-points", Receptions = "stations.reception-points", Health = "stations.health-huts";

    public string Code => Sources.Sites;
    public string Module => LoveStationsModule.ModuleName;
    public bool HasStocks => true;

    public IReadOnlyList<string> Indicators { get; } =
        [InService, Building, Bookrooms, Wellheads, Counselling, Volunteers, Receptions, Health, Measure.HandedInCode(Sources.Sites)];

    public IReadOnlyList<Measurement> Queries(IMeasureScope scope)
    {
        var counted =
            from month in scope.Months
            join span in context.States.AcrossUnions() on month.UnionId equals span.UnionId
            where span.ValidFrom <= month.AsOf && (span.ValidTo == null || span.ValidTo > month.AsOf)
            group span by new { month.UnionId, month.Month } into g
            select new Row
            {
                UnionId = g.Key.UnionId,
                Month = g.Key.Month,
                InService = g.Count(s => s.State == SiteState.InService && s.Kind == ServiceKind.Station),
                Building = g.Count(s => s.State == SiteState.UnderConstruction && s.Kind == ServiceKind.Station),
                Bookrooms = g.Count(s => s.State == SiteState.InService && s.Kind == ServiceKind.Bookroom),
                Wellheads = g.Count(s => s.State == SiteState.InService && s.Kind == ServiceKind.WellheadPoint),
                Counselling = g.Count(s => s.State == SiteState.InService && s.Kind == ServiceKind.CounsellingRoom),
                Volunteers = g.Count(s => s.State == SiteState.InService && s.Kind == ServiceKind.VolunteerPoint),
                Receptions = g.Count(s => s.State == SiteState.InService && s.Kind == ServiceKind.ReceptionPoint),
                Health = g.Count(s => s.State == SiteState.InService && s.Kind == ServiceKind.HealthHut),
                Records = g.LongCount(),
            };
        return
        [
            Measure.Values(counted).As(InService, r => r.InService).As(Building, r => r.Building).As(Bookrooms, r => r.Bookrooms).As(Wellheads, r => r.Wellheads)
                .As(Counselling, r => r.Counselling).As(Volunteers, r => r.Volunteers).As(Receptions, r => r.Receptions).As(Health, r => r.Health).HandedIn(Code, r => r.Records).Build(),
        ];
    }

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public int InService { get; init; }
        public int Building { get; init; }
        public int Bookrooms { get; init; }
        public int Wellheads { get; init; }
        public int Counselling { get; init; }
        public int Volunteers { get; init; }
        public int Receptions { get; init; }
        public int Health { get; init; }
        public long Records { get; init; }
    }
}
