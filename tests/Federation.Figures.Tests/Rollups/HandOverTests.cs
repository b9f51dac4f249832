using System.Net.Http.Json;
using System.Text.Json;
using Autofac;
using Federation.Figures.Contracts;
using Federation.Figures.Engine;
using Federation.Figures.Rollups;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Testing;
using Federation.Unions.Contracts;

namespace Federation.Figures.Tests.Rollups;

/// <summary>What stands at a union that ends goes to the one that takes over, and every total stays what it was (docs/adr/0015).</summary>
public sealed class HandOverTests : IAsyncLifetime
{
    private const string City = "610100", North = "610101", South = "610102", Old = "610101-M1", Next = "610102-M2";
    private TestFederation federation = null!;

    public async Task InitializeAsync()
    {
        federation = await TestFederation.StartAsync();
        var since = new DateOnly(2000, 1, 1);
        await federation.FoundAsync(
            new NewUnion(City, "西安市总工会", UnionLevel.City, UnionKind.Territorial, null, since),
            new NewUnion(North, "北区总工会", UnionLevel.District, UnionKind.Territorial, City, since),
            new NewUnion(South, "南区总工会", UnionLevel.District, UnionKind.Territorial, City, since),
            new NewUnion(Old, "老矿工会", UnionLevel.Grassroots, UnionKind.Mine, North, since),
            new NewUnion(Next, "新矿工会", UnionLevel.Grassroots, UnionKind.Mine, South, since));
        // The numbers of unions; from here on marks alone say what is measured again.
        foreach (var year in new[] { 2019, 2020, 2021 })
            Assert.True((await federation.Container.Resolve<IRollups>().RollUpAsync(Period.Year(year), null, full: true, CancellationToken.None)).Succeeded);
    }

    public async Task DisposeAsync() => await federation.DisposeAsync();

    [Fact]
    public async Task A_merger_hands_over_what_stands_and_leaves_what_is_past()
    {
        using var clerk = await federation.ClientAsync(Old, Role.Clerk);
        await StandAsync(clerk);
        using var administrator = await federation.ClientAsync(City, Role.Administrator);

        var preview = await administrator.GetAsync($"/api/v1/unions/{Old}/hand-over?on=2020-07-01&into={Next}").JsonAsync();
        Assert.True(preview.GetProperty("possible").GetBoolean(), preview.GetRawText());
        Assert.Equal(
            ["未关闭的服务站点 1 老站", "在册劳模 1 ", "未撤销的创新工作室 1 老工作室", "未结束的活动 1 2020年夏送清凉", "未举办的招聘会 1 明年招聘会"],
            preview.GetProperty("goes").EnumerateArray().Select(s => $"{s.GetProperty("kind")} {s.GetProperty("count")} {string.Join('、', s.GetProperty("names").EnumerateArray())}").OrderBy(s => Place(s)));
        await administrator.PostAsJsonAsync($"/api/v1/unions/{Old}/changes/merge", new { into = Next, on = "2020-07-01" }).JsonAsync();

        using var next = await federation.ClientAsync(Next, Role.Clerk);
        Assert.Equal("老站", (await ItemsAsync(next, Next, "stations"))[0].GetProperty("name").GetString());
        Assert.Equal("张三", (await ItemsAsync(next, Next, "models"))[0].GetProperty("name").GetString());
        Assert.Equal("2012-03-01", (await ItemsAsync(next, Next, "studios"))[0].GetProperty("opened").GetString());
        Assert.Equal("明年招聘会", (await ItemsAsync(next, Next, "fairs"))[0].GetProperty("title").GetString());
        var campaign = (await ItemsAsync(next, Next, "campaigns"))[0];
        Assert.Equal(("running", 700m, 700m, 0m), (campaign.GetProperty("state").GetString(), campaign.GetProperty("budget").GetDecimal(), campaign.GetProperty("raised").GetDecimal(), campaign.GetProperty("spent").GetDecimal()));
        await next.PostAsJsonAsync($"/api/v1/unions/{Next}/campaigns/{campaign.GetProperty("id").GetString()}/deliveries", Delivery("2020-08-02", 9, 500)).JsonAsync(201);
        Assert.Equal("closed", (await ItemsAsync(clerk, Old, "campaigns"))[0].GetProperty("state").GetString());
        Assert.Empty(await ItemsAsync(clerk, Old, "stations"));

        // Before the day it counts where it was, from the day on where it is; above both it counts once.
        foreach (var (indicator, before, after) in new[]
        {
            ("stations.in-service", "2020-06", "2020-07"), ("models.on-record", "2020-06", "2020-07"), ("models.studios", "2020-06", "2020-07"),
            ("seasonal.cooling.people", "2020-06", "2020-08"), ("stations.served", "2020-06", "2020-07"),
        })
        {
            var here = (Old: await TotalAsync(Old, indicator, before), Next: await TotalAsync(Next, indicator, before), City: await TotalAsync(City, indicator, before), North: await TotalAsync(North, indicator, before));
            Assert.True(here.Old > 0 && here.Next is null or 0 && here.City == here.Old && here.North == here.Old, $"{indicator} {before}: {here}");
            var there = (Old: await TotalAsync(Old, indicator, after), Next: await TotalAsync(Next, indicator, after), City: await TotalAsync(City, indicator, after), South: await TotalAsync(South, indicator, after));
            Assert.True(there.Old is null or 0 && there.Next > 0 && there.City == there.Next && there.South == there.Next, $"{indicator} {after}: {there}");
        }
        Assert.Equal(1000, await TotalAsync(City, "seasonal.cooling.funds", "2020"));
        // Spent 300 and 500 of a budget of 1,000.
        Assert.Equal(80, await TotalAsync(City, "seasonal.budget.used", "2020"));
        foreach (var year in new[] { 2019, 2020, 2021 }) Assert.Empty(await DifferencesAsync(year));
    }

