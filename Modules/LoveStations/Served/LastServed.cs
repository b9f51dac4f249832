using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Served;

/// <summary>The newest day, and the newest whole month, for which somebody is in the books as served at a site.</summary>
internal sealed record LastServed(DateOnly? Day, int? Month)
{
    /// <summary>By the site's id; sites at which nobody was served are not in it.</summary>
    public static async Task<IReadOnlyDictionary<long, LastServed>> OfAsync(StationsContext context, IReadOnlyCollection<long> sites, CancellationToken cancellation) =>
        await context.Served.Where(s => sites.Contains(s.SiteId)).GroupBy(s => s.SiteId)
            .Select(g => new { g.Key, Day = g.Max(s => s.WholeMonth ? null : (DateOnly?)s.Date), Month = g.Max(s => s.WholeMonth ? (int?)s.Month : null) })
            .ToDictionaryAsync(s => s.Key, s => new LastServed(s.Day, s.Month), cancellation);

    /// <summary>Whether that lies behind a day on which a site stops serving. A month counts as behind it where it lies so as a whole.</summary>
    public bool IsBehind(DateOnly stops) => Day >= stops || Month > Period.MonthOf(stops).Code;
}
