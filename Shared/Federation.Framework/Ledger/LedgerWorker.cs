using System.Data;
using System.Data.Common;
using System.Globalization;
using Autofac;
using Federation.Framework.Databases;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Federation.Framework.Ledger;

/// <summary>Does one kind of run. A step may be taken up again after a crash, by any host: doing it twice must change nothing.</summary>
public interface ILedgerExecutor
{
    string Kind { get; }

    /// <summary>What people call a step, in the current language: <c>2017 · 区县 → 市</c>.</summary>
    string Title(LedgerRun run, LedgerStep step);

    /// <summary>Whether a step is done in parts, side by side, or in one piece.</summary>
    bool Divides(LedgerRun run, LedgerStep step) => false;

    /// <summary>The parts of a step, at least one. No two touch the same union. Asked once, by the worker that holds the step.</summary>
    Task<IReadOnlyList<(long First, long Last)>> DivideAsync(LedgerRun run, LedgerStep step, CancellationToken cancellation) => throw new NotSupportedException($"{Kind} does not divide its steps.");

    /// <summary>Does one part, beside others and perhaps on another host than the one that divided the step.</summary>
    /// <param name="finish">Keeps that the part is done: the last statement of the transaction in which it is done.</param>
    Task ExecutePartAsync(LedgerRun run, LedgerStep step, LedgerPart part, Func<Task> finish, CancellationToken cancellation) => throw new NotSupportedException($"{Kind} does not divide its steps.");

    /// <summary>After the last part, before the step is over.</summary>
    Task CompleteAsync(LedgerRun run, LedgerStep step, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Does a step in one piece.</summary>
    Task ExecuteAsync(LedgerRun run, LedgerStep step, Lease lease, CancellationToken cancellation);

    /// <summary>After a run has failed for good or was cancelled: leaves a note of what has to be made good.</summary>
    Task AbandonAsync(LedgerRun run, CancellationToken cancellation);
}

/// <summary>The lease is gone: another worker has taken the step up, or the run was cancelled. Whatever was about to be written must not be.</summary>
public sealed class LeaseLost() : Exception("The lease of this step is gone: another worker has taken it up, or the run was cancelled.");

/// <summary>A worker's hold on a step.</summary>
public sealed class Lease(LedgerStep step, long token)
{
    /// <summary>The condition on the step <c>@id</c> by which the worker <c>@token</c> holds it.</summary>
    internal static readonly string Held = $"id = @id AND lease_token = @token AND state = {RunStates.Running}";

    internal long Token => token;

    /// <summary>A worker that is silent for so long is taken for dead; whoever starts again after a crash waits for it.</summary>
    public const int Seconds = 20;

    /// <summary>
    /// Records progress and renews the lease in the caller's transaction, as its last statement: a worker that lost its lease meanwhile writes nothing.
    /// </summary>
    public async Task AdvanceAsync(DatabaseSession session, int done, int total, CancellationToken cancellation)
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
/// Takes steps from the ledger one at a time and does them, each in the name of its run's union and in a scope of its own: the first unfinished step of
/// the oldest run, or exactly the one that an engine carries, unless another worker holds it.
/// </summary>
public sealed class LedgerWorker(ILifetimeScope root, Ids ids, Wake wake, ILogger<LedgerWorker> log)
{
    private const int MostWaiting = 100;

    private readonly SideBySide parts = new(root, log);

    /// <summary>Does steps until none is left that could be done now, and parts of those that other workers hold; the number done.</summary>
    public async Task<int> DrainAsync(CancellationToken cancellation)
    {
        var count = 0;
        while (await DoOneAsync(null, cancellation) is not null || await HelpAsync(cancellation) > 0) count++;
        return count;
    }

    /// <summary>Does parts of the steps that other workers hold, as long as there are any that nobody does; the number done.</summary>
    public Task<int> HelpAsync(CancellationToken cancellation) => parts.HelpAsync(EnterAsync, cancellation);

    /// <summary>Does exactly this step, unless another worker holds it, it is done, or it is not due: a step that is carried twice is done once.</summary>
    /// <exception cref="StepFailed">It was tried in vain; the ledger has taken it back, or given it up.</exception>
    public async Task DoAsync(StepJob job, CancellationToken cancellation)
    {
        await RefuseForeignAsync(job, cancellation);
        if (await DoOneAsync(job, cancellation) is { Failure: { } failure }) throw failure;
    }

    /// <summary>The steps that could be done now, the oldest first.</summary>
    public async Task<IReadOnlyList<(LedgerRun Run, LedgerStep Step)>> WaitingAsync(CancellationToken cancellation)
    {
        await using var scope = root.BeginLifetimeScope();
        var session = scope.Resolve<DatabaseSession>();
        var (front, behind) = session.Dialect.Top("@most");
        var ids = await session.ReadAsync(
            $"SELECT {front}q.id FROM federation.ledger_steps q WHERE {Claimable(session.Dialect)} ORDER BY q.id{behind}",
            r => r.GetInt64(0), cancellation, ("@most", DbType.Int32, MostWaiting));
        if (ids.Count == 0) return [];
        var context = scope.Resolve<FrameworkContext>();
        var steps = await context.Set<LedgerStep>().AsNoTracking().Where(s => ids.Contains(s.Id)).OrderBy(s => s.Id).ToListAsync(cancellation);
        var runIds = steps.Select(s => s.RunId).ToList();
        var runs = await context.Set<LedgerRun>().AsNoTracking().Where(r => runIds.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancellation);
        return [.. steps.Select(s => (runs[s.RunId], s))];
    }

