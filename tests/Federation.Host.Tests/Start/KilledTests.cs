namespace Federation.Host.Tests.Start;

/// <summary>A process that is killed in the middle of its work leaves nothing that the next one could not make good.</summary>
public sealed class KilledTests(Installed installed) : IClassFixture<Installed>
{
    private static readonly int Kills = Repetition.Times(share: 2, all: 10);

    private const string RollUp2017 = "FROM federation.ledger_runs WHERE kind = 'rollup' AND mode = 'full' AND period = 2017";
    private const string StepsOf2017 = "FROM federation.ledger_steps s JOIN federation.ledger_runs r ON r.id = s.run_id WHERE r.kind = 'rollup' AND r.mode = 'full' AND r.period = 2017";

    [Fact]
    public async Task A_seed_that_was_killed_begins_again_and_one_that_was_killed_while_rolling_up_goes_on()
    {
        Assert.Equal(0, installed.UnionsAfterKill[0]);
        Assert.True(installed.UnionsAfterKill[1] > 100);
        Assert.True(installed.Seeded.Exit == 0, installed.Seeded.ToString());
        Assert.Equal(installed.UnionsAfterKill[1], await installed.Probe.CountAsync("SELECT COUNT(*) FROM unions.unions"));
        foreach (var period in new[] { "2013", "2024" }) Assert.Equal(0, (await installed.RunAsync("verify", "--period", period)).Exit);

        var again = await installed.RunAsync(Installed.Seed);
        Assert.True(again.Exit == 1 && again.Out.Length == 0, again.ToString());
    }

    [Fact]
    public async Task A_roll_up_killed_again_and_again_at_any_moment_is_finished_by_the_next_start()
    {
        var before = await installed.RunAsync("figures", "610000", "--period", "2017", "--json");
        var midway = 0;
        // One that came too late proves nothing; few kills go on until one did not.
        for (var kill = 0; kill < Kills || (midway == 0 && kill < Kills + 8); kill++)
        {
            using var rolling = HostProcess.Start(installed.Root, "rollup", "--period", "2017", "--full");
            // At work on a step, and then somewhere in it or in one of those after it.
            await rolling.UntilAsync(async () => await installed.Probe.CountAsync($"SELECT COUNT(*) {StepsOf2017} AND s.state = 1 AND s.lease_until > now()") > 0);
            await installed.Probe.SomewhereAsync(60);
            await rolling.KillAsync();
            if (await installed.Probe.CountAsync($"SELECT COUNT(*) {RollUp2017} AND state IN (0, 1)") > 0) midway++;
            // The dead worker's lease runs out by the database's clock. Only the last one is waited for.
            if (kill < Kills - 1 || midway == 0) await installed.Probe.AskAsync("UPDATE federation.ledger_steps SET lease_until = now() WHERE state = 1");
        }
        Assert.True(midway > 0 && midway * 3 >= Kills, $"only {midway} kills hit a roll-up at work");

        var last = await installed.RunAsync("rollup", "--period", "2017", "--full");
        Assert.True(last.Exit == 0 && last.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).All(l => l.EndsWith("2017 full succeeded", StringComparison.Ordinal)), last.ToString());
        Assert.Equal(0, await installed.Probe.CountAsync("SELECT COUNT(*) FROM federation.ledger_runs WHERE state <> 2"));
        Assert.Equal(0, await installed.Probe.CountAsync("SELECT COUNT(*) FROM federation.ledger_steps WHERE state <> 2 OR finished_at IS NULL"));
        var verified = await installed.RunAsync("verify", "--period", "2017");
        Assert.True(verified.Exit == 0, verified.ToString());
        var after = await installed.RunAsync("figures", "610000", "--period", "2017", "--json");
        Assert.Equal(CommandLineTests.WithoutInstant(before.Out), CommandLineTests.WithoutInstant(after.Out));
    }

    [Fact]
    public async Task A_server_that_was_killed_is_followed_by_one_that_serves()
    {
        var quick = new Dictionary<string, string> { ["Urls"] = "http://127.0.0.1:0" };
        for (var start = 0; start < 2; start++)
        {
            using var server = HostProcess.Start(installed.Root, quick, "serve");
            await server.UntilAsync(() => server.Output.Contains('\n', StringComparison.Ordinal));
            using var client = new HttpClient { BaseAddress = new Uri(server.Output.Trim()) };
            Assert.Equal("ready", await client.GetStringAsync("/health/ready"));
            await server.KillAsync();
        }
    }

    [Fact]
    public async Task A_database_server_that_was_killed_is_started_again_by_the_host_and_nothing_is_lost()
    {
        var (unions, killed) = (await installed.Probe.CountAsync("SELECT COUNT(*) FROM unions.unions"), installed.DatabaseProcess);
        using var server = HostProcess.Start(installed.Root, new Dictionary<string, string> { ["Urls"] = "http://127.0.0.1:0" }, "serve");
        await server.UntilAsync(() => server.Output.Contains('\n', StringComparison.Ordinal));
        using var client = new HttpClient { BaseAddress = new Uri(server.Output.Trim()) };
        using (var database = System.Diagnostics.Process.GetProcessById(killed)) database.Kill();
        await server.UntilAsync(async () =>
        {
            using var ready = await client.GetAsync("/health/ready");
            return server.Errors.Contains("was restarted", StringComparison.Ordinal) && ready.IsSuccessStatusCode;
        });
        Assert.NotEqual(killed, installed.DatabaseProcess);
        await installed.ConnectAgainAsync();
        Assert.Equal(unions, await installed.Probe.CountAsync("SELECT COUNT(*) FROM unions.unions"));
        Assert.Equal("ready", await client.GetStringAsync("/health/ready"));
        server.Terminate();
        Assert.Equal(0, (await server.EndAsync()).Exit);
    }
}
