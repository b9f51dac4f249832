using System.Data;
using System.Data.Common;
using Autofac;
using Federation.Framework.Databases;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Federation.Framework.Ledger;

/// <summary>Does one kind of run. A step may be taken up again after a crash, by any host: doing it twice must change nothing.</summary>
public interface ILedgerExecutor
{
    string Kind { get; }

    Task ExecuteAsync(LedgerRun run, LedgerStep step, Lease lease, CancellationToken cancellation);

    /// <summary>After a run has failed for good or was cancelled: leaves a note of what has to be made good.</summary>
    Task AbandonAsync(LedgerRun run, CancellationToken cancellation);
}

/// <summary>The lease is gone: another worker has taken the step up, or the run was cancelled. Whatever was about to be written must not be.</summary>
public sealed class LeaseLost() : Exception("The lease of this step is gone: another worker has taken it up, or the run was cancelled.");

/// <summary>A worker's hold on a step.</summary>
public sealed class Lease(LedgerStep step, long token)
{
    /// <summary>A worker that is silent for so long is taken for dead; whoever starts again after a crash waits for it.</summary>
    public const int Seconds = 20;

    /// <summary>
    /// Records progress and renews the lease in the caller's transaction, as its last statement: a worker that lost its lease meanwhile writes nothing.
    /// </summary>
    public async Task AdvanceAsync(DatabaseSession session, int done, int total, CancellationToken cancellation)
    {
        var rows = await session.ExecuteAsync(
            $"UPDATE federation.ledger_steps SET done = @done, total = @total, lease_until = {session.Dialect.SecondsFromNow("@seconds")} WHERE id = @id AND lease_token = @token AND state = 1",
            cancellation, ("@done", DbType.Int32, done), ("@total", DbType.Int32, total), ("@seconds", DbType.Int32, Seconds), ("@id", DbType.Int64, step.Id), ("@token", DbType.Int64, token));
        if (rows == 0) throw new LeaseLost();
    }
}

/// <summary>
/// Takes steps from the ledger one at a time and does them: the first unfinished step of the oldest run, unless another worker holds it.
/// </summary>
public sealed class LedgerWorker(ILifetimeScope root, Ids ids, ILogger<LedgerWorker> log)
{
    private const int MostAttempts = 5;

    /// <summary>Does steps until none is left that could be done now; the number done.</summary>
    public async Task<int> DrainAsync(CancellationToken cancellation)
    {
        var count = 0;
        while (await DoOneAsync(cancellation)) count++;
        return count;
    }

