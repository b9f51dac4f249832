namespace Federation.Framework.Ledger;

/// <summary>Work that a host does again and again. The engine (Hangfire, Quartz) decides when; doing it twice is harmless.</summary>
public interface IRecurringWork
{
    /// <summary>Its name for the engine and in the configuration: <c>Jobs:Nightly:At</c>. What people call it is the text <c>job-nightly</c>.</summary>
    string Name { get; }

    /// <summary>When it is due where the configuration says nothing else.</summary>
    JobSchedule Schedule { get; }

    /// <summary>Whether it is done at once, too, when something was committed on this host.</summary>
    bool RunsAfterCommit => false;

    /// <summary>Whether the configuration may switch it off or move it.</summary>
    bool IsOptional => true;

    Task RunAsync(CancellationToken cancellation);
}

/// <summary>
/// A step of a run as an engine stores it. The arguments hold everything that a job needs; where they differ from the ledger, the ledger is right.
/// </summary>
/// <param name="Title">What the engine's pages call it: <c>2017 · 区县 → 市</c>.</param>
/// <param name="Level">The step's name in the ledger.</param>
/// <param name="Union">Id of the union that the run is about and in whose name the job works.</param>
public sealed record StepJob(string Title, long Run, long Step, string Level, string Period, long Union);

/// <summary>
/// Schedules, retries and shows a host's jobs. The ledger is the queue: a step that an engine loses is enqueued again, and one that it has twice is done once.
/// </summary>
public interface IJobEngine
{
    /// <summary>Address of its own pages; null where it has none.</summary>
    string? Dashboard { get; }

    /// <summary>Starts the engine. Enabled jobs are registered with their schedule, others are removed.</summary>
    Task StartAsync(IReadOnlyList<RecurringJob> schedule, CancellationToken cancellation);

    /// <summary>Enqueues a step that can be done now, unless it is enqueued already.</summary>
    Task EnqueueAsync(StepJob job, CancellationToken cancellation);

    /// <summary>Starts nothing new and waits for running jobs, which have been told to stop.</summary>
    Task StopAsync(CancellationToken cancellation);
}

/// <summary>A step failed. The ledger has recorded it; the exception tells the engine to show it and to retry it when it is due.</summary>
public sealed class StepFailed(string message, TimeSpan? retryAfter, Exception cause) : Exception(message, cause)
{
    /// <summary>Null where the ledger has given up.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
