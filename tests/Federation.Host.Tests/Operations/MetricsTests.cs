using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Autofac;
using Federation.Figures.Contracts;
using Federation.Framework.Databases;
using Federation.Host.Tests.Web;
using Federation.Kernel;

namespace Federation.Host.Tests.Operations;

/// <summary>What a monitor reads of a host, and who may.</summary>
public sealed partial class MetricsTests(AttackedFederation mine) : IClassFixture<AttackedFederation>
{
    [Fact]
    public async Task A_monitor_sees_marks_wait_steps_fail_and_both_made_good()
    {
        using var monitor = await mine.Federation.ClientAsync(AttackedFederation.Province, Role.Administrator);
        await RollUpAsync();
        Assert.Equal((0, 0), (await ReadAsync(monitor, "federation_marks_waiting"), await ReadAsync(monitor, "federation_oldest_mark_age_seconds")));

        await mine.Everything.PostAsJsonAsync($"{mine.Campaign("summer")}/inspections", new { date = "2017-07-25", place = "井口", hazardsFound = 0, hazardsFixed = 0 }).JsonAsync(201);
        Assert.True(await ReadAsync(monitor, "federation_marks_waiting") > 0);
        Assert.True(await ReadAsync(monitor, "federation_oldest_mark_age_seconds") > 0);
        await RollUpAsync();
        Assert.Equal(0, await ReadAsync(monitor, "federation_marks_waiting"));

        await using var scope = mine.Federation.Container.BeginLifetimeScope();
        await scope.Resolve<DatabaseSession>().ExecuteAsync("UPDATE figures.freshness SET error = 'x'", CancellationToken.None);
        Assert.Equal(1, await ReadAsync(monitor, "federation_incremental_rollup_failing"));
        await scope.Resolve<DatabaseSession>().ExecuteAsync("UPDATE figures.freshness SET error = NULL", CancellationToken.None);
    }

    [Fact]
    public async Task The_format_is_the_expositions_and_only_a_system_administrator_of_all_reads_it()
    {
        using var monitor = await mine.Federation.ClientAsync(AttackedFederation.Province, Role.Administrator);
        using var answer = await monitor.GetAsync("/metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, l => Assert.Matches("^(# HELP [a-z_]+ .+|# TYPE [a-z_]+ (gauge|counter)|[a-z_]+ [0-9.]+)$", l));
        Assert.True(lines.Length > 20);

        using var city = await mine.Federation.ClientAsync(AttackedFederation.City, Role.Administrator);
        await city.GetAsync("/metrics").JsonAsync(403);
        using var leader = await mine.Federation.ClientAsync(AttackedFederation.Province, Role.Leader);
        await leader.GetAsync("/metrics").JsonAsync(403);
        using var nobody = mine.Federation.Anonymous();
        await nobody.GetAsync("/metrics").JsonAsync(401);
    }

    [Fact]
    public async Task A_host_says_whether_it_can_serve_and_why_not()
    {
        await using var federation = await TestFederation.StartAsync();
        using var client = federation.Anonymous();
        Assert.Equal("ready", await client.GetStringAsync("/health/ready"));
        await using var scope = federation.Container.BeginLifetimeScope();
        var session = scope.Resolve<DatabaseSession>();
        // As a database that another host's migration has not come to the end with.
        await session.ExecuteAsync("DELETE FROM federation.migrations WHERE \"MigrationId\" = (SELECT MAX(\"MigrationId\") FROM federation.migrations)", CancellationToken.None);
        using var starting = await client.GetAsync("/health/ready");
        Assert.Equal((503, "starting: migrations wait"), ((int)starting.StatusCode, await starting.Content.ReadAsStringAsync()));
    }

    private Task RollUpAsync() => mine.Federation.Container.Resolve<IRollups>().RollUpAsync(Period.Year(2017), null, full: false, CancellationToken.None);

    private static async Task<double> ReadAsync(HttpClient monitor, string name)
    {
        var text = await monitor.GetStringAsync("/metrics");
        var line = Lines().Matches(text).Single(m => m.Groups[1].Value == name);
        return double.Parse(line.Groups[2].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"(?m)^([a-z_]+) ([0-9.E+-]+)$")]
    private static partial Regex Lines();
}
