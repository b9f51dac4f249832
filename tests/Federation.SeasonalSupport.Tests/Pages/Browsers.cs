using System.Net.Http.Json;
using System.Text.Json;

namespace Federation.SeasonalSupport.Tests.Pages;

[CollectionDefinition(Name)]
public sealed class BrowsersCollection : ICollectionFixture<Browsers>
{
    public const string Name = "browsers";
}

/// <summary>The installation for all tests of pages, and what they begin with.</summary>
public sealed class Browsers : PagesFixture
{
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
