using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Lifecycle;
using Federation.LoveStations.Published;
using Federation.LoveStations.Served;
using Federation.LoveStations.Sites;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Imports;

/// <summary>A site as a row says it: its opening hours in one cell.</summary>
[LabelKey("site-code", Field = "code", Example = "Z001")]
[LabelKey("service-kind", Field = "kind")]
[LabelKey("site-name", Field = "name")]
[LabelKey("site-address", Field = "address")]
[LabelKey("latitude", Field = "latitude", Example = "34.261234", PlainNumber = true)]
[LabelKey("longitude", Field = "longitude", Example = "108.941234", PlainNumber = true)]
[LabelKey("datum", Field = "datum")]
[LabelKey("built-by", Field = "builtBy")]
[LabelKey("partner", Field = "partner")]
[LabelKey("site-phone", Field = "phone")]
[LabelKey("round-the-clock", Field = "roundTheClock")]
[LabelKey("closed-on-holidays", Field = "closedOnHolidays")]
[LabelKey("since", Field = "since")]
[LabelKey("note", Field = "note")]
internal sealed class SiteRow : SiteInput, IRowOfUnion
{
    [LabelKey("union-code")]
    public string? Union { get; set; }

    [LabelKey("opening-hours", Example = "周一至周五 08:00-18:00；周六 09:00-12:00"), MaxLength(Week.MaxLength)]
    public string? OpeningHours { get; set; }
}

/// <summary>
/// A union's list of sites, by their codes. The state with its first day is entered for a new site, and is the next one for a site that is there; one that it
/// was in once is past and changes nothing. A cell that is empty leaves what is there.
/// </summary>
internal sealed class SiteImport(StationsContext context, Caller caller, Texts texts, TimeProvider time) : KeyedImport<SiteRow, ServiceSite>(
    "stations", context,
    "code", "kind", "name", "address", "latitude", "longitude", "datum", "builtBy", "partner", "phone", "openingHours", "roundTheClock", "closedOnHolidays", "state", "since")
{
    private IReadOnlyDictionary<string, long> ids = new Dictionary<string, long>();
    private IReadOnlyDictionary<long, PublishedSite> published = new Dictionary<long, PublishedSite>();
    private IReadOnlyDictionary<long, LastRecorded> recorded = new Dictionary<long, LastRecorded>();
    private MonthsMarked marked = new(context, time.Today());

    /// <summary>What the list says besides where it is handed out: how the sites stood on a day.</summary>
    public override IReadOnlyList<string> IgnoredColumns => ["site-union", "as-on-day", "demonstration", "facilities", "kit-check", "kit-missing"];

    /// <summary>How hours are written is shown by two weeks.</summary>
    protected override IReadOnlyDictionary<string, IReadOnlyList<string>> Offers()
    {
        var week = Enum.GetValues<DayOfWeek>();
        var workdays = week.Where(d => d is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Select(d => (d, "08:00", "18:00"));
        return new Dictionary<string, IReadOnlyList<string>>(base.Offers())
        {
            ["openingHours"] =
            [
                Week.Say(workdays.Append((DayOfWeek.Saturday, "09:00", "12:00")), texts), Week.Say(week.Select(d => (d, "08:00", "18:00")), texts),
            ],
        };
    }

    public override async Task OpenAsync(CancellationToken cancellation) => ids = await context.OpenSitesAsync(cancellation);

    protected override RowKey<SiteRow, ServiceSite> DescribeKey() =>
        Key("code", r => new { Code = Folding.Fold(r.Code) }, s => new { Code = Folding.Fold(s.Code) });

    protected override async Task<IEnumerable<ServiceSite>> FindAsync(IReadOnlyList<SiteRow> rows, CancellationToken cancellation)
    {
        marked = new MonthsMarked(context, time.Today());
        var known = rows.Where(r => ids.ContainsKey(r.Code)).Select(r => ids[r.Code]).ToList();
        if (known.Count == 0) return [];
        await context.LockSitesAsync(known, cancellation);
        published = await context.Published.Include(p => p.Hours).Where(p => known.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellation);
        recorded = await LastRecorded.OfAsync(context, known, cancellation);
        return await context.Sites.InFull().Where(s => s.UnionId == context.TenantId && known.Contains(s.Id)).ToListAsync(cancellation);
    }

    protected override ServiceSite Create(SiteRow row)
    {
        SetHours(row);
        var site = ServiceSite.Enter(context.TenantId, row, time.Today(), context.Ids);
        foreach (var state in site.States) context.CheckDays(state);
        return site;
    }

    protected override void Update(ServiceSite site, SiteRow row)
    {
        if (row.Kind != site.Kind) throw new RuleViolation("site-keeps-its-kind", site.Code);
        if (!site.Says(row)) site.Revise(row);
        if (!site.States.Any(s => s.State == row.State && s.ValidFrom == row.Since))
        {
            if (row.State == site.State) throw new RuleViolation("state-since-another-day", site.Code, site.States.Max(s => s.ValidFrom));
            site.Move(new StateInput { State = row.State, On = row.Since }, time.Today(), recorded.GetValueOrDefault(site.Id));
            context.CheckDays(site.States.MaxBy(s => s.ValidFrom)!);
            context.Note("stations.move", site, caller, time);
            marked.From(row.Since);
        }
        context.Publish(site, published.GetValueOrDefault(site.Id));
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

    protected override string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "site-keeps-its-kind" => "kind",
        "state-not-next" => "state",
        _ => "since",
    };

    private void SetHours(SiteRow row)
    {
        if (row.OpeningHours is { } said) Week.Apply(said, row, texts);
    }

    protected override void Complete(SiteRow row, ServiceSite site)
    {
        SetHours(row);
        row.Partner ??= site.Partner;
        row.Phone ??= site.Phone;
        row.Note ??= site.Note;
        if (row.Latitude is null) (row.Latitude, row.Longitude, row.Datum) = (site.Latitude, site.Longitude, null);
        if (row.OpeningHours is not null) row.RoundTheClock = false;
        row.RoundTheClock ??= site.RoundTheClock;
        row.ClosedOnHolidays ??= site.ClosedOnHolidays;
        if (row.OpeningHours is null && row.RoundTheClock is false)
            row.Hours = [.. site.Hours.Select(h => new HoursInput { Weekday = h.Weekday, Opens = Week.TimeOf(h.Opens), Closes = Week.TimeOf(h.Closes) })];
    }
}
