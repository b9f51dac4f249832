using System.Data;
using Federation.Framework.Databases;

namespace Federation.Framework.Ledger;

public static class CancelRun
{
    /// <summary>
    /// Cancels a run that is queued or running, in the caller's transaction. A worker of one of its steps notices the lost lease at the end of its current
    /// part, which is not written.
    /// </summary>
    /// <returns>False where it was over already.</returns>
    public static async Task<bool> CancelRunAsync(this DatabaseSession session, long run, CancellationToken cancellation)
    {
        var now = session.Dialect.Now;
        // Steps first, in the same order as a worker that finishes one, to avoid a deadlock.
        await session.ExecuteAsync(
            $"""
            UPDATE federation.ledger_steps SET state = {RunStates.Cancelled}, lease_token = NULL, lease_until = NULL, finished_at = {now}
            WHERE run_id = @run AND state IN {RunStates.Live}
                AND EXISTS (SELECT 1 FROM federation.ledger_runs r WHERE r.id = @run AND r.state IN {RunStates.Live})
            """,
            cancellation, ("@run", DbType.Int64, run));
        await session.ExecuteAsync(
            $"""
            DELETE FROM federation.ledger_parts
            WHERE step_id IN (SELECT s.id FROM federation.ledger_steps s WHERE s.run_id = @run AND s.state = {RunStates.Cancelled})
            """,
            cancellation, ("@run", DbType.Int64, run));
        return await session.ExecuteAsync(
            $"UPDATE federation.ledger_runs SET state = {RunStates.Cancelled}, finished_at = {now} WHERE id = @run AND state IN {RunStates.Live}",
            cancellation, ("@run", DbType.Int64, run)) > 0;
    }
}
