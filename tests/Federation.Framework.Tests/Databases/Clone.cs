using System.Diagnostics;
using System.Globalization;
using Federation.Framework.Databases;
using Npgsql;

namespace Federation.Framework.Tests.Databases;

/// <summary>A clone's data folder in a place of its own, with everything that a test reads or breaks about it.</summary>
public sealed class Clone : IAsyncDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("federation-test-").FullName;
    private string? clusterFolder;

    /// <param name="path">Below a fresh folder of this test's own.</param>
    /// <param name="open">Whether users other than the owner may pass.</param>
    public Clone(string path = "clone", bool open = true)
    {
        DataFolder = Path.Combine(root, path, ".data");
        if (open)
            File.SetUnixFileMode(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    public string DataFolder { get; }

    public async Task<EmbeddedPostgres> AcquireAsync()
    {
        var database = await EmbeddedPostgres.AcquireAsync(DataFolder, CancellationToken.None);
        clusterFolder = database.Folder;
        return database;
    }

    /// <summary>Another process of this clone that holds the database.</summary>
    public async Task<Process> StartHolderAsync()
    {
        var holder = Process.Start(new ProcessStartInfo("dotnet", [typeof(Clone).Assembly.Location, DataFolder]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Assert.NotNull(await holder.StandardOutput.ReadLineAsync());
        return holder;
    }

    public int ServerProcess => int.Parse(File.ReadLines(LockFile).First(), CultureInfo.InvariantCulture);

    public bool ServerRuns => File.Exists(LockFile);

    public string LockFile => Path.Combine(clusterFolder!, "data", "postmaster.pid");

    public static async Task<T> AskAsync<T>(EmbeddedPostgres database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static async Task DoAsync(EmbeddedPostgres database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task KillAsync(int process)
    {
        using var victim = Process.GetProcessById(process);
        victim.Kill();
        await victim.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (clusterFolder is not null)
        {
            await using (await AcquireAsync())
            {
                // A server that a test left behind ends with its last user.
            }
            if (!clusterFolder.StartsWith(root, StringComparison.Ordinal))
                Directory.Delete(Path.GetDirectoryName(clusterFolder)!, recursive: true);
        }
        Directory.Delete(root, recursive: true);
    }
}
