using Federation.Framework.Handlers;
using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LoveStations.Contracts;
using Federation.LoveStations.Lives;
using Federation.LoveStations.Published;
using Federation.LoveStations.Served;
using Federation.LoveStations.Sites;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Imports;

/// <summary>A site as a row says it: its opening hours in one cell.</summary>
internal sealed class SiteRow : SiteInput
{
    [Longest(500)]
    public string? OpeningHours { get; set; }
}

/// <summary>
/// A union's list of sites, by their codes. The state with its first day is entered for a new site, and is the next one for a site that is there; one that it
/// was in once is past and changes nothing. A cell that is empty leaves what is there.
/// </summary>
internal sealed class SiteImport(StationsContext context, Caller caller, Texts texts, TimeProvider time) : KeyedImport<SiteRow, ServiceSite>(context)
{
    private readonly Dictionary<string, long> ids = new(StringComparer.OrdinalIgnoreCase);
    private IReadOnlyDictionary<long, PublishedSite> published = new Dictionary<long, PublishedSite>();
    private IReadOnlyDictionary<long, LastServed> served = new Dictionary<long, LastServed>();

    /// <summary>From when months of these rows are marked already.</summary>
    private DateOnly marked;

    public override string Kind => "stations";

    public override IReadOnlyList<ImportColumn> Columns { get; } = ImportColumns.Of<SiteRow>("code", "kind", "name", "address", "latitude", "longitude", "builtBy", "partner", "phone", "openingHours", "roundTheClock", "state", "since")
        .With("code", c => c with { Heading = "site-code", Example = "Z001" })
        .With("kind", c => c with { Heading = "service-kind" })
        .With("name", c => c with { Heading = "site-name" })
        .With("address", c => c with { Heading = "site-address" })
        .With("latitude", c => c with { Heading = "latitude", Example = "34.261234", Money = false })
        .With("longitude", c => c with { Heading = "longitude", Example = "108.941234", Money = false })
        .With("builtBy", c => c with { Heading = "built-by" })
        .With("partner", c => c with { Heading = "partner" })
        .With("phone", c => c with { Heading = "site-phone" })
        .With("openingHours", c => c with { Heading = "opening-hours", Example = "周一至周五 08:00-18:00；周六 09:00-12:00" })
        .With("roundTheClock", c => c with { Heading = "round-the-clock" })
        .With("since", c => c with { Heading = "since" })
        .With("note", c => c with { Heading = "note" });

    protected override string KeyColumn => "code";

    public override async Task OpenAsync(CancellationToken cancellation)
    {
        foreach (var site in await context.Sites.Where(s => s.UnionId == context.TenantId).OrderBy(s => s.Id).Select(s => new { s.Code, s.Id }).ToListAsync(cancellation)) ids.TryAdd(site.Code, site.Id);
    }

    protected override string KeyOf(SiteRow row) => row.Code.ToLowerInvariant();

    protected override async Task<IReadOnlyDictionary<string, ServiceSite>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        marked = DateOnly.MaxValue;
        var known = keys.Where(ids.ContainsKey).Select(k => ids[k]).ToList();
        if (known.Count == 0) return new Dictionary<string, ServiceSite>();
        published = await context.Published.Include(p => p.Hours).Where(p => known.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellation);
        served = await LastServed.OfAsync(context, known, cancellation);
        var sites = await context.Sites.InFull().Where(s => s.UnionId == context.TenantId && known.Contains(s.Id)).ToListAsync(cancellation);
        return sites.ToDictionary(s => s.Code.ToLowerInvariant());
    }

    protected override ServiceSite Make(SiteRow row)
    {
        SetHours(row);
        return ServiceSite.Enter(context.TenantId, row, time.Today(), context.Ids);
    }

    protected override void Change(ServiceSite site, SiteRow row)
    {
        if (row.Kind != site.Kind) throw new RuleViolation("site-keeps-its-kind", site.Code);
        SetHours(row);
        Complete(row, site);
        if (!site.Says(row)) site.Revise(row);
        if (!site.States.Any(s => s.State == row.State && s.ValidFrom == row.Since))
        {
            if (row.State == site.State) throw new RuleViolation("state-since-another-day", site.Code, site.States.Max(s => s.ValidFrom));
            site.Move(new StateInput { State = row.State, On = row.Since }, time.Today(), served.GetValueOrDefault(site.Id));
            context.Note("stations.move", site, caller, time);
            Mark(row.Since);
        }
        context.Publish(site, published.GetValueOrDefault(site.Id));
    }

    protected override async Task WriteNewAsync(IReadOnlyList<ServiceSite> records, CancellationToken cancellation)
    {
        await WriteAsync(records, cancellation);
        await WriteAsync(records.SelectMany(s => s.Hours), cancellation);
        await WriteAsync(records.SelectMany(s => s.States), cancellation);
        var open = records.Where(s => s.State == SiteState.InService).Select(PublishedSite.Of).ToList();
        await WriteAsync(open, cancellation);
        await WriteAsync(open.SelectMany(p => p.Hours), cancellation);
        Mark(records.Min(s => s.States.Min(x => x.ValidFrom)));
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "site-keeps-its-kind" => "kind",
        "state-not-next" => "state",
        _ => "since",
    };

    private async Task WriteAsync<T>(IEnumerable<T> rows, CancellationToken cancellation) where T : class
    {
        var all = rows.ToList();
        if (all.Count > 0) await context.BulkInsertAsync(all, cancellation);
    }

    private void SetHours(SiteRow row)
    {
        if (row.OpeningHours is { } said) Week.Put(said, row, texts);
    }

    private static void Complete(SiteRow row, ServiceSite site)
    {
        row.Partner ??= site.Partner;
        row.Phone ??= site.Phone;
        row.Note ??= site.Note;
        if (row.Latitude is null) (row.Latitude, row.Longitude) = (site.Latitude, site.Longitude);
        if (row.OpeningHours is not null) row.RoundTheClock = false;
        row.RoundTheClock ??= site.RoundTheClock;
        if (row.OpeningHours is null && row.RoundTheClock is false)
            row.Hours = [.. site.Hours.Select(h => new HoursInput { Weekday = h.Weekday, Opens = Text.TimeOf(h.Opens), Closes = Text.TimeOf(h.Closes) })];
    }

    private void Mark(DateOnly from)
    {
        if (from >= marked) return;
        var today = time.Today();
        context.MarkFrom(context.TenantId, from, marked < today ? marked : today);
        marked = from;
    }
}
