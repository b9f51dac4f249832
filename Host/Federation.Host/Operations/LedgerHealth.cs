using System.Globalization;
using Federation.Framework.Databases;
using Federation.Framework.Ledger;

namespace Federation.Host.Operations;

/// <summary>The state of the roll-ups, by the database's clock, for <c>doctor</c> and for monitoring.</summary>
/// <param name="Marks">Stale marks that wait to be processed.</param>
/// <param name="OldestMark">How long the oldest of them has waited; zero without any.</param>
/// <param name="Waiting">Steps without a worker, including failed ones that wait for a retry.</param>
/// <param name="Retrying">Failed steps that wait for a retry.</param>
/// <param name="Failed">Runs that have failed for good.</param>
/// <param name="IncrementalErrors">The error of the last incremental roll-up; empty if it succeeded.</param>
internal sealed record LedgerHealth(long Marks, TimeSpan OldestMark, long Waiting, long Running, long Retrying, long Failed, IReadOnlyList<string> IncrementalErrors)
{
    public static async Task<LedgerHealth> ReadAsync(DatabaseSession session, CancellationToken cancellation)
    {
        var (marks, oldest) = (await session.ReadAsync(
            $"SELECT COUNT(*), MIN(created_at), {session.Dialect.Now} FROM federation.stale_marks",
            r => (Count(r.GetValue(0)), r.IsDBNull(1) ? TimeSpan.Zero : r.GetFieldValue<DateTimeOffset>(2) - r.GetFieldValue<DateTimeOffset>(1)), cancellation))[0];
        var (waiting, running, retrying) = (await session.ReadAsync(
            $"""
            SELECT COUNT(CASE WHEN s.state = {RunStates.Queued} THEN 1 END),
                COUNT(CASE WHEN s.state = {RunStates.Running} THEN 1 END),
                COUNT(CASE WHEN s.state = {RunStates.Queued} AND s.attempts > 0 THEN 1 END)
            FROM federation.ledger_steps s
            JOIN federation.ledger_runs r ON r.id = s.run_id
            WHERE r.state IN {RunStates.Live}
            """,
            r => (Count(r.GetValue(0)), Count(r.GetValue(1)), Count(r.GetValue(2))), cancellation))[0];
        var failed = Count(await session.ScalarAsync($"SELECT COUNT(*) FROM federation.ledger_runs WHERE state = {RunStates.Failed}", cancellation));
        var errors = await session.ReadAsync("SELECT error FROM figures.freshness WHERE error IS NOT NULL", r => r.GetString(0), cancellation);
        return new LedgerHealth(marks, oldest < TimeSpan.Zero ? TimeSpan.Zero : oldest, waiting, running, retrying, failed, errors);
    }

    private static long Count(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
