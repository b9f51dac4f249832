using Federation.Kernel;

namespace Federation.Figures.Contracts;

/// <summary>Roll-ups for the start-up and the command line.</summary>
public interface IRollups
{
    /// <summary>Rolls up a union's subtree, or every root's, and waits until it is done. Every period is a run in the ledger.</summary>
    /// <param name="scope">Code of the union; null for every root.</param>
    /// <param name="full">Whether every record is measured again, or only what is marked.</param>
    /// <returns>One line per run with its result; false if one failed.</returns>
    Task<(bool Succeeded, IReadOnlyList<string> Lines)> RollUpAsync(Period period, string? scope, bool full, CancellationToken cancellation);

    /// <summary>Measures a period and all later ones again, in one run per root, and waits for the result.</summary>
    /// <param name="scope">As for <see cref="RollUpAsync"/>, whose answer is the same.</param>
    Task<(bool Succeeded, IReadOnlyList<string> Lines)> RollUpOnwardAsync(Period from, string? scope, CancellationToken cancellation);

    /// <summary>Queues a full roll-up of every root in the ledger. An equal run that is not over is reused.</summary>
    Task QueueAsync(Period period, CancellationToken cancellation);

    /// <summary>A union's totals of one or more periods as a table for a terminal.</summary>
    Task<string> TableAsync(string union, IReadOnlyList<Period> periods, CancellationToken cancellation);
}
