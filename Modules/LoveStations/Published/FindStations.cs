using System.Globalization;
using Federation.Framework.Calendar;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.LoveStations.Inputs;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Published;

/// <summary>What somebody outdoors asks for, as it stands in the address.</summary>
internal sealed class Wanted
{
    public ServiceKind? Kind { get; set; }

    /// <summary>Where they are: <c>34.26,108.94</c>, degrees north and east.</summary>
    public string? Near { get; set; }

    /// <summary>How far they would go, in kilometres.</summary>
    public int? Km { get; set; }

    /// <summary>Code of a district or a city.</summary>
    public string? District { get; set; }

    public bool? Open { get; set; }

    /// <summary>What they need there.</summary>
    public Facility? With { get; set; }

    public int? Page { get; set; }

    public static Wanted From(HttpRequest http) => InputReader.FromQuery<Wanted>(http, (wanted, problems) =>
    {
        if (wanted.Km is < 1 or > FindStations.MaxDistance) problems.Add("km", "out-of-range", 1, FindStations.MaxDistance);
        if (wanted.Page is < 1 or > 1000) problems.Add("page", "out-of-range", 1, 1000);
    });

    /// <summary>Somebody has written something else than a place: an address, say.</summary>
    public bool IsNowhere => Near is not null && Place is null;

    public (double Latitude, double Longitude)? Place => Near is null ? null : PlaceOf(Near);

    private static (double, double)? PlaceOf(string text)
    {
        var parts = text.Split([',', '，', ' '], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 2 && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude)
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude) && Math.Abs(latitude) < 85 && Math.Abs(longitude) <= 180 ? (latitude, longitude) : null;
    }
}

/// <param name="Kilometres">As the crow flies; null where nobody said where they are.</param>
/// <param name="OpenNow">Whether it is open at this minute; null where nobody has said when it is.</param>
/// <param name="Changes">The minute of the week at which it closes, or else opens; null where it never does.</param>
internal sealed record FoundStation(PublishedSite Site, double? Kilometres, bool? OpenNow, int? Changes);

/// <param name="Total">On all pages.</param>
/// <param name="Minute">Of the week, at which it was looked.</param>
internal sealed record FoundStations(IReadOnlyList<FoundStation> Stations, int Total, int Minute)
{
    public static readonly FoundStations None = new([], 0, 0);
}

/// <summary>Finds published sites, near a place or in a district; everything is asked of the database.</summary>
internal sealed class FindStations(StationsContext context, IUnionDirectory unions, WorkingDays calendar, TimeProvider time)
{
    public const int PageSize = 40, MaxDistance = 100, DefaultDistance = 10;
    private const double KilometresADegree = 111.32;

