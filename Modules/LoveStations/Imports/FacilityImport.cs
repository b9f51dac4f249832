using System.Globalization;
using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LoveStations.Contracts;
using Federation.LoveStations.Kit;
using Federation.LoveStations.Published;
using Federation.LoveStations.Sites;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Imports;

/// <summary>What there is at a site from a day on, all of it in one cell.</summary>
internal sealed class FacilityRow : IRowAtSite
{
    public string? Union { get; set; }

    [Longest(40)]
    public string Station { get; set; } = "";

    public DateOnly On { get; set; }

    /// <summary>In words, as 空调、卫生间; empty where there is nothing any more.</summary>
    [Longest(500)]
    public string? Facilities { get; set; }
}

/// <summary>A row's site and day.</summary>
internal sealed record EquippedSite(ServiceSite Site, DateOnly On)
{
    public bool Changed { get; set; }
}

/// <summary>What there is at a union's sites, by site and day; a day on which it was so already changes nothing.</summary>
internal sealed class FacilityImport(StationsContext context, Caller caller, Texts texts, TimeProvider time) : SiteTable<FacilityRow, EquippedSite>(context, caller)
{
    private readonly FacilityWords words = new(texts);
    private IReadOnlyDictionary<long, PublishedSite> published = new Dictionary<long, PublishedSite>();
    private MonthsMarked marked = new(context, time.Today());

    public override string Kind => "stations-facilities";

    public override IReadOnlyList<ImportColumn> Columns { get; } = ImportColumns.Of<FacilityRow>("station", "on", "facilities")
        .With("union", c => c with { Heading = "union-code" })
        .With("station", c => c with { Heading = "station-code" })
        .With("on", c => c with { Heading = "from-day" })
        .With("facilities", c => c with { Heading = "facilities" });

    protected override string KeyColumn => "on";

    public override async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> OffersAsync(CancellationToken cancellation) =>
        new Dictionary<string, IReadOnlyList<string>>(await base.OffersAsync(cancellation)) { ["facilities"] = [words.Say([Facility.Toilet, Facility.DrinkingWater]), words.Say(Enum.GetValues<Facility>())] };

    protected override string KeyWithin(FacilityRow row) => string.Join(Between, row.Station.ToLowerInvariant(), Text.Of(row.On));

    protected override async Task<IReadOnlyDictionary<string, EquippedSite>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        marked = new MonthsMarked(Context, time.Today());
        var codes = await LockAsync(keys.Select(k => k.Split(Between)[0]), cancellation);
        var ids = codes.Values.ToList();
        published = await Context.Published.Include(p => p.Hours).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellation);
        var sites = await Context.Sites.InFull().Where(s => s.UnionId == Context.TenantId && ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancellation);
        return keys.Select(k => (Key: k, Parts: k.Split(Between))).Where(k => codes.ContainsKey(k.Parts[0]))
            .ToDictionary(k => k.Key, k => new EquippedSite(sites[codes[k.Parts[0]]], DateOnly.ParseExact(k.Parts[1], "yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

    /// <summary>Reached where there is no such site.</summary>
    protected override EquippedSite Make(FacilityRow row) => new(SiteOf(row.Station), row.On);

    protected override void Change(EquippedSite equipped, FacilityRow row)
    {
        var there = row.Facilities is null ? [] : words.Read(row.Facilities) ?? throw new InvalidInput("facilities", "not-facilities", words.Say(Enum.GetValues<Facility>()));
        if (there.ToHashSet().SetEquals(equipped.Site.Facilities.Where(f => f.HoldsOn(equipped.On)).Select(f => f.Facility))) return;
        equipped.Site.Equip(new FacilitiesInput { On = equipped.On, Facilities = [.. there.Select(f => new FacilityInput { Facility = f })] }, time.Today());
        equipped.Changed = true;
        marked.From(equipped.On);
        Context.Publish(equipped.Site, published.GetValueOrDefault(equipped.Site.Id));
    }

    protected override bool IsTouched(EquippedSite record) => record.Changed;

    protected override string ColumnWithin(RuleViolation rule) => "on";
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
