using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Federation.Framework.Databases;

internal sealed class PostgreSqlDialect : Dialect
{
    /// <summary>The channel on which hosts hear of work.</summary>
    private const string Work = "federation_work";

    private static readonly TimeSpan StillThere = TimeSpan.FromSeconds(30);

    public override string Name => "PostgreSql";
    public override string Now => "clock_timestamp()";
    public override string LateralJoin => "CROSS JOIN LATERAL";
    public override string With => "WITH RECURSIVE";

    public override System.Data.IsolationLevel SnapshotIsolation => System.Data.IsolationLevel.RepeatableRead;

    public override string Quote(string name) => $"\"{name}\"";
    public override (string? Schema, string Prefix) TemporaryPlace => ("pg_temp", "");
    public override string True => "TRUE";
    public override (string Front, string Behind) Top(string parameter) => ("", $" LIMIT {parameter}");

    // DROP first: after a TRUNCATE the planner would use the statistics of the previous rows.
    public override string CreateTemporary(string name, string columns) => $"DROP TABLE IF EXISTS pg_temp.{name}; CREATE TEMPORARY TABLE {name} ({columns});";
    public override string Analyze(string temporaryTable) => $"ANALYZE {temporaryTable}";
    public override Task PrepareAsync(DbCommand command, CancellationToken cancellation) => command.PrepareAsync(cancellation);
    public override string SecondsFromNow(string parameter) => $"clock_timestamp() + make_interval(secs => {parameter})";

    public override string ClaimOne(string table, string set, string where, string orderBy, string column) =>
        $"""
        UPDATE {table} SET {set}
        WHERE {column} = (SELECT q.{column} FROM {table} q WHERE {where} ORDER BY {orderBy} LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING {column}
        """;

    public override string Collation => "C";

    // C folds ASCII only.
    public override string? FoldingCollation => "default";

    // A DELETE waits for no row that was inserted and is not committed yet: it does not see it.
    public override string Delete(string table, string where) => $"DELETE FROM {table} q WHERE {where}";

    public override string LockSession(string nameParameter) => $"SELECT pg_advisory_lock(hashtextextended({nameParameter}, 0))";
    public override string UnlockSession(string nameParameter) => $"SELECT pg_advisory_unlock(hashtextextended({nameParameter}, 0))";
    public override string LockSessionShared(string nameParameter) => $"SELECT pg_advisory_lock_shared(hashtextextended({nameParameter}, 0))";
    public override string UnlockSessionShared(string nameParameter) => $"SELECT pg_advisory_unlock_shared(hashtextextended({nameParameter}, 0))";
    public override string TryLockSession(string nameParameter) =>
        $"SELECT CASE WHEN pg_try_advisory_lock(hashtextextended({nameParameter}, 0)) THEN 1 ELSE 0 END";

    public override string LockTransaction(string nameParameter, bool shared) =>
        $"SELECT pg_advisory_xact_lock{(shared ? "_shared" : "")}(hashtextextended({nameParameter}, 0))";

    public override string SetIdleTimeout(int seconds) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SET idle_in_transaction_session_timeout = '{seconds}s'; SET idle_session_timeout = '{seconds}s'; ");

    public override string ClearIdleTimeout => "RESET idle_in_transaction_session_timeout; RESET idle_session_timeout";

    public override string TellHosts => $"NOTIFY {Work}";

    internal override async Task ListenAsync(DbConnection connection, Action heard, CancellationToken cancellation)
    {
        var listening = (NpgsqlConnection)connection;
        listening.Notification += (_, _) => heard();
        await using var listen = new NpgsqlCommand($"LISTEN {Work}", listening);
        await listen.ExecuteNonQueryAsync(cancellation);
        heard();
        while (true)
        {
            await listening.WaitAsync(StillThere, cancellation);
            // A statement finds out that the connection was cut; waiting does not.
            await listen.ExecuteNonQueryAsync(cancellation);
        }
    }

    public override string RowsFromJson(string parameter, params (string Name, string Type)[] columns) =>
        $"jsonb_to_recordset(CAST({parameter} AS jsonb)) AS r ({string.Join(", ", columns.Select(c => $"{c.Name} {c.Type}"))})";

    public override string Rewrite(string table) => $"VACUUM (FULL, ANALYZE) {table}";
    public override string FindTable(string table) => $"SELECT CAST(to_regclass('{table}') AS text)";
    public override string NextValue(string sequence) => $"SELECT nextval('federation.{sequence}')";

    public override DbConnection CreateConnection(string connectionString) => new NpgsqlConnection(connectionString);

    public override void Configure(DbContextOptionsBuilder options, DbConnection connection, string? migrationsAssembly = null) =>
        options.UseNpgsql(connection, o =>
        {
            o.SetPostgresVersion(15, 0);
            o.MigrationsHistoryTable("migrations", "federation");
            if (migrationsAssembly is not null) o.MigrationsAssembly(migrationsAssembly);
        });

    public override bool IsUniqueViolation(DbException error) => error is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public override bool IsConflict(DbException error) => error is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    public override bool IsUnavailable(DbException error) => !IsConflict(error) && error is NpgsqlException { IsTransient: true }
        or PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.IdleSessionTimeout };

    internal override async Task<long> WriteAsync(DatabaseSession session, BulkTable table, IEnumerable<object> rows, CancellationToken cancellation)
    {
        await using var hold = await session.HoldAsync(cancellation);
        var connection = (NpgsqlConnection)hold.Connection;
        var columns = string.Join(", ", table.Columns.Select(c => Quote(c.Name)));
        await using var writer = await connection.BeginBinaryImportAsync($"COPY {table.QualifiedName(this)} ({columns}) FROM STDIN (FORMAT BINARY)", cancellation);
        foreach (var row in rows)
        {
            await writer.StartRowAsync(cancellation);
            foreach (var column in table.Columns)
            {
                var value = column.Read(row);
                if (value is null) await writer.WriteNullAsync(cancellation);
                else await writer.WriteAsync(value, column.StoreType, cancellation);
            }
        }
        return (long)await writer.CompleteAsync(cancellation);
    }
}
