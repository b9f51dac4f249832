using Federation.Framework.Databases;
using Federation.Kernel.Figures;
using Federation.LoveStations.Contracts;

namespace Federation.LoveStations.Demonstrations;

/// <summary>Demonstration stations in service at a month's end, and those of them that have all that the province's list of that day asks for.</summary>
internal sealed class DemonstrationFigures(StationsContext context) : IFigureSource
{
    private const string Stations = "stations.demonstration", Complete = "stations.kit-complete";

    public string Code => Sources.Demonstrations;
    public string Module => LoveStationsModule.ModuleName;
    public bool HasStocks => true;
    public IReadOnlyList<string> Indicators { get; } = [Stations, Complete];

    public IReadOnlyList<Measurement> Queries(IMeasureScope scope)
    {
        var standing =
            from month in scope.Months
            join demonstration in context.Demonstrations.AcrossUnions() on month.UnionId equals demonstration.UnionId
            join span in context.States.AcrossUnions() on demonstration.SiteId equals span.SiteId
            where demonstration.ValidFrom <= month.AsOf && (demonstration.ValidTo == null || demonstration.ValidTo > month.AsOf)
                && span.State == SiteState.InService && span.ValidFrom <= month.AsOf && (span.ValidTo == null || span.ValidTo > month.AsOf)
            select new { month.UnionId, month.Month, month.AsOf, demonstration.SiteId };
        var wanting = (
            from station in standing
            join edge in context.Tree on station.UnionId equals edge.DescendantId
            join list in context.KitLists on edge.AncestorId equals list.ProvinceId
            join item in context.KitItems on list.Id equals item.ListId
            where edge.ValidFrom <= station.AsOf && (edge.ValidTo == null || edge.ValidTo > station.AsOf || edge.Closes)
                && list.ValidFrom <= station.AsOf && (list.ValidTo == null || list.ValidTo > station.AsOf)
                && !context.Facilities.AcrossUnions().Any(f => f.SiteId == station.SiteId && f.Facility == item.Facility && f.ValidFrom <= station.AsOf && (f.ValidTo == null || f.ValidTo > station.AsOf))
            select new { station.SiteId, station.Month }).Distinct();
        // Who wants something is joined instead of asked for within the sum, where SQL Server takes no query.
        var counted =
            from station in standing
            join lacking in wanting on new { station.SiteId, station.Month } equals new { lacking.SiteId, lacking.Month } into found
            from lacking in found.DefaultIfEmpty()
            group new { station.SiteId, Lacking = (long?)lacking.SiteId } by new { station.UnionId, station.Month } into g
            select new Row
            {
                UnionId = g.Key.UnionId, Month = g.Key.Month, Stations = g.Count(), Complete = g.Sum(s => s.Lacking == null ? 1m : 0m), All = g.Sum(s => s.SiteId > 0 ? 1m : 0m),
            };
        return [Measure.Values(counted).As(Stations, r => r.Stations).Ratio(Complete, r => r.Complete, r => r.All).Build()];
    }

    private sealed class Row : IMeasuredRow
    {
        public long UnionId { get; init; }
        public int Month { get; init; }
        public int Stations { get; init; }
        public decimal Complete { get; init; }
        public decimal All { get; init; }
    }
}
