using System.Data;
using System.Data.Common;
using System.Globalization;
using Autofac;
using Federation.Framework.Audit;
using Federation.Framework.Databases;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Federation.Framework.Ledger;

/// <summary>Does one kind of run. After a crash any host may do a step again, so steps must be idempotent.</summary>
public interface ILedgerExecutor
{
    string Kind { get; }

    /// <summary>What people call a step, in the current language: <c>2017 · 区县 → 市</c>.</summary>
    string Title(LedgerRun run, LedgerStep step);

    /// <summary>Whether a step is done in parts, side by side, or in one piece.</summary>
    bool HasParts(LedgerRun run, LedgerStep step) => false;

    /// <summary>The parts of a step, at least one. No two touch the same union. Asked once, by the worker that holds the step.</summary>
    Task<IReadOnlyList<(long First, long Last)>> SplitAsync(LedgerRun run, LedgerStep step, CancellationToken cancellation) => throw new NotSupportedException($"{Kind} does not split its steps.");

    /// <summary>Does one part, in parallel with others and possibly on another host than the one that split the step.</summary>
    /// <param name="finish">Records that the part is done. It must be the last statement of the transaction.</param>
    Task ExecutePartAsync(LedgerRun run, LedgerStep step, LedgerPart part, Func<Task> finish, CancellationToken cancellation) => throw new NotSupportedException($"{Kind} does not split its steps.");

    /// <summary>After the last part, before the step is over.</summary>
    Task CompleteAsync(LedgerRun run, LedgerStep step, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Does a step in one piece.</summary>
    Task ExecuteAsync(LedgerRun run, LedgerStep step, Lease lease, CancellationToken cancellation);

    /// <summary>Called after a run has failed for good or was cancelled, to mark what still has to be done.</summary>
    Task AbandonAsync(LedgerRun run, CancellationToken cancellation);
}

/// <summary>The lease is lost: another worker has claimed the step, or the run was cancelled. Nothing more may be written.</summary>
public sealed class LeaseLost() : Exception("The lease of this step is gone: another worker has taken it up, or the run was cancelled.");

/// <summary>A worker's hold on a step.</summary>
public sealed class Lease(LedgerStep step, long token)
{
    /// <summary>The condition on the step <c>@id</c> by which the worker <c>@token</c> holds it.</summary>
    internal static readonly string Held = $"id = @id AND lease_token = @token AND state = {RunStates.Running}";

    internal long Token => token;

    /// <summary>A worker that has not renewed its lease for this long counts as dead. A restart after a crash waits for it.</summary>
    public const int Seconds = 20;

    /// <summary>
    /// Records progress and renews the lease in the caller's transaction, as its last statement: a worker that lost its lease meanwhile writes nothing.
    /// </summary>
    public async Task ReportProgressAsync(DatabaseSession session, int done, int total, CancellationToken cancellation)
    {
        var rows = await session.ExecuteAsync(
            $"""
            UPDATE federation.ledger_steps SET done = @done, total = @total, lease_until = {session.Dialect.SecondsFromNow("@seconds")}
            WHERE {Held}
            """,
            cancellation, ("@done", DbType.Int32, done), ("@total", DbType.Int32, total), ("@seconds", DbType.Int32, Seconds), ("@id", DbType.Int64, step.Id), ("@token", DbType.Int64, token));
        if (rows == 0) throw new LeaseLost();
    }
}

/// <summary>
/// Claims steps of the ledger one at a time and does each for its run's union, in a scope of its own: the first unfinished step of the oldest run, or the one
/// that an engine names, unless another worker holds it.
/// </summary>
public sealed class LedgerWorker(ILifetimeScope root, Ids ids, WorkSignal workSignal, ILogger<LedgerWorker> log)
{
    private const int MaxWaiting = 100;

    private readonly PartRunner parts = new(root, log);

    /// <summary>Does steps, and parts of steps that other workers hold, until nothing can be done now. Returns their number.</summary>
    public async Task<int> DrainAsync(CancellationToken cancellation)
    {
        var count = 0;
        while (await ExecuteNextAsync(null, cancellation) is not null || await RunPartsOfOthersAsync(cancellation) > 0) count++;
        return count;
    }

    /// <summary>Does free parts of steps that other workers hold. Returns their number.</summary>
    public Task<int> RunPartsOfOthersAsync(CancellationToken cancellation) => parts.RunPartsOfOthersAsync(EnterUnionAsync, cancellation);

