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
internal sealed class SiteRow : SiteInput, IOwnRow
{
    public string? Union { get; set; }

    [Longest(Week.Longest)]
    public string? OpeningHours { get; set; }
}

/// <summary>
/// A union's list of sites, by their codes. The state with its first day is entered for a new site, and is the next one for a site that is there; one that it
/// was in once is past and changes nothing. A cell that is empty leaves what is there.
/// </summary>
internal sealed class SiteImport(StationsContext context, Caller caller, Texts texts, TimeProvider time) : OwnTable<SiteRow, ServiceSite>(context, caller)
{
    private IReadOnlyDictionary<string, long> ids = new Dictionary<string, long>();
    private IReadOnlyDictionary<long, PublishedSite> published = new Dictionary<long, PublishedSite>();
    private IReadOnlyDictionary<long, LastRecorded> recorded = new Dictionary<long, LastRecorded>();

    private MonthsMarked marked = new(context, time.Today());

    public override string Kind => "stations";

    public override IReadOnlyList<ImportColumn> Columns { get; } = ImportColumns.Of<SiteRow>("code", "kind", "name", "address", "latitude", "longitude", "builtBy", "partner", "phone", "openingHours", "roundTheClock", "state", "since")
        .With("union", c => c with { Heading = "union-code" })
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

    /// <summary>What the list says besides where it is handed out: how the sites stood on a day.</summary>
    public override IReadOnlyList<string> PassedBy => ["site-union", "as-on-day", "demonstration", "facilities", "kit-check", "kit-missing"];

    protected override string KeyColumn => "code";

    /// <summary>How hours are written is shown by two weeks.</summary>
    public override async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> OffersAsync(CancellationToken cancellation)
    {
        var week = Enum.GetValues<DayOfWeek>();
        var workdays = week.Where(d => d is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Select(d => (d, "08:00", "18:00"));
        return new Dictionary<string, IReadOnlyList<string>>(await base.OffersAsync(cancellation))
        {
            ["openingHours"] = [Week.Say(workdays.Append((DayOfWeek.Saturday, "09:00", "12:00")), texts), Week.Say(week.Select(d => (d, "08:00", "18:00")), texts)],
        };
    }

    public override async Task OpenAsync(CancellationToken cancellation) => ids = await Context.OpenSitesAsync(cancellation);

    protected override string KeyWithin(SiteRow row) => row.Code.ToLowerInvariant();

    protected override async Task<IReadOnlyDictionary<string, ServiceSite>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        marked = new MonthsMarked(Context, time.Today());
        var known = keys.Where(ids.ContainsKey).Select(k => ids[k]).ToList();
        if (known.Count == 0) return new Dictionary<string, ServiceSite>();
        await Context.LockSitesAsync(known, cancellation);
        published = await Context.Published.Include(p => p.Hours).Where(p => known.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellation);
        recorded = await LastRecorded.OfAsync(Context, known, cancellation);
        var sites = await Context.Sites.InFull().Where(s => s.UnionId == Context.TenantId && known.Contains(s.Id)).ToListAsync(cancellation);
        return sites.ToDictionary(s => s.Code.ToLowerInvariant());
    }

    protected override ServiceSite Make(SiteRow row)
    {
        SetHours(row);
        return ServiceSite.Enter(Context.TenantId, row, time.Today(), Context.Ids);
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
            site.Move(new StateInput { State = row.State, On = row.Since }, time.Today(), recorded.GetValueOrDefault(site.Id));
            Context.Note("stations.move", site, Caller, time);
            marked.From(row.Since);
        }
        Context.Publish(site, published.GetValueOrDefault(site.Id));
    }

    protected override async Task WriteNewAsync(IReadOnlyList<ServiceSite> records, CancellationToken cancellation)
    {
        await InsertAsync(records, cancellation);
        await InsertAsync(records.SelectMany(s => s.Hours), cancellation);
        await InsertAsync(records.SelectMany(s => s.States), cancellation);
        var open = records.Where(s => s.State == SiteState.InService).Select(PublishedSite.Of).ToList();
        await InsertAsync(open, cancellation);
        await InsertAsync(open.SelectMany(p => p.Hours), cancellation);
        marked.From(records.Min(s => s.States.Min(x => x.ValidFrom)));
    }

    protected override string ColumnWithin(RuleViolation rule) => rule.Code switch
    {
        "site-keeps-its-kind" => "kind",
        "state-not-next" => "state",
        _ => "since",
    };

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
}
