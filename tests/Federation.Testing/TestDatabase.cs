using System.Collections.Concurrent;
using Autofac;
using Federation.Framework.Databases;
using Federation.Host.Start;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Federation.Testing;

/// <summary>
/// Databases for tests: one private PostgreSQL cluster a test process, and in it a fresh database, copied from a migrated template, for whoever asks;
/// on a SQL Server that is configured, a database that is migrated for whoever asks and dropped at the end.
/// </summary>
public static class TestDatabase
{
    /// <summary>The environment variable with a connection string to a SQL Server, of a login that may create databases.</summary>
    public const string SqlServerVariable = "FEDERATION_TEST_SQLSERVER";

    private static readonly SemaphoreSlim Gate = new(1);
    private static readonly string Folder = Directory.CreateTempSubdirectory("federation-test-").FullName;
    private static EmbeddedPostgres? cluster;
    private static readonly ConcurrentBag<string> OnSqlServer = [];
    private static int count;

    /// <summary>Null where none is configured.</summary>
    public static string? SqlServer { get; } = Environment.GetEnvironmentVariable(SqlServerVariable) is { Length: > 0 } given ? given : null;

    /// <summary>The configuration of an installation on an empty, migrated database.</summary>
    public static Task<IConfiguration> FreshAsync(Provider on = Provider.PostgreSql, CancellationToken cancellation = default) =>
        on == Provider.SqlServer ? FreshOnSqlServerAsync(cancellation) : FreshOnPostgreSqlAsync(cancellation);

    private static async Task<IConfiguration> FreshOnSqlServerAsync(CancellationToken cancellation)
    {
        var name = $"federation_test_{Environment.ProcessId}_{Interlocked.Increment(ref count)}";
        if (OnSqlServer.IsEmpty) AppDomain.CurrentDomain.ProcessExit += (_, _) => RemoveFromSqlServer();
        OnSqlServer.Add(name);
        await using (var connection = new SqlConnection(SqlServer))
        {
            await connection.OpenAsync(cancellation);
            await using var command = new SqlCommand($"DROP DATABASE IF EXISTS {name}; CREATE DATABASE {name}", connection);
            await command.ExecuteNonQueryAsync(cancellation);
        }
        var configuration = Configuration(Provider.SqlServer, new SqlConnectionStringBuilder(SqlServer) { InitialCatalog = name }.ConnectionString);
        await MigrateAsync(configuration, cancellation);
        return configuration;
    }

    private static void RemoveFromSqlServer()
    {
        SqlConnection.ClearAllPools();
        using var connection = new SqlConnection(SqlServer);
        connection.Open();
        foreach (var name in OnSqlServer)
        {
            using var command = new SqlCommand($"ALTER DATABASE {name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {name}", connection);
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Has a cluster's commits wait for no disk: what tests write need not outlive a fall of the machine, only one of the processes.</summary>
    public static Task HurryAsync(string connectionString, CancellationToken cancellation = default) => ExecuteAsync(connectionString, "ALTER ROLE CURRENT_USER SET synchronous_commit = off", cancellation);

    private static async Task<IConfiguration> FreshOnPostgreSqlAsync(CancellationToken cancellation)
    {
        await Gate.WaitAsync(cancellation);
        try
        {
            if (cluster is null)
            {
                // The folder must be passable for the account that the server runs as when we are root.
                if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Folder, (UnixFileMode)0b111_101_101);
                cluster = await EmbeddedPostgres.AcquireAsync(Path.Combine(Folder, ".data"), cancellation);
                await HurryAsync(cluster.ConnectionString, cancellation);
                AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove();
                await MakeTemplateAsync(cancellation);
            }
            var name = $"test_{Interlocked.Increment(ref count)}";
            await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE federation_template", cancellation);
            return Configuration(name);
        }
        finally
        {
            Gate.Release();
        }
    }

    private static async Task MakeTemplateAsync(CancellationToken cancellation)
    {
        await ExecuteAsync("CREATE DATABASE federation_template", cancellation);
        await MigrateAsync(Configuration("federation_template", pooling: false), cancellation);
    }

    private static async Task MigrateAsync(IConfiguration configuration, CancellationToken cancellation)
    {
        await using var installation = await Installation.OpenAsync(Folder, configuration, cancellation);
        await using var container = installation.Build();
        await using var scope = container.BeginLifetimeScope();
        await scope.Resolve<Migrator>().MigrateAsync(cancellation);
    }

    /// <param name="pooling">A template can only be copied while nobody is connected to it, not even a pool.</param>
    private static IConfiguration Configuration(string database, bool pooling = true) => Configuration(
        Provider.PostgreSql, new NpgsqlConnectionStringBuilder(cluster!.ConnectionString) { Database = database, MaxPoolSize = 20, Pooling = pooling }.ConnectionString);

    private static IConfiguration Configuration(Provider on, string connection) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Database:Provider"] = on.ToString(), ["ConnectionStrings:Federation"] = connection, ["Data:Folder"] = Path.Combine(Folder, ".data"),
    }).Build();

    private static Task ExecuteAsync(string sql, CancellationToken cancellation) => ExecuteAsync(cluster!.ConnectionString, sql, cancellation);

    private static async Task ExecuteAsync(string connectionString, string sql, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static void Remove()
    {
        NpgsqlConnection.ClearAllPools();
        cluster!.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(Folder, recursive: true);
    }
}