    /// <summary>Does exactly this step, unless another worker holds it, it is done, or it is not due: a step that is carried twice is done once.</summary>
    /// <exception cref="StepFailed">The step failed; the ledger has scheduled a retry or given it up.</exception>
    public async Task ExecuteStepAsync(StepJob job, CancellationToken cancellation)
    {
        await CheckUnionAsync(job, cancellation);
        if (await ExecuteNextAsync(job, cancellation) is { Failure: { } failure }) throw failure;
    }

    /// <summary>The steps that could be done now, the oldest first.</summary>
    public async Task<IReadOnlyList<(LedgerRun Run, LedgerStep Step)>> FindClaimableAsync(CancellationToken cancellation)
    {
        await using var scope = root.BeginLifetimeScope();
        var session = scope.Resolve<DatabaseSession>();
        var (front, behind) = session.Dialect.Top("@most");
        var ids = await session.ReadAsync(
            $"SELECT {front}q.id FROM federation.ledger_steps q WHERE {Claimable(session.Dialect)} ORDER BY q.id{behind}",
            r => r.GetInt64(0), cancellation, ("@most", DbType.Int32, MaxWaiting));
        if (ids.Count == 0) return [];
        var context = scope.Resolve<FrameworkContext>();
        var steps = await context.Set<LedgerStep>().AsNoTracking().Where(s => ids.Contains(s.Id)).OrderBy(s => s.Id).ToListAsync(cancellation);
        var runIds = steps.Select(s => s.RunId).ToList();
        var runs = await context.Set<LedgerRun>().AsNoTracking().Where(r => runIds.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancellation);
        return [.. steps.Select(s => (runs[s.RunId], s))];
    }

    /// <param name="job">The step that is meant; any where null.</param>
    /// <returns>Null where there is nothing to do.</returns>
    private async Task<Outcome?> ExecuteNextAsync(StepJob? job, CancellationToken cancellation)
    {
        var token = ids.Next();
        try
        {
            return await ExecuteNextAsync(job, token, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await using var after = root.BeginLifetimeScope();
            await ReleaseStepAsync(after.Resolve<DatabaseSession>(), token);
            throw;
        }
    }

    private async Task<Outcome?> ExecuteNextAsync(StepJob? job, long token, CancellationToken cancellation)
    {
        await using var scope = root.BeginLifetimeScope();
        var session = scope.Resolve<DatabaseSession>();
        var context = scope.Resolve<FrameworkContext>();
        if (await ClaimAsync(session, job?.Step, token, cancellation) is not { } id) return null;

        var step = await context.Set<LedgerStep>().AsNoTracking().SingleAsync(s => s.Id == id, cancellation);
        var run = await context.Set<LedgerRun>().AsNoTracking().SingleAsync(r => r.Id == step.RunId, cancellation);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var beating = RenewLeaseAsync(step, token, over.Token);
        try
        {
            await EnterUnionAsync(scope, run, cancellation);
            var executor = scope.Resolve<IEnumerable<ILedgerExecutor>>().Single(e => e.Kind == run.Kind);
            if (executor.HasParts(run, step))
            {
                await parts.RunStepAsync(scope, run, step, new Lease(step, token), EnterUnionAsync, () => FinishAsync(scope, run, step, token, cancellation), cancellation);
            }
            else
            {
                await executor.ExecuteAsync(run, step, new Lease(step, token), cancellation);
                await FinishAsync(scope, run, step, token, cancellation);
            }
            workSignal.Set(); // The next level can be done now.
        }
        catch (LeaseLost lost)
        {
            await session.RollbackAsync();
            log.LogWarning("{Message} Run {Run}, step {Step}.", lost.Message, run.Id, step.Name);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await session.RollbackAsync();
            throw;
        }
        catch (Exception error)
        {
            await session.RollbackAsync();
            log.LogError(error, "Step {Step} of run {Run} failed, attempt {Attempt}", step.Name, run.Id, step.Attempts);
            await using var after = root.BeginLifetimeScope();
            return new Outcome(new StepFailed(error.Message, await RecordFailureAsync(after, run, step, token, error, cancellation), error));
        }
        finally
        {
            await over.CancelAsync();
            await beating;
        }
        return new Outcome(null);
    }

    /// <summary>A job without a union, or with another one than its run's, is an error and does not count as an attempt.</summary>
    private async Task CheckUnionAsync(StepJob job, CancellationToken cancellation)
    {
        await using var scope = root.BeginLifetimeScope();
        var union = await scope.Resolve<FrameworkContext>().Set<LedgerRun>().Where(r => r.Id == job.Run).Select(r => (long?)r.UnionId).SingleOrDefaultAsync(cancellation);
        if (union != job.Union) throw new InvalidOperationException($"The job of step {job.Step} names union {job.Union}; its run is about {union?.ToString(CultureInfo.InvariantCulture) ?? "nothing that there is"}.");
    }

    /// <summary>Enters the run's union. A run without a union is refused.</summary>
    private static async Task EnterUnionAsync(ILifetimeScope scope, LedgerRun run, CancellationToken cancellation)
    {
        var union = run.UnionId == 0 ? null : await scope.Resolve<IUnionDirectory>().FindAsync(run.UnionId, cancellation);
        var caller = scope.Resolve<Caller>();
        caller.ActAsSystem();
        caller.Enter(union ?? throw new InvalidOperationException($"Run {run.Id} names no known union."));
    }

    /// <summary>Renews the lease while a step runs, because a part may take longer than the lease. A host that hangs or is disconnected loses it.</summary>
    private async Task RenewLeaseAsync(LedgerStep step, long token, CancellationToken over)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Lease.Seconds / 4.0));
        try
        {
            while (await timer.WaitForNextTickAsync(over))
            {
                await using var scope = root.BeginLifetimeScope();
                var session = scope.Resolve<DatabaseSession>();
                await session.ExecuteAsync(
                    $"UPDATE federation.ledger_steps SET lease_until = {session.Dialect.SecondsFromNow("@seconds")} WHERE {Lease.Held}",
                    over, ("@seconds", DbType.Int32, Lease.Seconds), ("@id", DbType.Int64, step.Id), ("@token", DbType.Int64, token));
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The step is over.
        }
        catch (DbException error)
        {
            log.LogWarning(error, "The lease of step {Step} could not be renewed; the step's next part finds out whether it still holds it", step.Name);
        }
    }

