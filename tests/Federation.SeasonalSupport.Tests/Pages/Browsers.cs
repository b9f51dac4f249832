using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Federation.Framework.Tenancy;
using Federation.Testing;
using Federation.Unions.Contracts;

namespace Federation.SeasonalSupport.Tests.Pages;

[CollectionDefinition(Name)]
public sealed class BrowsersCollection : ICollectionFixture<Browsers>
{
    public const string Name = "browsers";
}

/// <summary>One installation for all tests of pages; each test takes a district and a mine of its own.</summary>
public sealed class Browsers : IAsyncLifetime
{
    private int last;

    public TestFederation Federation { get; private set; } = null!;

    public async Task InitializeAsync() => Federation = await TestFederation.StartAsync();

    public Task DisposeAsync() => Federation.DisposeAsync().AsTask();

    public async Task<(string District, string Mine)> FoundAsync()
    {
        var district = string.Create(CultureInfo.InvariantCulture, $"99{Interlocked.Increment(ref last):0000}");
        var since = new DateOnly(2000, 1, 1);
        await Federation.FoundAsync(
            new NewUnion(district, "某区总工会", UnionLevel.District, "territorial", null, since), new NewUnion(district + "-1", "某矿工会", UnionLevel.Grassroots, "mine", district, since));
        return (district, district + "-1");
    }

    /// <summary>Somebody signed in who is led on by hand: a client that follows by itself leaves its token behind.</summary>
    public Task<HttpClient> ClientAsync(string union, Role role) => ClientAsync((union, role));

    public async Task<HttpClient> ClientAsync(params (string Union, Role Role)[] grants)
    {
        var token = await Federation.TokenAsync(null, grants);
        return new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Federation.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
    }

    /// <summary>A campaign of 2017 through the API, running with money to spend unless only planned.</summary>
    public static async Task<string> CampaignAsync(HttpClient clerk, string mine, string season, bool running = true, decimal raised = 10_000, string name = "四季送")
    {
        var (starts, ends) = season switch { "winter" => ("2016-12-01", "2017-03-10"), "spring" => ("2017-02-01", "2017-05-31"), "summer" => ("2017-06-01", "2017-09-15"), _ => ("2017-08-01", "2017-10-31") };
        var all = $"/api/v1/unions/{mine}/campaigns";
        var id = (await clerk.PostAsJsonAsync(all, new { season, year = 2017, name, starts, ends, budget = 20_000 }).JsonAsync(201)).GetProperty("id").GetString()!;
        if (running) await clerk.PostAsync($"{all}/{id}/start", null).JsonAsync();
        if (raised > 0) await clerk.PostAsJsonAsync($"{all}/{id}/funds", new { date = starts, source = "union-funds", amount = raised }).JsonAsync(201);
        return id;
    }

    public static async Task<IReadOnlyList<JsonElement>> RecordsAsync(HttpClient client, string mine, string campaign, string kind) =>
        [.. (await client.GetAsync($"/api/v1/unions/{mine}/campaigns/{campaign}/{kind}").JsonAsync()).GetProperty("items").EnumerateArray()];
}
