using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Databases;

/// <param name="connect">Makes a connection; SqlClient's where left out.</param>
internal sealed partial class SqlServerDialect(Func<string, DbConnection>? connect = null) : Dialect
{
    /// <summary>SQL Server escalates to a table lock when a statement holds 5,000 locks, and all others then wait.</summary>
    private const int MaxLocks = 4_000;

    /// <summary>What <see cref="Lock"/> throws when the wait was ended as a deadlock's victim.</summary>
    private const int LockDeadlock = 50_001;

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    /// <summary>Errors of this class and above close the connection. They include network errors, whose numbers depend on the platform.</summary>
    private const byte Fatal = 20;

    public override string Name => "SqlServer";
    public override string Now => "SYSDATETIMEOFFSET()";
    public override string LateralJoin => "CROSS APPLY";
    public override string With => "WITH";

    public override System.Data.IsolationLevel SnapshotIsolation => System.Data.IsolationLevel.Snapshot;

    public override string Quote(string name) => $"[{name}]";
    public override (string? Schema, string Prefix) TemporaryPlace => (null, "#");
    public override string True => "1";
    public override (string Front, string Behind) Top(string parameter) => ($"TOP ({parameter}) ", "");

    // A text without a collation would take the server's, and could not be compared with a column of the database.
    public override string CreateTemporary(string name, string columns)
    {
        var types = columns.Replace("bytea", "varbinary(16)", StringComparison.Ordinal).Replace("numeric", "decimal", StringComparison.Ordinal);
        return $"DROP TABLE IF EXISTS #{name}; CREATE TABLE #{name} ({Text().Replace(types, $"$0 COLLATE {Collation}")});";
    }

    public override string? Analyze(string temporaryTable) => null;
    public override string SecondsFromNow(string parameter) => $"DATEADD(second, {parameter}, SYSDATETIMEOFFSET())";

    // By code point, as PostgreSQL's C.
    public override string Collation => "Latin1_General_100_BIN2";

    public override int? MaxRowsPerStatement => MaxLocks;

    // UPDATE TOP takes any row; the expression takes the first. Its hints stand at the one table whose row is taken: a condition on other rows would
    // otherwise pass over those that somebody is just changing. The first rows in order are looked up beside it, unlocked.
    public override string ClaimOne(string table, string set, string where, string orderBy, string column) =>
        $"""
        WITH claimed AS (
            SELECT TOP (1) q.* FROM {table} q WITH (READPAST, UPDLOCK, ROWLOCK)
            WHERE q.{column} IN (SELECT TOP (20) q.{column} FROM {table} q WHERE {where} ORDER BY {orderBy}) AND {where} ORDER BY {orderBy})
        UPDATE claimed SET {set} OUTPUT inserted.{column}
        """;

    public override string Delete(string table, string where) =>
        string.Create(CultureInfo.InvariantCulture, $"DELETE TOP ({MaxLocks}) q FROM {table} q WITH (READPAST, ROWLOCK) WHERE {where}");

    public override string LockSession(string nameParameter) => Lock(nameParameter, "Exclusive", "Session");

    public override string UnlockSession(string nameParameter) => $"EXEC sp_releaseapplock @Resource = {nameParameter}, @LockOwner = 'Session';";
    public override string LockSessionShared(string nameParameter) => Lock(nameParameter, "Shared", "Session");
    public override string UnlockSessionShared(string nameParameter) => UnlockSession(nameParameter);

    public override string TryLockSession(string nameParameter) =>
        $"""
        DECLARE @granted int;
        EXEC @granted = sp_getapplock @Resource = {nameParameter}, @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 0;
        SELECT CASE WHEN @granted >= 0 THEN 1 ELSE 0 END;
        """;

    // Texts from JSON come in the database's own collation, which differs from the columns' that they are compared with.
    public override string RowsFromJson(string parameter, params (string Name, string Type)[] columns)
    {
        var rows = $"OPENJSON({parameter}) WITH ({string.Join(", ", columns.Select(c => $"{c.Name} {c.Type.Replace("numeric", "decimal", StringComparison.Ordinal)}"))}) AS r";
        if (!columns.Any(c => Text().IsMatch(c.Type))) return rows;
        var compared = columns.Select(c => Text().IsMatch(c.Type) ? $"r.{c.Name} COLLATE {Collation} AS {c.Name}" : $"r.{c.Name}");
        return $"(SELECT {string.Join(", ", compared)} FROM {rows}) AS r";
    }

    /// <summary>The youngest stale mark.</summary>
    internal const string NewestMark = "SELECT MAX(id) FROM federation.stale_marks";