    /// <summary>A step that is free or whose lease has expired, that is due, and that is the first unfinished one of a live run.</summary>
    private static string Claimable(Dialect dialect) =>
        $"""
        (q.state = {RunStates.Queued} OR (q.state = {RunStates.Running} AND q.lease_until < {dialect.Now}))
        AND (q.not_before IS NULL OR q.not_before < {dialect.Now})
        AND EXISTS (SELECT 1 FROM federation.ledger_runs r WHERE r.id = q.run_id AND r.state IN {RunStates.Live})
        AND NOT EXISTS (
            SELECT 1 FROM federation.ledger_steps b
            WHERE b.run_id = q.run_id AND b.ordinal < q.ordinal AND b.state <> {RunStates.Succeeded})
        """;

    private static async Task<long?> ClaimAsync(DatabaseSession session, long? step, long token, CancellationToken cancellation)
    {
        var dialect = session.Dialect;
        var claimed = await session.ScalarAsync(
            dialect.ClaimOne(
                "federation.ledger_steps",
                $"""
                state = {RunStates.Running}, lease_token = @token, lease_until = {dialect.SecondsFromNow("@seconds")},
                attempts = attempts + 1, started_at = COALESCE(started_at, {dialect.Now}), error = NULL
                """,
                $"(@step IS NULL OR q.id = @step) AND {Claimable(dialect)}",
                "q.id", "id"),
            cancellation, ("@token", DbType.Int64, token), ("@seconds", DbType.Int32, Lease.Seconds), ("@step", DbType.Int64, step));
        if (claimed is not long id) return null;
        await session.ExecuteAsync(
            $"""
            UPDATE federation.ledger_runs SET state = {RunStates.Running}, started_at = COALESCE(started_at, {dialect.Now})
            WHERE state = {RunStates.Queued} AND id = (SELECT s.run_id FROM federation.ledger_steps s WHERE s.id = @id)
            """,
            cancellation, ("@id", DbType.Int64, id));
        return id;
    }

