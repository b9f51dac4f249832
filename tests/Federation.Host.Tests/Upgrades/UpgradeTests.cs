using System.Globalization;
using System.IO.Compression;
using Federation.Framework;
using Federation.Framework.Security;
using Federation.Host.Start;
using Federation.Host.Tests.Start;
using Microsoft.Extensions.Configuration;

namespace Federation.Host.Tests.Upgrades;

/// <summary>Every state that has landed is upgraded by this version. <c>eng/keep-state</c> keeps this version's, in the folder of this file.</summary>
public sealed class UpgradeTests
{
    /// <summary>What is asked of an installation before it is kept and after it was upgraded.</summary>
    private static readonly string[] Questions = ["figures 610000 --period 2024 --json", "figures 610428 --period 2017 --json"];

    private static readonly string Folder = Path.Combine(Clone.Root, "tests", "Federation.Host.Tests", "Upgrades");

    private static IEnumerable<string> States => Directory.EnumerateFiles(Folder, "*.zip").Order(StringComparer.Ordinal);

    [Theory]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Each_state_that_was_kept_is_upgraded_and_answers_as_it_did(Provider on)
    {
        Assert.NotEmpty(States);
        foreach (var state in States)
        {
            var root = DemoFolder.New();
            try
            {
                var (configuration, answers) = await KeptState.OpenAsync(state, on, root);
                var migrated = await InProcess.RunAsync(root, configuration, "migrate");
                Assert.True(migrated.Exit == 0, $"{state}: {migrated}");
                Assert.NotEmpty(answers);
                await AreSealedAsync(state, root, configuration);
                foreach (var (question, answer) in answers) Assert.Equal(answer, await AskAsync(root, configuration, question));
                Assert.Equal(new ProgramResult(0, "2017: figures equal\n", ""), await InProcess.RunAsync(root, configuration, "verify", "--period", "2017"));
                var doctor = await InProcess.RunAsync(root, configuration, "doctor");
                Assert.True(doctor.Exit == 0, $"{state}: {doctor}");
                await TestDatabase.DropAsync(configuration);
            }
            finally
            {
                Directory.Delete(root, recursive: true);
            }
        }
    }

    [Fact]
    public async Task What_is_kept_of_this_version_is_all_that_there_is()
    {
        var root = DemoFolder.New();
        try
        {
            var configuration = await TestDatabase.TinyDemoAsync();
            var answers = new Dictionary<string, string>();
            foreach (var question in Questions) answers[question] = await AskAsync(root, configuration, question);
            // eng/keep-state names the folder of the states.
            var kept = Path.Combine(Environment.GetEnvironmentVariable("FEDERATION_TEST_KEEP") is { Length: > 0 } folder ? folder : root, $"{ProductVersion.Current}.zip");
            await KeptState.WriteAsync(configuration, kept, answers);
            await TestDatabase.DropAsync(configuration);

            (configuration, _) = await KeptState.OpenAsync(kept, Provider.PostgreSql, root);
            var again = Path.Combine(root, "again.zip");
            await KeptState.WriteAsync(configuration, again, answers);
            await TestDatabase.DropAsync(configuration);
            var (before, after) = (await ContentAsync(kept), await ContentAsync(again));
            Assert.True(before.Count > 50, $"{before.Count} entries");
            Assert.Equal(before.Keys.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
            Assert.All(before, b => Assert.Equal(b.Value, after[b.Key]));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>What was personal and stood in clear is encrypted, says what it said, and is left nowhere.</summary>
    private static async Task AreSealedAsync(string state, string root, IConfiguration configuration)
    {
        (string Table, string Key, string Column)[] personal =
        [
            ("models.files", "id", "phone"), ("models.files", "id", "health"), ("models.files", "id", "monthly_income"), ("models.hardship_spells", "id", "note"),
            ("models.benefits", "id", "note"), ("models.nominated_persons", "nomination_id", "health"), ("seasonal.scholarship_grants", "id", "household"),
        ];
        var secrets = Secrets.Open(Path.Combine(root, ".data", "keys", "secrets.json"));
        await using var zip = await ZipFile.OpenReadAsync(state);
        await using var installation = await Installation.OpenAsync(root, configuration, CancellationToken.None);
        await using var connection = installation.Database.CreateConnection();
        await connection.OpenAsync();
        Assert.Empty(await RowsAsync("SELECT c.table_name, c.column_name FROM information_schema.columns c WHERE SUBSTRING(c.column_name, 1, 6) = 'plain_'"));
        foreach (var (table, key, column) in personal)
        {
            if (zip.GetEntry($"tables/{table}") is not { } entry) continue;
            using var reader = new StreamReader(await entry.OpenAsync());
            var lines = (await reader.ReadToEndAsync()).TrimEnd('\n').Split('\n').Select(l => l.Split('\t')).ToList();
            var (keyAt, valueAt) = (Array.IndexOf(lines[0], key), Array.IndexOf(lines[0], column));
            var before = lines.Skip(1).ToDictionary(l => long.Parse(l[keyAt], CultureInfo.InvariantCulture), l => l[valueAt] == "\\N" ? null : l[valueAt]);
            var after = (await RowsAsync($"SELECT {key}, {column} FROM {table}")).ToDictionary(r => (long)r[0]!, r => r[1] is byte[] bytes ? secrets.Decrypt(bytes) : null);
            Assert.Equal(before.Keys.Order(), after.Keys.Order());
            Assert.All(before, b => Assert.Equal(column == "monthly_income" ? b.Value?.Replace(".00", "", StringComparison.Ordinal) : b.Value, after[b.Key]));
        }

        async Task<List<object?[]>> RowsAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await using var rows = await command.ExecuteReaderAsync();
            var read = new List<object?[]>();
            while (await rows.ReadAsync()) read.Add([rows.GetValue(0), await rows.IsDBNullAsync(1) ? null : rows.GetValue(1)]);
            return read;
        }
    }

    private static async Task<string> AskAsync(string root, IConfiguration configuration, string question)
    {
        var said = await InProcess.RunAsync(root, configuration, question.Split(' '));
        Assert.True(said.Exit == 0 && said.Out.Length > 100, said.ToString());
        return CommandLineTests.WithoutInstant(said.Out);
    }

    /// <summary>Each entry's lines; rows come in no order.</summary>
    private static async Task<Dictionary<string, IReadOnlyList<string>>> ContentAsync(string path)
    {
        await using var zip = await ZipFile.OpenReadAsync(path);
        var content = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            content[entry.FullName] = [.. (await reader.ReadToEndAsync()).Split('\n').Order(StringComparer.Ordinal)];
        }
        return content;
    }
}
