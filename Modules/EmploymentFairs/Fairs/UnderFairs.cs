using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Employers;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Seekers;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Fairs;

/// <summary>What is recorded of fairs whose days are to change, read once for all of them: who came stays within the new days, and what counts with the last day moves along.</summary>
internal sealed class UnderFairs
{
    private ILookup<long, Stand> stands = Array.Empty<Stand>().ToLookup(_ => 0L);
    private ILookup<long, Post> posts = Array.Empty<Post>().ToLookup(_ => 0L);
    private ILookup<long, Seeker> coming = Array.Empty<Seeker>().ToLookup(_ => 0L);
    private ILookup<long, DateOnly> within = Array.Empty<DateOnly>().ToLookup(_ => 0L);
    private ILookup<long, DateOnly> after = Array.Empty<DateOnly>().ToLookup(_ => 0L);

    /// <param name="fairs">Ids of fairs that are locked.</param>
    public static async Task<UnderFairs> OfAsync(FairsContext context, IReadOnlyList<long> fairs, CancellationToken cancellation)
    {
        if (fairs.Count == 0) return new UnderFairs();
        var days = await context.VisitorCounts.Where(v => fairs.Contains(v.FairId)).Select(v => new { v.FairId, v.Date }).Distinct()
            .Union(context.Seekers.Where(s => fairs.Contains(s.FairId) && s.ArrivedOn != null).Select(s => new { s.FairId, Date = s.ArrivedOn!.Value })).ToListAsync(cancellation);
        var later = await context.Applications.Where(a => fairs.Contains(a.FairId)).Select(a => new { a.FairId, a.Date })
            .Union(context.Offers.Where(o => fairs.Contains(o.FairId)).Select(o => new { o.FairId, o.Date }))
            .Union(context.Placements.Where(p => fairs.Contains(p.FairId)).Select(p => new { p.FairId, p.Date })).ToListAsync(cancellation);
        return new UnderFairs
        {
            stands = (await context.Stands.Where(s => fairs.Contains(s.FairId)).ToListAsync(cancellation)).ToLookup(s => s.FairId),
            posts = (await context.Posts.Where(p => fairs.Contains(p.FairId)).ToListAsync(cancellation)).ToLookup(p => p.FairId),
            coming = (await context.Seekers.Where(s => fairs.Contains(s.FairId) && s.ArrivedOn == null).ToListAsync(cancellation)).ToLookup(s => s.FairId),
            within = days.ToLookup(d => d.FairId, d => d.Date),
            after = later.ToLookup(d => d.FairId, d => d.Date),
        };
    }

    /// <summary>Checks and moves what is recorded of a fair that has new days.</summary>
    /// <param name="month">In which it counted before.</param>
    public void Follow(Fair fair, int month, DateOnly today, Ids ids)
    {
        if (within[fair.Id].Any(d => d < fair.Starts || d > fair.Ends) || after[fair.Id].Any(d => d < fair.Starts) || (fair.Starts > today && stands[fair.Id].Any(s => s.Attendance == Attendance.Present)))
            throw new RuleViolation("fair-records-outside", fair.Starts, fair.Ends);
        if (month == fair.Month) return;
        foreach (var record in stands[fair.Id].Concat<Records.FairRecord>(posts[fair.Id]).Concat(coming[fair.Id]))
        {
            record.PlaceIn(fair.UnionId, fair.Id, ids);
            record.CountAt(fair);
        }
    }
}
