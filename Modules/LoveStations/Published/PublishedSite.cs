using Federation.Framework.Audit;
using Federation.Framework.Security;
using Federation.Kernel.Tenancy;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Sites;

namespace Federation.LoveStations.Published;

/// <summary>
/// What everybody may know of a site in service: where it is, when it is open, what there is. A table of its own, written whenever its site changes, so that the
/// public page reads nothing that belongs to a union.
/// </summary>
[Unlogged("A copy of the site for everybody.")]
internal sealed class PublishedSite : IShared
{
    private readonly List<PublishedHours> hours = [];

    public long Id { get; private set; }

    /// <summary>The union that keeps it, by which it is found in a district.</summary>
    public long KeeperId { get; private set; }

    public ServiceKind Kind { get; private set; }
    public string Name { get; private set; } = "";
    public string Address { get; private set; } = "";

    [Published("The telephone of the site, as its sign has it.")]
    public string? Phone { get; private set; }


    /// <summary>Degrees; a double, because the database calculates distances with it.</summary>
    public double? Latitude { get; private set; }

    public double? Longitude { get; private set; }
    public bool RoundTheClock { get; private set; }

    /// <summary>Whether it is closed on official holidays; null where that is not known.</summary>
    public bool? ClosedOnHolidays { get; private set; }
    public bool IsDemonstration { get; private set; }

    /// <summary>What there is, a bit for each <see cref="Facility"/>.</summary>
    public long Facilities { get; private set; }

    public IReadOnlyList<PublishedHours> Hours => hours;

    public static PublishedSite Of(ServiceSite site)
    {
        var published = new PublishedSite { Id = site.Id };
        published.Show(site);
        return published;
    }

    public void Show(ServiceSite site)
    {
        (KeeperId, Kind, Name, Address, Phone, RoundTheClock, IsDemonstration) = (site.UnionId, site.Kind, site.Name, site.Address, site.Phone, site.RoundTheClock, site.IsDemonstration);
        ClosedOnHolidays = site.ClosedOnHolidays;
        (Latitude, Longitude) = ((double?)site.Latitude, (double?)site.Longitude);
        Facilities = site.Facilities.Where(f => f.ValidTo is null).Aggregate(0L, (bits, f) => bits | Bit(f.Facility));
        var wanted = site.Hours.SelectMany(h => PublishedHours.Of(site.Id, h)).Distinct().ToList();
        hours.RemoveAll(h => !wanted.Contains(h));
        hours.AddRange(wanted.Where(w => !hours.Contains(w)).ToList());
    }

    public static long Bit(Facility facility) => 1L << (int)facility;
}

/// <summary>A stretch of the week in which a site is open, in minutes from the beginning of Sunday.</summary>
internal sealed record PublishedHours(long SiteId, int Opens, int Closes) : IShared
{
    public const int Day = 24 * 60, Week = 7 * Day;

    public bool IsOpen(int minute) => Opens <= minute && Closes > minute;

    /// <summary>The minute of the week at which a site that is open closes, or one that is closed opens; null where it never does.</summary>
    public static int? Changes(IReadOnlyList<PublishedHours> hours, int minute)
    {
        var now = minute;
        // What is open over midnight is two stretches at the end of the week, and may be any number in a row.
        for (var i = 0; i <= hours.Count; i++)
        {
            if (hours.FirstOrDefault(h => h.IsOpen(now)) is not { } open) return i > 0 ? now : hours.Count == 0 ? null : hours.Select(h => h.Opens).MinBy(o => (o - minute + Week) % Week);
            now = open.Closes % Week;
        }
        return null;
    }

    /// <summary>
    /// The stretches as they were said: what is open over the end of the week, kept in two, is one again. Where another day begins at midnight alike, Sunday does so by itself.
    /// </summary>
    public static IEnumerable<(DayOfWeek Day, int Opens, int Closes)> AsSaid(IReadOnlyList<PublishedHours> hours)
    {
        var first = hours.FirstOrDefault(h => h.Opens == 0);
        var last = hours.FirstOrDefault(h => h.Closes == Week);
        var isOne = first is not null && last is not null && first != last && first.Closes <= last.Opens % Day
            && !hours.Any(h => h != first && h.Opens % Day == 0 && h.Closes - h.Opens == first.Closes);
        foreach (var stretch in hours)
        {
            if (isOne && stretch == first) continue;
            var closes = isOne && stretch == last ? first!.Closes : (stretch.Closes - 1) % Day + 1;
            yield return ((DayOfWeek)(stretch.Opens / Day), stretch.Opens % Day, closes);
        }
    }

    public static IEnumerable<PublishedHours> Of(long site, OpeningHours hours)
    {
        var opens = (int)hours.Weekday * Day + hours.Opens;
        var closes = (int)hours.Weekday * Day + hours.Closes + (hours.Closes <= hours.Opens ? Day : 0);
        yield return new PublishedHours(site, opens, Math.Min(closes, Week));
        // What is open over the end of the week goes on at its beginning.
        if (closes > Week) yield return new PublishedHours(site, 0, closes - Week);
    }
}
