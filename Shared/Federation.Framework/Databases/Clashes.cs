namespace Federation.Framework.Databases;

/// <summary>How often a unit of work is tried again when its transaction was ended because of another one, and after how long.</summary>
public sealed class Clashes
{
    /// <summary>Tries in all. Two transactions that clashed once seldom do so again; many that want the same rows are better told to come back.</summary>
    public const int MostTries = 4;

    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    private int count;

    public bool MayTryAgain => count + 1 < MostTries;

    /// <summary>Waits for a time that differs from the other transaction's, longer after each clash.</summary>
    public Task PauseAsync(CancellationToken cancellation) => Task.Delay(Longest * ++count * Random.Shared.NextDouble(), cancellation);

    /// <summary>Counts on in a unit of work that takes the place of another one.</summary>
    internal void GoOnFrom(Clashes before) => count = before.count;
}
