using System.Globalization;
using Federation.Framework.Databases;
using Federation.Framework.Ledger;

namespace Federation.Host.Operations;

/// <summary>How the roll-ups stand, by the database's clock: what <c>doctor</c> says and what a monitor reads.</summary>
/// <param name="Marks">Stale marks that are not made good yet.</param>
/// <param name="OldestMark">How long the oldest of them has waited; zero without any.</param>
/// <param name="Waiting">Steps of runs that nobody works on, those among them that failed and wait for their next try.</param>
/// <param name="Retrying">Steps that have failed and wait for their next try.</param>
/// <param name="Failed">Runs that were given up.</param>
/// <param name="IncrementalErrors">What the last incremental roll-up failed with; none where it went well.</param>
internal sealed record LedgerCondition(long Marks, TimeSpan OldestMark, long Waiting, long Running, long Retrying, long Failed, IReadOnlyList<string> IncrementalErrors)
{
    public static async Task<LedgerCondition> ReadAsync(DatabaseSession session, CancellationToken cancellation)
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
        return new LedgerCondition(marks, oldest < TimeSpan.Zero ? TimeSpan.Zero : oldest, waiting, running, retrying, failed, errors);
    }

    private static long Count(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
