using System.Globalization;
using System.Text.RegularExpressions;
using Federation.Framework.Databases;
using Npgsql;

namespace Federation.Host.Tests.Start;

[CollectionDefinition(Name)]
public sealed class InstalledCollection : ICollectionFixture<Installed>
{
    public const string Name = "installed";
}

/// <summary>
/// A folder as a clone would be, with an embedded database of its own and a small demo in it, which processes work on. Its seed was killed twice
/// before it was let through, unless it is to be had quickly.
/// </summary>
public sealed partial class Installed : IAsyncLifetime
{
    /// <summary>The published totals are divided by this, so that seeding takes seconds.</summary>
    private const int Smaller = 40;

    private readonly Random random = new();
    private EmbeddedPostgres server = null!;
    private NpgsqlConnection connection = null!;

    internal bool IsSeedKilled { get; init; } = true;

    public string Root { get; private set; } = "";

    internal string ConnectionString => server.ConnectionString;

    /// <summary>What seeding said at last.</summary>
    internal Said Seeded { get; private set; } = null!;

    /// <summary>How many unions there were after each kill.</summary>
    public IReadOnlyList<long> UnionsAfterKill { get; private set; } = [];

    public async Task InitializeAsync()
    {
        Root = await NewFolderAsync();
        // One more user of the clone, so that the server does not stop and start with each process.
        server = await EmbeddedPostgres.AcquireAsync(Path.Combine(Root, ".data"), CancellationToken.None);
        await TestDatabase.HurryAsync(server.ConnectionString);
        connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        if (IsSeedKilled) UnionsAfterKill = [await KillSeedAsync("Seeding"), await KillSeedAsync("Rolling up")];
        Seeded = await HostProcess.RunAsync(Root, Seed);
        // The first command that finds the demo names its people; whatever the tests run says its own only.
        await HostProcess.RunAsync(Root, "figures", "610000", "--period", "2017");
    }

    public async Task DisposeAsync()
    {
        await connection.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await server.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }

    internal static string[] Seed => ["seed", "--unions", "40"];

    /// <summary>A database of the same server as PostgreSQL's own programs are told of it.</summary>
    internal string Connect(string database)
    {
        var to = new NpgsqlConnectionStringBuilder(ConnectionString);
        return $"host={to.Host} port={to.Port} user={to.Username} dbname={database}";
    }

    public async Task<object?> AskAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public async Task<long> CountAsync(string sql) => Convert.ToInt64(await AskAsync(sql), CultureInfo.InvariantCulture);

    /// <summary>A moment that nobody chose, by the database's work and not by the clock: after up to so many questions to it.</summary>
    public async Task SomewhereAsync(int most)
    {
        for (var n = random.Next(most); n > 0; n--) await AskAsync("SELECT 1");
    }

    private async Task<long> KillSeedAsync(string during)
    {
        using var seeding = HostProcess.Start(Root, Seed);
        await seeding.UntilAsync(() => seeding.Errors.Contains(during, StringComparison.Ordinal));
        await SomewhereAsync(150);
        await seeding.KillAsync();
        return await CountAsync("SELECT COUNT(*) FROM unions.unions");
    }

    /// <summary>A folder with nothing but seeds in it.</summary>
    public static async Task<string> NewFolderAsync()
    {
        var root = DemoFolder.New();
        var seeds = Path.Combine(root, "seeds");
        var published = Path.Combine(seeds, "published-figures.csv");
        var lines = (await File.ReadAllLinesAsync(published)).Select(line => Line().IsMatch(line)
            ? Value().Replace(line, m => (long.Parse(m.Value, CultureInfo.InvariantCulture) / Smaller).ToString(CultureInfo.InvariantCulture))
            : line);
        await File.WriteAllLinesAsync(published, lines);
        return root;
    }

    [GeneratedRegex("^p(0[1-69]|10),")]
    private static partial Regex Line();

    /// <summary>The number before a unit and a qualifier.</summary>
    [GeneratedRegex(@"(?<=,)\d+(?=,[^,]+,(exact|rounded|over|under|approx),)")]
    private static partial Regex Value();
}
