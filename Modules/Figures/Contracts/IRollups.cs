using Federation.Kernel;

namespace Federation.Figures.Contracts;

/// <summary>Roll-ups for set-up and the command line.</summary>
public interface IRollups
{
    /// <summary>Rolls up a union's subtree, or every root's, and waits until it is done. Every period is a run in the ledger.</summary>
    /// <param name="scope">Code of the union; null for every root.</param>
    /// <param name="full">Whether every record is measured anew, or only what is marked made good.</param>
    /// <returns>One line a run, saying how it ended; false where one failed.</returns>
    Task<(bool Succeeded, IReadOnlyList<string> Lines)> RollUpAsync(Period period, string? scope, bool full, CancellationToken cancellation);

    /// <summary>Measures a period and everything since anew, in one run a root, and waits until it is done.</summary>
    /// <param name="scope">As for <see cref="RollUpAsync"/>, whose answer is the same.</param>
    Task<(bool Succeeded, IReadOnlyList<string> Lines)> RollUpOnwardAsync(Period from, string? scope, CancellationToken cancellation);

    /// <summary>Has every root's subtree measured anew and rolled up by whoever works off the ledger; a run of the same that is not over is that one.</summary>
    Task QueueAsync(Period period, CancellationToken cancellation);

    /// <summary>A union's totals of one or more periods as a table for a terminal.</summary>
    Task<string> TableAsync(string union, IReadOnlyList<Period> periods, CancellationToken cancellation);
}
