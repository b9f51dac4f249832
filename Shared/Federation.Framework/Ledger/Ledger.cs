using System.Globalization;
using Federation.Framework.Audit;
using Federation.Framework.Databases;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Ledger;

/// <summary>How a run or a step of it stands. Stored as a number: the order never changes.</summary>
public enum RunState { Queued, Running, Succeeded, Failed, Cancelled }

/// <summary>The states as SQL writes them.</summary>
public static class RunStates
{
    public static readonly string Queued = Text(RunState.Queued);
    public static readonly string Running = Text(RunState.Running);
    public static readonly string Succeeded = Text(RunState.Succeeded);
    public static readonly string Failed = Text(RunState.Failed);
    public static readonly string Cancelled = Text(RunState.Cancelled);

    /// <summary>Those of a run that is not over, for <c>IN</c>.</summary>
    public static readonly string Live = $"({Queued}, {Running})";

    private static string Text(RunState state) => ((int)state).ToString(CultureInfo.InvariantCulture);
}

/// <summary>A piece of long work with consecutive steps. The ledger is the queue; engines only wake its workers.</summary>
public sealed class LedgerRun : IShared
{
    public long Id { get; init; }

    /// <summary>What kind of work it is; names the executor.</summary>
    public required string Kind { get; init; }

    /// <summary>Identifies equal runs: while a run is queued or running, no other run with the same key is created.</summary>
    public required string Key { get; init; }

    /// <summary>The union that the work is about. A run without one is refused.</summary>
    public long UnionId { get; init; }

    public int Period { get; init; }
    public required string Mode { get; init; }
    public RunState State { get; set; }
    public long? RequestedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public string? Error { get; set; }
    public List<LedgerStep> Steps { get; } = [];
}

/// <summary>One step of a run, held by one worker at a time under a lease by the database's clock.</summary>
[Unlogged("The worker enters the end of each step.")]
public sealed class LedgerStep : IShared
{
    public long Id { get; init; }
    public long RunId { get; init; }
    public int Ordinal { get; init; }
    public required string Name { get; init; }
    public RunState State { get; set; }

    /// <summary>Parts finished; a step that is taken up again goes on from here.</summary>
    public int Done { get; set; }

    public int Total { get; set; }
    public int Attempts { get; set; }

    /// <summary>Not claimed before this instant. The delay grows with each failure.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>The worker that holds it; a new token with each claim, so that a worker that hung cannot write after it lost the lease.</summary>
    public long? LeaseToken { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public string? Error { get; set; }
}

/// <summary>
/// A part of a step. Parts of one step touch different unions, so all hosts can do them in parallel. The worker of a part holds a lock that belongs to its
/// connection and is released with it.
/// </summary>
[Unlogged("Part of a step.")]
public sealed class LedgerPart : IShared
{
    public long StepId { get; init; }
    public int Ordinal { get; init; }

    /// <summary>Id of the first union that the part is about.</summary>
    public long First { get; init; }

    /// <summary>Id of the last one, or more.</summary>
    public long Last { get; init; }

    public bool Done { get; set; }
}

internal static class LedgerTables
{
    public static void Map(ModelBuilder model, Dialect dialect)
    {
        model.Entity<LedgerRun>(e =>
        {
            e.ToTable("ledger_runs", SharedTables.Schema);
            e.Property(r => r.Id).ValueGeneratedNever();
            e.Property(r => r.Kind).HasMaxLength(40).IsUnicode(false);
            e.Property(r => r.Key).HasMaxLength(120).IsUnicode(false);
            e.Property(r => r.Mode).HasMaxLength(20).IsUnicode(false);
            e.Property(r => r.Error).HasMaxLength(2000);
            e.Property(r => r.CreatedAt).UseDatabaseClock(dialect);
            // One live run a key, whoever asks and on whichever host.
            e.HasIndex(r => r.Key).IsUnique().HasFilter($"state IN {RunStates.Live}").HasDatabaseName("ux_ledger_runs_live_key");
            e.HasIndex(r => new { r.State, r.Id });
            e.HasMany(r => r.Steps).WithOne().HasForeignKey(s => s.RunId);
        });
        model.Entity<LedgerStep>(e =>
        {
            e.ToTable("ledger_steps", SharedTables.Schema);
            e.Property(s => s.Id).ValueGeneratedNever();
            e.Property(s => s.Name).HasMaxLength(40).IsUnicode(false);
            e.Property(s => s.Error).HasMaxLength(2000);
            e.HasIndex(s => new { s.RunId, s.Ordinal }).IsUnique();
            e.HasIndex(s => new { s.State, s.Id });
        });
        model.Entity<LedgerPart>(e =>
        {
            e.ToTable("ledger_parts", SharedTables.Schema);
            e.HasKey(p => new { p.StepId, p.Ordinal });
            e.HasOne<LedgerStep>().WithMany().HasForeignKey(p => p.StepId);
        });
    }
}
