using System.Collections.Concurrent;
using System.Data;
using System.Globalization;
using Autofac;
using Federation.Framework.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Federation.Framework.Ledger;

/// <summary>
/// Does the parts of a step in parallel. The database has one slot per core for such work, and each connection of this host waits for one. Slots are granted in
/// the order of the requests, so hosts take turns. A part is locked by the connection that does it; a host that dies releases it at once.
/// </summary>
internal sealed class PartRunner(ILifetimeScope root, ILogger log)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Steps that this host has split and leads, with all the connections that it may use.</summary>
    private readonly ConcurrentDictionary<long, bool> ledSteps = [];

    /// <param name="finish">Keeps that the step is done.</param>
    public async Task RunStepAsync(
        ILifetimeScope scope, LedgerRun run, LedgerStep step, Lease lease, Func<ILifetimeScope, LedgerRun, CancellationToken, Task> enter, Func<Task> finish, CancellationToken cancellation)
    {
        var executor = Executor(scope, run);
        var session = scope.Resolve<DatabaseSession>();
        // Parts of different runs may touch the same unions, parts of one step do not. So only one step of a kind is led at a time.
        await session.WithExclusiveLockAsync(
            $"federation:ledger:{run.Kind}",
            async () =>
            {
                await CheckLeaseAsync(session, step, lease, cancellation);
                await ReleaseAbandonedStepsAsync(session, run, step, cancellation);
                if (!await IsDividedAsync(session, step, cancellation)) await SavePartsAsync(session, step, lease, await executor.SplitAsync(run, step, cancellation), cancellation);
                await LeadAsync(session, run, step, lease, enter, cancellation);
                await executor.CompleteAsync(run, step, cancellation);
                // Before another may lead, because the next leader releases steps that seem to be running.
                await finish();
                return true;
            },
            cancellation,
            Lease.Seconds);
    }

    public async Task<int> RunPartsOfOthersAsync(Func<ILifetimeScope, LedgerRun, CancellationToken, Task> enter, CancellationToken cancellation)
    {
        List<(LedgerRun Run, LedgerStep Step)> steps = [];
        await using (var scope = root.BeginLifetimeScope())
        {
            var ids = await scope.Resolve<DatabaseSession>().ReadAsync(
                $"""
                SELECT DISTINCT p.step_id
                FROM federation.ledger_parts p
                JOIN federation.ledger_steps s ON s.id = p.step_id AND s.state = {RunStates.Running}
                """,
                r => r.GetInt64(0), cancellation);
            var context = scope.Resolve<FrameworkContext>();
            foreach (var id in ids.Where(i => !ledSteps.ContainsKey(i)))
            {
                var step = await context.Set<LedgerStep>().AsNoTracking().SingleAsync(s => s.Id == id, cancellation);
                steps.Add((await context.Set<LedgerRun>().AsNoTracking().SingleAsync(r => r.Id == step.RunId, cancellation), step));
            }
        }
        var count = 0;
        foreach (var (run, step) in steps)
        {
            // A failure is reported by the worker that holds the step, because it retries the part itself.
            try
            {
                count += (await Task.WhenAll(Slots(await CountCoresAsync(cancellation)).Select(place => RunPartsAsync(run, step, place, enter, cancellation)))).Sum();
            }
            catch (LeaseLost lost)
            {
                log.LogInformation("{Message} Run {Run}, step {Step}.", lost.Message, run.Id, step.Name);
            }
        }
        return count;
    }

    private static ILedgerExecutor Executor(ILifetimeScope scope, LedgerRun run) => scope.Resolve<IEnumerable<ILedgerExecutor>>().Single(e => e.Kind == run.Kind);

    private static IEnumerable<int> Slots(int count) => Enumerable.Range(1, count);

    private async Task LeadAsync(DatabaseSession session, LedgerRun run, LedgerStep step, Lease lease, Func<ILifetimeScope, LedgerRun, CancellationToken, Task> enter, CancellationToken cancellation)
    {
        ledSteps[step.Id] = true;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            var left = await ReadUnfinishedPartsAsync(session, step, cancellation);
            var places = Slots(await CountCoresAsync(cancellation)).Take(left.Count).Select(place => RunPartsAsync(run, step, place, enter, over.Token)).ToList();
            try
            {
                // Checks often enough that its own connection does not time out and that a cancelled run ends soon.
                while (places.Count > 0)
                {
                    var next = await Task.WhenAny([.. places, Task.Delay(TimeSpan.FromSeconds(Lease.Seconds / 4.0), over.Token)]);
                    await next;
                    places.RemoveAll(p => p.IsCompletedSuccessfully);
                    await CheckLeaseAsync(session, step, lease, cancellation);
                }
            }
            finally
            {
                await over.CancelAsync();
                // The first failure is the one that is told.
                await ((Task)Task.WhenAll(places)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            ledSteps.TryRemove(step.Id, out _);
        }
    }

    /// <summary>
    /// Does one part after another in one slot until none is left. Waits for parts of other hosts, because they may be released. Returns the number done.
    /// </summary>
    private async Task<int> RunPartsAsync(LedgerRun run, LedgerStep step, int place, Func<ILifetimeScope, LedgerRun, CancellationToken, Task> enter, CancellationToken cancellation)
    {
        var done = 0;
        while (true)
        {
            await using var scope = root.BeginLifetimeScope();
            var session = scope.Resolve<DatabaseSession>();
            var found = await session.WithExclusiveLockAsync(
                $"federation:ledger:{run.Kind}:{place.ToString(CultureInfo.InvariantCulture)}",
                async () =>
                {
                    var left = await ReadUnfinishedPartsAsync(session, step, cancellation);
                    foreach (var (part, token) in left)
                    {
                        var name = string.Create(CultureInfo.InvariantCulture, $"federation:ledger:part:{step.Id}:{part.Ordinal}");
                        if (await session.TryWithLockAsync(name, () => RunPartAsync(scope, run, step, part, token, enter, cancellation), cancellation)) return true;
                    }
                    return left.Count == 0 ? (bool?)null : false;
                },
                cancellation,
                Lease.Seconds);
            if (found is null) return done;
            if (found.Value) done++;
            else if (!ledSteps.ContainsKey(step.Id)) return done;
            else await Task.Delay(PollInterval, cancellation);
        }
    }

    private static async Task RunPartAsync(ILifetimeScope scope, LedgerRun run, LedgerStep step, LedgerPart part, long token, Func<ILifetimeScope, LedgerRun, CancellationToken, Task> enter, CancellationToken cancellation)
    {
        var session = scope.Resolve<DatabaseSession>();
        // Done by another between the query and the lock.
        if ((await ReadUnfinishedPartsAsync(session, step, cancellation)).TrueForAll(p => p.Part.Ordinal != part.Ordinal)) return;
        await enter(scope, run, cancellation);
        await Executor(scope, run).ExecutePartAsync(run, step, part, () => FinishAsync(session, part, token, cancellation), cancellation);
    }

    /// <summary>The parts that are not done, and by whom the step is held.</summary>
    private static Task<List<(LedgerPart Part, long Token)>> ReadUnfinishedPartsAsync(DatabaseSession session, LedgerStep step, CancellationToken cancellation) => session.ReadAsync(
        $"""
        SELECT p.step_id, p.ordinal, p.first, p.last, s.lease_token
        FROM federation.ledger_parts p
        JOIN federation.ledger_steps s ON s.id = p.step_id AND s.state = {RunStates.Running} AND s.lease_token IS NOT NULL
        WHERE p.step_id = @id AND p.done <> {session.Dialect.True} ORDER BY p.ordinal
        """,
        r => (new LedgerPart { StepId = r.GetInt64(0), Ordinal = r.GetInt32(1), First = r.GetInt64(2), Last = r.GetInt64(3) }, r.GetInt64(4)), cancellation, ("@id", DbType.Int64, step.Id));

    /// <summary>If the step was cancelled or claimed by another, the part is not recorded.</summary>
    private static async Task FinishAsync(DatabaseSession session, LedgerPart part, long token, CancellationToken cancellation)
    {
        var kept = await session.ExecuteAsync(
            $"UPDATE federation.ledger_parts SET done = {session.Dialect.True} WHERE step_id = @id AND ordinal = @ordinal AND done <> {session.Dialect.True}",
            cancellation, ("@id", DbType.Int64, part.StepId), ("@ordinal", DbType.Int32, part.Ordinal));
        if (kept == 0) throw new LeaseLost();
        var counted = await session.ExecuteAsync(
            $"UPDATE federation.ledger_steps SET done = done + 1 WHERE {Lease.Held}",
            cancellation, ("@id", DbType.Int64, part.StepId), ("@token", DbType.Int64, token));
        if (counted == 0) throw new LeaseLost();
    }

    private static async Task CheckLeaseAsync(DatabaseSession session, LedgerStep step, Lease lease, CancellationToken cancellation)
    {
        var rows = await session.ExecuteAsync(
            $"UPDATE federation.ledger_steps SET lease_until = {session.Dialect.SecondsFromNow("@seconds")} WHERE {Lease.Held}",
            cancellation, ("@seconds", DbType.Int32, Lease.Seconds), ("@id", DbType.Int64, step.Id), ("@token", DbType.Int64, lease.Token));
        if (rows == 0) throw new LeaseLost();
    }

    /// <summary>
    /// Nobody leads another step of the kind while this one is led. A step that seems to be running is not; parts that somebody still does for it are not
    /// recorded.
    /// </summary>
    private static Task ReleaseAbandonedStepsAsync(DatabaseSession session, LedgerRun run, LedgerStep step, CancellationToken cancellation) => session.ExecuteAsync(
        $"""
        UPDATE federation.ledger_steps SET state = {RunStates.Queued}, lease_token = NULL, lease_until = NULL
        WHERE id <> @id AND state = {RunStates.Running}
            AND run_id IN (SELECT r.id FROM federation.ledger_runs r WHERE r.kind = @kind)
            AND EXISTS (SELECT 1 FROM federation.ledger_parts p WHERE p.step_id = ledger_steps.id)
        """,
        cancellation, ("@id", DbType.Int64, step.Id), ("@kind", DbType.AnsiString, run.Kind));

    private static async Task<bool> IsDividedAsync(DatabaseSession session, LedgerStep step, CancellationToken cancellation) =>
        await session.ScalarAsync(
            "SELECT MAX(p.ordinal) FROM federation.ledger_parts p WHERE p.step_id = @id", cancellation, ("@id", DbType.Int64, step.Id)) is not null;

    private static Task SavePartsAsync(DatabaseSession session, LedgerStep step, Lease lease, IReadOnlyList<(long First, long Last)> divided, CancellationToken cancellation) => session.InTransactionAsync(
        async () =>
        {
            for (var i = 0; i < divided.Count; i++)
            {
                await session.ExecuteAsync(
                    "INSERT INTO federation.ledger_parts (step_id, ordinal, first, last, done) VALUES (@id, @ordinal, @first, @last, @done)",
                    cancellation, ("@id", DbType.Int64, step.Id), ("@ordinal", DbType.Int32, i),
                    ("@first", DbType.Int64, divided[i].First), ("@last", DbType.Int64, divided[i].Last), ("@done", DbType.Boolean, false));
            }
            await lease.ReportProgressAsync(session, 0, divided.Count, cancellation);
            return true;
        },
        cancellation);

    private async Task<int> CountCoresAsync(CancellationToken cancellation)
    {
        await using var scope = root.BeginLifetimeScope();
        return await scope.Resolve<DatabaseCores>().CountAsync(scope.Resolve<DatabaseSession>(), cancellation);
    }
}
