using System.Net.Http.Headers;
using System.Net.Http.Json;
using Federation.EmploymentFairs.Tests.Pages;
using Federation.Framework.Tenancy;

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
        var rule = await Browsers.MoveAsync(clerk, fair + "/close", 1).JsonAsync(409);
        Assert.Equal(("fair-not-announced", "招聘会“招聘会”尚未发布。"), (rule.GetProperty("code").GetString(), rule.GetProperty("detail").GetString()));
        var wrong = await clerk.PostAsJsonAsync(fair + "/stands", new { employer = "某厂", employerCode = "123", sector = "ghosts", colour = "red" }).JsonAsync(400);
        Assert.Equal(["colour", "sector"], wrong.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
        Assert.Equal("bad-credit-code", await CodeOfEnglishAsync(clerk, fair));
        await clerk.GetAsync(all + "?state=lost").JsonAsync(400);
        await clerk.GetAsync(all + "?year=1900").JsonAsync(400);
        // A number that is looked for stands in no address.
        var phone = Given.Phone();
        Assert.Contains("手机号不写在网址里", (await clerk.GetAsync($"{fair}/seekers?search={phone}").JsonAsync(400)).GetProperty("errors").GetProperty("search")[0].GetString(), StringComparison.Ordinal);
        await Browsers.MoveAsync(clerk, fair + "/announce", 1).JsonAsync();
        await Browsers.MadeAsync(clerk, fair + "/seekers", new { name = "王某某", phone });
        foreach (var (asked, count) in new[] { (phone, 1), ("+86 " + phone, 1), (Given.Phone(), 0) })
            Assert.Equal(count, (await clerk.PostAsJsonAsync(fair + "/seekers/find", new { phone = asked }).JsonAsync()).GetProperty("items").GetArrayLength());
        await clerk.PostAsJsonAsync(fair + "/seekers/find", new { phone = "王某某" }).JsonAsync(400);
        using var leader = await browsers.ClientAsync(district, Role.Leader);
        await leader.GetAsync(fair).JsonAsync();
        await leader.GetAsync(fair + "/seekers").JsonAsync(404);
        await leader.PostAsJsonAsync(fair + "/seekers/find", new { phone }).JsonAsync(403);
        await leader.PostAsync(fair + "/announce", null).JsonAsync(403);
        var summary = await leader.GetAsync(fair + "/summary").JsonAsync();
        Assert.Equal(System.Text.Json.JsonValueKind.Null, summary.GetProperty("placed").ValueKind);
        Assert.Equal(0, (await clerk.GetAsync(fair + "/summary").JsonAsync()).GetProperty("placed").GetInt32());
    }

    /// <summary>Two who have read the same version: the second is told, and what the first has done stays.</summary>
    [Theory]
    [InlineData("PUT", "", true)]
    [InlineData("DELETE", "", false)]
    [InlineData("POST", "/announce", false)]
    [InlineData("POST", "/close", true)]
    [InlineData("POST", "/reopen", true)]
    [InlineData("POST", "/cancel", true)]
    [InlineData("PUT", "/stands", true)]
    [InlineData("DELETE", "/stands", true)]
    [InlineData("PUT", "/posts", true)]
    [InlineData("DELETE", "/posts", true)]
    [InlineData("PUT", "/visitors", true)]
    [InlineData("DELETE", "/visitors", true)]
    [InlineData("PUT", "/seekers", true)]
    [InlineData("DELETE", "/seekers", true)]
    [InlineData("PUT", "/applications", true)]
    [InlineData("DELETE", "/applications", true)]
    [InlineData("PUT", "/offers", true)]
    [InlineData("DELETE", "/offers", true)]
    [InlineData("PUT", "/placements", true)]
    [InlineData("DELETE", "/placements", true)]
    [InlineData("PUT", "/follow-ups", true)]
    [InlineData("DELETE", "/follow-ups", true)]
    public async Task Whoever_has_read_an_older_version_changes_nothing(string method, string what, bool announced)
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        using var everything = await browsers.Federation.ClientAsync((mine, Role.Clerk), (mine, Role.Reviewer));
        var (id, stand, post) = await Browsers.FairAsync(clerk, mine, new DateOnly(2018, 3, 10), announced: announced);
        var (all, day) = ($"/api/v1/unions/{mine}/fairs/{id}", "2018-03-10");
        // A body for a change of each kind, and the record that it is of.
        object? body = what switch
        {
            "" => new { title = "另一场", mode = "venue", starts = day, ends = day, venue = "别处" },
            "/cancel" => new { reason = "暴雨" },
            "/stands" => new { employer = "另一厂", employerCode = Given.EmployerCode(), sector = "mining", attendance = "present" },
            "/posts" => new { stand, title = "钳工", trade = "machining", openings = 3, division = "610102", place = "别处" },
            "/visitors" => new { date = day, people = 9 },
            "/seekers" => new { name = "另一人", phone = Given.Phone(), arrivedOn = day },
            "/applications" => new { seeker = await SeekerAsync(), post, date = day },
            "/offers" or "/placements" => new { post, people = 2, date = day },
            "/follow-ups" => new { placement = await Browsers.MadeAsync(clerk, all + "/placements", new { post, people = 2, date = day }), after = 30, date = "2018-04-20", reached = 2, employed = 1 },
            _ => null,
        };
        var path = what switch
        {
            "" or "/announce" or "/close" or "/reopen" or "/cancel" => all + what,
            "/stands" => $"{all}/stands/{stand}",
            "/posts" => $"{all}/posts/{post}",
            _ => $"{all}{what}/{await Browsers.MadeAsync(clerk, all + what, body!)}",
        };
        var record = what is "/announce" or "/close" or "/reopen" or "/cancel" ? all : path;
        using var read = await clerk.GetAsync(record);
        var version = int.Parse(read.Headers.ETag!.Tag.Trim('"'), System.Globalization.CultureInfo.InvariantCulture);
        var before = await read.Content.ReadAsStringAsync();
        foreach (var (condition, status) in new[] { ("\"" + (version + 1) + "\"", 412), ("\"" + (version - 1) + "\"", 412), (null, 428) })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "DELETE" || body is null ? null : JsonContent.Create(body) };
            if (condition is not null) request.Headers.TryAddWithoutValidation("If-Match", condition);
            using var answer = await everything.SendAsync(request);
            Assert.Equal(status, (int)answer.StatusCode);
        }
        Assert.Equal(before, await clerk.GetStringAsync(record));

        Task<string> SeekerAsync() => Browsers.MadeAsync(clerk, all + "/seekers", new { name = "王某某", phone = Given.Phone(), arrivedOn = day });
    }

    private static async Task<string> CodeOfEnglishAsync(HttpClient clerk, string fair)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, fair + "/stands") { Content = JsonContent.Create(new { employer = "某厂", employerCode = "123", sector = "mining" }) };
        request.Headers.AcceptLanguage.ParseAdd("en");
        var told = (await clerk.SendAsync(request).JsonAsync(400)).GetProperty("errors").GetProperty("employerCode")[0].GetString()!;
        return told.Contains("credit code", StringComparison.OrdinalIgnoreCase) ? "bad-credit-code" : told;
    }
}
