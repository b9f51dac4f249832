using System.Net.Http.Json;
using Federation.Framework.Tenancy;
using Federation.Testing;
using Federation.Unions.Contracts;

namespace Federation.Figures.Tests.Typing;

/// <summary>A typed figure that is possible and strange is taken once it is confirmed.</summary>
public sealed class StrangeFigureTests : IAsyncLifetime
{
    private const string Mine = "610428-M01";
    private TestFederation federation = null!;

    public async Task InitializeAsync()
    {
        federation = await TestFederation.StartAsync();
        await federation.FoundAsync(new NewUnion(Mine, "孟村矿工会", UnionLevel.Grassroots, UnionKind.Mine, null, new DateOnly(2000, 1, 1)));
    }

    public async Task DisposeAsync() => await federation.DisposeAsync();

    [Fact]
    public async Task More_members_than_employees_are_asked_for_in_one_cell_and_in_the_grid()
    {
        using var clerk = await federation.ClientAsync(Mine, Role.Clerk);
        const string figures = $"/api/v1/unions/{Mine}/figures";
        await clerk.PutAsJsonAsync($"{figures}/unions.members?period=S2025", new { value = 100 }).JsonAsync();
        var asked = await clerk.PutAsJsonAsync($"{figures}/unions.employees?period=S2025", new { value = 80 }).JsonAsync(409);
        Assert.Equal("to-confirm", asked.GetProperty("code").GetString());
        Assert.Equal("share-above-whole", asked.GetProperty("confirm")[0].GetString());
        Assert.Contains("会员人数（100）多于职工人数（80）", asked.GetProperty("errors").GetProperty("value")[0].GetString()!, StringComparison.Ordinal);

        var cells = new { items = new[] { new { union = Mine, indicator = "unions.employees", value = 80 }, new { union = Mine, indicator = "unions.cadres", value = 2 } } };
        var told = (await clerk.PutAsJsonAsync($"{figures}?period=S2025", cells).JsonAsync()).GetProperty("items");
        Assert.Equal("share-above-whole", told[0].GetProperty("confirm").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, told[1].GetProperty("error").ValueKind);

        await clerk.PutAsJsonAsync($"{figures}/unions.employees?period=S2025&confirm=share-above-whole", new { value = 80 }).JsonAsync();
        told = (await clerk.PutAsJsonAsync($"{figures}?period=S2025&confirm=share-above-whole", cells).JsonAsync()).GetProperty("items");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, told[0].GetProperty("error").ValueKind);
    }
}
