using System.Diagnostics;
using Federation.Host.Tests.Start;
using Npgsql;

namespace Federation.Host.Tests.Operations;

/// <summary>Backup and restore as docs/operations.md describes them: into another database, with the key file, by a host in another folder.</summary>
[Collection(InstalledCollection.Name)]
public sealed class BackupTests(Installed installed)
{
    [Fact]
    public async Task The_figures_are_equal_after_a_restore_and_verify()
    {
        var dump = Path.Combine(installed.Root, "federation.dump");
        await PostgresAsync("pg_dump", "--format=custom", $"--file={dump}", installed.Connect("federation"));
        await installed.AskAsync("CREATE DATABASE restored");
        await PostgresAsync("pg_restore", "--exit-on-error", "--no-owner", $"--dbname={installed.Connect("restored")}", dump);

        var folder = await Installed.NewFolderAsync();
        try
        {
            var restored = new Dictionary<string, string>
            {
                ["Database__Provider"] = "PostgreSql",
                ["ConnectionStrings__Federation"] = new NpgsqlConnectionStringBuilder(installed.ConnectionString) { Database = "restored" }.ConnectionString,
                ["Keys__File"] = Path.Combine(installed.Root, ".data", "keys", "secrets.json"),
            };
            async Task<Said> AskAsync(params string[] verb)
            {
                using var process = HostProcess.Start(folder, restored, verb);
                return await process.EndAsync();
            }
            string[] figures = ["figures", "610000", "--period", "2016", "--json"];
            var asked = await HostProcess.RunAsync(installed.Root, figures);
            Assert.True(asked.Exit == 0 && asked.Out.Length > 1000, asked.ToString());
            Assert.Equal(CommandLineTests.WithoutInstant(asked.Out), CommandLineTests.WithoutInstant((await AskAsync(figures)).Out));
            Assert.Equal(new Said(0, "2016: figures equal\n", ""), await AskAsync("verify", "--period", "2016"));
            var doctor = await AskAsync("doctor");
            Assert.True(doctor.Exit == 0, doctor.ToString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            NpgsqlConnection.ClearAllPools();
            await installed.AskAsync("DROP DATABASE restored WITH (FORCE)");
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
