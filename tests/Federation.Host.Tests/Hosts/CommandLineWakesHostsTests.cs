using Autofac;
using Federation.Framework.Databases;
using Federation.Unions.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Federation.Host.Tests.Hosts;

/// <summary>What the command line commits is worked on by a host that runs beside it, at once and not when its schedule says.</summary>
public sealed class CommandLineWakesHostsTests : IAsyncLifetime
{
    private const string Province = "610000", Mine = "610000-M01";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly string table = Path.Combine(Path.GetTempPath(), $"talks-{Guid.CreateVersion7():N}.csv");
    private TestFederation federation = null!;

    public async Task InitializeAsync()
    {
        // The schedule comes once an hour: within the deadline only a signal wakes the host.
        federation = await TestFederation.StartAsync(withJobs: true, settings: [("Jobs:Incremental:Every", "60")]);
        var since = new DateOnly(2000, 1, 1);
        await federation.FoundAsync(
            new NewUnion(Province, "陕西省总工会", UnionLevel.Province, UnionKind.Territorial, null, since),
            new NewUnion(Mine, "孟村矿工会", UnionLevel.Grassroots, UnionKind.Mine, Province, since));
        await Polling.UntilAsync(async () => await MarksAsync() == 0, Deadline, async () => $"{await MarksAsync()} marks are left of the unions");
    }

    public async Task DisposeAsync()
    {
        await federation.DisposeAsync();
        File.Delete(table);
    }

    [Fact]
    public async Task A_table_that_is_imported_on_the_command_line_is_in_the_provinces_figures_at_once()
    {
        await File.WriteAllTextAsync(table, "日期,宣讲人,主题,地点,听众人数\n2017-04-29,王建国,劳模精神进校园,技工学校,120\n");
        var said = await federation.RunAsync("import", "talks", table, "--union", Mine);
        Assert.True(said.Exit == 0, said.ToString());
        using var province = await federation.ClientAsync(Province, Role.Leader);
        await Polling.UntilAsync(async () => await TalksAsync(province) == 1, Deadline, async () => $"the province still shows {await TalksAsync(province)} talks");
    }

    private static async Task<decimal?> TalksAsync(HttpClient reader)
    {
        var figures = await reader.GetAsync($"/api/v1/unions/{Province}/figures?period=2017&indicator=models.talks").JsonAsync();
        return figures.GetProperty("figures")[0].GetProperty("total") is { ValueKind: JsonValueKind.Number } total ? total.GetDecimal() : null;
    }

    private async Task<int> MarksAsync()
    {
        await using var scope = federation.Container.BeginLifetimeScope();
        return await scope.Resolve<FrameworkContext>().StaleMarks.CountAsync();
    }
}
