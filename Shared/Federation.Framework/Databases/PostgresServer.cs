using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Federation.Framework.Databases;

/// <summary>
/// The server process of one cluster. pg_ctl cannot be used: it trusts the process id in postmaster.pid, which after a crash may belong to another program, and
/// in a copied clone belongs to the original's server. A process is this cluster's server only if its working directory is this cluster's folder.
/// </summary>
internal sealed class PostgresServer(ClusterHome home)
{
    public const int Port = 5432;
    private static readonly TimeSpan StopTimeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan OrphanTimeout = TimeSpan.FromSeconds(5);

    // The shell opens the log as the calling user and closes inherited file descriptors. A pipe that the server kept open would never end.
    private const string Detach = """
        log=$1; shift
        for entry in /proc/$$/fd/*; do fd=${entry##*/}; [ "$fd" -le 2 ] || eval "exec $fd>&-"; done
        exec "$@" </dev/null >"$log" 2>&1
        """;

    private string LockFile => Path.Combine(home.Data, "postmaster.pid");

    public async Task CreateClusterIfMissingAsync(CancellationToken ct)
    {
        if (Directory.Exists(home.Data))
            return;
        var programs = await PostgresPrograms.FindNewestAsync(ct);
        foreach (var broken in Directory.GetDirectories(home.Cluster, "new-*"))
            Directory.Delete(broken, recursive: true);
        // Created under another name first, so that an interrupted initdb leaves nothing that looks like a cluster.
        var made = Path.Combine(home.Cluster, "new-" + RandomNumberGenerator.GetHexString(8, lowercase: true));
        // "trust" trusts the socket's folder, which only the server's user and root can enter; that is the same circle that can read the files themselves,
        // so a password would have to lie beside them and would keep nobody out. Nothing listens on the network.
        var (code, said) = await ProcessRunner.RunAsync(
            [.. home.User.RunAs(), programs.InitDb, "--pgdata", made, "--username=postgres", "--auth-local=trust", "--auth-host=reject",
                "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-instructions"], ct);
        if (code != 0)
            throw new EmbeddedDatabaseException($"The database could not be made in {home.Cluster}: {said}");
        Directory.Move(made, home.Data);
    }

    public bool IsRunning => Running() is not null;

    /// <summary>The folder of the running server's socket.</summary>
    public async Task<string> EnsureRunningAsync(Func<bool> mayRestart, CancellationToken ct)
    {
        Process? started = null;
        try
        {
            // Crash recovery may take minutes. While the server makes progress, only the caller's token ends the wait.
            for (; ; await Deadline.DelayAsync(ct))
            {
                if (Running() is { } server)
                {
                    if (!server.IsReady)
                        continue;
                    if (File.Exists(Path.Combine(server.SocketFolder, $".s.PGSQL.{Port}")))
                        return server.SocketFolder;
                    if (!mayRestart())
                        throw new EmbeddedDatabaseException(
                            $"The database server (process {server.Process}) runs, but its socket in {server.SocketFolder} is gone or hidden from us. Stop the other processes of this clone and start again.");
                    await StopAsync(ct);
                }
                else if (started is null)
                {
                    await ClearAfterCrashAsync(ct);
                    started = await StartAsync(ct);
                }
                else if (started.HasExited && Running() is null)
                    throw new EmbeddedDatabaseException($"The database server did not start; its logs are {home.StartLog} and {home.Logs}. Its last words: {ReadLogTail()}");
            }
        }
        finally
        {
            started?.Dispose();
        }
    }

