using System.Data;
using System.Data.Common;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Federation.Framework.Databases;
using Federation.Host.Start;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Federation.Testing;

/// <summary>
/// An installation as it was at one version, to be upgraded by all later ones: a zip with the keys, the last migration's name, what the installation answered, and each
/// table's rows as text, so that it can be put into either database.
/// </summary>
public static class KeptState
{
    private const string Keys = "keys.json", Migration = "migration.txt", Answers = "answers/", Tables = "tables/", Null = "\\N";

    /// <summary>The tables of a database but EF's own and those that an engine of jobs makes for itself.</summary>
    private const string AllTables = """
        SELECT t.table_schema, t.table_name FROM information_schema.tables t
        WHERE t.table_type = 'BASE TABLE' AND t.table_schema NOT IN ('pg_catalog', 'information_schema', 'hangfire', 'HangFire', 'public', 'dbo') AND NOT (t.table_schema = 'federation' AND t.table_name = 'migrations')
        ORDER BY t.table_schema, t.table_name
        """;

    /// <summary>Writes a database with its keys, and what the installation answered when asked, by the question.</summary>
    public static async Task WriteAsync(IConfiguration from, string path, IReadOnlyDictionary<string, string> answers)
    {
        await using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        await using var connection = new NpgsqlConnection(from.GetConnectionString("Federation"));
        await connection.OpenAsync();
        await AddAsync(zip, Keys, await File.ReadAllTextAsync(Path.Combine(from["Data:Folder"]!, "keys", "secrets.json")));
        var last = (await ReadAsync(connection, "SELECT m.\"MigrationId\" FROM federation.migrations m ORDER BY m.\"MigrationId\"", r => r.GetString(0)))[^1];
        await AddAsync(zip, Migration, last[(last.IndexOf('_', StringComparison.Ordinal) + 1)..]);
        foreach (var (question, answer) in answers) await AddAsync(zip, Answers + question, answer);
        foreach (var (schema, name) in await ReadAsync(connection, AllTables, r => (r.GetString(0), r.GetString(1))))
        {
            var lines = new StringBuilder();
            await using var command = new NpgsqlCommand($"SELECT * FROM {schema}.{name}", connection);
            await using var reader = await command.ExecuteReaderAsync();
            lines.AppendJoin('\t', Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)).Append('\n');
            var isEmpty = true;
            for (; await reader.ReadAsync(); isEmpty = false) lines.AppendJoin('\t', Enumerable.Range(0, reader.FieldCount).Select(i => ToText(reader.GetValue(i)))).Append('\n');
            if (!isEmpty) await AddAsync(zip, $"{Tables}{schema}.{name}", lines.ToString());
        }
    }

    /// <summary>Puts the state into a new database as its version left it; the configuration of the installation, in that folder, and what it answered then.</summary>
    /// <param name="folder">Where its keys are put.</param>
    public static async Task<(IConfiguration Configuration, IReadOnlyDictionary<string, string> Answers)> OpenAsync(string path, Provider on, string folder)
    {
        await using var zip = await ZipFile.OpenReadAsync(path);
        var texts = new Dictionary<string, string>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            texts[entry.FullName] = await reader.ReadToEndAsync();
        }
        var keys = Directory.CreateDirectory(Path.Combine(folder, ".data", "keys")).FullName;
        await File.WriteAllTextAsync(Path.Combine(keys, "secrets.json"), texts[Keys]);
        var configuration = await TestDatabase.EmptyAsync(on, Path.Combine(folder, ".data"));
        await using (var installation = await Installation.OpenAsync(folder, configuration, CancellationToken.None))
        {
            await using var schema = Migrator.Schema(installation.Database, new(InstalledModules.All()));
            await schema.GetService<IMigrator>().MigrateAsync(texts[Migration]);
            await DropAsync(installation.Database, texts);
        }
        await FillAsync(configuration, on, texts.Where(t => t.Key.StartsWith(Tables, StringComparison.Ordinal)).ToDictionary(t => t.Key[Tables.Length..], t => t.Value));
        return (configuration, texts.Where(t => t.Key.StartsWith(Answers, StringComparison.Ordinal)).ToDictionary(t => t.Key[Answers.Length..], t => t.Value));
    }

    /// <summary>What a start drops after a migration: columns that the migration kept aside and the state has no more.</summary>
    private static async Task DropAsync(Database database, IReadOnlyDictionary<string, string> texts)
    {
        await using var connection = database.CreateConnection();
        await connection.OpenAsync();
        var kept = new List<(string Table, string Column)>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE SUBSTRING(COLUMN_NAME, 1, 6) = 'plain_'";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) kept.Add(($"{reader.GetString(0)}.{reader.GetString(1)}", reader.GetString(2)));
        }
        foreach (var (table, column) in kept.Where(k => texts.TryGetValue(Tables + k.Table, out var text) && !text.Split('\n', 2)[0].Split('\t').Contains(k.Column)))
        {
            await using var drop = connection.CreateCommand();
            drop.CommandText = $"ALTER TABLE {table} DROP COLUMN {column}";
            await drop.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Tables are filled in any order, so foreign keys are not checked meanwhile.</summary>
    private static async Task FillAsync(IConfiguration configuration, Provider on, IReadOnlyDictionary<string, string> tables)
    {
        var to = configuration.GetConnectionString("Federation")!;
        if (on == Provider.SqlServer)
        {
            await using var sqlServer = new SqlConnection(to);
            await sqlServer.OpenAsync();
            foreach (var (table, text) in tables)
            {
                using var rows = await RowsAsync(sqlServer, table, text, date => date.ToDateTime(default), instant => instant);
                using var copy = new SqlBulkCopy(sqlServer) { DestinationTableName = table };
                foreach (DataColumn column in rows.Columns) copy.ColumnMappings.Add(column.ColumnName, column.ColumnName);
                await copy.WriteToServerAsync(rows);
            }
            return;
        }
        await using var postgres = new NpgsqlConnection(TestBed.AsSuperuser(to));
        await postgres.OpenAsync();
        await using (var unchecked_ = new NpgsqlCommand("SET session_replication_role = replica", postgres)) await unchecked_.ExecuteNonQueryAsync();
        foreach (var (table, text) in tables)
        {
            using var rows = await RowsAsync(postgres, table, text, date => date, instant => instant.UtcDateTime);
            await using var copy = await postgres.BeginBinaryImportAsync($"COPY {table} ({string.Join(", ", rows.Columns.Cast<DataColumn>().Select(c => $"\"{c.ColumnName}\""))}) FROM STDIN (FORMAT binary)");
            foreach (DataRow row in rows.Rows)
            {
                await copy.StartRowAsync();
                foreach (DataColumn column in rows.Columns)
                {
                    if (row.IsNull(column)) await copy.WriteNullAsync();
                    else await copy.WriteAsync(row[column], (NpgsqlTypes.NpgsqlDbType)column.ExtendedProperties["type"]!);
                }
            }
            await copy.CompleteAsync();
        }
    }

    /// <summary>A table's rows in the types of the database that they go into.</summary>
    private static async Task<DataTable> RowsAsync(DbConnection connection, string table, string text, Func<DateOnly, object> date, Func<DateTimeOffset, object> instant)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        var names = lines[0].Split('\t');
        var rows = new DataTable();
        await using (var command = connection.CreateCommand())
        {
            // What a migration puts in is in the kept rows too.
            command.CommandText = $"SELECT COUNT(*) FROM {table}";
            if (Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) > 0)
            {
                command.CommandText = $"DELETE FROM {table}";
                await command.ExecuteNonQueryAsync();
            }
            command.CommandText = $"SELECT {string.Join(", ", names.Select(n => $"t.\"{n}\""))} FROM {table} t WHERE 1 = 0";
            await using var reader = await command.ExecuteReaderAsync();
            foreach (var column in await reader.GetColumnSchemaAsync())
            {
                var made = rows.Columns.Add(column.ColumnName, typeof(object));
                made.ExtendedProperties["read"] = Reading(column, date, instant);
                if (column is Npgsql.Schema.NpgsqlDbColumn { NpgsqlDbType: { } type }) made.ExtendedProperties["type"] = type;
            }
        }
        foreach (var line in lines.Skip(1))
            rows.Rows.Add([.. line.Split('\t').Select((value, i) => value == Null ? DBNull.Value : ((Func<string, object>)rows.Columns[i].ExtendedProperties["read"]!)(value))]);
        return rows;
    }

    private static Func<string, object> Reading(DbColumn column, Func<DateOnly, object> date, Func<DateTimeOffset, object> instant)
    {
        var invariant = CultureInfo.InvariantCulture;
        if (column.DataTypeName == "date") return v => date(DateOnly.ParseExact(v, "yyyy-MM-dd", invariant));
        return Type.GetTypeCode(column.DataType) switch
        {
            TypeCode.String => FromText,
            TypeCode.Boolean => v => v == "1",
            TypeCode.Int16 => v => short.Parse(v, invariant),
            TypeCode.Int32 => v => int.Parse(v, invariant),
            TypeCode.Int64 => v => long.Parse(v, invariant),
            TypeCode.Decimal => v => decimal.Parse(v, invariant),
            TypeCode.Double => v => double.Parse(v, invariant),
            _ when column.DataType == typeof(byte[]) => Convert.FromHexString,
            _ when column.DataType == typeof(DateTime) || column.DataType == typeof(DateTimeOffset) => v => instant(DateTimeOffset.Parse(v, invariant)),
            _ => throw new NotSupportedException($"{column.ColumnName} is {column.DataTypeName}, which no kept state has had yet."),
        };
    }

    private static string ToText(object value) => value switch
    {
        DBNull => Null,
        string text => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal),
        bool flag => flag ? "1" : "0",
        byte[] bytes => Convert.ToHexString(bytes),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant when instant.Kind == DateTimeKind.Utc => instant.ToString("O", CultureInfo.InvariantCulture),
        short or int or long or decimal or double => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"No kept state has had a {value.GetType()} yet."),
    };

    private static object FromText(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++) plain.Append(text[i] != '\\' ? text[i] : text[++i] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', var other => other });
        return plain.ToString();
    }

    private static async Task AddAsync(ZipArchive zip, string name, string text)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
        await using var writer = new StreamWriter(await entry.OpenAsync(), new UTF8Encoding(false));
        await writer.WriteAsync(text);
    }

    private static async Task<List<T>> ReadAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<T>();
        while (await reader.ReadAsync()) found.Add(read(reader));
        return found;
    }
}
