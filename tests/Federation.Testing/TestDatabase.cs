using Autofac;
using Federation.Framework.Databases;
using Federation.Host.Start;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Federation.Testing;

/// <summary>
/// Databases for tests: one private PostgreSQL cluster a test process, and in it a fresh database, copied from a migrated template, for whoever asks.
/// </summary>
public static class TestDatabase
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static readonly string Folder = Directory.CreateTempSubdirectory("federation-test-").FullName;
    private static EmbeddedPostgres? cluster;
    private static int count;

    public static async Task<IConfiguration> FreshAsync(CancellationToken cancellation = default)
    {
        await Gate.WaitAsync(cancellation);
        try
        {
            if (cluster is null)
            {
                // The folder must be passable for the account that the server runs as when we are root.
                if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Folder, (UnixFileMode)0b111_101_101);
                cluster = await EmbeddedPostgres.AcquireAsync(Path.Combine(Folder, ".data"), cancellation);
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
        await using (var installation = await Installation.OpenAsync(Folder, Configuration("federation_template", pooling: false), cancellation))
        {
            await using var container = installation.Build();
            await using var scope = container.BeginLifetimeScope();
            await scope.Resolve<Migrator>().MigrateAsync(cancellation);
        }
    }

    /// <param name="pooling">A template can only be copied while nobody is connected to it, not even a pool.</param>
    private static IConfiguration Configuration(string database, bool pooling = true) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Database:Provider"] = "PostgreSql",
        ["ConnectionStrings:Federation"] = new NpgsqlConnectionStringBuilder(cluster!.ConnectionString) { Database = database, MaxPoolSize = 20, Pooling = pooling }.ConnectionString,
        ["Data:Folder"] = Path.Combine(Folder, ".data"),
    }).Build();

    private static async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(cluster!.ConnectionString);
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
