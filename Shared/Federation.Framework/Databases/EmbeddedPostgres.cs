using Npgsql;

namespace Federation.Framework.Databases;

/// <summary>
/// The private PostgreSQL of one clone, made with the system's own programs. All processes of the clone share one server: the first one in starts it, the last
/// one out stops it, and one that runs on after a crash of its users is taken over by the next start.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const string Name = "federation";
    private const string NoSuchDatabase = "3D000", NoSuchRole = "28000", NoMoreConnections = "53300";

    private readonly string startLock;
    private readonly string usersLock;
    private readonly PostgresServer server;
    private FileLock? use;

    private EmbeddedPostgres(string startLock, string usersLock, ClusterHome home, PostgresServer server, FileLock use, string socketFolder)
    {
        this.startLock = startLock;
        this.usersLock = usersLock;
        this.server = server;
        this.use = use;
        Folder = home.Cluster;
        ConnectionString = Connect(socketFolder, Name, Name);
    }

    public string ConnectionString { get; }

    /// <summary>The real folder of the cluster, which may lie outside the data folder.</summary>
    public string Folder { get; }

    /// <param name="dataFolder">The clone's folder for data, made when missing.</param>
    /// <exception cref="EmbeddedDatabaseException">It cannot be started; the message says what to do.</exception>
    public static async Task<EmbeddedPostgres> AcquireAsync(string dataFolder, CancellationToken ct)
    {
        if (!OperatingSystem.IsLinux())
            throw new EmbeddedDatabaseException("The embedded database needs Linux. Elsewhere set Database:Provider to SqlServer or PostgreSql and ConnectionStrings:Federation.");
        try
        {
            return await AcquireOnLinuxAsync(Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataFolder)), ct);
        }
        catch (NpgsqlException failure)
        {
            throw new EmbeddedDatabaseException($"The embedded database in {dataFolder} runs but does not answer: {failure.Message} Its log lies in the folder postgres/log there.", failure);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            throw new EmbeddedDatabaseException($"The embedded database in {dataFolder} cannot be used: {failure.Message} Start as the user whom that folder belongs to, or use a clone of your own.", failure);
        }
    }

    private static async Task<EmbeddedPostgres> AcquireOnLinuxAsync(string dataFolder, CancellationToken ct)
    {
        if (!Directory.Exists(dataFolder))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(dataFolder)!);
            // Under root the server runs as another user, who must be able to traverse this folder. Secret files in it have permissions of their own.
            Linux.TryCreateFolder(dataFolder, Environment.IsPrivilegedProcess ? 0b111_001_001u : 0b111_000_000u);
        }
        var startLock = Path.Combine(dataFolder, "start.lock");
        var usersLock = Path.Combine(dataFolder, "users.lock");

        using var starting = await FileLock.AcquireAsync(startLock, FileShare.None, ct);
        // Taken before the start, so that a process that leaves meanwhile does not stop the server. Nobody can hold it exclusively while this process has the
        // start lock.
        var use = await FileLock.AcquireAsync(usersLock, FileShare.Read, ct);
        PostgresServer? server = null;
        try
        {
            var home = await ClusterHome.FindOrCreateAsync(dataFolder, ct);
            server = new(home);
            await server.CreateClusterIfMissingAsync(ct);
            var socketFolder = await server.EnsureRunningAsync(IsAlone, ct);
            await CreateDatabaseIfMissingAsync(socketFolder, ct);
            return new(startLock, usersLock, home, server, use, socketFolder);
        }
        catch
        {
            if (server is not null && IsAlone())
                await server.StopAsync(CancellationToken.None);
            use.Dispose();
            throw;
        }

        bool IsAlone()
        {
            use.Dispose();
            using var alone = FileLock.TryAcquire(usersLock, FileShare.None);
            alone?.Dispose();
            use = FileLock.TryAcquire(usersLock, FileShare.Read)!;
            return alone is not null;
        }
    }

    /// <summary>
    /// Starts the server again within seconds whenever it has died, until the token is cancelled. What was committed is there again: PostgreSQL recovers it from its log.
    /// The address stays the same, so connections that are opened afterwards work.
    /// </summary>
    /// <param name="tried">Called after each start, with the error where it failed; then it is tried again.</param>
    public async Task KeepRunningAsync(Action<Exception?> tried, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                if (server.IsRunning)
                    continue;
                try
                {
                    // One process of the clone starts it, and the others find it running.
                    using var starting = await FileLock.AcquireAsync(startLock, FileShare.None, stop);
                    await server.EnsureRunningAsync(static () => false, stop);
                    tried(null);
                }
                catch (Exception error) when (error is EmbeddedDatabaseException or IOException or UnauthorizedAccessException)
                {
                    tried(error);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref use, null) is not { } held)
            return;
        try
        {
            using var stopping = await FileLock.AcquireAsync(startLock, FileShare.None, CancellationToken.None);
            held.Dispose();
            using var last = FileLock.TryAcquire(usersLock, FileShare.None);
            if (last is not null)
                await server.StopAsync(CancellationToken.None);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or EmbeddedDatabaseException)
        {
            // The folder is gone or another process has held the lock for minutes. A server that keeps running is taken over by the next start.
        }
        finally
        {
            held.Dispose();
        }
    }

    private static async Task CreateDatabaseIfMissingAsync(string socketFolder, CancellationToken ct)
    {
        try
        {
            await using var probe = new NpgsqlConnection(Connect(socketFolder, Name, Name, pooling: false));
            await probe.OpenAsync(ct);
            return;
        }
        catch (PostgresException busy) when (busy.SqlState is NoMoreConnections)
        {
            return;
        }
        catch (PostgresException missing) when (missing.SqlState is NoSuchDatabase or NoSuchRole)
        {
            // Made below.
        }
        // The application's role is not a superuser, so an injected statement cannot reach the server's files. CREATEDB is for tests and benchmarks.
        await using var connection = new NpgsqlConnection(Connect(socketFolder, "postgres", "postgres", pooling: false));
        await connection.OpenAsync(ct);
        await ExecuteUnlessThereAsync($"SELECT FROM pg_roles WHERE rolname = '{Name}'", $"CREATE ROLE {Name} LOGIN CREATEDB IN ROLE pg_monitor");
        await ExecuteUnlessThereAsync($"SELECT FROM pg_database WHERE datname = '{Name}'", $"CREATE DATABASE {Name} OWNER {Name}");

        async Task ExecuteUnlessThereAsync(string question, string statement)
        {
            await using var ask = new NpgsqlCommand(question, connection);
            await using (var answer = await ask.ExecuteReaderAsync(ct))
            {
                if (answer.HasRows)
                    return;
            }
            await using var make = new NpgsqlCommand(statement, connection);
            await make.ExecuteNonQueryAsync(ct);
        }
    }

    private static string Connect(string socketFolder, string database, string user, bool pooling = true) => new NpgsqlConnectionStringBuilder
    {
        Host = socketFolder, Port = PostgresServer.Port, Database = database, Username = user, Pooling = pooling,
        // Below the server's limit of 100, so that a command can connect while a host is under load.
        MaxPoolSize = 60,
    }.ConnectionString;
}
