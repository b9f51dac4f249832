using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Federation.Unions.Contracts;

namespace Federation.Jobs.Tests;

/// <summary>Hangfire's dashboard behind the application's own sign-in.</summary>
[Collection(HangfireEngineTests.Name)]
public sealed class HangfireDashboardTests : IAsyncLifetime
{
    private const string Dashboard = "/hangfire";
    private TestFederation federation = null!;

    public async Task InitializeAsync()
    {
        federation = await TestFederation.StartAsync(withJobs: true);
        var since = new DateOnly(2000, 1, 1);
        await federation.FoundAsync(
            new NewUnion("610000", "陕西省总工会", UnionLevel.Province, UnionKind.Territorial, null, since),
            new NewUnion("610400", "咸阳市总工会", UnionLevel.City, UnionKind.Territorial, "610000", since));
    }

    public async Task DisposeAsync() => await federation.DisposeAsync();

    [Fact]
    public async Task Whoever_has_not_signed_in_is_led_to_the_sign_in()
    {
        using var browser = federation.Browser();
        using var answer = await browser.GetAsync(Dashboard);
        Assert.Equal((HttpStatusCode.Redirect, "/sign-in?return=%2Fhangfire"), (answer.StatusCode, answer.Headers.Location!.ToString()));
    }

    [Theory]
    [InlineData("610000", Role.Leader)]
    [InlineData("610000", Role.Clerk)]
    [InlineData("610000", Role.Auditor)]
    [InlineData("610000", Role.SecurityAdministrator)]
    [InlineData("610400", Role.Administrator)]
    public async Task Who_does_not_administer_the_whole_tree_finds_nothing_there_and_no_link_to_it(string union, Role role)
    {
        using var browser = await federation.SignedInBrowserAsync(union, role);
        foreach (var path in new[] { Dashboard, $"{Dashboard}/recurring", $"{Dashboard}/jobs/failed", $"{Dashboard}/nothing" }) await browser.PageAsync(path, 404);
        using var rollups = await browser.GetAsync($"/u/{union}/rollups");
        Assert.DoesNotContain(Dashboard, await rollups.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_finds_nothing_there_whatever_its_token_may()
    {
        using var program = await federation.ClientAsync("610000", Role.Administrator);
        using var answer = await program.GetAsync(Dashboard);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_administrator_comes_from_the_roll_ups_and_reads_the_work_level_by_level()
    {
        using var leader = await federation.ClientAsync("610000", Role.Leader);
        foreach (var scope in new[] { "610000", "610400" })
        {
            var id = (await leader.PostAsJsonAsync("/api/v1/rollups", new { period = "2017", scope, mode = "full" }).JsonAsync(202)).GetProperty("id").GetString();
            await Polling.UntilAsync(
                async () => (await leader.GetAsync($"/api/v1/rollups/{id}").JsonAsync()).GetProperty("state").GetString() == "succeeded", Watch.Deadline, () => Task.FromResult($"the roll-up of {scope} has not succeeded"));
        }
        using var administrator = await federation.SignedInBrowserAsync("610000", Role.Administrator);
        Assert.Contains($"href=\"{Dashboard}\"", await administrator.PageAsync("/u/610000/rollups"), StringComparison.Ordinal);
        await administrator.PageAsync(Dashboard);
        var done = await administrator.PageAsync($"{Dashboard}/jobs/succeeded?from=0&count=100");
        foreach (var title in new[] { "2017 · 统计基层数据", "2017 · 基层 → 区县", "2017 · 区县 → 市", "2017 · 市 → 省", "2017 · 区县 → 市 · 咸阳市总工会" })
            Assert.Contains(title, done, StringComparison.Ordinal);
        var recurring = await administrator.PageAsync($"{Dashboard}/recurring?from=0&count=100");
        foreach (var title in new[] { "每晚重新统计未结束的年度", "补汇总变动", "统计年度结束后重新统计", "自然年度结束后重新统计", "Asia/Shanghai" }) Assert.Contains(title, recurring, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_own_styles_and_scripts_come_from_here_and_only_its_own_pages_can_post()
    {
        using var administrator = await federation.SignedInBrowserAsync("610000", Role.Administrator);
        using var page = await administrator.GetAsync(Dashboard);
        Assert.StartsWith("default-src 'self';", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var html = await page.Content.ReadAsStringAsync();
        Assert.DoesNotMatch("<script>|<script [^>]*src=\"https?:|\\son[a-z]+=\"", html);
        foreach (Match asset in Regex.Matches(html, "(?:href|src)=\"(/hangfire/(?:css|js)[^\"]*)\""))
        {
            using var content = await administrator.GetAsync(asset.Groups[1].Value);
            Assert.Equal(HttpStatusCode.OK, content.StatusCode);
        }
        using var forged = await administrator.PostAsync("/hangfire/recurring/trigger", [new("jobs[]", "Nightly")]);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        using var own = new HttpRequestMessage(HttpMethod.Post, "/hangfire/recurring/trigger")
        {
            Content = new FormUrlEncodedContent([new("jobs[]", "AuditSeals")]),
            Headers = { { Meta("csrf-header"), Meta("csrf-token") } },
        };
        using var done = await administrator.SendAsync(own);
        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);

        string Meta(string name) => WebUtility.HtmlDecode(Regex.Match(html, $"<meta name=\"{name}\" content=\"([^\"]*)\"").Groups[1].Value);
    }
}