    private async Task<bool> DoOneAsync(CancellationToken cancellation)
    {
        await using var scope = root.BeginLifetimeScope();
        var session = scope.Resolve<DatabaseSession>();
        var context = scope.Resolve<FrameworkContext>();
        var token = ids.Next();
        if (await ClaimAsync(session, token, cancellation) is not { } id) return false;

        var step = await context.Set<LedgerStep>().AsNoTracking().SingleAsync(s => s.Id == id, cancellation);
        var run = await context.Set<LedgerRun>().AsNoTracking().SingleAsync(r => r.Id == step.RunId, cancellation);
        var executor = scope.Resolve<IEnumerable<ILedgerExecutor>>().Single(e => e.Kind == run.Kind);
        if (run.UnionId == 0) throw new InvalidOperationException($"Run {run.Id} names no union.");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var beating = BeatAsync(step, token, over.Token);
        try
        {
            await executor.ExecuteAsync(run, step, new Lease(step, token), cancellation);
            await FinishAsync(session, run, step, token, cancellation);
        }
        catch (LeaseLost lost)
        {
            await session.RollbackAsync();
            log.LogWarning("{Message} Run {Run}, step {Step}.", lost.Message, run.Id, step.Name);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            await session.RollbackAsync();
            log.LogError(error, "Step {Step} of run {Run} failed, attempt {Attempt}", step.Name, run.Id, step.Attempts);
            await using var after = root.BeginLifetimeScope();
            await PutBackAsync(after, run, step, token, error, cancellation);
        }
        finally
        {
            await over.CancelAsync();
            await beating;
        }
        return true;
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
                    $"UPDATE federation.ledger_steps SET lease_until = {session.Dialect.SecondsFromNow("@seconds")} WHERE id = @id AND lease_token = @token AND state = 1",
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

    private static async Task<long?> ClaimAsync(DatabaseSession session, long token, CancellationToken cancellation)
    {
        var dialect = session.Dialect;
        var claimed = await session.ScalarAsync(
            dialect.ClaimOne(
                "federation.ledger_steps",
                $"state = 1, lease_token = @token, lease_until = {dialect.SecondsFromNow("@seconds")}, attempts = attempts + 1, started_at = COALESCE(started_at, {dialect.Now}), error = NULL",
                $"""
                (q.state = 0 OR (q.state = 1 AND q.lease_until < {dialect.Now})) AND (q.not_before IS NULL OR q.not_before < {dialect.Now})
                AND EXISTS (SELECT 1 FROM federation.ledger_runs r WHERE r.id = q.run_id AND r.state IN (0, 1))
                AND NOT EXISTS (SELECT 1 FROM federation.ledger_steps b WHERE b.run_id = q.run_id AND b.ordinal < q.ordinal AND b.state <> 2)
                """,
                "q.id", "id"),
            cancellation, ("@token", DbType.Int64, token), ("@seconds", DbType.Int32, Lease.Seconds));
        if (claimed is not long id) return null;
        await session.ExecuteAsync(
            $"UPDATE federation.ledger_runs SET state = 1, started_at = COALESCE(started_at, {dialect.Now}) WHERE state = 0 AND id = (SELECT s.run_id FROM federation.ledger_steps s WHERE s.id = @id)",
            cancellation, ("@id", DbType.Int64, id));
        return id;
    }

    private static async Task FinishAsync(DatabaseSession session, LedgerRun run, LedgerStep step, long token, CancellationToken cancellation)
    {
        await session.BeginAsync(cancellation);
        var rows = await session.ExecuteAsync(
            $"UPDATE federation.ledger_steps SET state = 2, finished_at = {session.Dialect.Now}, lease_until = NULL WHERE id = @id AND lease_token = @token AND state = 1",
            cancellation, ("@id", DbType.Int64, step.Id), ("@token", DbType.Int64, token));
        if (rows == 0) throw new LeaseLost();
        await session.ExecuteAsync(
            $"UPDATE federation.ledger_runs SET state = 2, finished_at = {session.Dialect.Now} WHERE id = @run AND state = 1 AND NOT EXISTS (SELECT 1 FROM federation.ledger_steps s WHERE s.run_id = @run AND s.state <> 2)",
            cancellation, ("@run", DbType.Int64, run.Id));
        await session.CommitAsync(cancellation);
    }

    private static async Task PutBackAsync(ILifetimeScope scope, LedgerRun run, LedgerStep step, long token, Exception error, CancellationToken cancellation)
    {
        var session = scope.Resolve<DatabaseSession>();
        var message = error.Message.Length > 2000 ? error.Message[..2000] : error.Message;
        if (step.Attempts < MostAttempts)
        {
            await session.ExecuteAsync(
                $"UPDATE federation.ledger_steps SET state = 0, lease_until = NULL, error = @error, not_before = {session.Dialect.SecondsFromNow("@delay")} WHERE id = @id AND lease_token = @token",
                cancellation, ("@error", DbType.String, message), ("@delay", DbType.Int32, 1 << (2 * step.Attempts)), ("@id", DbType.Int64, step.Id), ("@token", DbType.Int64, token));
            return;
        }
        await session.BeginAsync(cancellation);
        await session.ExecuteAsync(
            $"UPDATE federation.ledger_steps SET state = 3, lease_until = NULL, error = @error, finished_at = {session.Dialect.Now} WHERE id = @id AND lease_token = @token",
            cancellation, ("@error", DbType.String, message), ("@id", DbType.Int64, step.Id), ("@token", DbType.Int64, token));
        await session.ExecuteAsync(
            $"UPDATE federation.ledger_runs SET state = 3, error = @error, finished_at = {session.Dialect.Now} WHERE id = @run AND state = 1",
            cancellation, ("@error", DbType.String, message), ("@run", DbType.Int64, run.Id));
        await scope.Resolve<IEnumerable<ILedgerExecutor>>().Single(e => e.Kind == run.Kind).AbandonAsync(run, cancellation);
        await session.CommitAsync(cancellation);
    }
}
