using Federation.Framework.Records;
using Federation.Kernel;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Sites;
using Federation.LoveStations.Subsidies;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Mergers;

/// <summary>
/// Sites that are not closed, and subsidies that are not paid. What a site was before the day stays with the union that ends: its states are cut in two there, and
/// what it served before is that union's.
/// </summary>
internal sealed class StandingStations(StationsContext context, TimeProvider time) : IStandingRecords
{
    public async Task<IReadOnlyList<Standing>> DescribeAsync(HandOver handOver, CancellationToken cancellation) =>
    [
        await Standing.OfAsync("standing-sites", Sites(handOver.From).Select(s => s.Name), cancellation),
        new("standing-subsidies", await Unpaid(handOver.From).CountAsync(cancellation), []),
    ];

    public async Task HandOverAsync(HandOver handOver, CancellationToken cancellation)
    {
        await context.HandOverAsync(Unpaid(handOver.From), handOver.Into, cancellation);
        var sites = await Sites(handOver.From).Select(s => s.Id).ToListAsync(cancellation);
        if (sites.Count == 0) return;
        await context.LockSitesAsync(sites, cancellation);
        await FreeCodesAsync(handOver, sites, cancellation);
        var rests = await CutAsync(handOver, sites, cancellation);
        await MoveAsync(handOver, sites, cancellation);
        context.ChangeTracker.Clear();

        handOver.EnterInto();
        context.AddRange(rests);
        await context.SaveChangesAsync(cancellation);
        foreach (var site in await context.Sites.InFull().Where(s => sites.Contains(s.Id)).ToListAsync(cancellation))
            context.Publish(site, await context.Published.Include(p => p.Hours).SingleOrDefaultAsync(p => p.Id == site.Id, cancellation));
        foreach (var union in new[] { handOver.From, handOver.Into }) context.MarkFrom(union, handOver.On, time.Today());
        await context.SaveChangesAsync(cancellation);
    }

    private IQueryable<ServiceSite> Sites(long union) => context.Sites.Where(s => s.UnionId == union && s.State != SiteState.Closed);

    private IQueryable<Subsidy> Unpaid(long union) =>
        context.Subsidies.Where(s => s.UnionId == union && (s.State == SubsidyState.Granted || s.State == SubsidyState.PartPaid));

    /// <summary>A code is unique within a union.</summary>
    private async Task FreeCodesAsync(HandOver handOver, IReadOnlyList<long> sites, CancellationToken cancellation)
    {
        handOver.EnterInto();
        var codes = await context.Sites.Where(s => s.UnionId == handOver.Into).Select(s => s.Code).ToListAsync(cancellation);
        handOver.EnterFrom();
        if (codes.Count == 0) return;
        var taken = codes.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var site in await context.Sites.Where(s => sites.Contains(s.Id)).OrderBy(s => s.Id).ToListAsync(cancellation))
            if (HandOver.Free(site.Code, taken) is var code && code != site.Code) site.Recode(code);
        await context.SaveChangesAsync(cancellation);
    }

    /// <summary>Ends on the day what holds on it, at the union that ends.</summary>
    /// <returns>What of it is the other union's.</returns>
    private async Task<IReadOnlyList<object>> CutAsync(HandOver handOver, IReadOnlyList<long> sites, CancellationToken cancellation)
    {
        var (from, into, on) = (handOver.From, handOver.Into, handOver.On);
        var states = await context.States.Where(s => sites.Contains(s.SiteId) && s.UnionId == from && s.ValidFrom < on && (s.ValidTo == null || s.ValidTo > on)).ToListAsync(cancellation);
        var facilities = await context.Facilities.Where(f => sites.Contains(f.SiteId) && f.UnionId == from && f.ValidFrom < on && (f.ValidTo == null || f.ValidTo > on)).ToListAsync(cancellation);
        var awards = await context.Demonstrations.Where(d => sites.Contains(d.SiteId) && d.UnionId == from && d.ValidFrom < on && (d.ValidTo == null || d.ValidTo > on)).ToListAsync(cancellation);
        List<object> rests = [.. states.Select(s => s.HandOver(into, on)), .. facilities.Select(f => f.HandOver(into, on)), .. awards.Select(d => d.HandOver(into, on))];
        await context.SaveChangesAsync(cancellation);
        return rests;
    }

    private async Task MoveAsync(HandOver handOver, IReadOnlyList<long> sites, CancellationToken cancellation)
    {
        var (into, on) = (handOver.Into, handOver.On);
        await context.HandOverAsync(context.States.Where(s => sites.Contains(s.SiteId) && s.ValidFrom >= on), into, cancellation);
        await context.HandOverAsync(context.Facilities.Where(f => sites.Contains(f.SiteId) && f.ValidFrom >= on), into, cancellation);
        await context.HandOverAsync(context.Demonstrations.Where(d => sites.Contains(d.SiteId) && d.ValidFrom >= on), into, cancellation);
        await context.HandOverAsync(context.Set<OpeningHours>().Where(h => sites.Contains(h.SiteId)), into, cancellation);
        await context.HandOverAsync(context.Photographs.Where(p => sites.Contains(p.SiteId)), into, cancellation);
        // The union that owns the site corrects what inspections found.
        await context.HandOverAsync(context.Set<Inspections.Finding>().Where(f => context.Inspections.Any(i => i.Id == f.InspectionId && sites.Contains(i.SiteId))), into, cancellation);
        await context.HandOverAsync(context.Inspections.Where(i => sites.Contains(i.SiteId)), into, cancellation);
        await context.HandOverAsync(context.Served.Where(s => sites.Contains(s.SiteId) && s.Date >= on), into, cancellation);
        await context.HandOverAsync(context.Sites.Where(s => sites.Contains(s.Id)), into, cancellation);
        await context.SaveChangesAsync(cancellation);
    }
}
