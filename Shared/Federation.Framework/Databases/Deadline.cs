using System.Diagnostics;

namespace Federation.Framework.Databases;

/// <summary>A deadline for polling. It uses the monotonic clock, so changing the system time does not shorten it.</summary>
internal sealed class Deadline
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly TimeSpan length;

    private Deadline(TimeSpan length) => this.length = length;

    public static Deadline In(TimeSpan length) => new(length);

    public bool HasPassed => Stopwatch.GetElapsedTime(start) >= length;

    public static Task DelayAsync(CancellationToken ct) => Task.Delay(PollInterval, ct);
}