    // SQL Server tells nobody without Service Broker, which few installations have switched on: every host looks at the youngest mark.
    internal override async Task ListenAsync(DbConnection connection, Action heard, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(LookAgain);
        for (long last = 0; await timer.WaitForNextTickAsync(cancellation);)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = NewestMark;
            var newest = await command.ExecuteScalarAsync(cancellation) as long? ?? 0;
            if (newest > last) heard();
            last = newest;
        }
    }

    public override string? ProcessorCount =>
        "IF HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') = 1 EXEC sp_executesql N'SELECT cpu_count FROM sys.dm_os_sys_info'";

    public override string LockTransaction(string nameParameter, bool shared) => Lock(nameParameter, shared ? "Shared" : "Exclusive", "Transaction");
    public override string Rewrite(string table) => $"ALTER TABLE {table} REBUILD";
    public override string FindTable(string table) => $"SELECT OBJECT_ID('{table}')";
    public override string NextValue(string sequence) => $"SELECT NEXT VALUE FOR federation.{sequence}";

    public override DbConnection CreateConnection(string connectionString) => connect?.Invoke(connectionString) ?? new SqlConnection(connectionString);
    public override DbConnection Cancelling(DbConnection connection) => new CancellingConnection(connection);

    public override void Configure(DbContextOptionsBuilder options, DbConnection connection, string? migrationsAssembly = null) =>
        options.UseSqlServer(connection, o =>
        {
            o.UseCompatibilityLevel(150);
            o.MigrationsHistoryTable("migrations", "federation");
            if (migrationsAssembly is not null) o.MigrationsAssembly(migrationsAssembly);
        });

    public override bool IsUniqueViolation(DbException error) => error is SqlException { Number: 2601 or 2627 };

    // The driver's own IsTransient is always false.
    public override bool IsConflict(DbException error) => error is SqlException sql && sql.Errors.Cast<SqlError>().Any(e => IsConflict(e.Number));

    public override bool IsUnavailable(DbException error) => error is NoConnectionLeft || error is SqlException sql && sql.Errors.Cast<SqlError>().Any(e => IsUnavailable(e.Number, e.Class));

    /// <summary>Deadlock; snapshot conflict; deadlock while waiting for an application lock.</summary>
    internal static bool IsConflict(int number) => number is 1205 or 3960 or LockDeadlock;

    internal static bool IsUnavailable(int number, byte @class) => @class >= Fatal || number
        is -2 // timeout
        or 64 or 121 or 233 or 10053 or 10054 or 10060 or 10061 or 11001 // network
        or 596 or 6005 or 17142 or 18401 // session ended; server shuts down, is paused, upgrades
        or 921 or 922 or 927 or 976 or 978 or 983 or 4060 // database recovers, is restored, moves to another replica
        or 701 or 802 or 1204 or 8645 // out of memory or locks
        or 10928 or 10929 or 40143 or 40197 or 40501 or 40540 or 40613 or 49918 or 49919 or 49920; // Azure: busy, moving

    internal override async Task<long> WriteAsync(DatabaseSession session, BulkTable table, IEnumerable<object> rows, CancellationToken cancellation)
    {
        await using var hold = await session.HoldAsync(cancellation);
        var connection = (CancellingConnection)hold.Connection;
        using var copy = new SqlBulkCopy((SqlConnection)connection.Inner, SqlBulkCopyOptions.CheckConstraints, (SqlTransaction?)((CancellingTransaction?)session.Transaction)?.Inner)
        {
            // Each batch is a statement of its own.
            DestinationTableName = table.QualifiedName(this), BulkCopyTimeout = 0, BatchSize = MaxLocks, EnableStreaming = true,
        };
        foreach (var column in table.Columns) copy.ColumnMappings.Add(column.Name, column.Name);
        await using var reader = new BulkReader(table, rows);
        await CancellingConnection.AwaitAsync(() => copy.WriteToServerAsync(reader, cancellation), cancellation);
        return reader.Count;
    }

    // -3: victim of a deadlock; other negative answers: cancelled, or wrongly asked.
    private static string Lock(string nameParameter, string mode, string owner) =>
        $"DECLARE @granted int; EXEC @granted = sp_getapplock @Resource = {nameParameter}, @LockMode = '{mode}', @LockOwner = '{owner}', @LockTimeout = -1; "
        + $"IF @granted = -3 THROW {LockDeadlock}, 'The wait for the lock was ended by a deadlock.', 1; IF @granted < 0 THROW {LockDeadlock + 1}, 'The lock was not granted.', 1;";

    [GeneratedRegex(@"\bn?varchar\(\w+\)")]
    private static partial Regex Text();
}