    [Fact]
    public async Task A_union_is_not_closed_while_something_stands_and_nothing_that_waits_is_handed_over()
    {
        using var clerk = await federation.ClientAsync(Old, Role.Clerk);
        await StandAsync(clerk);
        using var administrator = await federation.ClientAsync(City, Role.Administrator);
        var refused = await administrator.PostAsJsonAsync($"/api/v1/unions/{Old}/changes/close", new { on = "2020-07-01" }).JsonAsync(409);
        Assert.Equal("union-has-standing", refused.GetProperty("code").GetString());
        Assert.Contains("未关闭的服务站点 1", refused.GetProperty("detail").GetString()!, StringComparison.Ordinal);

        var campaigns = $"/api/v1/unions/{Old}/campaigns";
        var aid = $"{campaigns}/{(await clerk.PostAsJsonAsync(campaigns, new { season = "autumn", year = 2020, name = "金秋助学", starts = "2020-06-01", ends = "2020-11-30", budget = 0 }).JsonAsync(201)).GetProperty("id").GetString()}";
        await clerk.PostAsync($"{aid}/start", null).JsonAsync();
        await clerk.PostAsJsonAsync($"{aid}/funds", new { date = "2020-06-02", source = "finance", amount = 1000 }).JsonAsync(201);
        var grant = $"{aid}/grants/{(await clerk.PostAsJsonAsync($"{aid}/grants", new { date = "2020-06-05", student = "某生", identityNumber = MadeUp.IdentityNumber(2004), school = "一中", stage = "senior-high", amount = 1000, state = "approved" }).JsonAsync(201)).GetProperty("id").GetString()}";
        refused = await administrator.PostAsJsonAsync($"/api/v1/unions/{Old}/changes/close", new { on = "2020-07-01", handTo = North }).JsonAsync(409);
        Assert.Equal("union-left-over", refused.GetProperty("code").GetString());
        Assert.Contains("未发放完的助学申请 1", refused.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        await federation.NothingIsWrittenAsync(() => administrator.PostAsJsonAsync($"/api/v1/unions/{Old}/changes/merge", new { into = Next, on = "2020-07-01" }).JsonAsync(409));

        await clerk.PostAsJsonAsync($"{grant}/payments", new { date = "2020-06-20", amount = 1000 }).JsonAsync(201);
        await administrator.PostAsJsonAsync($"/api/v1/unions/{Old}/changes/close", new { on = "2020-07-01", handTo = North }).JsonAsync();
        Assert.Equal("老站", (await ItemsAsync(await federation.ClientAsync(North, Role.Clerk), North, "stations"))[0].GetProperty("name").GetString());
        Assert.Equal(1, await TotalAsync(North, "stations.in-service", "2020-08"));
        Assert.Empty(await DifferencesAsync(2020));
        var late = await clerk.PostAsJsonAsync($"/api/v1/unions/{Old}/talks", new { date = "2020-08-01", speaker = "张三", topic = "劳模精神", place = "礼堂", audience = 9 }).JsonAsync(400);
        Assert.Contains("2020-07-01", late.GetProperty("errors").GetProperty("date")[0].GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_shows_what_goes_where_before_a_union_is_merged()
    {
        using var clerk = await federation.ClientAsync(Old, Role.Clerk);
        await StandAsync(clerk);
        using var administrator = await federation.SignedInBrowserAsync(City, Role.Administrator);
        Assert.Contains($"/u/{Old}/end\"", await administrator.PageAsync($"/u/{North}/unions"), StringComparison.Ordinal);
        // As long as nobody takes over there is nothing to press.
        var alone = await administrator.PageAsync($"/u/{Old}/end?on=2020-07-01&into=");
        Assert.Contains("2020年夏送清凉", alone, StringComparison.Ordinal);
        Assert.DoesNotContain($"/u/{Old}/end/", alone, StringComparison.Ordinal);

        var page = $"/u/{Old}/end?on=2020-07-01&into={Next}";
        var shown = await administrator.PageAsync(page);
        foreach (var part in new[] { "未关闭的服务站点", "老站", "2020年夏送清凉", "明年招聘会" }) Assert.Contains(part, shown, StringComparison.Ordinal);
        using var ended = await administrator.PostFormAsync(page, new Dictionary<string, string>(), $"/u/{Old}/end/merge");
        Assert.Equal((303, $"/u/{North}?done=union-ended"), ((int)ended.StatusCode, ended.Headers.Location!.ToString()));
        using var next = await federation.ClientAsync(Next, Role.Clerk);
        Assert.Equal("老站", (await ItemsAsync(next, Next, "stations"))[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task The_page_says_what_is_left_over_and_nobody_else_sees_it()
    {
        using var clerk = await federation.ClientAsync(Old, Role.Clerk);
        await StandAsync(clerk);
        var campaigns = $"/api/v1/unions/{Old}/campaigns";
        var autumn = new { season = "autumn", year = 2020, name = "金秋助学", starts = "2020-06-01", ends = "2020-11-30", budget = 0 };
        var aid = $"{campaigns}/{(await clerk.PostAsJsonAsync(campaigns, autumn).JsonAsync(201)).GetProperty("id").GetString()}";
        await clerk.PostAsync($"{aid}/start", null).JsonAsync();
        var number = MadeUp.IdentityNumber(2004);
        var grant = new { date = "2020-06-05", student = "某生", identityNumber = number, school = "一中", stage = "senior-high", amount = 1000, state = "approved" };
        await clerk.PostAsJsonAsync($"{aid}/grants", grant).JsonAsync(201);
        using var administrator = await federation.SignedInBrowserAsync(City, Role.Administrator);
        var shown = await administrator.PageAsync($"/u/{Old}/end?on=2020-07-01&into={Next}");
        Assert.Contains("未发放完的助学申请", shown, StringComparison.Ordinal);
        Assert.DoesNotContain($"/u/{Old}/end/", shown, StringComparison.Ordinal);
        using var other = await federation.SignedInBrowserAsync(Old, Role.Administrator);
        await other.PageAsync($"/u/{Old}/end", 403);
    }

    private static int Place(string standing) => new[] { "未关闭", "在册", "未撤销", "未结束", "未举办" }.ToList().FindIndex(s => standing.StartsWith(s, StringComparison.Ordinal));

    /// <summary>A station, a model, a studio, a campaign half done and a fair of next year.</summary>
    private static async Task StandAsync(HttpClient clerk)
    {
        var here = $"/api/v1/unions/{Old}";
        var station = await clerk.PostAsJsonAsync($"{here}/stations", new { kind = "station", code = "Z001", name = "老站", address = "井口", builtBy = "own", state = "in-service", since = "2018-05-01" }).JsonAsync(201);
        foreach (var (day, people) in new[] { ("2020-06-03", 20), ("2020-07-03", 30) })
            await clerk.PostAsJsonAsync($"{here}/stations/{station.GetProperty("id").GetString()}/served", new { date = day, group = "drivers", people }).JsonAsync(201);
        await clerk.PostAsJsonAsync($"{here}/models", new { name = "张三", identityNumber = MadeUp.IdentityNumber(1960), gender = "man", since = "2015-05-01", workplace = "采煤队", service = "in-service" }).JsonAsync(201);
        await clerk.PostAsJsonAsync($"{here}/studios", new { name = "老工作室", leader = "张三", opened = "2012-03-01" }).JsonAsync(201);
        var campaign = $"{here}/campaigns/{(await clerk.PostAsJsonAsync($"{here}/campaigns", new { season = "summer", year = 2020, name = "2020年夏送清凉", starts = "2020-06-01", ends = "2020-09-30", budget = 1000 }).JsonAsync(201)).GetProperty("id").GetString()}";
        await clerk.PostAsync($"{campaign}/start", null).JsonAsync();
        await clerk.PostAsJsonAsync($"{campaign}/funds", new { date = "2020-06-01", source = "finance", amount = 1000 }).JsonAsync(201);
        await clerk.PostAsJsonAsync($"{campaign}/deliveries", Delivery("2020-06-10", 12, 300)).JsonAsync(201);
        var year = TimeProvider.System.Today().Year + 1;
        await clerk.PostAsJsonAsync($"{here}/fairs", new { title = "明年招聘会", mode = "venue", starts = $"{year}-03-01", ends = $"{year}-03-02", venue = "文化宫", division = "610102" }).JsonAsync(201);
    }

    private static object Delivery(string date, int people, int money) => new { date, place = "井口", group = "miners", site = "site", headCount = people, money };

    private static async Task<IReadOnlyList<JsonElement>> ItemsAsync(HttpClient client, string union, string kind) =>
        [.. (await client.GetAsync($"/api/v1/unions/{union}/{kind}").JsonAsync()).GetProperty("items").EnumerateArray()];

    private async Task<decimal?> TotalAsync(string union, string indicator, string period)
    {
        await federation.Container.DrainMarksAsync(CancellationToken.None);
        using var leader = await federation.ClientAsync(City, Role.Leader);
        var answer = await leader.GetAsync($"/api/v1/unions/{union}/figures?period={period}&indicator={indicator}").JsonAsync();
        return answer.GetProperty("figures")[0].GetProperty("total") is { ValueKind: JsonValueKind.Number } total ? total.GetDecimal() : null;
    }

    private async Task<IReadOnlyList<object>> DifferencesAsync(int year)
    {
        await using var scope = federation.Container.BeginLifetimeScope();
        var root = (await scope.Resolve<IUnionDirectory>().FindAsync(City, CancellationToken.None))!;
        return await scope.Resolve<Verification>().VerifyAsync([root.Id], Period.Year(year), CancellationToken.None);
    }
}
