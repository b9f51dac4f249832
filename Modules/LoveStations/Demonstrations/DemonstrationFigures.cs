using Federation.Framework.Marks;
using Federation.Kernel.Figures;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Kit;
using Federation.LoveStations.Lifecycle;

namespace Federation.LoveStations.Demonstrations;

/// <summary>A demonstration station in service at a month's end.</summary>
internal sealed class StandingDemonstration
{
    public long UnionId { get; init; }
    public int Month { get; init; }
    public long SiteId { get; init; }

    /// <summary>The station itself where it lacks something that the list of that day asks for; else null.</summary>
    public long? Lacking { get; init; }
}

internal static class DemonstrationFigures
{
    public static IQueryable<StandingDemonstration> Standing(IMeasureScope scope)
    {
        var facilities = scope.All<FacilitySpan>();
        var standing =
            from month in scope.Months
            join demonstration in scope.All<Demonstration>() on month.UnionId equals demonstration.UnionId
            join span in scope.All<StateSpan>() on demonstration.SiteId equals span.SiteId
            where demonstration.ValidFrom <= month.AsOf && (demonstration.ValidTo == null || demonstration.ValidTo > month.AsOf)
                && span.State == SiteState.InService && span.ValidFrom <= month.AsOf && (span.ValidTo == null || span.ValidTo > month.AsOf)
            select new { month.UnionId, month.Month, month.AsOf, demonstration.SiteId };
        var wanting = (
            from station in standing
            join edge in scope.Shared<TreeClosure>() on station.UnionId equals edge.DescendantId
            join list in scope.Shared<KitList>() on edge.AncestorId equals list.ProvinceId
            join item in scope.Shared<KitItem>() on list.Id equals item.ListId
            where edge.ValidFrom <= station.AsOf && (edge.ValidTo == null || edge.ValidTo > station.AsOf || edge.Closes)
                && list.ValidFrom <= station.AsOf && (list.ValidTo == null || list.ValidTo > station.AsOf)
                && !facilities.Any(
                    f => f.SiteId == station.SiteId && f.Facility == item.Facility && f.ValidFrom <= station.AsOf
                        && (f.ValidTo == null || f.ValidTo > station.AsOf))
            select new { station.SiteId, station.Month }).Distinct();
        // Who wants something is joined instead of asked for within the sum, where SQL Server takes no query.
        return
            from station in standing
            join lacking in wanting on new { station.SiteId, station.Month } equals new { lacking.SiteId, lacking.Month } into found
            from lacking in found.DefaultIfEmpty()
            select new StandingDemonstration { UnionId = station.UnionId, Month = station.Month, SiteId = station.SiteId, Lacking = (long?)lacking.SiteId };
    }
}
