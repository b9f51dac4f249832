using System.Diagnostics;
using Federation.Host.Tests.Start;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Federation.Host.Tests.Operations;

/// <summary>Backup and restore as docs/operations.md describes them: into another database, with the key file, by a host in another folder.</summary>
public sealed class BackupTests(SmallDemo demo) : IClassFixture<SmallDemo>
{
    [Fact]
    public async Task The_figures_are_equal_after_a_restore_and_verify()
    {
        var dump = Path.Combine(demo.Root, "federation.dump");
        await PostgresAsync("pg_dump", "--format=custom", $"--file={dump}", demo.Connect(new NpgsqlConnectionStringBuilder(demo.ConnectionString).Database!));
        var database = $"{new NpgsqlConnectionStringBuilder(demo.ConnectionString).Database}_restored";
        await demo.Probe.AskAsync($"CREATE DATABASE {database}");
        await PostgresAsync("pg_restore", "--exit-on-error", "--no-owner", $"--dbname={demo.Connect(database)}", dump);

        var restored = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = "PostgreSql",
            ["ConnectionStrings:Federation"] = new NpgsqlConnectionStringBuilder(demo.ConnectionString) { Database = database }.ConnectionString,
            ["Keys:File"] = Path.Combine(demo.Configuration["Data:Folder"]!, "keys", "secrets.json"),
        }).Build();
        var folder = DemoFolder.New();
        try
        {
            Task<ProgramResult> AskAsync(params string[] verb) => InProcess.RunAsync(folder, restored, verb);
            string[] figures = ["figures", "610000", "--period", "2016", "--json"];
            var asked = await demo.RunAsync(figures);
            Assert.True(asked.Exit == 0 && asked.Out.Length > 1000, asked.ToString());
            Assert.Equal(CommandLineTests.WithoutInstant(asked.Out), CommandLineTests.WithoutInstant((await AskAsync(figures)).Out));
            Assert.Equal(new ProgramResult(0, "2016: figures equal\n", ""), await AskAsync("verify", "--period", "2016"));
            var doctor = await AskAsync("doctor");
            Assert.True(doctor.Exit == 0, doctor.ToString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            NpgsqlConnection.ClearAllPools();
            await TestDatabase.DropAsync(restored);
        }
    }

    private static async Task PostgresAsync(string program, params string[] arguments)
    {
        var found = Directory.GetDirectories("/usr/lib/postgresql").Select(v => Path.Combine(v, "bin", program)).Last(File.Exists);
        using var process = Process.Start(new ProcessStartInfo(found, arguments) { RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
    }
}
