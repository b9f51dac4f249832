using System.Globalization;
using System.Net.Http.Json;
using Autofac;
using Federation.Framework.Databases;
using Federation.Framework.Ledger;
using Federation.Host.Tests.Web;

namespace Federation.Host.Tests.Hosts;

/// <summary>Two hosts whose clocks are a minute apart: who holds what is decided by the database's.</summary>
public sealed class ClockTests(AttackedFederation mine) : IClassFixture<AttackedFederation>
{
    [Fact]
    public async Task Each_step_is_done_once_and_the_figures_are_those_of_the_records()
    {
        var clock = new TestClock();
        clock.Advance(TimeSpan.FromMinutes(1));
        await using var ahead = await mine.Federation.StartBesideAsync(clock);
        using var there = ahead.SignedIn(await mine.Federation.TokenAsync(null, (AttackedFederation.Code, Role.Clerk), (AttackedFederation.Province, Role.Reviewer)));
        var runs = new List<string>();
        for (var n = 0; n < 6; n++)
        {
            var client = n % 2 == 0 ? mine.Everything : there;
            runs.Add((await client.PostAsJsonAsync("/api/v1/rollups", new { period = "2017", scope = AttackedFederation.Province, mode = "full" }).JsonAsync(202)).Text("id")!);
            await client.PostAsJsonAsync($"{mine.Campaign("summer")}/funds", new { date = "2017-07-01", source = "donation", amount = 100, fromParent = false }).JsonAsync(201);
            await Task.WhenAll(DrainAsync(mine.Federation), DrainAsync(ahead));
        }
        foreach (var run in runs)
        {
            Assert.Equal(4L, await CountAsync($"SELECT COUNT(*) FROM federation.ledger_steps WHERE run_id = {run}"));
            Assert.Equal(4L, await CountAsync($"SELECT COUNT(*) FROM federation.ledger_steps WHERE run_id = {run} AND state = 2 AND attempts = 1"));
        }
        var before = 20_000 + 6 * 100;
        foreach (var client in new[] { mine.Everything, there })
        {
            await Task.WhenAll(DrainAsync(mine.Federation), DrainAsync(ahead));
            var view = await client.GetAsync($"/api/v1/unions/{AttackedFederation.Province}/figures?period=2017&indicator=seasonal.cooling.funds").JsonAsync();
            Assert.Equal(before, view.GetProperty("figures")[0].Number("total"));
        }
    }

    /// <summary>What a host does when it looks: the ledger's steps and the marks.</summary>
    private static async Task DrainAsync(TestFederation host)
    {
        await host.Container.Resolve<LedgerWorker>().DrainAsync(CancellationToken.None);
        foreach (var work in host.Container.Resolve<IEnumerable<IRecurringWork>>().Where(w => w.RunsAfterCommit)) await work.RunAsync(CancellationToken.None);
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var scope = mine.Federation.Container.BeginLifetimeScope();
        return Convert.ToInt64(await scope.Resolve<DatabaseSession>().ScalarAsync(sql, CancellationToken.None), CultureInfo.InvariantCulture);
    }
}