    /// <param name="job">The step that is meant; any where null.</param>
    /// <returns>Null where there is nothing to do.</returns>
    private async Task<Outcome?> DoOneAsync(StepJob? job, CancellationToken cancellation)
    {
        var token = ids.Next();
        try
        {
            return await DoOneAsync(job, token, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await using var after = root.BeginLifetimeScope();
            await HandBackAsync(after.Resolve<DatabaseSession>(), token);
            throw;
        }
    }

    private async Task<Outcome?> DoOneAsync(StepJob? job, long token, CancellationToken cancellation)
    {
        await using var scope = root.BeginLifetimeScope();
        var session = scope.Resolve<DatabaseSession>();
        var context = scope.Resolve<FrameworkContext>();
        if (await ClaimAsync(session, job?.Step, token, cancellation) is not { } id) return null;

        var step = await context.Set<LedgerStep>().AsNoTracking().SingleAsync(s => s.Id == id, cancellation);
        var run = await context.Set<LedgerRun>().AsNoTracking().SingleAsync(r => r.Id == step.RunId, cancellation);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var beating = BeatAsync(step, token, over.Token);
        try
        {
            await EnterAsync(scope, run, cancellation);
            var executor = scope.Resolve<IEnumerable<ILedgerExecutor>>().Single(e => e.Kind == run.Kind);
            if (executor.Divides(run, step))
            {
                await parts.DoAsync(scope, run, step, new Lease(step, token), EnterAsync, () => FinishAsync(session, run, step, token, cancellation), cancellation);
            }
            else
            {
                await executor.ExecuteAsync(run, step, new Lease(step, token), cancellation);
                await FinishAsync(session, run, step, token, cancellation);
            }
            wake.Signal(); // The next level can be done now.
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
            return new Outcome(new StepFailed(error.Message, await PutBackAsync(after, run, step, token, error, cancellation), error));
        }
        finally
        {
            await over.CancelAsync();
            await beating;
        }
        return new Outcome(null);
    }

    /// <summary>A job that names no union, or not its run's, is a mistake, and no attempt at the step.</summary>
    private async Task RefuseForeignAsync(StepJob job, CancellationToken cancellation)
    {
        await using var scope = root.BeginLifetimeScope();
        var union = await scope.Resolve<FrameworkContext>().Set<LedgerRun>().Where(r => r.Id == job.Run).Select(r => (long?)r.UnionId).SingleOrDefaultAsync(cancellation);
        if (union != job.Union) throw new InvalidOperationException($"The job of step {job.Step} names union {job.Union}; its run is about {union?.ToString(CultureInfo.InvariantCulture) ?? "nothing that there is"}.");
    }

    /// <summary>Works in the name of the run's union; without one nothing is done.</summary>
    private static async Task EnterAsync(ILifetimeScope scope, LedgerRun run, CancellationToken cancellation)
    {
        var union = run.UnionId == 0 ? null : await scope.Resolve<IUnionDirectory>().FindAsync(run.UnionId, cancellation);
        var caller = scope.Resolve<Caller>();
        caller.ActAsSystem();
        caller.Enter(union ?? throw new InvalidOperationException($"Run {run.Id} names no union that there is."));
    }

    /// <summary>
    /// Renews the lease while a step works, for a part of it may take longer than the lease. A host that is frozen or cut off renews nothing and loses it.
    /// </summary>
    private async Task BeatAsync(LedgerStep step, long token, CancellationToken over)
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

    /// <summary>A step that is free or whose worker fell silent, that is due, and that stands first in a run that is not over.</summary>
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

    private static async Task FinishAsync(DatabaseSession session, LedgerRun run, LedgerStep step, long token, CancellationToken cancellation)
    {
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
        await session.CommitAsync(cancellation);
    }

    /// <summary>The host stops: whoever comes next goes on with the step at once instead of waiting for the lease to run out, and it counts as no attempt.</summary>
    private static Task HandBackAsync(DatabaseSession session, long token) => session.ExecuteAsync(
        $"""
        UPDATE federation.ledger_steps SET state = {RunStates.Queued}, lease_until = NULL, attempts = attempts - 1
        WHERE lease_token = @token AND state = {RunStates.Running}
        """,
        CancellationToken.None, ("@token", DbType.Int64, token));

    /// <returns>After how long it is due again; null where it is given up.</returns>
    private static async Task<TimeSpan?> PutBackAsync(ILifetimeScope scope, LedgerRun run, LedgerStep step, long token, Exception error, CancellationToken cancellation)
    {
        var session = scope.Resolve<DatabaseSession>();
        var message = error.Message.Length > 2000 ? error.Message[..2000] : error.Message;
        if (Retries.After(step.Attempts) is { } delay)
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
        await session.CommitAsync(cancellation);
        return null;
    }

    private sealed record Outcome(StepFailed? Failure);
}
