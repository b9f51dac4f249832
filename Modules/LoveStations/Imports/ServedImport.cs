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
    /// <summary>How the group's month is counted at a site, in the books and in the rows so far: by its days, as a whole.</summary>
    private readonly HashSet<(long Site, int Month, ServedGroup Group, bool Whole)> counted = [];

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
        var parts = keys.Select(k => k.Split(Between)).ToList();
        var codes = Known(parts.Select(p => p[0])).ToDictionary(s => s.Value, s => s.Key);
        var dates = parts.Select(p => DateOnly.ParseExact(p[1], "yyyy-MM-dd", CultureInfo.InvariantCulture)).Distinct().ToList();
        var (ids, months) = (codes.Keys.ToList(), dates.Select(d => Period.MonthOf(d).Code).Distinct().ToList());
        var own = Context.Served.Where(s => s.UnionId == Context.TenantId && ids.Contains(s.SiteId) && months.Contains(s.Month));
        foreach (var way in await own.Select(s => new { s.SiteId, s.Month, s.Group, s.WholeMonth }).Distinct().ToListAsync(cancellation)) counted.Add((way.SiteId, way.Month, way.Group, way.WholeMonth));
        var found = new Dictionary<string, ServedCount>(StringComparer.Ordinal);
        foreach (var count in await own.Where(s => s.WholeMonth || dates.Contains(s.Date)).ToListAsync(cancellation)) found[Key(codes[count.SiteId], count.Date, count.WholeMonth, count.Group)] = count;
        return found;
    }

    protected override ServedCount Make(ServedRow row)
    {
        var (site, count, whole) = (SiteOf(row.Station), new ServedCount(), row.WholeMonth ?? false);
        count.Put(row);
        count.PlaceAt(site, row.Date, time.Today(), Context.Ids);
        if (counted.Contains((site.Id, count.Month, row.Group, !whole))) throw new RuleViolation(whole ? "month-counted-by-days" : "month-counted-as-whole", Period.FromCode(count.Month));
        counted.Add((site.Id, count.Month, row.Group, whole));
        return count;
    }

    protected override void Change(ServedCount record, ServedRow row)
    {
        if (record.People == row.People) return;
        record.Put(row);
        record.PlaceAt(SiteOf(row.Station), record.Date, time.Today(), Context.Ids);
    }

    protected override string ColumnWithin(RuleViolation rule) => "date";

    /// <summary>A whole month is one, whichever of its days the row names.</summary>
    private static string Key(string station, DateOnly date, bool wholeMonth, ServedGroup group) =>
        string.Join(Between, station.ToLowerInvariant(), Text.Of(wholeMonth ? Period.MonthOf(date).First : date), wholeMonth, group);
}
