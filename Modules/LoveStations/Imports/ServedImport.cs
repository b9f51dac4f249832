using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.LoveStations.Contracts;
using Federation.LoveStations.Served;
using Federation.LoveStations.Sites;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Imports;

/// <summary>People served, at the site that the row names by its code.</summary>
internal sealed class ServedRow : ServedInput
{
    [Longest(40)]
    public string Station { get; set; } = "";
}

/// <summary>People served at a union's sites by day or month and group; the same site, day and group again puts the number right.</summary>
internal sealed class ServedImport(StationsContext context, TimeProvider time) : KeyedImport<ServedRow, ServedCount>(context)
{
    private const int MostOffers = 20;

    private readonly Dictionary<string, ServiceSite> sites = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How the group's month is counted at a site, in the books and in the rows so far: by its days, as a whole.</summary>
    private readonly HashSet<(long Site, int Month, ServedGroup Group, bool Whole)> counted = [];

    public override string Kind => "stations-served";

    public override IReadOnlyList<ImportColumn> Columns { get; } = ImportColumns.Of<ServedRow>("station", "date", "wholeMonth", "group", "people")
        .With("station", c => c with { Heading = "station-code" })
        .With("wholeMonth", c => c with { Heading = "counted-as-month" })
        .With("group", c => c with { Heading = "served-group" })
        .With("people", c => c with { Heading = "people", Example = "120" });

    protected override string KeyColumn => "date";

    public override async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> OffersAsync(CancellationToken cancellation) => new Dictionary<string, IReadOnlyList<string>>
    {
        ["station"] = await context.Sites.Where(s => s.UnionId == context.TenantId && s.State == SiteState.InService).OrderBy(s => s.Code).Select(s => s.Code).Take(MostOffers).ToListAsync(cancellation),
    };

    public override async Task OpenAsync(CancellationToken cancellation)
    {
        foreach (var site in await context.Sites.AsNoTracking().Include(s => s.States).Where(s => s.UnionId == context.TenantId).OrderBy(s => s.Id).ToListAsync(cancellation)) sites.TryAdd(site.Code, site);
    }

    protected override string KeyOf(ServedRow row) => Key(row.Station, row.Date, row.WholeMonth ?? false, row.Group);

    protected override async Task<IReadOnlyDictionary<string, ServedCount>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var parts = keys.Select(k => k.Split('\n')).ToList();
        var named = parts.Select(p => p[0]).Distinct().Where(sites.ContainsKey).Select(c => sites[c]).ToDictionary(s => s.Id);
        var months = parts.Select(p => Period.MonthOf(DateOnly.ParseExact(p[1], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).Code).Distinct().ToList();
        var (ids, found) = (named.Keys.ToList(), new Dictionary<string, ServedCount>(StringComparer.Ordinal));
        foreach (var count in await context.Served.Where(s => s.UnionId == context.TenantId && ids.Contains(s.SiteId) && months.Contains(s.Month)).ToListAsync(cancellation))
        {
            counted.Add((count.SiteId, count.Month, count.Group, count.WholeMonth));
            found[Key(named[count.SiteId].Code, count.Date, count.WholeMonth, count.Group)] = count;
        }
        return found;
    }

    protected override ServedCount Make(ServedRow row)
    {
        if (!sites.TryGetValue(row.Station, out var site)) throw new RuleViolation("site-code-unknown", row.Station);
        var (count, whole) = (new ServedCount(), row.WholeMonth ?? false);
        count.Put(row);
        count.PlaceAt(site, row.Date, time.Today(), context.Ids);
        if (counted.Contains((site.Id, count.Month, row.Group, !whole))) throw new RuleViolation(whole ? "month-counted-by-days" : "month-counted-as-whole", Period.FromCode(count.Month));
        counted.Add((site.Id, count.Month, row.Group, whole));
        return count;
    }

    protected override void Change(ServedCount record, ServedRow row)
    {
        if (record.People == row.People) return;
        record.Put(row);
        record.PlaceAt(sites[row.Station], record.Date, time.Today(), context.Ids);
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code == "site-code-unknown" ? "station" : "date";

    /// <summary>A whole month is one, whichever of its days the row names.</summary>
    private static string Key(string station, DateOnly date, bool wholeMonth, ServedGroup group) =>
        $"{station.ToLowerInvariant()}\n{Text.Of(wholeMonth ? Period.MonthOf(date).First : date)}\n{wholeMonth}\n{group}";
}
