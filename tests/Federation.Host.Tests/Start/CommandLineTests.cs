using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Federation.Host.Tests.Start;

/// <summary>The command line as somebody at a terminal has it: exit codes, and nothing but the answer on standard output.</summary>
public sealed partial class CommandLineTests(SmallDemo demo) : IClassFixture<SmallDemo>
{
    [Theory]
    [InlineData(2, "nonsense")]
    [InlineData(2, "figures")]
    [InlineData(2, "figures", "610000")]
    [InlineData(2, "figures", "610000", "--period", "17")]
    [InlineData(2, "figures", "610000", "--period", "2017", "--colour")]
    [InlineData(2, "rollup")]
    [InlineData(2, "rollup", "--period", "2017-13")]
    [InlineData(2, "verify", "--period", "1948")]
    [InlineData(2, "seed", "--unions", "many")]
    [InlineData(2, "seed", "--unions", "-1")]
    [InlineData(2, "seed", "--scale", "galaxy")]
    [InlineData(2, "token", "create", "--union", "610000", "--role", "king")]
    [InlineData(2, "token", "create", "--role", "clerk")]
    [InlineData(2, "import", "inspections")]
    [InlineData(2, "import", "dragons", "nothing.csv", "--union", "610000")]
    [InlineData(1, "figures", "999999", "--period", "2017")]
    [InlineData(1, "figures", "999999", "--period", "2017", "--json")]
    [InlineData(1, "figures", "610000", "--period", "2017", "--indicator", "no.such")]
    [InlineData(1, "rollup", "--period", "2017", "--scope", "999999")]
    [InlineData(1, "verify", "--period", "2017", "--scope", "999999")]
    [InlineData(1, "token", "create", "--union", "999999", "--role", "clerk")]
    [InlineData(1, "import", "inspections", "nothing.csv", "--union", "610000")]
    public async Task What_goes_wrong_is_said_on_standard_error_alone(int exit, params string[] arguments)
    {
        var said = await demo.RunAsync(arguments);
        Assert.True(said.Exit == exit, said.ToString());
        Assert.Equal("", said.Out);
        Assert.True(said.Error.Trim().Length > 0 && !said.Error.Contains("   at ", StringComparison.Ordinal), said.ToString());
        if (arguments.Contains("999999")) Assert.Contains("999999", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_as_JSON_are_what_the_interface_answers_byte_for_byte()
    {
        var token = await TokenAsync("610000", "auditor");
        var (server, address) = await demo.ServeAsync();
        using var started = server;
        Assert.Matches(@"^http://127\.0\.0\.1:\d+\n$", server.Output);
        using var client = new HttpClient { BaseAddress = address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        foreach (var (union, period, indicators) in new[] { ("610000", "2017", ""), ("610428-M01", "2024", ""), ("610100", "S2017", "seasonal.cooling.funds unions.members"), ("610000", "2017-07", "") })
        {
            var asked = indicators.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var said = await demo.RunAsync(["figures", union, "--period", period, "--json", .. asked.SelectMany(i => new[] { "--indicator", i })]);
            Assert.True(said is { Exit: 0, Error: "" }, said.ToString());
            var answered = await client.GetStringAsync($"/api/v1/unions/{union}/figures?period={period}{string.Concat(asked.Select(i => "&indicator=" + i))}");
            Assert.Equal(WithoutInstant(answered) + "\n", WithoutInstant(said.Out));
        }
        server.Terminate();
        var ended = await server.EndAsync();
        Assert.True(ended is { Exit: 0, Error: "" }, ended.ToString());
    }

    [Fact]
    public async Task Hosts_that_start_at_the_same_moment_take_a_port_each()
    {
        var servers = Enumerable.Range(0, 3).Select(_ => HostProcess.Start(demo.Root, demo.Environment, "serve")).ToList();
        try
        {
            foreach (var server in servers) await server.UntilAsync(() => server.Output.Contains('\n', StringComparison.Ordinal));
            Assert.Equal(servers.Count, servers.Select(s => s.Output).Distinct().Count());
            foreach (var server in servers)
            {
                server.Terminate();
                var ended = await server.EndAsync();
                Assert.True(ended.Exit == 0, ended.ToString());
            }
        }
        finally
        {
            foreach (var server in servers) server.Dispose();
        }
    }

    [Fact]
    public async Task A_table_of_figures_is_for_people()
    {
        var said = await demo.RunAsync("figures", "610000", "--period", "2017");
        Assert.True(said is { Exit: 0, Error: "" }, said.ToString());
        Assert.StartsWith("陕西省总工会", said.Out, StringComparison.Ordinal);
        Assert.Matches(@"筹集送清凉资金\s+[\d,.]+万元", said.Out);
    }

    [Fact]
    public async Task A_roll_up_says_how_each_provinces_ended_and_verifying_that_figures_are_equal()
    {
        var rolled = await demo.RunAsync("rollup", "--period", "2016", "--full");
        Assert.True(rolled is { Exit: 0, Error: "" }, rolled.ToString());
        Assert.Contains("610000 2016 full succeeded\n", rolled.Out, StringComparison.Ordinal);
        Assert.All(rolled.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries), l => Assert.Matches(@"^\d{6} 2016 full succeeded$", l));
        Assert.Equal(new ProgramResult(0, "610100 2016 incremental succeeded\n", ""), await demo.RunAsync("rollup", "--period", "2016", "--scope", "610100"));
        Assert.Equal(new ProgramResult(0, "2016: figures equal\n", ""), await demo.RunAsync("verify", "--period", "2016"));
    }

    [Fact]
    public async Task A_figure_that_was_tampered_with_is_found_by_verifying_and_made_good_by_measuring_everything_since_anew()
    {
        Assert.NotNull(await demo.Probe.AskAsync("UPDATE figures.figures SET own = own + 1 WHERE period = 2015 AND own > 0 AND union_id = (SELECT union_id FROM unions.versions WHERE code = '610100' LIMIT 1) RETURNING own"));
        var found = await demo.RunAsync("verify", "--period", "2015");
        Assert.True(found.Exit == 1 && found.Out.Contains("610100 2015 ", StringComparison.Ordinal) && found.Error.Length > 0, found.ToString());
        // And every part of every other, those below unions that have none below them too.
        Assert.NotNull(await demo.Probe.AskAsync("UPDATE figures.figures SET own = own + 1, own_denominator = own_denominator + 1, below = below + 1, below_denominator = below_denominator + 1, overlap = overlap + 1 WHERE period = 2015 OR period BETWEEN 201501 AND 201512 RETURNING own"));
        var rolled = await demo.RunAsync("rollup", "--period", "2014", "--onward");
        Assert.True(rolled.Exit == 0 && rolled.Out.Contains("610000 2014 onward succeeded\n", StringComparison.Ordinal), rolled.ToString());
        var verified = await demo.RunAsync("verify", "--period", "2015");
        Assert.True(verified.Exit == 0, verified.ToString());
    }

    [Fact]
    public async Task A_table_comes_in_whole_or_not_at_all_and_moves_the_figures()
    {
        const string union = "610100-E02";
        async Task<ProgramResult> ImportAsync(string kind, string csv)
        {
            var file = Path.Combine(demo.Root, $"{kind}.csv");
            await File.WriteAllTextAsync(file, csv);
            return await demo.RunAsync("import", kind, file, "--union", union);
        }
        Assert.Equal(new ProgramResult(0, "1 rows\n", ""), await ImportAsync("campaigns", "season,year,code,name,starts,ends,budget,state\nsummer,2020,cli,夏,2020-06-01,2020-08-31,1000,running\n"));
        const string header = "campaign,date,place,hazardsFound,hazardsFixed\n";
        var wrong = await ImportAsync("inspections", header + "cli,2020-07-01,井口,2,1\ncli,2020-07-32,井口,2,1\n");
        Assert.True(wrong is { Exit: 1, Out: "" } && wrong.Error.Contains("line 3, column date", StringComparison.Ordinal), wrong.ToString());
        Assert.Equal(new ProgramResult(0, "2 rows\n", ""), await ImportAsync("inspections", header + "cli,2020-07-01,井口,2,1\ncli,2020-07-02,井口,3,3\n"));
        var figures = await demo.RunAsync("figures", "610000", "--period", "2020", "--json", "--indicator", "seasonal.cooling.hazards");
        Assert.Equal(5, JsonDocument.Parse(figures.Out).RootElement.GetProperty("figures")[0].GetProperty("total").GetDecimal());
        var twice = await ImportAsync("inspections", header + "cli,2020-07-01,井口,2,1\ncli,2020-07-02,井口,3,3\n");
        Assert.True(twice is { Exit: 1, Out: "" } && twice.Error.Length > 0, twice.ToString());
    }

    [Fact]
    public async Task A_token_that_was_created_is_all_that_is_printed_and_is_gone_once_revoked()
    {
        var token = await TokenAsync("610428-M01", "clerk");
        Assert.Equal(new ProgramResult(0, "", ""), await demo.RunAsync("token", "revoke", token));
        Assert.Equal(1, (await demo.RunAsync("token", "revoke", token)).Exit);
    }

    [Fact]
    public async Task Migrating_again_and_the_doctor_find_all_well()
    {
        foreach (var verb in new[] { "migrate", "doctor" })
        {
            var said = await demo.RunAsync(verb);
            Assert.True(said is { Exit: 0, Error: "" } && said.Out.Length > 0, said.ToString());
        }
    }

    [Fact]
    public async Task Help_names_every_verb()
    {
        var said = await demo.RunAsync("--help");
        Assert.Equal(0, said.Exit);
        foreach (var verb in new[] { "serve", "migrate", "seed", "import", "rollup", "verify", "figures", "token", "doctor" }) Assert.Contains(verb, said.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_said_by_the_command_line_by_health_and_at_the_foot_of_a_page()
    {
        // In this process it would be the version of whoever runs the tests.
        using var process = demo.Start("--version");
        var said = await process.EndAsync();
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", said.Out);
        await using var federation = await TestFederation.StartSmallDemoAsync();
        using var anonymous = federation.Anonymous();
        Assert.Equal(said.Out, await anonymous.GetStringAsync("/health") + "\n");
        using var leader = await federation.SignedInBrowserAsync("610000", Role.Leader);
        Assert.Contains(said.Out.Trim(), await leader.PageAsync("/u/610000"), StringComparison.Ordinal);
        Assert.DoesNotContain(said.Out.Trim(), await anonymous.GetStringAsync("/sign-in"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_is_wrong_is_named()
    {
        using var process = HostProcess.Start(demo.Root, new Dictionary<string, string> { ["Database__Provider"] = "Oracle" }, "verify", "--period", "2017");
        var said = await process.EndAsync();
        Assert.True(said is { Exit: 1, Out: "" } && said.Error.Contains("Database:Provider", StringComparison.Ordinal), said.ToString());
    }

    internal static string WithoutInstant(string figures) => AsOf().Replace(figures, "");

    private async Task<string> TokenAsync(string union, string role)
    {
        var said = await demo.RunAsync("token", "create", "--union", union, "--role", role);
        Assert.True(said is { Exit: 0, Error: "" }, said.ToString());
        Assert.Matches(@"^fed_[A-Za-z0-9_-]{43}\n$", said.Out);
        return said.Out.Trim();
    }

    [GeneratedRegex("\"asOf\":\"[^\"]*\",")]
    private static partial Regex AsOf();
}
