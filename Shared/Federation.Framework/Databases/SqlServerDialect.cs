using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Databases;

internal sealed class SqlServerDialect : Dialect
{
    public override string Name => "SqlServer";
    public override string Now => "SYSDATETIMEOFFSET()";
    public override string LateralJoin => "CROSS APPLY";
    public override string With => "WITH";

    public override System.Data.IsolationLevel SnapshotIsolation => System.Data.IsolationLevel.Snapshot;

    public override string Quote(string name) => $"[{name}]";
    public override (string? Schema, string Prefix) TemporaryPlace => (null, "#");
    public override string True => "1";
    public override (string Front, string Behind) Top(string parameter) => ($"TOP ({parameter}) ", "");

    public override string CreateTemporary(string name, string columns) =>
        $"DROP TABLE IF EXISTS #{name}; CREATE TABLE #{name} ({columns.Replace("bytea", "varbinary(16)", StringComparison.Ordinal).Replace("numeric", "decimal", StringComparison.Ordinal)});";

    public override string? Analyze(string temporaryTable) => null;
    public override string SecondsFromNow(string parameter) => $"DATEADD(second, {parameter}, SYSDATETIMEOFFSET())";

    // The hints belong to the row that is taken and to nothing else: on a common table expression they would reach every table below it, and a
    // condition on other rows would pass over those that somebody is just changing. The first rows in order are looked up beside it, unlocked.
    public override string ClaimOne(string table, string set, string where, string orderBy, string column) =>
        $"UPDATE TOP (1) q SET {set} OUTPUT inserted.{column} FROM {table} q WITH (READPAST, UPDLOCK, ROWLOCK) WHERE q.{column} IN (SELECT TOP (20) q.{column} FROM {table} q WHERE {where} ORDER BY {orderBy}) AND {where}";

    public override string LockSession(string nameParameter) => Lock(nameParameter, "Exclusive", "Session");

    public override string UnlockSession(string nameParameter) => $"EXEC sp_releaseapplock @Resource = {nameParameter}, @LockOwner = 'Session';";
    public override string ShareSession(string nameParameter) => Lock(nameParameter, "Shared", "Session");
    public override string UnshareSession(string nameParameter) => UnlockSession(nameParameter);

    public override string TryLockSession(string nameParameter) =>
        $"DECLARE @granted int; EXEC @granted = sp_getapplock @Resource = {nameParameter}, @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 0; SELECT CASE WHEN @granted >= 0 THEN 1 ELSE 0 END;";

    public override string RowsOf(string parameter, params (string Name, string Type)[] columns) =>
        $"OPENJSON({parameter}) WITH ({string.Join(", ", columns.Select(c => $"{c.Name} {c.Type.Replace("numeric", "decimal", StringComparison.Ordinal)}"))}) AS r";

    public override string? Processors =>
        "IF HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') = 1 EXEC sp_executesql N'SELECT cpu_count FROM sys.dm_os_sys_info'";

    public override string LockTransaction(string nameParameter, bool shared) => Lock(nameParameter, shared ? "Shared" : "Exclusive", "Transaction");
    public override string Find(string table) => $"SELECT OBJECT_ID('{table}')";
    public override string NextValue(string sequence) => $"SELECT NEXT VALUE FOR federation.{sequence}";

    public override DbConnection CreateConnection(string connectionString) => new SqlConnection(connectionString);

    public override void Configure(DbContextOptionsBuilder options, DbConnection connection, string? migrationsAssembly = null) =>
        options.UseSqlServer(connection, o =>
        {
            o.UseCompatibilityLevel(150);
            o.MigrationsHistoryTable("migrations", "federation");
            if (migrationsAssembly is not null) o.MigrationsAssembly(migrationsAssembly);
        });

    public override bool IsUniqueViolation(DbException error) => error is SqlException { Number: 2601 or 2627 };

    public override bool IsTransient(Exception error) =>
        error is SqlException sql && (sql.IsTransient || sql.Number is 1205 or 3960 or -2 or 10053 or 10054 or 10060)
        || error is IOException
        || error.InnerException is { } inner && IsTransient(inner);

    internal override async Task<long> WriteAsync(DatabaseSession session, BulkTable table, IEnumerable<object> rows, CancellationToken cancellation)
    {
        var connection = (SqlConnection)await session.OpenAsync(cancellation);
        using var copy = new SqlBulkCopy(connection, SqlBulkCopyOptions.CheckConstraints, (SqlTransaction?)session.Transaction)
        {
            DestinationTableName = table.QualifiedName(this), BulkCopyTimeout = 0, BatchSize = 10_000, EnableStreaming = true,
        };
        foreach (var column in table.Columns) copy.ColumnMappings.Add(column.Name, column.Name);
        await using var reader = new BulkReader(table, rows);
        await copy.WriteToServerAsync(reader, cancellation);
        return reader.Count;
    }

    private static string Lock(string nameParameter, string mode, string owner) =>
        $"DECLARE @granted int; EXEC @granted = sp_getapplock @Resource = {nameParameter}, @LockMode = '{mode}', @LockOwner = '{owner}', @LockTimeout = -1; IF @granted < 0 THROW 50001, 'The lock was not granted.', 1;";
}
