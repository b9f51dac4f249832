using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Lifecycle;

/// <summary>The newest day, and the newest whole month, for which somebody is in the books as served at a site, and the day of its last inspection.</summary>
internal sealed record LastRecorded(DateOnly? Day, int? Month, DateOnly? Inspected)
{
    /// <summary>By the site's id; sites at which nothing was recorded are not in it.</summary>
    public static async Task<IReadOnlyDictionary<long, LastRecorded>> OfAsync(StationsContext context, IReadOnlyCollection<long> sites, CancellationToken cancellation)
    {
        var inspected = await context.Inspections.Where(i => sites.Contains(i.SiteId)).GroupBy(i => i.SiteId).Select(g => new { g.Key, Day = g.Max(i => i.Date) }).ToDictionaryAsync(i => i.Key, i => (DateOnly?)i.Day, cancellation);
        var last = await context.Served.Where(s => sites.Contains(s.SiteId)).GroupBy(s => s.SiteId)
            .Select(g => new { g.Key, Day = g.Max(s => s.WholeMonth ? null : (DateOnly?)s.Date), Month = g.Max(s => s.WholeMonth ? (int?)s.Month : null) })
            .ToDictionaryAsync(s => s.Key, s => new LastRecorded(s.Day, s.Month, inspected.GetValueOrDefault(s.Key)), cancellation);
        foreach (var (site, day) in inspected) last.TryAdd(site, new LastRecorded(null, null, day));
        return last;
    }

    /// <summary>Whether somebody was served after a day on which a site stops serving. A month counts so where it lies behind that day as a whole.</summary>
    public bool ServedAfter(DateOnly stops) => Day >= stops || Month > Period.MonthOf(stops).Code;
}
