namespace Federation.Kernel;

/// <summary>The federation's calendar day: the date in Asia/Shanghai, wherever the host stands.</summary>
public static class BusinessDay
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The instant by the clock on the wall there.</summary>
    public static DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Shanghai);

    public static DateOnly Today(this TimeProvider time) => Of(time.GetUtcNow());

    /// <summary>How much of the instant's day is left.</summary>
    public static TimeSpan RestOfDay(DateTimeOffset instant) => TimeSpan.FromDays(1) - TimeZoneInfo.ConvertTime(instant, Shanghai).TimeOfDay;

    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Shanghai).DateTime);
}