    public async Task<FoundStations> FindAsync(Wanted wanted, CancellationToken cancellation)
    {
        var now = BusinessDay.Local(time.GetUtcNow());
        var minute = (int)now.DayOfWeek * Published.PublishedHours.Day + now.Hour * 60 + now.Minute;
        // A stretch belongs to the day on which it opens.
        var (today, morning) = (DateOnly.FromDateTime(now.Date), (int)now.DayOfWeek * Published.PublishedHours.Day);
        var off = await calendar.DaysOffAsync(today.AddDays(-1), today.AddDays(1), cancellation);
        var (isOff, wasOff) = (off.Contains(today), off.Contains(today.AddDays(-1)));
        var sites = context.Published.AsNoTracking();
        if (wanted.Kind is { } kind) sites = sites.Where(p => p.Kind == kind);
        if (wanted.With is { } facility)
        {
            var bit = PublishedSite.Bit(facility);
            sites = sites.Where(p => (p.Facilities & bit) == bit);
        }
        if (wanted.Open is true) sites = sites.Where(p => (p.RoundTheClock && !(isOff && p.ClosedOnHolidays == true))
            || p.Hours.Any(h => h.Opens <= minute && h.Closes > minute && (p.ClosedOnHolidays == false || (h.Opens >= morning && !isOff) || (h.Opens < morning && !wasOff))));
        if (wanted.District is { } code)
        {
            var district = (await unions.FindAsync(code, cancellation) ?? throw new NotFound(code)).Id;
            sites = sites.Where(p => context.Tree.Any(t => t.AncestorId == district && t.DescendantId == p.KeeperId && (t.ValidTo == null || t.Closes)));
        }
        IQueryable<PublishedSite> ordered = sites.OrderBy(p => p.Name).ThenBy(p => p.Id);
        double cos = 1;
        if (wanted.Place is (var latitude, var longitude))
        {
            // Near enough to be walked or driven to, the earth is flat: the strip of latitudes is found by an index, the distance is reckoned in it.
            cos = Math.Cos(latitude * Math.PI / 180);
            var reach = (wanted.Km ?? DefaultDistance) / KilometresADegree;
            var (south, north, west, east, squared) = (latitude - reach, latitude + reach, longitude - reach / cos, longitude + reach / cos, reach * reach);
            ordered = sites.Where(p => p.Latitude >= south && p.Latitude <= north && p.Longitude >= west && p.Longitude <= east)
                .Where(p => (p.Latitude!.Value - latitude) * (p.Latitude.Value - latitude) + (p.Longitude!.Value - longitude) * cos * ((p.Longitude.Value - longitude) * cos) <= squared)
                .OrderBy(p => (p.Latitude!.Value - latitude) * (p.Latitude.Value - latitude) + (p.Longitude!.Value - longitude) * cos * ((p.Longitude.Value - longitude) * cos)).ThenBy(p => p.Id);
        }
        var page = await ordered.Skip(((wanted.Page ?? 1) - 1) * PageSize).Take(PageSize).Include(p => p.Hours).AsSplitQuery().ToListAsync(cancellation);
        var total = wanted.Page is null or 1 && page.Count < PageSize ? page.Count : await ordered.CountAsync(cancellation);
        return new FoundStations([.. page.Select(p => new FoundStation(p, Distance(p), OpenAt(p), ChangesAt(p)))], total, minute);

        bool? OpenAt(PublishedSite p)
        {
            if (p.RoundTheClock) return !(isOff && p.ClosedOnHolidays is true);
            if (p.Hours.Count == 0) return null;
            var stretches = p.Hours.Where(h => h.IsOpen(minute)).ToList();
            if (stretches.Count == 0) return false;
            if (p.ClosedOnHolidays is false || stretches.Exists(h => h.Opens >= morning ? !isOff : !wasOff)) return true;
            return p.ClosedOnHolidays is true ? false : null;
        }

        // Around a holiday the week does not say when it opens next.
        int? ChangesAt(PublishedSite p) => p.RoundTheClock || (p.ClosedOnHolidays is not false && (isOff || (off.Count > 0 && OpenAt(p) is not true)))
            ? null : Published.PublishedHours.Changes(p.Hours, minute);

        double? Distance(PublishedSite p) => wanted.Place is (var y, var x) && p is { Latitude: { } north, Longitude: { } east }
            ? Math.Sqrt((north - y) * (north - y) + (east - x) * cos * ((east - x) * cos)) * KilometresADegree : null;
    }

    /// <summary>Cities and districts that have any, a city before its districts.</summary>
    public async Task<IReadOnlyList<(string Code, string Name, bool City)>> DistrictsAsync(CancellationToken cancellation)
    {
        var found = await (
            from site in context.Published
            join edge in context.Tree on site.KeeperId equals edge.DescendantId
            where edge.ValidTo == null && (edge.AncestorLevel == UnionLevel.District || edge.AncestorLevel == UnionLevel.City)
            select new { edge.AncestorId, edge.AncestorLevel }).Distinct().ToListAsync(cancellation);
        var names = await unions.NamesAsync([.. found.Select(f => f.AncestorId)], time.Today(), cancellation);
        return [.. found.Where(f => names.ContainsKey(f.AncestorId)).Select(f => (names[f.AncestorId].Code, names[f.AncestorId].Name, f.AncestorLevel == UnionLevel.City)).OrderBy(f => f.Code, StringComparer.Ordinal)];
    }
}
