using System.Text;
using Federation.Framework.Databases;
using Npgsql;

namespace Federation.Framework.Tests.Databases;

public sealed class EmbeddedPostgresTests
{
    private const string Remember = "CREATE TABLE remembered AS SELECT 42 AS answer";
    private const string Recall = "SELECT answer FROM remembered";

    [Fact]
    public async Task What_is_written_is_there_at_the_next_start()
    {
        await using var clone = new Clone();
        await using (var first = await clone.AcquireAsync())
        {
            await Clone.DoAsync(first, Remember);
            Assert.True(clone.ServerRuns);
        }
        Assert.False(clone.ServerRuns);

        await using var second = await clone.AcquireAsync();
        Assert.Equal(42, await Clone.AskAsync<int>(second, Recall));
    }

    [Fact]
    public async Task The_server_is_private_and_careful()
    {
        await using var clone = new Clone();
        await using var database = await clone.AcquireAsync();

        Assert.Equal("", await Clone.AskAsync<string>(database, "SHOW listen_addresses"));
        Assert.Equal("on", await Clone.AskAsync<string>(database, "SHOW data_checksums"));
        Assert.Equal("on", await Clone.AskAsync<string>(database, "SHOW synchronous_commit"));
        Assert.Equal("UTF8", await Clone.AskAsync<string>(database, "SHOW server_encoding"));
        Assert.Equal("C.UTF-8", await Clone.AskAsync<string>(database, "SELECT datcollate::text FROM pg_database WHERE datname = current_database()"));
        Assert.False(await Clone.AskAsync<bool>(database, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"));
        var socketFolder = new NpgsqlConnectionStringBuilder(database.ConnectionString).Host!;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(socketFolder));
        Assert.True(Encoding.UTF8.GetByteCount(socketFolder) < 100);
        Assert.NotEqual("0", (await File.ReadAllLinesAsync($"/proc/{clone.ServerProcess}/status")).Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1]);
    }

    [Fact]
    public async Task The_last_one_out_stops_the_server()
    {
        await using var clone = new Clone();
        var here = await clone.AcquireAsync();
        using var there = await clone.StartHolderAsync();
        var server = clone.ServerProcess;

        await here.DisposeAsync();
        Assert.Equal(server, clone.ServerProcess);

        there.StandardInput.Close();
        await there.WaitForExitAsync();
        Assert.False(clone.ServerRuns);
    }

    [Fact]
    public async Task Many_at_once_share_one_server()
    {
        await using var clone = new Clone();
        var users = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => clone.AcquireAsync()));
        var servers = await Task.WhenAll(users.Select(user => Clone.AskAsync<DateTime>(user, "SELECT pg_postmaster_start_time()")));
        Assert.Single(servers.Distinct());

        await Task.WhenAll(users.Select(async user => await user.DisposeAsync()));
        Assert.False(clone.ServerRuns);
    }

    [Fact]
    public async Task A_server_whose_users_were_killed_is_taken_over()
    {
        await using var clone = new Clone();
        await using (await clone.AcquireAsync())
        {
        }
        using var holder = await clone.StartHolderAsync();
        var server = clone.ServerProcess;
        holder.Kill();
        await holder.WaitForExitAsync();
        Assert.True(clone.ServerRuns);

        await using (await clone.AcquireAsync())
            Assert.Equal(server, clone.ServerProcess);
        Assert.False(clone.ServerRuns);
    }

    [Fact]
    public async Task A_killed_server_recovers_where_its_users_knew_it()
    {
        await using var clone = new Clone();
        await using var before = await clone.AcquireAsync();
        await Clone.DoAsync(before, Remember);
        await Clone.KillAsync(clone.ServerProcess);

        await using var after = await clone.AcquireAsync();
        Assert.Equal(42, await Clone.AskAsync<int>(after, Recall));
        Assert.Equal(42, await Clone.AskAsync<int>(before, Recall));
    }

    [Fact]
    public async Task The_number_of_another_program_in_the_lock_file_is_not_believed()
    {
        await using var clone = new Clone();
        await using var other = new Clone();
        await using var otherDatabase = await other.AcquireAsync();
        var database = await clone.AcquireAsync();
        await Clone.DoAsync(database, Remember);
        var lines = await File.ReadAllLinesAsync(clone.LockFile);
        await Clone.KillAsync(clone.ServerProcess);
        await database.DisposeAsync();
        // The other clone's server: alive, of the same user, and a PostgreSQL.
        lines[0] = $"{other.ServerProcess}";
        await File.WriteAllLinesAsync(clone.LockFile, lines);

        await using (var again = await clone.AcquireAsync())
        {
            Assert.Equal(42, await Clone.AskAsync<int>(again, Recall));
            Assert.NotEqual(otherDatabase.ConnectionString, again.ConnectionString);
        }
        Assert.Equal(1, await Clone.AskAsync<int>(otherDatabase, "SELECT 1"));
    }

    [Fact]
    public async Task Two_clones_have_two_servers()
    {
        await using var clone = new Clone();
        await using var other = new Clone();
        await using var database = await clone.AcquireAsync();
        await using (var otherDatabase = await other.AcquireAsync())
            await Clone.DoAsync(otherDatabase, Remember);

        Assert.False(other.ServerRuns);
        Assert.False(await Clone.AskAsync<bool>(database, "SELECT EXISTS (SELECT FROM pg_tables WHERE tablename = 'remembered')"));
    }

    [Theory]
    [InlineData("年终 报表 $(false) \"x\" 'y'", true)]
    [InlineData("总 工会", false)]
    [InlineData("a-folder-whose-name-is-long-enough-that-no-socket-could-ever-be-bound-below-it/another-one-of-the-same-kind-below-the-first-one", true)]
    public async Task Any_path_will_do(string path, bool open)
    {
        await using var clone = new Clone(path, open);
        await using (var first = await clone.AcquireAsync())
            await Clone.DoAsync(first, Remember);
        await using var second = await clone.AcquireAsync();

        Assert.Equal(42, await Clone.AskAsync<int>(second, Recall));
        Assert.Equal(open || !Environment.IsPrivilegedProcess, second.Folder.StartsWith(clone.DataFolder, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_copied_clone_gets_a_database_of_its_own()
    {
        await using var clone = new Clone(open: false);
        await using var database = await clone.AcquireAsync();
        await Clone.DoAsync(database, Remember);
        await using var copy = new Clone(open: false);
        Directory.CreateDirectory(copy.DataFolder);
        foreach (var file in Directory.GetFiles(clone.DataFolder).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(copy.DataFolder, Path.GetFileName(file)));

        await using var copied = await copy.AcquireAsync();
        Assert.NotEqual(database.Folder, copied.Folder);
        Assert.NotEqual(database.ConnectionString, copied.ConnectionString);
        Assert.Equal(42, await Clone.AskAsync<int>(database, Recall));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        await using var clone = new Clone();
        Directory.CreateDirectory(Path.GetDirectoryName(clone.DataFolder)!);
        await File.WriteAllTextAsync(clone.DataFolder, "in the way");

        var failure = await Assert.ThrowsAsync<EmbeddedDatabaseException>(clone.AcquireAsync);
        Assert.Contains(clone.DataFolder, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_for_the_start_of_others_can_be_cancelled()
    {
        await using var clone = new Clone();
        Directory.CreateDirectory(clone.DataFolder);
        await using var held = new FileStream(Path.Combine(clone.DataFolder, "start.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        using var impatience = new CancellationTokenSource();
        var waiting = EmbeddedPostgres.AcquireAsync(clone.DataFolder, impatience.Token);
        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
