namespace Federation.Framework.Ledger;

/// <summary>When what failed is tried again, in the ledger and by the engines.</summary>
public static class StepRetryPolicy
{
    public const int MaxAttempts = 5;

    /// <summary>4, 16, 64, 256 seconds; null after the last attempt.</summary>
    /// <param name="attempt">The one that failed, from 1.</param>
    public static TimeSpan? DelayAfter(int attempt) => attempt < MaxAttempts ? TimeSpan.FromSeconds(1 << (2 * attempt)) : null;
}
