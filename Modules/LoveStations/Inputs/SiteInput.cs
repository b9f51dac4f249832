using System.Globalization;
using System.Text.RegularExpressions;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Kernel;
using Federation.Kernel.Checks;

namespace Federation.LoveStations.Inputs;

/// <summary>Open on one day of the week, from one time to another; past midnight where it closes no later than it opens.</summary>
public sealed partial class HoursInput
{
    public DayOfWeek Weekday { get; set; }

    /// <summary><c>08:00</c>.</summary>
    [MaxLength(5)]
    public string Opens { get; set; } = "";

    /// <summary><c>18:00</c>; <c>24:00</c> is midnight.</summary>
    [MaxLength(5)]
    public string Closes { get; set; } = "";

    internal int OpensAt => Minute(Opens) ?? 0;
    internal int ClosesAt => Minute(Closes) ?? 0;

    /// <returns>Whether both times can be read.</returns>
    internal bool Check(InputProblems problems, string at)
    {
        var (opens, closes) = (Minute(Opens) is not (null or 24 * 60), Minute(Closes) is not null);
        if (!opens) problems.Add($"{at}.opens", "not-a-time");
        if (!closes) problems.Add($"{at}.closes", "not-a-time");
        return opens && closes;
    }

    private static int? Minute(string text) =>
        Shape().Match(text) is { Success: true } time && int.Parse(time.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * 60 + int.Parse(time.Groups[2].ValueSpan, CultureInfo.InvariantCulture) is <= 24 * 60 and var minute ? minute : null;

    [GeneratedRegex("^([0-9]{1,2}):([0-5][0-9])$", RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}

/// <summary>What may change of a service site at any time; its state, its facilities and its demonstration status change on a day and have their own inputs.</summary>
public class SiteTerms : IChecked
{
    /// <summary>Four stretches on each day of the week: whoever looks for a station reads all of them.</summary>
    internal const int MaxHours = 28;

    private const int South = 3, North = 54, West = 73, East = 136;

    public string Name { get; set; } = "";
    public string Address { get; set; } = "";

    /// <summary>Degrees north, WGS 84 unless <see cref="Datum"/> says otherwise.</summary>
    [Decimals(6)]
    public decimal? Latitude { get; set; }

    /// <summary>Degrees east.</summary>
    [Decimals(6)]
    public decimal? Longitude { get; set; }

    /// <summary>The system that the degrees are in, as the map says from which they were taken. Kept and shown is WGS 84.</summary>
    public Datum? Datum { get; set; }

    /// <summary>The place in WGS 84.</summary>
    internal (decimal? Latitude, decimal? Longitude) Place =>
        (Latitude, Longitude) is (decimal north, decimal east) ? ChinaCoordinates.ToWgs84(north, east, Datum ?? Kernel.Checks.Datum.Wgs84) : (Latitude, Longitude);

    public BuiltBy BuiltBy { get; set; }

    /// <summary>Who built it together with the union, or instead of it.</summary>
    public string? Partner { get; set; }

    [MaxLength(40)]
    public string? Phone { get; set; }

    /// <summary>Open day and night; no hours are said then.</summary>
    public bool? RoundTheClock { get; set; }

    public IReadOnlyList<HoursInput>? Hours { get; set; }

    /// <summary>Whether it is closed on official holidays; left out where nobody knows.</summary>
    public bool? ClosedOnHolidays { get; set; }

    [MaxLength(1000)]
    public string? Note { get; set; }

    public virtual void Check(InputProblems problems)
    {
        // China's bounds: what lies outside them is a slip, most often the two in each other's place.
        if (Latitude is < South or > North) problems.Add("latitude", "out-of-range", South, North);
        if (Longitude is < West or > East) problems.Add("longitude", "out-of-range", West, East);
        if (Latitude is null != Longitude is null) problems.Add(Latitude is null ? "latitude" : "longitude", "required");
        var hours = Hours ?? [];
        var readable = true;
        for (var i = 0; i < hours.Count; i++) readable &= hours[i].Check(problems, string.Create(CultureInfo.InvariantCulture, $"hours[{i}]"));
        if (readable && hours.DistinctBy(h => (h.Weekday, h.OpensAt)).Count() < hours.Count) problems.Add("hours", "given-twice");
        if (hours.Count > MaxHours) problems.Add("hours", "too-many", MaxHours);
        if (RoundTheClock is true && hours.Count > 0) problems.Add("hours", "hours-round-the-clock");
    }
}

/// <summary>A new service site.</summary>
public partial class SiteInput : SiteTerms
{
    public ServiceKind Kind { get; set; }

    /// <summary>Unique within the union.</summary>
    [MaxLength(40)]
    public string Code { get; set; } = "";

    /// <summary>The state that it is entered in; one that already serves need not be entered as planned first.</summary>
    public SiteState State { get; set; }

    /// <summary>The first day of that state.</summary>
    public DateOnly Since { get; set; }

    public override void Check(InputProblems problems)
    {
        base.Check(problems);
        if (!CodeShape().IsMatch(Code)) problems.Add("code", "not-a-code");
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]*$", RegexOptions.NonBacktracking)]
    private static partial Regex CodeShape();
}

/// <summary>The next state of a site, from a day on.</summary>
public sealed class StateInput
{
    public SiteState State { get; set; }
    public DateOnly On { get; set; }

    [MaxLength(500)]
    public string? Note { get; set; }
}

/// <summary>What there is at a site from a day on: all of it, not only what changes.</summary>
public sealed class FacilitiesInput : IChecked
{
    public DateOnly On { get; set; }
    public IReadOnlyList<FacilityInput>? Facilities { get; set; }

    public void Check(InputProblems problems)
    {
        if ((Facilities ?? []).DistinctBy(f => f.Facility).Count() < (Facilities ?? []).Count) problems.Add("facilities", "given-twice");
    }
}

public sealed class FacilityInput
{
    public Facility Facility { get; set; }
}

/// <summary>A site becomes a demonstration station (示范驿站).</summary>
public sealed class DemonstrationInput
{
    public DateOnly On { get; set; }

    /// <summary>The body that granted it.</summary>
    public string GrantedBy { get; set; } = "";

    /// <summary>Number of its decision.</summary>
    public string? Document { get; set; }
}

/// <summary>A station is one no longer.</summary>
public sealed class WithdrawalInput
{
    public DateOnly On { get; set; }

    [MaxLength(500)]
    public string Reason { get; set; } = "";
}