    /// <summary>Ends open connections and stops with a checkpoint. A server that takes too long is left to finish by itself.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        if (Running() is not { } server)
            return;
        Linux.Signal(server.Process, Linux.Interrupt);
        for (var waiting = Deadline.In(StopTimeout); IsOurs(server.Process) && !waiting.HasPassed; await Deadline.DelayAsync(ct))
        {
            // Fast mode: connections are cut, then a checkpoint.
        }
        if (!IsOurs(server.Process) && Directory.Exists(server.SocketFolder) && !Directory.EnumerateFileSystemEntries(server.SocketFolder).Any())
            Directory.Delete(server.SocketFolder);
    }

    private async Task<Process> StartAsync(CancellationToken ct)
    {
        var version = (await File.ReadAllTextAsync(Path.Combine(home.Data, "PG_VERSION"), ct)).Trim();
        var programs = await PostgresPrograms.FindVersionAsync(version, home.Cluster, ct);
        return ProcessRunner.Start(
            [ProcessRunner.Find("bash") ?? "/bin/bash", "-c", Detach, "bash", home.StartLog,
                // A session of its own: Ctrl-C in the terminal is for the program that was started there.
                ProcessRunner.Find("setsid") ?? "/usr/bin/setsid", .. home.User.RunAs(), programs.Server, "-D", home.Data, .. Settings()], capture: false);
    }

    private IEnumerable<string> Settings() => new[]
    {
        "listen_addresses=", $"port={Port}", $"unix_socket_directories={home.CreateSocketFolder()}", "unix_socket_permissions=0700", "cluster_name=federation",
        "max_connections=100", "shared_buffers=256MB", "work_mem=32MB", "maintenance_work_mem=128MB", "max_wal_size=2GB", "random_page_cost=1.1", "jit=off",
        "synchronous_commit=on", "timezone=UTC", "log_timezone=UTC",
        // Containers often have 64 MB of /dev/shm, too little for a parallel join; System V memory is not bounded by that mount.
        "dynamic_shared_memory_type=sysv",
        // Logs rotate after a week.
        "logging_collector=on", $"log_directory={home.Logs}", "log_filename=postgres-%a.log", "log_rotation_age=1d", "log_rotation_size=0", "log_truncate_on_rotation=on",
    }.SelectMany(setting => new[] { "-c", setting });

    /// <summary>
    /// A server that was killed leaves its lock file, and perhaps children still at work on the files. PostgreSQL itself refuses to start when the number in
    /// that file is some other program's by now; so the file goes, but only when not one process of the old server is left.
    /// </summary>
    private async Task ClearAfterCrashAsync(CancellationToken ct)
    {
        for (var waiting = Deadline.In(OrphanTimeout); Processes() is { Count: > 0 } left; await Deadline.DelayAsync(ct))
        {
            foreach (var process in left)
                Linux.Signal(process, waiting.HasPassed ? Linux.Kill : Linux.Quit);
        }
        File.Delete(LockFile);
    }

    private sealed record Server(int Process, string SocketFolder, bool IsReady);

    private Server? Running()
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(LockFile);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        // Lines: process, folder, start, port, socket folder, address, shared memory, state; the last ones appear as the start gets on.
        if (lines.Length == 0 || !int.TryParse(lines[0], CultureInfo.InvariantCulture, out var process) || !IsOurs(process))
            return null;
        return new(process, lines.ElementAtOrDefault(4) ?? "", lines.ElementAtOrDefault(7)?.Trim() == "ready");
    }

    private List<int> Processes() => [.. Directory.GetDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process) ? process : 0)
        .Where(process => process > 0 && IsOurs(process))];

    private bool IsOurs(int process)
    {
        try
        {
            return Linux.Stat($"/proc/{process}/cwd", follow: true) is { } standsIn && standsIn.IsSameAs(Linux.Stat(home.Data, follow: true))
                && File.ReadAllText($"/proc/{process}/comm").Trim() == "postgres";
        }
        catch (IOException)
        {
            // It ended while we looked.
            return false;
        }
    }

    private string ReadLogTail()
    {
        var logs = Directory.Exists(home.Logs) ? new DirectoryInfo(home.Logs).GetFiles() : [];
        return string.Join(" | ", new[] { home.StartLog, logs.MaxBy(log => log.LastWriteTimeUtc)?.FullName }
            .Where(File.Exists)
            .SelectMany(log => File.ReadLines(log!).TakeLast(4)));
    }
}
