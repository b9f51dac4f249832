using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Autofac;
using Federation.Framework.Databases;
using Federation.Host.Start;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Federation.Testing;

/// <summary>
/// Databases for tests: copies of the test bed's; on a SQL Server that is configured, a new migrated database. Both are dropped when
/// their federation is disposed, or when the process ends.
/// </summary>
public static partial class TestDatabase
{
    /// <summary>The environment variable with a connection string to a SQL Server, of a login that may create databases.</summary>
    public const string SqlServerVariable = "FEDERATION_TEST_SQLSERVER";

    /// <summary>Databases on the SQL Server that nobody has dropped yet.</summary>
    private static readonly ConcurrentDictionary<string, bool> OnSqlServer = [];

    private static int count;

    static TestDatabase()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            if (!OnSqlServer.IsEmpty) RemoveFromSqlServer();
        };
    }

    /// <summary>Null where none is configured.</summary>
    public static string? SqlServer { get; } = Environment.GetEnvironmentVariable(SqlServerVariable) is { Length: > 0 } given ? given : null;

    /// <summary>The configuration of an installation on an empty, migrated database.</summary>
    public static Task<IConfiguration> FreshAsync(Provider on = Provider.PostgreSql, CancellationToken cancellation = default) =>
        on == Provider.SqlServer ? FreshOnSqlServerAsync(cancellation) : CopyAsync(TestBed.MigratedAsync(cancellation));

    /// <summary>The configuration of an installation with the whole demo in it and its people.</summary>
    public static Task<IConfiguration> DemoAsync() => CopyAsync(TestBed.DemoAsync());

    /// <summary>The configuration of an installation with few unions and a fortieth of the published work.</summary>
    public static Task<IConfiguration> SmallDemoAsync() => CopyAsync(TestBed.SmallDemoAsync());

    /// <summary>The configuration of an installation with the smallest demo there is.</summary>
    public static Task<IConfiguration> TinyDemoAsync() => CopyAsync(TestBed.TinyDemoAsync());

    /// <summary>The configuration of an installation on a database with nothing in it at all.</summary>
    internal static async Task<IConfiguration> EmptyAsync(Provider on, string dataFolder, CancellationToken cancellation = default) => Configuration(
        on, on == Provider.SqlServer ? await EmptyOnSqlServerAsync(cancellation) : TestBed.Connect(await TestBed.EmptyAsync(cancellation)), dataFolder);

    /// <summary>Passwords of the demo's people by their user names.</summary>
    public static IReadOnlyDictionary<string, string> DemoPasswords() => PasswordLine().Matches(TestBed.DemoPeople).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

    /// <summary>Drops the database of an installation after a test.</summary>
    public static async Task DropAsync(IConfiguration configuration)
    {
        var connection = configuration.GetConnectionString("Federation");
        if (configuration["Database:Provider"] == nameof(Provider.SqlServer))
        {
            var name = new SqlConnectionStringBuilder(connection).InitialCatalog;
            // A pool of the process would keep the database in use.
            await using (var pooled = new SqlConnection(connection)) SqlConnection.ClearPool(pooled);
            if (OnSqlServer.TryRemove(name, out _)) await ExecuteOnSqlServerAsync(DropStatement(name));
            return;
        }
        await using (var pooled = new NpgsqlConnection(connection)) NpgsqlConnection.ClearPool(pooled);
        await TestBed.DropAsync(new NpgsqlConnectionStringBuilder(connection).Database!);
    }

    private static async Task<IConfiguration> CopyAsync(Task<string> database) => TestBed.Configuration(await database);

    private static async Task<IConfiguration> FreshOnSqlServerAsync(CancellationToken cancellation)
    {
        var configuration = Configuration(Provider.SqlServer, await EmptyOnSqlServerAsync(cancellation), TestBed.DataFolder);
        await MigrateAsync(configuration, cancellation);
        return configuration;
    }

    private static async Task<string> EmptyOnSqlServerAsync(CancellationToken cancellation)
    {
        var name = $"federation_test_{Environment.ProcessId}_{Interlocked.Increment(ref count)}";
        await ExecuteOnSqlServerAsync($"{DropStatement(name)} CREATE DATABASE {name}", cancellation);
        OnSqlServer[name] = true;
        return new SqlConnectionStringBuilder(SqlServer) { InitialCatalog = name }.ConnectionString;
    }

    /// <summary>Drops a database, if it is there, and ends the connections to it.</summary>
    internal static string DropStatement(string name) =>
        $"IF DB_ID('{name}') IS NOT NULL BEGIN ALTER DATABASE {name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {name}; END;";

    private static async Task ExecuteOnSqlServerAsync(string sql, CancellationToken cancellation = default)
    {
        await using var connection = new SqlConnection(SqlServer);
        await connection.OpenAsync(cancellation);
        await using var command = new SqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>What a federation that was never disposed has left.</summary>
    private static void RemoveFromSqlServer()
    {
        SqlConnection.ClearAllPools();
        using var connection = new SqlConnection(SqlServer);
        connection.Open();
        foreach (var name in OnSqlServer.Keys)
        {
            using var command = new SqlCommand(DropStatement(name), connection);
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Turns off synchronous commit; test data need not survive a crash of the machine, only one of the processes.</summary>
    public static Task DisableSynchronousCommitAsync(string connectionString, CancellationToken cancellation = default) => TestBed.ExecuteAsync(connectionString, "ALTER ROLE CURRENT_USER SET synchronous_commit = off", cancellation);

    internal static async Task MigrateAsync(IConfiguration configuration, CancellationToken cancellation)
    {
        await using var installation = await Installation.OpenAsync(Clone.Root, configuration, cancellation);
        await using var container = installation.Build();
        await using var scope = container.BeginLifetimeScope();
        await scope.Resolve<Migrator>().MigrateAsync(cancellation);
    }

    internal static IConfiguration Configuration(Provider on, string connection, string dataFolder) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Database:Provider"] = on.ToString(), ["ConnectionStrings:Federation"] = connection, ["Data:Folder"] = dataFolder,
        // A unit of work that asks for a second connection while it holds one fails its test.
        ["Database:OneConnection"] = "true",
    }).Build();

    /// <summary>A line of the table of people: user name, password.</summary>
    [GeneratedRegex(@"^\s*([a-z-]+-[0-9A-Z-]+)\s+(\S{10,})", RegexOptions.Multiline)]
    private static partial Regex PasswordLine();
}
