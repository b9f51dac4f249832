using Federation.EmploymentFairs.Fairs;
using Federation.EmploymentFairs.Records;
using Federation.Framework.Records;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Mergers;

/// <summary>
/// Fairs that are planned or announced and not over on the day, with all that is recorded of them, and the places of a co-host at such fairs of others. A fair of
/// before the day is reported by the union that held it.
/// </summary>
internal sealed class StandingFairs(FairsContext context) : IStandingRecords
{
    public async Task<IReadOnlyList<Standing>> DescribeAsync(HandOver handOver, CancellationToken cancellation) =>
    [
        await Standing.OfAsync("standing-fairs", Going(handOver).Select(f => f.Title), cancellation),
        await Standing.OfAsync("standing-co-hosted", CoHosted(handOver).Select(c => c.Title), cancellation),
    ];

    public async Task HandOverAsync(HandOver handOver, CancellationToken cancellation)
    {
        var into = handOver.Into;
        var ids = await Going(handOver).OrderBy(f => f.Id).Select(f => f.Id).ToListAsync(cancellation);
        var fairs = await context.LockAsync(ids, cancellation);
        // The union that takes a fair over is its host and no longer its co-host. At a fair where both were co-hosts it is listed once.
        foreach (var place in fairs.SelectMany(f => f.CoHosts).ToList())
        {
            if (place.UnionId == into) context.Remove(place);
            else place.GoTo(into);
        }
        foreach (var place in await CoHosted(handOver).ToListAsync(cancellation))
        {
            var fair = place.FairId;
            if (place.HostId == into || await context.CoHostings.AnyAsync(c => c.FairId == fair && c.UnionId == into, cancellation)) context.Remove(place);
            else place.PassTo(into);
        }
        await context.SaveChangesAsync(cancellation);
        if (ids.Count == 0) return;

        await GiveAsync<Employers.Stand>();
        await GiveAsync<Posts.Post>();
        await GiveAsync<Visitors.VisitorCount>();
        await GiveAsync<Seekers.Seeker>();
        await GiveAsync<Placements.JobApplication>();
        await GiveAsync<Placements.JobOffer>();
        await GiveAsync<Placements.Placement>();
        await GiveAsync<Placements.FollowUp>();
        await context.HandOverAsync(context.Fairs.Where(f => ids.Contains(f.Id)), into, cancellation);
        await context.SaveChangesAsync(cancellation);

        Task<int> GiveAsync<T>() where T : FairRecord => context.HandOverAsync(context.Set<T>().Where(r => ids.Contains(r.FairId)), into, cancellation);
    }

    private IQueryable<Fair> Going(HandOver handOver) => context.Fairs.Where(f =>
        f.UnionId == handOver.From && (f.State == FairState.Planned || f.State == FairState.Announced) && f.Ends >= handOver.On);

    private IQueryable<CoHosting> CoHosted(HandOver handOver) => context.CoHostings.Where(c =>
        c.UnionId == handOver.From && (c.State == FairState.Planned || c.State == FairState.Announced) && c.Ends >= handOver.On);
}
