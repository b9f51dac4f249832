using System.Globalization;
using Npgsql;

namespace Federation.Host.Tests.Start;

/// <summary>A connection of the test's own to the database that hosts and commands work on.</summary>
internal sealed class Probe : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly Random random = Repetition.Random(nameof(Probe));

    private Probe(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<Probe> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return new Probe(connection);
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

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
