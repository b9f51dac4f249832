using System.Text.Json;
using Federation.Framework.Tenancy;
using Federation.Testing;

namespace Federation.Figures.Tests.Pages;

public sealed class DashboardTests(Province province) : IClassFixture<Province>
{
    [Fact]
    public async Task The_first_page_shows_the_newest_year_with_its_change_on_the_year_before()
    {
        var page = await Province.ReadAsync(province.Leader, "/u/610000");
        Assert.Contains("<option value=\"2017\" selected", page, StringComparison.Ordinal);
        Assert.Contains("4万", page, StringComparison.Ordinal);
        Assert.Contains("title=\"40,000\"", page, StringComparison.Ordinal);
        Assert.Contains("比上年同期（30,000）增加 33.3%", page, StringComparison.Ordinal);
        Assert.Contains("数据截至", page, StringComparison.Ordinal);
        Assert.Contains("已报 1 / 应报 2", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_the_province_links_lead_down_to_the_mine_with_the_same_period_and_indicator()
    {
        string[] way = [Province.Code, Province.City, Province.District, Province.Mine];
        for (var i = 0; i + 1 < way.Length; i++)
        {
            var page = await Province.ReadAsync(province.Leader, $"/u/{way[i]}?period=2017-07&indicator=seasonal.cooling.people");
            Assert.Contains($"href=\"/u/{way[i + 1]}?period=2017-07&indicator=seasonal.cooling.people\"", page, StringComparison.Ordinal);
            Assert.Contains("data-value=\"40000", page, StringComparison.Ordinal);
        }
        Assert.Contains("4万", await Province.ReadAsync(province.Leader, $"/u/{Province.Mine}?period=2017-07&indicator=seasonal.cooling.people"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_is_explained_by_its_own_and_what_comes_from_below()
    {
        var page = await Province.ReadAsync(province.Leader, $"/u/{Province.District}/figures/seasonal.cooling.people?period=2017");
        foreach (var said in new[] { "送清凉惠及人次", "本级", "下级", "40,000", "30,000", "人次", "某矿工会", "静矿工会", "未报" }) Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains("按今天的隶属关系", await Province.ReadAsync(province.Leader, $"/u/{Province.District}/figures/seasonal.cooling.people?period=2017&tree=today"), StringComparison.Ordinal);
        Assert.Contains("女会员", await Province.ReadAsync(province.Leader, $"/u/{Province.District}/figures/unions.members?period=2017"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cards_are_sent_again_only_when_they_have_changed()
    {
        var first = await Province.ReadAsync(province.Leader, "/u/610000/now?period=2015");
        var seen = System.Text.RegularExpressions.Regex.Match(first, "seen=([0-9a-f]+)").Groups[1].Value;
        using (var again = await province.Leader.GetAsync($"/u/610000/now?period=2015&seen={seen}")) Assert.Equal(204, (int)again.StatusCode);
        await province.DeliverAsync(2015, 7_777);
        Assert.Contains("7,777", await Province.ReadAsync(province.Leader, $"/u/610000/now?period=2015&seen={seen}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_not_handed_in_is_listed_page_by_page()
    {
        var list = await province.Leader.GetAsync($"/api/v1/unions/{Province.District}/figures/missing?period=2017&module=SeasonalSupport").JsonAsync();
        Assert.Equal([Province.Silent], list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("union").GetString()));
        Assert.Equal((2, 1), (list.GetProperty("expected").GetInt32(), list.GetProperty("reported").GetInt32()));
        var first = await province.Leader.GetAsync($"/api/v1/unions/{Province.District}/figures/missing?period=2014&module=SeasonalSupport&limit=1").JsonAsync();
        var second = await province.Leader.GetAsync($"/api/v1/unions/{Province.District}/figures/missing?period=2014&module=SeasonalSupport&limit=1&cursor={first.GetProperty("next").GetString()}").JsonAsync();
        Assert.Equal([Province.Mine, Province.Silent], new[] { first, second }.Select(p => p.GetProperty("items")[0].GetProperty("union").GetString()));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        var page = await Province.ReadAsync(province.Leader, $"/u/{Province.District}/missing?period=2017&module=SeasonalSupport");
        Assert.Contains("静矿工会", page, StringComparison.Ordinal);
        Assert.DoesNotContain("某矿工会", page, StringComparison.Ordinal);
        await province.Leader.GetAsync($"/api/v1/unions/{Province.District}/figures/missing?period=2017&module=Nothing").JsonAsync(400);
    }

    [Fact]
    public async Task A_union_without_anything_says_so_in_both_languages()
    {
        Assert.Contains("尚无上报数据", await Province.ReadAsync(province.Leader, $"/u/{Province.Empty}"), StringComparison.Ordinal);
        using var english = await province.Federation.ClientAsync(Province.Code, Role.Leader);
        english.DefaultRequestHeaders.Add("Accept-Language", "en");
        Assert.Contains("Nothing has been handed in", await Province.ReadAsync(english, $"/u/{Province.Empty}"), StringComparison.Ordinal);
        Assert.Contains("40,000", await Province.ReadAsync(english, "/u/610000?period=2017"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Odd_addresses_are_told_apart_and_never_break()
    {
        string[] pages = ["", "/now", "/figures", "/figures/seasonal.cooling.people", "/missing", "/typing", "/rollups"];
        foreach (var page in pages)
        {
            foreach (var period in new[] { "zz", "2017-13", "0000", "９９９９", "2017-03-01", "%00", "S2101" })
                await Province.ReadAsync(province.Leader, $"/u/610000{page}?period={period}", 400);
            foreach (var period in new[] { "1949", "S1949", "1949-01", "2100", "S2100", "2100-12" })
            {
                using var answer = await province.Leader.GetAsync($"/u/610000{page}?period={period}");
                Assert.True((int)answer.StatusCode == (page == "/typing" && period.Contains('-', StringComparison.Ordinal) ? 400 : 200), $"{page} {period}: {(int)answer.StatusCode}");
            }
            await Province.ReadAsync(province.Leader, $"/u/999999{page}?period=2017", 404);
            using var foreigner = await province.Federation.ClientAsync(Province.Foreign, Role.Leader);
            await Province.ReadAsync(foreigner, $"/u/{Province.Mine}{page}?period=2017", 404);
        }
        await Province.ReadAsync(province.Leader, "/u/610000?indicator=nothing", 400);
        await Province.ReadAsync(province.Leader, "/u/610000/figures/nothing?period=2017", 404);
        await Province.ReadAsync(province.Leader, "/u/610000/rollups/1", 404);
        await Province.ReadAsync(province.Leader, "/u/610000/rollups/x/events", 404);
    }

    [Fact]
    public async Task A_provinces_totals_are_published_without_signing_in_and_nothing_more()
    {
        using var anonymous = province.Federation.Anonymous();
        var page = await Province.ReadAsync(anonymous, "/?period=2017");
        Assert.Contains("陕西省总工会", page, StringComparison.Ordinal);
        Assert.Contains("4万", page, StringComparison.Ordinal);
        Assert.Contains("/sign-in", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/u/", page, StringComparison.Ordinal);
        await Province.ReadAsync(anonymous, $"/?union={Province.City}", 404);
        await Province.ReadAsync(anonymous, "/?period=zz", 400);
    }
}