    private static async Task FinishAsync(ILifetimeScope scope, LedgerRun run, LedgerStep step, long token, CancellationToken cancellation)
    {
        var session = scope.Resolve<DatabaseSession>();
        await session.BeginAsync(cancellation);
        var rows = await session.ExecuteAsync(
            $"UPDATE federation.ledger_steps SET state = {RunStates.Succeeded}, finished_at = {session.Dialect.Now}, lease_until = NULL WHERE {Lease.Held}",
            cancellation, ("@id", DbType.Int64, step.Id), ("@token", DbType.Int64, token));
        if (rows == 0) throw new LeaseLost();
        await session.ExecuteAsync("DELETE FROM federation.ledger_parts WHERE step_id = @id", cancellation, ("@id", DbType.Int64, step.Id));
        await session.ExecuteAsync(
            $"""
            UPDATE federation.ledger_runs SET state = {RunStates.Succeeded}, finished_at = {session.Dialect.Now}
            WHERE id = @run AND state = {RunStates.Running}
                AND NOT EXISTS (SELECT 1 FROM federation.ledger_steps s WHERE s.run_id = @run AND s.state <> {RunStates.Succeeded})
            """,
            cancellation, ("@run", DbType.Int64, run.Id));
        await EnterInLogAsync(scope, run, step, "ledger.step-done", cancellation);
        await session.CommitAsync(cancellation);
    }

    private static async Task EnterInLogAsync(ILifetimeScope scope, LedgerRun run, LedgerStep step, string action, CancellationToken cancellation)
    {
        var context = scope.Resolve<FrameworkContext>();
        long? union = run.UnionId == 0 ? null : run.UnionId;
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, scope.Resolve<TimeProvider>(), null, union, action, string.Create(CultureInfo.InvariantCulture, $"{run.Id} {step.Name}")));
        await context.SaveChangesAsync(cancellation);
    }

    /// <summary>The host stops and releases its step, so that another worker can continue at once. This does not count as an attempt.</summary>
    private static Task ReleaseStepAsync(DatabaseSession session, long token) => session.ExecuteAsync(
        $"""
        UPDATE federation.ledger_steps SET state = {RunStates.Queued}, lease_until = NULL, attempts = attempts - 1
        WHERE lease_token = @token AND state = {RunStates.Running}
        """,
        CancellationToken.None, ("@token", DbType.Int64, token));

    /// <returns>After how long it is due again; null where it is given up.</returns>
    private static async Task<TimeSpan?> RecordFailureAsync(ILifetimeScope scope, LedgerRun run, LedgerStep step, long token, Exception error, CancellationToken cancellation)
    {
        var session = scope.Resolve<DatabaseSession>();
        var message = error.Message.Length > 2000 ? error.Message[..2000] : error.Message;
        if (StepRetryPolicy.DelayAfter(step.Attempts) is { } delay)
        {
            await session.ExecuteAsync(
                $"""
                UPDATE federation.ledger_steps
                SET state = {RunStates.Queued}, lease_until = NULL, error = @error, not_before = {session.Dialect.SecondsFromNow("@delay")}
                WHERE id = @id AND lease_token = @token
                """,
                cancellation, ("@error", DbType.String, message), ("@delay", DbType.Int32, (int)delay.TotalSeconds), ("@id", DbType.Int64, step.Id), ("@token", DbType.Int64, token));
            return delay;
        }
        await session.BeginAsync(cancellation);
        await session.ExecuteAsync(
            $"""
            UPDATE federation.ledger_steps SET state = {RunStates.Failed}, lease_until = NULL, error = @error, finished_at = {session.Dialect.Now}
            WHERE id = @id AND lease_token = @token
            """,
            cancellation, ("@error", DbType.String, message), ("@id", DbType.Int64, step.Id), ("@token", DbType.Int64, token));
        await session.ExecuteAsync(
            $"""
            UPDATE federation.ledger_runs SET state = {RunStates.Failed}, error = @error, finished_at = {session.Dialect.Now}
            WHERE id = @run AND state = {RunStates.Running}
            """,
            cancellation, ("@error", DbType.String, message), ("@run", DbType.Int64, run.Id));
        await session.ExecuteAsync("DELETE FROM federation.ledger_parts WHERE step_id = @id", cancellation, ("@id", DbType.Int64, step.Id));
        await scope.Resolve<IEnumerable<ILedgerExecutor>>().Single(e => e.Kind == run.Kind).AbandonAsync(run, cancellation);
        await EnterInLogAsync(scope, run, step, "ledger.step-failed", cancellation);
        await session.CommitAsync(cancellation);
        return null;
    }

    private sealed record Outcome(StepFailed? Failure);
}
