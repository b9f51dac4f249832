using System.Net.Http.Headers;
using System.Net.Http.Json;
using Federation.EmploymentFairs.Tests.Pages;
using Federation.Framework.Tenancy;
using Federation.Testing;

namespace Federation.EmploymentFairs.Tests;

/// <summary>The module over HTTP; the examples of docs/api.md are run with all others of that page, by Seasonal Support's tests.</summary>
[Collection(BrowsersCollection.Name)]
public sealed class ApiTests(Browsers browsers)
{
    [Fact]
    public async Task Answers_carry_where_a_record_is_and_the_version_that_a_change_names()
    {
        var (district, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var all = $"/api/v1/unions/{mine}/fairs";
        var terms = new { title = "招聘会", mode = "online", starts = "2018-03-10", ends = "2018-03-20", link = "https://example.cn" };
        using var made = await clerk.PostAsJsonAsync(all, terms);
        Assert.Equal((201, "\"1\""), ((int)made.StatusCode, made.Headers.ETag?.Tag));
        var fair = made.Headers.Location!.ToString();
        await clerk.PutAsJsonAsync(fair, terms).JsonAsync(428);
        using var stale = new HttpRequestMessage(HttpMethod.Put, fair) { Content = JsonContent.Create(terms), Headers = { IfMatch = { new EntityTagHeaderValue("\"7\"") } } };
        Assert.Equal("changed-meanwhile", (await clerk.SendAsync(stale).JsonAsync(412)).GetProperty("code").GetString());
        var rule = await clerk.PostAsync(fair + "/close", null).JsonAsync(409);
        Assert.Equal(("fair-not-announced", "招聘会“招聘会”尚未发布。"), (rule.GetProperty("code").GetString(), rule.GetProperty("detail").GetString()));
        var wrong = await clerk.PostAsJsonAsync(fair + "/stands", new { employer = "某厂", employerCode = "123", sector = "ghosts", colour = "red" }).JsonAsync(400);
        Assert.Equal(["colour", "sector"], wrong.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
        Assert.Equal("bad-credit-code", await CodeOfEnglishAsync(clerk, fair));
        await clerk.GetAsync(all + "?state=lost").JsonAsync(400);
        await clerk.GetAsync(all + "?year=1900").JsonAsync(400);
        using var leader = await browsers.ClientAsync(district, Role.Leader);
        await leader.GetAsync(fair).JsonAsync();
        await leader.GetAsync(fair + "/seekers").JsonAsync(404);
        await leader.PostAsync(fair + "/announce", null).JsonAsync(403);
        var summary = await leader.GetAsync(fair + "/summary").JsonAsync();
        Assert.Equal(System.Text.Json.JsonValueKind.Null, summary.GetProperty("placed").ValueKind);
        Assert.Equal(0, (await clerk.GetAsync(fair + "/summary").JsonAsync()).GetProperty("placed").GetInt32());
    }

    private static async Task<string> CodeOfEnglishAsync(HttpClient clerk, string fair)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, fair + "/stands") { Content = JsonContent.Create(new { employer = "某厂", employerCode = "123", sector = "mining" }) };
        request.Headers.AcceptLanguage.ParseAdd("en");
        var told = (await clerk.SendAsync(request).JsonAsync(400)).GetProperty("errors").GetProperty("employerCode")[0].GetString()!;
        return told.Contains("credit code", StringComparison.OrdinalIgnoreCase) ? "bad-credit-code" : told;
    }
}
