using System.Diagnostics;

namespace Federation.Testing;

/// <summary>Polls for a condition.</summary>
public static class Polling
{
    /// <summary>Short enough to meet a process in the middle of its work, long enough not to take its processor time.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);

    /// <summary>Asks again every few milliseconds.</summary>
    /// <param name="otherwise">What to say when it is not so after all that time.</param>
    public static async Task UntilAsync(Func<Task<bool>> isSo, TimeSpan deadline, Func<Task<string>> otherwise)
    {
        using var timer = new PeriodicTimer(Between);
        var waited = Stopwatch.StartNew();
        while (!await isSo())
        {
            if (waited.Elapsed > deadline) throw new TimeoutException($"after {waited.Elapsed.TotalSeconds:0} s: {await otherwise()}");
            await timer.WaitForNextTickAsync();
        }
    }
}
