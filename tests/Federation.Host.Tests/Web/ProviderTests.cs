using System.Net.Http.Json;
using Federation.Host.Tests.Seeding;
using Federation.Unions.Contracts;

namespace Federation.Host.Tests.Web;

/// <summary>One whole path on each database: migrate, found, record, roll up, read, type, correct, verify.</summary>
public sealed class ProviderTests
{
    private const string Province = "610000", District = "610428", Mine = "610428-M01";

    [Theory]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task What_a_mine_records_is_the_provinces_figure_and_verifies(Provider on)
    {
        await using var federation = await TestFederation.StartAsync(on: on);
        var since = new DateOnly(2000, 1, 1);
        await federation.FoundAsync(
            new NewUnion(Province, "陕西省总工会", UnionLevel.Province, UnionKind.Territorial, null, since),
            new NewUnion(District, "长武县总工会", UnionLevel.District, UnionKind.Territorial, Province, since),
            new NewUnion(Mine, "孟村矿工会", UnionLevel.Grassroots, UnionKind.Mine, District, since));
        using var clerk = await federation.ClientAsync(Mine, Role.Clerk);
        using var province = await federation.ClientAsync(Province, Role.Leader);
        var all = $"/api/v1/unions/{Mine}/campaigns";
        var campaign = $"{all}/{(await clerk.PostAsJsonAsync(all, new { season = "summer", year = 2017, name = "夏送清凉", starts = "2017-06-01", ends = "2017-09-30", budget = 50_000 }).JsonAsync(201)).Text("id")}";
        await clerk.PostAsync(campaign + "/start", null).JsonAsync();
        await clerk.PostAsJsonAsync(campaign + "/funds", new { date = "2017-06-05", source = "union-funds", amount = 20_000.5 }).JsonAsync(201);
        using var csv = new StringContent("campaign,date,place,hazardsFound,hazardsFixed\n2017-summer,2017-07-01,井口,4,1\n2017-summer,2017-07-02,井口,2,1\n", System.Text.Encoding.UTF8, "text/csv");
        await clerk.PostAsync($"/api/v1/unions/{Mine}/imports/inspections", csv).JsonAsync();
        await clerk.PutAsJsonAsync($"/api/v1/unions/{Mine}/figures/unions.members?period=2017", new { value = 1_234 }).JsonAsync();

        Assert.Equal(0, await Demo.RunAsync(federation, "rollup", "--period", "2017", "--full"));
        async Task<decimal?> TotalAsync(string indicator) => (await province.FiguresAsync(Province, "2017"))[indicator].Number("total");
        Assert.Equal(
            [20_000.5m, 2m, 6m, 33.33m, 1_234m],
            new[]
            {
                await TotalAsync("seasonal.cooling.funds"), await TotalAsync("seasonal.cooling.inspections"), await TotalAsync("seasonal.cooling.hazards"),
                await TotalAsync("seasonal.cooling.hazards-fixed"), await TotalAsync("unions.members"),
            });
        Assert.Equal("2017-summer", (await clerk.GetAsync(campaign).JsonAsync()).Text("code"));

        await clerk.PostAsJsonAsync(campaign + "/inspections", new { date = "2017-08-01", place = "井口", hazardsFound = 4, hazardsFixed = 3 }).JsonAsync(201);
        Assert.Equal(0, await Demo.RunAsync(federation, "rollup", "--period", "2017"));
        Assert.Equal(50m, await TotalAsync("seasonal.cooling.hazards-fixed"));
        Assert.Equal(0, await Demo.RunAsync(federation, "verify", "--period", "2017"));
    }
}
