using Federation.Framework.Import;
using Federation.Framework.Records;
using Federation.Framework.Input;
using Federation.Kernel;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Served;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Imports;

/// <summary>People served, at the site that the row names by its code.</summary>
[LabelKey("counted-as-month", Field = "wholeMonth")]
[LabelKey("served-group", Field = "group")]
[LabelKey("people", Field = "people", Example = "120")]
internal sealed class ServedRow : ServedInput, ISiteRow
{
    [LabelKey("union-code")]
    public string? Union { get; set; }

    [LabelKey("station-code"), MaxLength(40)]
    public string Station { get; set; } = "";
}

/// <summary>People served at a union's sites by day or month and group; the same site, day and group again corrects the number.</summary>
internal sealed class ServedImport(StationsContext context, RecordTools tools)
    : KeyedImport<ServedRow, ServedCount>("stations-served", context, "station", "date", "wholeMonth", "group", "people")
{
    private readonly SiteRows sites = new(context);

    /// <summary>How groups' months were counted before this table.</summary>
    private readonly HashSet<Way> booked = [];

    /// <summary>How they are counted by its rows so far.</summary>
    private readonly HashSet<Way> counted = [];

    /// <summary>The months of sites of which that has been read.</summary>
    private readonly HashSet<(long Site, int Month)> read = [];

    /// <summary>A group's month at a site is counted by its days or as a whole.</summary>
    private readonly record struct Way(long Site, int Month, ServedGroup Group, bool Whole);

    public override IReadOnlyList<string> IgnoredColumns => SiteRows.InWords;

    protected override IParentRecords<ServedRow> Parents => sites;

    protected override RowKey<ServedRow, ServedCount> DescribeKey() => Key(
        "date",
        r => new { SiteId = sites.Of(r).Id, r.Group, WholeMonth = r.WholeMonth ?? false, Day = DayOf(r.Date, r.WholeMonth) },
        s => new { s.SiteId, s.Group, s.WholeMonth, Day = DayOf(s.Date, s.WholeMonth) });

    protected override async Task<IEnumerable<ServedCount>> FindAsync(IReadOnlyList<ServedRow> rows, CancellationToken cancellation)
    {
        await ReadWaysAsync(rows, cancellation);
        // Where a group's month was not counted before, its rows are new: nobody else counts at a site that is locked, and no two rows are of one count.
        var found = new List<ServedCount>();
        foreach (var counts in rows.Where(r => booked.Contains(WayOf(r))).GroupBy(r => r.WholeMonth ?? false))
        {
            var at = counts.Select(r => sites.Of(r).Id).Distinct().ToList();
            var own = context.Served.Where(s => s.UnionId == context.TenantId && at.Contains(s.SiteId) && s.WholeMonth == counts.Key);
            var (days, months) = (counts.Select(r => r.Date).Distinct().ToList(), counts.Select(r => Period.MonthOf(r.Date).Code).Distinct().ToList());
            found.AddRange(await (counts.Key ? own.Where(s => months.Contains(s.Month)) : own.Where(s => days.Contains(s.Date))).ToListAsync(cancellation));
        }
        return found;
    }

    protected override ServedCount Create(ServedRow row)
    {
        var (count, way) = (new ServedCount(), WayOf(row));
        count.Apply(row, tools);
        count.PlaceAt(sites.Of(row), row.Date, tools.Today, context.Ids);
        var other = way with { Whole = !way.Whole };
        if (booked.Contains(other) || counted.Contains(other))
            throw new RuleViolation(way.Whole ? "month-counted-by-days" : "month-counted-as-whole", Period.FromCode(count.Month));
        counted.Add(way);
        return count;
    }

    protected override void Update(ServedCount record, ServedRow row)
    {
        if (record.People == row.People) return;
        record.Apply(row, tools);
        record.PlaceAt(sites.Of(row), record.Date, tools.Today, context.Ids);
    }

    protected override string ColumnOf(RuleViolation rule) => "date";

    /// <summary>Reads how the months of sites were counted, each once: what the table itself writes is known.</summary>
    private async Task ReadWaysAsync(IEnumerable<ServedRow> rows, CancellationToken cancellation)
    {
        var unread = rows.Select(WayOf).Select(w => (w.Site, w.Month)).Where(read.Add).ToHashSet();
        if (unread.Count == 0) return;
        var (at, months) = (unread.Select(u => u.Site).Distinct().ToList(), unread.Select(u => u.Month).Distinct().ToList());
        var own = context.Served.Where(s => s.UnionId == context.TenantId && at.Contains(s.SiteId) && months.Contains(s.Month));
        foreach (var way in await own.Select(s => new { s.SiteId, s.Month, s.Group, s.WholeMonth }).Distinct().ToListAsync(cancellation))
            if (unread.Contains((way.SiteId, way.Month))) booked.Add(new Way(way.SiteId, way.Month, way.Group, way.WholeMonth));
    }

    private Way WayOf(ServedRow row) => new(sites.Of(row).Id, Period.MonthOf(row.Date).Code, row.Group, row.WholeMonth ?? false);

    /// <summary>A whole month is one, whichever of its days the row names.</summary>
    private static DateOnly DayOf(DateOnly date, bool? wholeMonth) => wholeMonth is true ? Period.MonthOf(date).First : date;
}
