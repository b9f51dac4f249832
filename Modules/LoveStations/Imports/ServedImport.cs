using System.Globalization;
using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.LoveStations.Contracts;
using Federation.LoveStations.Served;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Imports;

/// <summary>People served, at the site that the row names by its code.</summary>
internal sealed class ServedRow : ServedInput, IRowAtSite
{
    public string? Union { get; set; }

    [Longest(40)]
    public string Station { get; set; } = "";
}

/// <summary>People served at a union's sites by day or month and group; the same site, day and group again puts the number right.</summary>
internal sealed class ServedImport(StationsContext context, Caller caller, TimeProvider time) : SiteTable<ServedRow, ServedCount>(context, caller)
{
    /// <summary>How groups' months were counted before this table.</summary>
    private readonly HashSet<Way> booked = [];

    /// <summary>How they are counted by its rows so far.</summary>
    private readonly HashSet<Way> counted = [];

    /// <summary>The months of sites of which that has been read.</summary>
    private readonly HashSet<(long Site, int Month)> read = [];

    /// <summary>A group's month at a site is counted by its days or as a whole.</summary>
    private readonly record struct Way(long Site, int Month, ServedGroup Group, bool Whole);

    public override string Kind => "stations-served";

    public override IReadOnlyList<ImportColumn> Columns { get; } = ImportColumns.Of<ServedRow>("station", "date", "wholeMonth", "group", "people")
        .With("union", c => c with { Heading = "union-code" })
        .With("station", c => c with { Heading = "station-code" })
        .With("wholeMonth", c => c with { Heading = "counted-as-month" })
        .With("group", c => c with { Heading = "served-group" })
        .With("people", c => c with { Heading = "people", Example = "120" });

    protected override string KeyColumn => "date";

    protected override string KeyWithin(ServedRow row) => Key(row.Station, row.Date, row.WholeMonth ?? false, row.Group);

    protected override async Task<IReadOnlyDictionary<string, ServedCount>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var rows = keys.Select(k => k.Split(Between)).ToList();
        var ids = await LockAsync(rows.Select(r => r[0]), cancellation);
        var named = rows.Where(r => ids.ContainsKey(r[0])).Select(r => (Date: DateOnly.ParseExact(r[1], "yyyy-MM-dd", CultureInfo.InvariantCulture), Code: r[0], Whole: r[2], Group: r[3]))
            .Select(r => (r.Code, r.Date, Way: new Way(ids[r.Code], Period.MonthOf(r.Date).Code, Enum.Parse<ServedGroup>(r.Group), bool.Parse(r.Whole)))).ToList();
        await ReadWaysAsync(named.Select(r => (r.Way.Site, r.Way.Month)), cancellation);
        // Where a group's month was not counted before, its rows are new: nobody else counts at a site that is locked, and no two rows are of one count.
        var found = new Dictionary<string, ServedCount>(StringComparer.Ordinal);
        foreach (var counts in named.Where(r => booked.Contains(r.Way)).GroupBy(r => r.Way.Whole))
        {
            var codes = counts.DistinctBy(r => r.Way.Site).ToDictionary(r => r.Way.Site, r => r.Code);
            var sites = codes.Keys.ToList();
            var own = Context.Served.Where(s => s.UnionId == Context.TenantId && sites.Contains(s.SiteId) && s.WholeMonth == counts.Key);
            var (days, months) = (counts.Select(r => r.Date).Distinct().ToList(), counts.Select(r => r.Way.Month).Distinct().ToList());
            own = counts.Key ? own.Where(s => months.Contains(s.Month)) : own.Where(s => days.Contains(s.Date));
            foreach (var count in await own.ToListAsync(cancellation)) found[Key(codes[count.SiteId], count.Date, count.WholeMonth, count.Group)] = count;
        }
        return found;
    }

    protected override ServedCount Make(ServedRow row)
    {
        var (site, count, whole) = (SiteOf(row.Station), new ServedCount(), row.WholeMonth ?? false);
        count.Put(row);
        count.PlaceAt(site, row.Date, time.Today(), Context.Ids);
        var (way, other) = (new Way(site.Id, count.Month, row.Group, whole), new Way(site.Id, count.Month, row.Group, !whole));
        if (booked.Contains(other) || counted.Contains(other)) throw new RuleViolation(whole ? "month-counted-by-days" : "month-counted-as-whole", Period.FromCode(count.Month));
        counted.Add(way);
        return count;
    }

    protected override void Change(ServedCount record, ServedRow row)
    {
        if (record.People == row.People) return;
        record.Put(row);
        record.PlaceAt(SiteOf(row.Station), record.Date, time.Today(), Context.Ids);
    }

    protected override string ColumnWithin(RuleViolation rule) => "date";

    /// <summary>Reads how the months of sites were counted, each once: what the table itself writes is known.</summary>
    private async Task ReadWaysAsync(IEnumerable<(long Site, int Month)> named, CancellationToken cancellation)
    {
        var unread = named.Where(read.Add).ToHashSet();
        if (unread.Count == 0) return;
        var (sites, months) = (unread.Select(u => u.Site).Distinct().ToList(), unread.Select(u => u.Month).Distinct().ToList());
        var ways = Context.Served.Where(s => s.UnionId == Context.TenantId && sites.Contains(s.SiteId) && months.Contains(s.Month)).Select(s => new { s.SiteId, s.Month, s.Group, s.WholeMonth }).Distinct();
        foreach (var way in await ways.ToListAsync(cancellation))
            if (unread.Contains((way.SiteId, way.Month))) booked.Add(new Way(way.SiteId, way.Month, way.Group, way.WholeMonth));
    }

    /// <summary>A whole month is one, whichever of its days the row names.</summary>
    private static string Key(string station, DateOnly date, bool wholeMonth, ServedGroup group) =>
        string.Join(Between, station.ToLowerInvariant(), Text.Of(wholeMonth ? Period.MonthOf(date).First : date), wholeMonth, group);
}
