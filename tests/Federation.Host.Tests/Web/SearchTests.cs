using System.Net.Http.Json;
using System.Text.Json;
using Federation.Unions.Contracts;

namespace Federation.Host.Tests.Web;

/// <summary>The one box: what somebody may see is found by any of its names, and nothing else is.</summary>
public sealed class SearchTests : IAsyncLifetime
{
    private const string Province = "610000", City = "610400", District = "610428", Mine = "610428-M01", Other = "610425";

    private TestFederation federation = null!;

    public async Task InitializeAsync()
    {
        federation = await TestFederation.StartAsync();
        var since = new DateOnly(2000, 1, 1);
        await federation.FoundAsync(
            new NewUnion(Province, "陕西省总工会", UnionLevel.Province, UnionKind.Territorial, null, since),
            new NewUnion(City, "咸阳市总工会", UnionLevel.City, UnionKind.Territorial, Province, since),
            new NewUnion(District, "长武县总工会", UnionLevel.District, UnionKind.Territorial, City, since) { Former = [new FormerName("610499", "鹑觚县总工会", new DateOnly(2010, 1, 1))] },
            new NewUnion(Other, "礼泉县总工会", UnionLevel.District, UnionKind.Territorial, City, since),
            new NewUnion(Mine, "亭南煤矿工会", UnionLevel.Grassroots, UnionKind.Mine, District, since));
        using var clerk = await federation.ClientAsync(District, Role.Clerk);
        const string here = $"/api/v1/unions/{District}";
        var campaign = new { season = "summer", year = 2017, name = "高温一线慰问", starts = "2017-06-01", ends = "2017-09-30", budget = 90_000 };
        await clerk.PostAsJsonAsync(here + "/campaigns", campaign).JsonAsync(201);
        await clerk.PostAsJsonAsync(here + "/fairs", new { title = "春风行动招聘会", mode = "venue", starts = "2017-03-10", ends = "2017-03-11", venue = "工人文化宫" }).JsonAsync(201);
        var station = new { kind = "station", code = "Z001", name = "客运站驿站", address = "车站西侧", builtBy = "own", state = "in-service", since = "2017-01-05" };
        await clerk.PostAsJsonAsync(here + "/stations", station).JsonAsync(201);
        var model = new { name = "某劳模", identityNumber = "110105194912310011", gender = "man", since = "1988-05-01", workplace = "机修厂", service = "retired", retiredOn = "2005-01-01" };
        await clerk.PostAsJsonAsync(here + "/models", model).JsonAsync(201);
        using var administrator = await federation.ClientAsync(District, Role.Administrator);
        await administrator.PostAsJsonAsync(here + "/people", new { name = "王小明", userName = "wang-xm" }).JsonAsync(201);
    }

    public async Task DisposeAsync() => await federation.DisposeAsync();

    [Theory]
    [InlineData("长武", "unions 长武县总工会 /u/610428")]
    [InlineData("鹑觚", "unions 长武县总工会 /u/610428")]
    [InlineData("cwx", "unions 长武县总工会 /u/610428")]
    [InlineData("610499", "unions 长武县总工会 /u/610428")]
    [InlineData("TNMK", "unions 亭南煤矿工会 /u/610428-M01")]
    [InlineData("一线", "campaigns 高温一线慰问 /u/610428/campaigns/*")]
    [InlineData("gwyx", "campaigns 高温一线慰问 /u/610428/campaigns/*")]
    [InlineData("2017-summer", "campaigns 高温一线慰问 /u/610428/campaigns/*")]
    [InlineData("cfxd", "fairs 春风行动招聘会 /u/610428/fairs/*")]
    [InlineData("z001", "stations 客运站驿站 /u/610428/stations/*")]
    [InlineData("kyz", "stations 客运站驿站 /u/610428/stations/*")]
    [InlineData("某劳", "models 某劳模 /u/610428/models/*")]
    [InlineData("王小", "")]
    [InlineData("咸阳", "")]
    [InlineData("%", "")]
    [InlineData("_", "")]
    public async Task A_districts_clerk_finds_what_the_district_has_by_any_of_its_names(string words, string expected)
    {
        using var clerk = await federation.ClientAsync(District, Role.Clerk);
        Assert.Equal(expected, string.Join("; ", (await FindAsync(clerk, words)).Select(Said)));
    }

