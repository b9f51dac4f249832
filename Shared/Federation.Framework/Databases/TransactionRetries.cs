namespace Federation.Framework.Databases;

/// <summary>Retries of a unit of work whose transaction was aborted because of another one.</summary>
public sealed class TransactionRetries
{
    /// <summary>Attempts in all. Two conflicting transactions seldom conflict again. If many want the same rows, it is better to refuse some.</summary>
    public const int MaxAttempts = 4;

    private static readonly TimeSpan MaxDelay = TimeSpan.FromMilliseconds(100);

    private int count;

    public bool CanRetry => count + 1 < MaxAttempts;

    /// <summary>Waits for a time that differs from the other transaction's, longer after each clash.</summary>
    public Task DelayAsync(CancellationToken cancellation) => Task.Delay(MaxDelay * ++count * Random.Shared.NextDouble(), cancellation);

    /// <summary>Continues the count in a unit of work that replaces another one.</summary>
    internal void ContinueFrom(TransactionRetries before) => count = before.count;
}
