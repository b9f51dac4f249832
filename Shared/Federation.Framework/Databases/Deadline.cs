using System.Diagnostics;

namespace Federation.Framework.Databases;

/// <summary>Asking again every so often, for so long. Measured by the monotonic clock: setting the time of day does not cut it short.</summary>
internal sealed class Deadline
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly TimeSpan length;

    private Deadline(TimeSpan length) => this.length = length;

    public static Deadline In(TimeSpan length) => new(length);

    public bool IsOver => Stopwatch.GetElapsedTime(start) >= length;

    public static Task PauseAsync(CancellationToken ct) => Task.Delay(Step, ct);
}