    [Theory]
    [InlineData("长武")]
    [InlineData("610428")]
    [InlineData("TNMK")]
    [InlineData("高温")]
    [InlineData("春风")]
    [InlineData("驿站")]
    [InlineData("劳模")]
    [InlineData("wang")]
    public async Task A_clerk_of_another_district_finds_none_of_it(string words)
    {
        using var clerk = await federation.ClientAsync((Other, Role.Clerk), (Other, Role.Administrator));
        Assert.Empty(await FindAsync(clerk, words));
    }

    [Fact]
    public async Task The_levels_above_find_the_work_and_not_the_files_of_persons()
    {
        using var leader = await federation.ClientAsync(Province, Role.Leader);
        Assert.Equal("/u/610428/campaigns/*", Said((await FindAsync(leader, "高温")).Single()).Split(' ')[2]);
        Assert.Empty(await FindAsync(leader, "某劳模"));
        using var administrator = await federation.ClientAsync(City, Role.Administrator);
        Assert.Equal("people 王小明 /u/610400/people/*", Said((await FindAsync(administrator, "wxm")).Single()));
    }

    [Fact]
    public async Task A_renamed_union_is_found_by_both_names_and_a_kind_is_read_page_by_page()
    {
        using var administrator = await federation.ClientAsync(Province, Role.Administrator);
        await administrator.PostAsJsonAsync($"/api/v1/unions/{Other}/changes/rename", new { name = "九嵕市总工会", on = "2018-01-01" }).JsonAsync();
        foreach (var words in new[] { "jzs", "lqx" }) Assert.Equal("九嵕市总工会", (await FindAsync(administrator, words)).Single().GetProperty("name").GetString());

        var first = await administrator.GetAsync("/api/v1/search?q=总工会&kind=unions&limit=3").JsonAsync();
        var second = await administrator.GetAsync($"/api/v1/search?q=总工会&kind=unions&limit=3&cursor={first.GetProperty("next").GetString()}").JsonAsync();
        Assert.Equal(
            [Province, City, District, Other],
            new[] { first, second }.SelectMany(p => p.GetProperty("items").EnumerateArray()).Select(i => i.GetProperty("code").GetString()));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        await administrator.GetAsync("/api/v1/search?q=a&kind=nothing").JsonAsync(400);
        await administrator.GetAsync($"/api/v1/search?q={new string('长', 101)}").JsonAsync(400);
    }

    [Fact]
    public async Task The_page_works_without_script_and_keeps_the_unions_menu()
    {
        using var browser = await federation.SignedInBrowserAsync(District, Role.Clerk);
        var found = await browser.PageAsync("/search?q=高温");
        Assert.Contains("高温一线慰问", found, StringComparison.Ordinal);
        Assert.Contains($"href=\"/u/{District}/campaigns\"", found, StringComparison.Ordinal);
        Assert.Contains("action=\"/search\"", await browser.PageAsync($"/u/{District}/campaigns"), StringComparison.Ordinal);
        Assert.Contains("没有找到", await browser.PageAsync("/search?q=无此物"), StringComparison.Ordinal);
        foreach (var page in new[] { "/me", "/search" }) Assert.Contains($"href=\"/u/{District}/campaigns\"", await browser.PageAsync(page), StringComparison.Ordinal);
        Assert.Contains($"href=\"/u/{District}/campaigns\"", await browser.PageAsync($"/u/{Other}", 404), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<JsonElement>> FindAsync(HttpClient client, string words) =>
        [.. (await client.GetAsync("/api/v1/search?q=" + Uri.EscapeDataString(words)).JsonAsync()).GetProperty("items").EnumerateArray()];

    private static string Said(JsonElement item)
    {
        var address = System.Text.RegularExpressions.Regex.Replace(item.GetProperty("address").GetString()!, "/[0-9]{10,}$", "/*");
        return $"{item.GetProperty("kind").GetString()} {item.GetProperty("name").GetString()} {address}";
    }
}
