using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Autofac;
using Federation.Framework.Databases;
using Federation.Host.Seeding;
using Federation.Host.Start;
using Federation.Kernel;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Federation.Testing;

/// <summary>
/// The PostgreSQL cluster that all test processes of a clone share, in <c>.build/test-bed</c>, and the databases in it that tests copy: a migrated one, the
/// demo, and a demo a fortieth its size. Each is made once for a build and kept for the next run. Whatever is wrong with it, the folder can be deleted.
/// </summary>
internal static class TestBed
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static readonly Dictionary<string, string> Ready = [];
    private static EmbeddedPostgres? cluster;
    private static int copies;

    public static string DataFolder { get; } = Path.Combine(Clone.Root, ".build", "test-bed", ".data");

    public static Task<string> MigratedAsync(CancellationToken cancellation = default) =>
        CopyAsync("migrated", null, name => TestDatabase.MigrateAsync(Configuration(name, pooling: false), cancellation), cancellation);

    /// <summary>The whole demo and its people. It goes up to today, so it is made once a day.</summary>
    public static Task<string> DemoAsync(CancellationToken cancellation = default) =>
        CopyAsync("demo", MigratedAsync, name => SeedAsync(name, Clone.Root, SeedSize.Demo, cancellation), cancellation);

    /// <summary>Few unions, and published figures divided by <see cref="DemoFolder.Smaller"/>; without people.</summary>
    public static Task<string> SmallDemoAsync(CancellationToken cancellation = default) => SmallAsync("small", DemoFolder.Smaller, DemoFolder.SmallUnions, cancellation);

    public static Task<string> TinyDemoAsync(CancellationToken cancellation = default) => SmallAsync("tiny", DemoFolder.TinySmaller, DemoFolder.TinyUnions, cancellation);

    public static async Task<string> EmptyAsync(CancellationToken cancellation)
    {
        await Gate.WaitAsync(cancellation);
        try
        {
            if (cluster is null) await OpenAsync(cancellation);
            var name = NextCopy();
            await ExecuteAsync($"CREATE DATABASE {name}", cancellation);
            return name;
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>The same database for a superuser, who may leave checks out.</summary>
    public static string AsSuperuser(string connectionString) =>
        new NpgsqlConnectionStringBuilder(Superuser) { Database = new NpgsqlConnectionStringBuilder(connectionString).Database }.ConnectionString;

    private static Task<string> SmallAsync(string kind, int smaller, int unions, CancellationToken cancellation) => CopyAsync(kind, MigratedAsync, async name =>
    {
        var root = await DemoFolder.NewSmallAsync(smaller);
        try
        {
            await SeedAsync(name, root, SeedSize.Demo with { Grassroots = unions }, cancellation);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }, cancellation);

    /// <summary>What the making of the demo printed of its people.</summary>
    public static string DemoPeople => File.ReadAllText(PeopleOf(NameOf("demo")));

    public static IConfiguration Configuration(string database, bool pooling = true) => TestDatabase.Configuration(Provider.PostgreSql, Connect(database, pooling), DataFolder);

    /// <summary>Drops a copy, whoever is connected to it. Only a superuser may end an autovacuum worker that happens to be at work in it.</summary>
    public static Task DropAsync(string database) => ExecuteAsync(Superuser, $"DROP DATABASE IF EXISTS {database} WITH (FORCE)", CancellationToken.None);

    private static string Superuser => new NpgsqlConnectionStringBuilder(cluster!.ConnectionString) { Username = "postgres", Database = "postgres", Pooling = false }.ConnectionString;

    public static string Connect(string database, bool pooling = true) => new NpgsqlConnectionStringBuilder(cluster!.ConnectionString)
    {
        // Several processes with several databases each share one server's connections.
        Database = database, MaxPoolSize = 20, Pooling = pooling,
    }.ConnectionString;

    /// <summary>A database of one's own, copied from the kept one of that kind, which is made first where it is missing.</summary>
    private static async Task<string> CopyAsync(string kind, Func<CancellationToken, Task<string>>? from, Func<string, Task> fill, CancellationToken cancellation)
    {
        // Outside the gate, which the copy takes too.
        var isThere = await IsReadyAsync(kind, cancellation);
        var based = isThere || from is null ? null : await from(cancellation);
        await Gate.WaitAsync(cancellation);
        try
        {
            if (!Ready.TryGetValue(kind, out var template)) Ready[kind] = template = await MakeOnceAsync(kind, based, fill, cancellation);
            var name = NextCopy();
            await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY", cancellation);
            return name;
        }
        finally
        {
            Gate.Release();
            if (based is not null) await DropAsync(based);
        }
    }

    private static string NextCopy() => $"test_{Environment.ProcessId}_{++copies}";

    private static async Task<bool> IsReadyAsync(string kind, CancellationToken cancellation)
    {
        await Gate.WaitAsync(cancellation);
        try
        {
            if (cluster is null) await OpenAsync(cancellation);
            return Ready.ContainsKey(kind) || await ExistsAsync(NameOf(kind), cancellation);
        }
        finally
        {
            Gate.Release();
        }
    }

    private static async Task OpenAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(DataFolder)!);
        cluster = await EmbeddedPostgres.AcquireAsync(DataFolder, cancellation);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Close();
        // Test data need not survive a crash of the machine.
        foreach (var sql in new[] { "ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off", "SELECT pg_reload_conf()" }) await ExecuteAsync(Superuser, sql, cancellation);
        await TestDatabase.DisableSynchronousCommitAsync(cluster.ConnectionString, cancellation);
        foreach (var left in await DatabasesAsync("test\\_%", cancellation))
            if (!Directory.Exists($"/proc/{left.Split('_')[1]}")) await DropAsync(left);
    }

    /// <summary>Makes the kept database of a kind unless this or another process has; those of earlier builds go.</summary>
    private static async Task<string> MakeOnceAsync(string kind, string? based, Func<string, Task> fill, CancellationToken cancellation)
    {
        var name = NameOf(kind);
        if (await ExistsAsync(name, cancellation)) return name;
        await using var connection = new NpgsqlConnection(Connect("federation", pooling: false));
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock(hashtext('test-bed {kind}'))", connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync(cancellation);
        if (await ExistsAsync(name, cancellation)) return name;
        foreach (var old in await DatabasesAsync($"{kind}\\_%", cancellation)) await DropAsync(old);
        var making = $"making_{kind}";
        await DropAsync(making);
        await ExecuteAsync($"CREATE DATABASE {making}{(based is null ? "" : $" TEMPLATE {based}")}", cancellation);
        await fill(making);
        await ExecuteAsync($"ALTER DATABASE {making} RENAME TO {name}", cancellation);
        return name;
    }

    private static async Task SeedAsync(string name, string root, SeedSize size, CancellationToken cancellation)
    {
        await using var installation = await Installation.OpenAsync(root, Configuration(name, pooling: false), cancellation);
        await using var container = installation.Build();
        await container.Resolve<DemoSeed>().SeedOnceAsync(size, cancellation);
        if (size != SeedSize.Demo) return;
        await using var told = new StringWriter();
        await Federation.Host.Seeding.DemoPeople.MakeOnceAsync(container, told, cancellation);
        await File.WriteAllTextAsync(PeopleOf(NameOf("demo")), told.ToString(), cancellation);
    }

    private static string PeopleOf(string database) => Path.Combine(Path.GetDirectoryName(DataFolder)!, database + ".people");

    private static string NameOf(string kind) => $"{kind}_{(kind == "migrated" ? Build.Value : $"{Build.Value}_{TimeProvider.System.Today():yyyyMMdd}")}";

    /// <summary>Identifies the build that a database was made with: the program's assemblies and the seeds.</summary>
    private static readonly Lazy<string> Build = new(() =>
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var program = Directory.EnumerateFiles(AppContext.BaseDirectory, "Federation.*.dll")
            .Where(f => !f.EndsWith("Tests.dll", StringComparison.Ordinal) && !f.EndsWith("Testing.dll", StringComparison.Ordinal) && !f.Contains("Finbuckle", StringComparison.Ordinal));
        foreach (var file in program.Concat(Directory.EnumerateFiles(Clone.Seeds)).OrderBy(Path.GetFileName, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(File.ReadAllBytes(file));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    });

    private static async Task<bool> ExistsAsync(string database, CancellationToken cancellation) => (await DatabasesAsync(database.Replace("_", "\\_", StringComparison.Ordinal), cancellation)).Count > 0;

    private static async Task<IReadOnlyList<string>> DatabasesAsync(string pattern, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(cluster!.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("SELECT datname FROM pg_database WHERE datname LIKE $1", connection) { Parameters = { new() { Value = pattern } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var found = new List<string>();
        while (await reader.ReadAsync(cancellation)) found.Add(reader.GetString(0));
        return found;
    }

    private static Task ExecuteAsync(string sql, CancellationToken cancellation) => ExecuteAsync(cluster!.ConnectionString, sql, cancellation);

    internal static async Task ExecuteAsync(string connectionString, string sql, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static void Close()
    {
        NpgsqlConnection.ClearAllPools();
        CloseAsync().GetAwaiter().GetResult();
    }

    private static async Task CloseAsync()
    {
        foreach (var left in await DatabasesAsync(string.Create(CultureInfo.InvariantCulture, $"test\\_{Environment.ProcessId}\\_%"), CancellationToken.None)) await DropAsync(left);
        NpgsqlConnection.ClearAllPools();
        await cluster!.DisposeAsync();
    }
}
