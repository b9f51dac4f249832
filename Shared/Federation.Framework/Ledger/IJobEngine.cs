namespace Federation.Framework.Ledger;

/// <summary>Work that a host does again and again. The engine (Hangfire, Quartz) decides when; doing it twice is harmless.</summary>
public interface IRecurringWork
{
    /// <summary>Its name for the engine and in the configuration: <c>Jobs:Nightly:At</c>. What people call it is the text <c>job-nightly</c>.</summary>
    string Name { get; }

    /// <summary>When it is due where the configuration says nothing else.</summary>
    Timetable Due { get; }

    /// <summary>Whether it is done at once, too, when something was committed on this host.</summary>
    bool IsWoken => false;

    /// <summary>Whether the configuration may switch it off or move it.</summary>
    bool IsOptional => true;

    Task RunAsync(CancellationToken cancellation);
}

/// <summary>A step of a run as an engine carries it: everything a job needs is among its arguments, and nothing of it is believed over the ledger.</summary>
/// <param name="Title">What the engine's pages call it: <c>2017 · 区县 → 市</c>.</param>
/// <param name="Level">The step's name in the ledger.</param>
/// <param name="Union">Id of the union that the run is about and in whose name the job works.</param>
public sealed record StepJob(string Title, long Run, long Step, string Level, string Period, long Union);

/// <summary>
/// Decides when a host's jobs run, tries again and shows. The ledger is the queue and the truth: what an engine loses is handed to it again, and what it
/// has twice is done once.
/// </summary>
public interface IJobEngine
{
    /// <summary>Address of its own pages; null where it has none.</summary>
    string? Dashboard { get; }

    /// <summary>Begins to work by the schedule: what is switched on is registered with its time, what is not is taken away.</summary>
    Task StartAsync(IReadOnlyList<RecurringJob> schedule, CancellationToken cancellation);

    /// <summary>Takes a step that could be done now, unless it has it waiting already.</summary>
    Task CarryAsync(StepJob job, CancellationToken cancellation);

    /// <summary>Begins nothing new, and waits until what is at work has come to its end. By then that has been told to stop.</summary>
    Task StopAsync(CancellationToken cancellation);
}

/// <summary>A step did not succeed. The ledger knows; thrown on so that the engine shows it and comes back when it is due again.</summary>
public sealed class StepFailed(string message, TimeSpan? retryAfter, Exception cause) : Exception(message, cause)
{
    /// <summary>Null where the ledger has given up.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
