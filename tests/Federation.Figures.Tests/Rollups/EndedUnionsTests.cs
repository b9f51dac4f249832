using System.Net.Http.Json;
using System.Text.Json;
using Autofac;
using Federation.Figures.Engine;
using Federation.Figures.Rollups;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Testing;
using Federation.Unions.Contracts;

namespace Federation.Figures.Tests.Rollups;

/// <summary>What a union counts at a time when it is not in the tree is in every total above it (docs/adr/0014).</summary>
public sealed class EndedUnionsTests : IAsyncLifetime
{
    private const string Province = "610000", City = "610100", Mine = "610100-M1";
    private TestFederation federation = null!;

    public async Task InitializeAsync()
    {
        federation = await TestFederation.StartAsync();
        var since = new DateOnly(2000, 1, 1);
        await federation.FoundAsync(
            new NewUnion(Province, "陕西省总工会", UnionLevel.Province, UnionKind.Territorial, null, since),
            new NewUnion(City, "西安市总工会", UnionLevel.City, UnionKind.Territorial, Province, since),
            new NewUnion(Mine, "一号矿工会", UnionLevel.Grassroots, UnionKind.Territorial, City, new DateOnly(2015, 3, 1)));
    }

    public async Task DisposeAsync() => await federation.DisposeAsync();

    [Fact]
    public async Task December_days_of_a_round_of_the_two_festivals_count_although_the_union_was_closed_at_new_year()
    {
        await RaiseAsync("winter", 2019, "2018-12-20", "2019-02-10", "2018-12-25", 5_000);
        await CloseAsync(new DateOnly(2019, 1, 1));
        foreach (var union in new[] { Mine, City, Province })
            foreach (var period in new[] { "2019-01", "2019", "S2019" })
                Assert.Equal((union, period, 5_000), (union, period, await TotalAsync(union, "seasonal.warmth.funds", period)));
        // It was not active in 2019: it is no child that would have to hand in, but its line is there.
        var figure = await FigureAsync(City, "seasonal.warmth.funds", "2019");
        Assert.Equal(0, figure.GetProperty("children").GetProperty("expected").GetInt32());
        var lines = (await (await federation.ClientAsync(City, Role.Leader)).GetAsync($"/api/v1/unions/{City}/figures/seasonal.warmth.funds/breakdown?period=2019").JsonAsync()).GetProperty("items");
        Assert.Equal((Mine, 5_000), (lines[0].GetProperty("union").GetString(), lines[0].GetProperty("total").GetDecimal()));
        Assert.Empty(await DifferencesAsync(2019));
    }

    [Fact]
    public async Task Records_of_after_the_closing_day_and_honours_of_before_the_founding_count_above()
    {
        var clerk = await federation.ClientAsync(Mine, Role.Clerk);
        var honour = await clerk.PostAsJsonAsync($"/api/v1/unions/{Mine}/honours", new { name = "奖章", level = "city", kind = "labour-certificate", recipient = "collective", granting = "government", body = "市政府" }).JsonAsync(201);
        await clerk.PostAsJsonAsync($"/api/v1/unions/{Mine}/awards", new { honour = honour.GetProperty("id").GetString(), name = "采煤队", granting = "government", body = "市政府", number = "一号", date = "2014-05-01" }).JsonAsync(201);
        await RaiseAsync("summer", 2020, "2020-06-01", "2020-09-01", "2020-07-01", 900);
        // Recorded before anybody said that the union was closed then.
        await CloseAsync(new DateOnly(2018, 5, 1));
        foreach (var union in new[] { Mine, City, Province })
        {
            Assert.Equal((union, 1), (union, await TotalAsync(union, "models.granted", "2014")));
            foreach (var period in new[] { "2020", "2020-07" }) Assert.Equal((union, period, 900), (union, period, await TotalAsync(union, "seasonal.cooling.funds", period)));
        }
        Assert.Empty(await DifferencesAsync(2014));
        Assert.Empty(await DifferencesAsync(2020));
    }

    private async Task RaiseAsync(string season, int year, string starts, string ends, string date, int amount)
    {
        var clerk = await federation.ClientAsync(Mine, Role.Clerk);
        var all = $"/api/v1/unions/{Mine}/campaigns";
        var made = await clerk.PostAsJsonAsync(all, new { season, year, name = $"{year}", starts, ends, budget = 0 }).JsonAsync(201);
        var campaign = $"{all}/{made.GetProperty("id").GetString()}";
        await clerk.PostAsJsonAsync($"{campaign}/funds", new { date, source = "union-funds", amount }).JsonAsync(201);
        // Finished: nothing of it stands when the union is closed.
        foreach (var step in new[] { "start", "close" }) await clerk.PostAsync($"{campaign}/{step}", null).JsonAsync();
    }

    private async Task CloseAsync(DateOnly on)
    {
        await using var scope = federation.Container.BeginLifetimeScope();
        scope.Resolve<Caller>().ActAsSystem();
        var mine = (await scope.Resolve<IUnionDirectory>().FindAsync(Mine, CancellationToken.None))!;
        await scope.Resolve<IUnionRegistry>().CloseAsync(mine.Id, on, CancellationToken.None);
    }

    private async Task<decimal?> TotalAsync(string union, string indicator, string period) =>
        (await FigureAsync(union, indicator, period)).GetProperty("total") is { ValueKind: JsonValueKind.Number } total ? total.GetDecimal() : null;

    private async Task<JsonElement> FigureAsync(string union, string indicator, string period)
    {
        await federation.Container.DrainMarksAsync(CancellationToken.None);
        var answer = await (await federation.ClientAsync(union, Role.Leader)).GetAsync($"/api/v1/unions/{union}/figures?period={period}&indicator={indicator}").JsonAsync();
        return answer.GetProperty("figures")[0];
    }

    private async Task<IReadOnlyList<object>> DifferencesAsync(int year)
    {
        await using var scope = federation.Container.BeginLifetimeScope();
        var root = (await scope.Resolve<IUnionDirectory>().FindAsync(Province, CancellationToken.None))!;
        return await scope.Resolve<Verification>().VerifyAsync([root.Id], Period.Year(year), CancellationToken.None);
    }
}
