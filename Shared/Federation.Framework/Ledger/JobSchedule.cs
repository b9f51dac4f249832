using System.Globalization;

namespace Federation.Framework.Ledger;

/// <summary>When recurring work is due, by the clock in Asia/Shanghai: every so many minutes, daily, or once a year.</summary>
public sealed record JobSchedule
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private const string DayAndTime = "MM-dd HH:mm";

    private readonly int? minutes;
    private readonly DateTime at;
    private readonly bool isYearly;

    private JobSchedule(int? minutes, DateTime at, bool isYearly) => (this.minutes, this.at, this.isYearly) = (minutes, at, isYearly);

    /// <param name="minutes">A divisor of 60, because cron counts within the hour.</param>
    public static JobSchedule Every(int minutes) => 60 % minutes == 0 ? new JobSchedule(minutes, default, false) : throw new ArgumentOutOfRangeException(nameof(minutes), minutes, "60 must be a multiple of it.");

    public static JobSchedule Daily(int hour, int minute) => new(null, new DateTime(1, 1, 1, hour, minute, 0), false);

    public static JobSchedule Yearly(int month, int day, int hour, int minute) => new(null, new DateTime(1, month, day, hour, minute, 0), true);

    /// <summary>As both engines read it, with seconds in front.</summary>
    public string Cron => string.Create(
        CultureInfo.InvariantCulture,
        $"0 {(minutes is { } step ? step == 60 ? "0 *" : step == 1 ? "* *" : $"0/{step} *" : $"{at.Minute} {at.Hour}")} {(isYearly ? $"{at.Day} {at.Month}" : "* *")} ?");

    /// <summary>Whether the next run comes so soon that a failure needs no retry.</summary>
    public bool IsFrequent => minutes is not null;

    public string Description => minutes switch { null => $"at {this}", 1 => "every minute", var step => $"every {step} minutes" };

    /// <summary>The setting that moves it: <c>Every</c> for minutes, <c>At</c> for the others.</summary>
    internal string Setting => minutes is null ? "At" : "Every";

    internal string Format => minutes is not null ? "a number of minutes that divides an hour: 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60"
        : isYearly ? $"a day that every year has, and a time: {this}" : $"a time of day: {this}";

    /// <summary>The same kind of schedule at another time; null if the text is invalid.</summary>
    internal JobSchedule? WithTime(string text)
    {
        if (minutes is not null)
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 60 && 60 % number == 0 ? Every(number) : null;
        // Read in the year 1, which has no 29 February.
        return DateTime.TryParseExact(isYearly ? $"0001-{text}" : $"0001-01-01 {text}", $"yyyy-{DayAndTime}", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moved)
            ? new JobSchedule(null, moved, isYearly) : null;
    }

    /// <summary>As it is written in the configuration.</summary>
    public override string ToString() => minutes is { } step ? step.ToString(CultureInfo.InvariantCulture) : at.ToString(isYearly ? DayAndTime : "HH:mm", CultureInfo.InvariantCulture);
}
