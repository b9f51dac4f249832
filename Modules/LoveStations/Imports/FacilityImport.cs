using System.Diagnostics;
using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Kit;
using Federation.LoveStations.Published;
using Federation.LoveStations.Sites;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Imports;

/// <summary>What there is at a site from a day on, all of it in one cell.</summary>
internal sealed class FacilityRow : ISiteRow
{
    [LabelKey("union-code")]
    public string? Union { get; set; }

    [LabelKey("station-code"), MaxLength(40)]
    public string Station { get; set; } = "";

    [LabelKey("from-day")]
    public DateOnly On { get; set; }

    /// <summary>In words, as 空调、卫生间; empty where there is nothing any more.</summary>
    [LabelKey("facilities"), MaxLength(500)]
    public string? Facilities { get; set; }
}

/// <summary>A row's site and day.</summary>
internal sealed record EquippedSite(ServiceSite Site, DateOnly On)
{
    public bool Changed { get; set; }
}

/// <summary>What there is at a union's sites, by site and day; a day on which it was so already changes nothing.</summary>
internal sealed class FacilityImport(StationsContext context, Texts texts, TimeProvider time)
    : KeyedImport<FacilityRow, EquippedSite>("stations-facilities", context, "station", "on", "facilities")
{
    private readonly SiteRows sites = new(context);
    private readonly FacilityWords words = new(texts);
    private IReadOnlyDictionary<long, PublishedSite> published = new Dictionary<long, PublishedSite>();
    private MonthsMarked marked = new(context, time.Today());

    public override IReadOnlyList<string> IgnoredColumns => SiteRows.InWords;

    protected override IParentRecords<FacilityRow> Parents => sites;

    protected override IReadOnlyDictionary<string, IReadOnlyList<string>> Offers() => new Dictionary<string, IReadOnlyList<string>>(base.Offers())
    {
        ["facilities"] = [words.Say([Facility.Toilet, Facility.DrinkingWater]), words.Say(Enum.GetValues<Facility>())],
    };

    protected override RowKey<FacilityRow, EquippedSite> DescribeKey() => Key("on", r => new { sites.Of(r).Id, r.On }, e => new { e.Site.Id, e.On });

    protected override Task ReadAsync(IReadOnlyList<FacilityRow> rows, CancellationToken cancellation)
    {
        marked = new MonthsMarked(context, time.Today());
        return base.ReadAsync(rows, cancellation);
    }

    protected override async Task<IEnumerable<EquippedSite>> FindAsync(IReadOnlyList<FacilityRow> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(r => sites.Of(r).Id).Distinct().ToList();
        published = await context.Published.Include(p => p.Hours).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellation);
        var tracked = await context.Sites.InFull().Where(s => s.UnionId == context.TenantId && ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancellation);
        return rows.Select(r => new EquippedSite(tracked[sites.Of(r).Id], r.On));
    }

    /// <summary>Each row finds its site and day.</summary>
    protected override EquippedSite Create(FacilityRow row) => throw new UnreachableException();

    protected override void Update(EquippedSite equipped, FacilityRow row)
    {
        var there = row.Facilities is null ? []
            : words.Read(row.Facilities) ?? throw new InvalidInput("facilities", "not-facilities", words.Say(Enum.GetValues<Facility>()));
        if (there.ToHashSet().SetEquals(equipped.Site.Facilities.Where(f => f.HoldsOn(equipped.On)).Select(f => f.Facility))) return;
        equipped.Site.Equip(new FacilitiesInput { On = equipped.On, Facilities = [.. there.Select(f => new FacilityInput { Facility = f })] }, time.Today());
        equipped.Changed = true;
        marked.From(equipped.On);
        context.Publish(equipped.Site, published.GetValueOrDefault(equipped.Site.Id));
    }

    protected override bool IsTouched(EquippedSite record) => record.Changed;

    protected override string ColumnOf(RuleViolation rule) => "on";
}

/// <summary>Facilities as people write them in one cell.</summary>
internal sealed class FacilityWords(Texts texts)
{
    private static readonly string[] languages = ["zh-CN", "en"];

    public string Say(IEnumerable<Facility> facilities) => string.Join(texts["list-separator"], facilities.Select(f => texts["facility-" + Text.Of(f)]));

    /// <summary>Null where one of them is none.</summary>
    public IReadOnlyList<Facility>? Read(string said)
    {
        var known = new Dictionary<string, Facility>(StringComparer.OrdinalIgnoreCase);
        foreach (var facility in Enum.GetValues<Facility>())
        {
            known[Text.Of(facility)] = facility;
            foreach (var language in languages)
                if (texts.Find("facility-" + Text.Of(facility), language) is { } word) known[word] = facility;
        }
        var there = new List<Facility>();
        foreach (var word in said.Split(['、', ',', '，', ';', '；', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!known.TryGetValue(word, out var facility)) return null;
            there.Add(facility);
        }
        return there;
    }
}

/// <summary>Marks months of the union from days on, each of them once.</summary>
internal sealed class MonthsMarked(StationsContext context, DateOnly today)
{
    /// <summary>From when months are marked already.</summary>
    private DateOnly from = DateOnly.MaxValue;

    public void From(DateOnly day)
    {
        if (day >= from) return;
        context.MarkFrom(context.TenantId, day, from < today ? from : today);
        from = day;
    }
}
