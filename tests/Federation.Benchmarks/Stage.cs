using System.Diagnostics;
using System.Globalization;
using Autofac;
using Federation.Framework.Databases;
using Federation.Framework.Modules;
using Federation.Host.Start;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Federation.Benchmarks;

/// <summary>How large the province is: everything of it, a hundredth to try a benchmark out, or so little that a test can run them all.</summary>
internal enum Scale { Tiny, Small, Province }

/// <summary>The benchmarks' own database cluster in a temporary folder, and the databases in it, each made when first asked for.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly EmbeddedPostgres cluster;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly bool kept;
    private readonly HashSet<string> made = [];
    private readonly string folder;

    private Stage(EmbeddedPostgres cluster, string folder, bool kept, Scale scale, int times)
    {
        (this.cluster, this.folder, this.kept) = (cluster, folder, kept);
        (Scale, Times) = (scale, times);
    }

    public Scale Scale { get; }

    /// <summary>How often each long measurement is repeated; the median counts.</summary>
    public int Times { get; }

    /// <summary>Grassroots unions of the large tree.</summary>
    public int Unions => Of(20, 600, 60_000);

    /// <summary>Grassroots unions of the tree that the large one is compared with.</summary>
    public int FewUnions => Of(6, 6, 600);

    /// <summary>How long load is kept up in each turn.</summary>
    public TimeSpan LoadFor => TimeSpan.FromSeconds(Of(0.05, 2, 5));

    /// <summary>What a benchmark does often so that its median is sure; once is enough to see that it works.</summary>
    public int Rounds(int rounds) => Scale == Scale.Tiny ? 1 : rounds;

    public T Of<T>(T tiny, T small, T province) => Scale switch { Scale.Tiny => tiny, Scale.Small => small, _ => province };

    /// <param name="keep">A folder to keep the databases in for another run; a temporary one when null.</param>
    public static async Task<Stage> OpenAsync(Scale scale, int times, string? keep)
    {
        var folder = keep ?? Directory.CreateTempSubdirectory("federation-benchmarks-").FullName;
        Directory.CreateDirectory(folder);
        // The server runs as another account when we are root, and must reach its files.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        return new Stage(await EmbeddedPostgres.AcquireAsync(Path.Combine(folder, ".data"), CancellationToken.None), folder, keep is not null, scale, times);
    }

    public void Say(string text) => Console.Error.WriteLine($"{clock.Elapsed.TotalSeconds,6:0} {text}");

    /// <summary>A database of that name, made by <paramref name="fill"/> in a copy of another one, or in an empty one.</summary>
    public async Task<Installation> DatabaseAsync(string name, string? copyOf, Func<IContainer, NpgsqlConnection, Task> fill)
    {
        await using var admin = new NpgsqlConnection(Connection("postgres"));
        await admin.OpenAsync();
        var done = $"{name}_{Scale}".ToLowerInvariant();
        if (await admin.ScalarAsync($"SELECT 1 FROM pg_database WHERE datname = '{done}'") is null)
        {
            Say($"making database {done}");
            var draft = done + "_draft";
            NpgsqlConnection.ClearAllPools();
            await admin.RunAsync($"DROP DATABASE IF EXISTS {draft}");
            await admin.RunAsync($"CREATE DATABASE {draft} OWNER federation {(copyOf is null ? "" : $"TEMPLATE {copyOf}_{Scale}")}");
            await using (var installation = await OpenAsync(draft))
            {
                await using var container = installation.Build();
                await MigrateAsync(container);
                await using var connection = new NpgsqlConnection(Connection(draft));
                await connection.OpenAsync();
                await fill(container, connection);
            }
            NpgsqlConnection.ClearAllPools();
            await admin.RunAsync($"ALTER DATABASE {draft} RENAME TO {done}");
            made.Add(done);
        }
        var opened = await OpenAsync(done);
        if (made.Add(done))
        {
            // Kept by an earlier run, perhaps of an earlier version.
            await using var container = opened.Build();
            await MigrateAsync(container);
        }
        return opened;
    }

    private static async Task MigrateAsync(ILifetimeScope container)
    {
        await using var scope = container.BeginLifetimeScope();
        await scope.Resolve<Migrator>().MigrateAsync(CancellationToken.None);
    }

    /// <summary>A second connection string to an installation's database, as the server's superuser: for generating and for looking.</summary>
    public string Superuser(Installation installation) => Connection(new NpgsqlConnectionStringBuilder(installation.Database.ConnectionString).Database!);

    /// <summary>The same database as another installation's, with other modules or settings.</summary>
    public Task<Installation> SameAsync(Installation installation, IReadOnlyList<FederationModule>? modules = null, IReadOnlyDictionary<string, string?>? settings = null) =>
        OpenAsync(new NpgsqlConnectionStringBuilder(installation.Database.ConnectionString).Database!, modules, settings);

    public async Task<NpgsqlConnection> ConnectAsync(Installation installation)
    {
        var connection = new NpgsqlConnection(installation.Database.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>The settings under which a process of its own opens an installation's database.</summary>
    public IReadOnlyDictionary<string, string?> Settings(string connectionString) => new Dictionary<string, string?>
    {
        ["Database:Provider"] = "PostgreSql",
        ["ConnectionStrings:Federation"] = connectionString,
        ["Data:Folder"] = Path.Combine(folder, "keys"),
        // What is measured is how fast answers are, not how many one token may ask for.
        ["Limits:RequestsPerSecond"] = "0",
    };

    /// <summary>Measures by the clock and in processor time: the whole cluster's and this process's, and a child's where there is one.</summary>
    public async Task<Took> TimeAsync(Func<Task> work, Func<double>? childCpu = null)
    {
        var (before, started) = (Cpu(), Stopwatch.GetTimestamp());
        await work();
        return new Took(Stopwatch.GetElapsedTime(started).TotalSeconds, Cpu() - before + (childCpu?.Invoke() ?? 0));
    }

    /// <summary>Processor time of this process and of the database's server with all its processes, in seconds.</summary>
    public double Cpu()
    {
        using var self = Process.GetCurrentProcess();
        var server = int.Parse(File.ReadLines(Path.Combine(cluster.Folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        var total = self.TotalProcessorTime.TotalSeconds;
        foreach (var process in Directory.GetDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])))
        {
            if (ProcessorTime(process) is not { } stat) continue;
            if (stat.Id == server) total += stat.Own + stat.Gone;
            else if (stat.Parent == server) total += stat.Own;
        }
        return total;
    }

    internal static (int Id, int Parent, double Own, double Gone)? ProcessorTime(string process)
    {
        const double ticks = 100;
        try
        {
            var stat = File.ReadAllText(Path.Combine(process, "stat"));
            // pid (name) state ppid … utime stime cutime cstime at 14 to 17
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            double Ticks(int field) => double.Parse(fields[field - 3], CultureInfo.InvariantCulture) / ticks;
            return (int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture), Ticks(14) + Ticks(15), Ticks(16) + Ticks(17));
        }
        catch (IOException)
        {
            // It ended while we looked.
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        var where = cluster.Folder;
        await cluster.DisposeAsync();
        if (kept) return;
        if (!where.StartsWith(folder, StringComparison.Ordinal)) Directory.Delete(Path.GetDirectoryName(where)!, recursive: true);
        Directory.Delete(folder, recursive: true);
    }

    private Task<Installation> OpenAsync(string database, IReadOnlyList<FederationModule>? modules = null, IReadOnlyDictionary<string, string?>? settings = null) => Installation.OpenAsync(
        folder,
        new ConfigurationBuilder().AddInMemoryCollection(Settings(new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Database = database, MaxPoolSize = 30 }.ConnectionString)).AddInMemoryCollection(settings).Build(),
        CancellationToken.None,
        modules: modules);

    private string Connection(string database) =>
        new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Database = database, Username = "postgres", Pooling = false, CommandTimeout = 0 }.ConnectionString;
}

internal static class Statements
{
    public static async Task<int> RunAsync(this NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteNonQueryAsync();
    }

    public static async Task<object?> ScalarAsync(this NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync();
    }

    public static async Task<List<T>> ListAsync<T>(this NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }
}
