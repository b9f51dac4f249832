using System.Data;
using Federation.Framework.Databases;
using Federation.Framework.Modules;

namespace Federation.Framework.Security;

/// <summary>
/// Encrypts what a migration has left in clear. A migration has no key: where a column becomes a <see cref="SealedText"/>, it renames the old one to <c>plain_…</c> and
/// adds the new one. This moves the values and drops the old columns, all of a table or nothing.
/// </summary>
internal sealed class PlainColumns(DatabaseSession session, Secrets secrets) : IDatabaseInitializer
{
    private const string Prefix = "plain_";
    private const int BatchSize = 1_000;

    private sealed record Column(string Schema, string Table, string Name);

    public async Task InitializeAsync(CancellationToken cancellation)
    {
        // In capitals: a database of SQL Server that tells them from small letters knows these names so, and PostgreSQL takes either.
        var left = await session.ReadAsync(
            "SELECT c.TABLE_SCHEMA, c.TABLE_NAME, c.COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS c WHERE SUBSTRING(c.COLUMN_NAME, 1, 6) = @prefix",
            r => new Column(r.GetString(0), r.GetString(1), r.GetString(2)), cancellation, ("@prefix", DbType.String, Prefix));
        foreach (var table in left.GroupBy(c => (c.Schema, c.Table)))
        {
            var name = $"{Quote(table.Key.Schema)}.{Quote(table.Key.Table)}";
            var columns = table.Select(c => c.Name).Order(StringComparer.Ordinal).ToList();
            await session.InTransactionAsync(() => SealAsync(table.Key.Schema, table.Key.Table, name, columns, cancellation), cancellation);
            // A dropped column and old versions of rows stay in the file until the table is written anew.
            await session.ExecuteAsync(session.Dialect.Rewrite(name), cancellation);
        }
    }

    private async Task<bool> SealAsync(string schema, string of, string table, IReadOnlyList<string> columns, CancellationToken cancellation)
    {
        var key = Quote(await KeyAsync(schema, of, cancellation));
        var plain = string.Join(", ", columns.Select(c => $"t.{Quote(c)}"));
        var any = string.Join(" OR ", columns.Select(c => $"t.{Quote(c)} IS NOT NULL"));
        var set = string.Join(", ", columns.Select((c, i) => $"{Quote(c[Prefix.Length..])} = @v{i}, {Quote(c)} = NULL"));
        var update = $"UPDATE {table} SET {set} WHERE {key} = @key";
        List<(long Key, object?[] Values)> rows;
        do
        {
            rows = await session.ReadAsync(
                $"SELECT t.{key}, {plain} FROM {table} t WHERE {any} ORDER BY t.{key} OFFSET 0 ROWS FETCH NEXT {BatchSize} ROWS ONLY",
                r => (r.GetInt64(0), columns.Select((_, i) => r.IsDBNull(i + 1) ? null : r.GetValue(i + 1)).ToArray()), cancellation);
            foreach (var (row, values) in rows)
            {
                await session.ExecuteAsync(
                    update, cancellation,
                    [("@key", DbType.Int64, row), .. values.Select((v, i) => ($"@v{i}", DbType.Binary, v is null ? null : (object)secrets.Seal(SealedText.TextOf(v)).Encrypted))]);
            }
        }
        while (rows.Count == BatchSize);
        foreach (var column in columns) await session.ExecuteAsync($"ALTER TABLE {table} DROP COLUMN {Quote(column)}", cancellation);
        return true;
    }

    /// <summary>The one column of the table's primary key.</summary>
    private async Task<string> KeyAsync(string schema, string table, CancellationToken cancellation) => (await session.ReadAsync(
        """
        SELECT k.COLUMN_NAME FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS c
        JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE k
            ON k.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND k.CONSTRAINT_NAME = c.CONSTRAINT_NAME AND k.TABLE_NAME = c.TABLE_NAME
        WHERE c.CONSTRAINT_TYPE = 'PRIMARY KEY' AND c.TABLE_SCHEMA = @schema AND c.TABLE_NAME = @table
        """,
        r => r.GetString(0), cancellation, ("@schema", DbType.String, schema), ("@table", DbType.String, table))).Single();

    private string Quote(string name) => session.Dialect.Quote(name);
}
