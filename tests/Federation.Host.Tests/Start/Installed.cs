using Federation.Framework.Databases;
using Npgsql;

namespace Federation.Host.Tests.Start;

/// <summary>
/// A folder as a clone would be, with an embedded database of its own and a small demo in it, which processes work on. Its seed was killed twice
/// before it was let through.
/// </summary>
public sealed class Installed : IAsyncLifetime
{
    private EmbeddedPostgres server = null!;

    internal static string[] Seed => ["seed", "--unions", "40"];

    public string Root { get; private set; } = "";

    internal Probe Probe { get; private set; } = null!;

    /// <summary>What seeding said at last.</summary>
    internal ProgramResult Seeded { get; private set; } = null!;

    /// <summary>How many unions there were after each kill.</summary>
    public IReadOnlyList<long> UnionsAfterKill { get; private set; } = [];

    public async Task InitializeAsync()
    {
        Root = await DemoFolder.NewSmallAsync();
        // One more user of the clone, so that the server does not stop and start with each process.
        server = await EmbeddedPostgres.AcquireAsync(Path.Combine(Root, ".data"), CancellationToken.None);
        await TestDatabase.DisableSynchronousCommitAsync(server.ConnectionString);
        Probe = await Probe.OpenAsync(server.ConnectionString);
        UnionsAfterKill = [await KillSeedAsync("Seeding"), await KillSeedAsync("Rolling up")];
        Seeded = await HostProcess.RunAsync(Root, Seed);
        // The first command that finds the demo names its people; whatever the tests run says its own only.
        await RunAsync("figures", "610000", "--period", "2017");
    }

    public async Task DisposeAsync()
    {
        await Probe.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await server.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }

    /// <summary>The process of the database server.</summary>
    internal int DatabaseProcess => int.Parse(File.ReadLines(Path.Combine(server.Folder, "data", "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>After the server went, and came again.</summary>
    internal async Task ConnectAgainAsync()
    {
        await Probe.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        Probe = await Probe.OpenAsync(server.ConnectionString);
    }

    /// <summary>A verb in this process.</summary>
    internal Task<ProgramResult> RunAsync(params string[] arguments) => InProcess.RunAsync(Root, arguments);

    private async Task<long> KillSeedAsync(string during)
    {
        using var seeding = HostProcess.Start(Root, Seed);
        await seeding.UntilAsync(() => seeding.Errors.Contains(during, StringComparison.Ordinal));
        await Probe.SomewhereAsync(150);
        await seeding.KillAsync();
        return await Probe.CountAsync("SELECT COUNT(*) FROM unions.unions");
    }
}
