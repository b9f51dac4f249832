using System.Collections.Concurrent;
using System.Threading.Channels;
using Autofac;
using Federation.Framework.Databases;

namespace Federation.Jobs.Tests;

/// <summary>What was seen when a step began.</summary>
/// <param name="Union">The union in whose name it was done.</param>
internal sealed record Began(long Run, long Step, string Name, string? Union, DateTimeOffset At);

/// <summary>Sees every step of the tests' own kind of run, on all hosts of a test, and says what becomes of it.</summary>
internal sealed class Watch
{
    public const string Kind = "watched";

    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly Channel<Began> news = Channel.CreateUnbounded<Began>();

    public ConcurrentQueue<Began> All { get; } = [];

    public ConcurrentQueue<string> Wrong { get; } = [];

    public ConcurrentQueue<long> Abandoned { get; } = [];

    /// <summary>What a step does; nothing where left out.</summary>
    public Func<LedgerStep, CancellationToken, Task> Does { get; set; } = (_, _) => Task.CompletedTask;

    public void Saw(Began step)
    {
        All.Enqueue(step);
        news.Writer.TryWrite(step);
    }

    /// <summary>The next step that begins.</summary>
    public async Task<Began> NextAsync() => await news.Reader.ReadAsync().AsTask().WaitAsync(Deadline);
}

internal sealed class WatchedSteps(Watch watch, ILifetimeScope scope, Caller caller, DatabaseSession session, TimeProvider time) : ILedgerExecutor
{
    public string Kind => Watch.Kind;

    public string Title(LedgerRun run, LedgerStep step) => $"{run.Period} · {step.Name}";

    public async Task ExecuteAsync(LedgerRun run, LedgerStep step, Lease lease, CancellationToken cancellation)
    {
        watch.Saw(new Began(run.Id, step.Id, step.Name, caller.Union?.Code, time.GetUtcNow()));
        if (!caller.IsSystem || caller.Union?.Id != run.UnionId) watch.Wrong.Enqueue($"{step.Name} of union {run.UnionId} works as {caller.Name} in the name of {caller.Union?.Code ?? "nobody"}");
        await watch.Does(step, cancellation);
        // Across threads and other unions' jobs it is still the same, and a unit of work beside it has nobody's name.
        await lease.ReportProgressAsync(session, 1, 1, cancellation);
        if (caller.Union?.Id != run.UnionId) watch.Wrong.Enqueue($"{step.Name} of union {run.UnionId} ends in the name of {caller.Union?.Code ?? "nobody"}");
        await using var beside = scope.BeginLifetimeScope();
        if (beside.Resolve<Caller>() is { Union: { } other }) watch.Wrong.Enqueue($"a unit of work beside {step.Name} of union {run.UnionId} begins in the name of {other.Code}");
    }

    public Task AbandonAsync(LedgerRun run, CancellationToken cancellation)
    {
        watch.Abandoned.Enqueue(run.Id);
        return Task.CompletedTask;
    }
}

/// <summary>Recurring work that does as it is told.</summary>
internal sealed class WatchedWork(string name, bool isWoken, Func<CancellationToken, Task> does) : IRecurringWork
{
    public string Name => name;
    public JobSchedule Schedule => JobSchedule.Daily(3, 0);
    public bool RunsAfterCommit => isWoken;

    public Task RunAsync(CancellationToken cancellation) => does(cancellation);
}
