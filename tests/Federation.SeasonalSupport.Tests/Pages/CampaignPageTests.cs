using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Federation.Framework.Tenancy;
using static Federation.SeasonalSupport.Tests.Pages.Browsers;

namespace Federation.SeasonalSupport.Tests.Pages;

[Collection(BrowsersCollection.Name)]
public sealed partial class CampaignPageTests(Browsers browsers)
{
    [Fact]
    public async Task An_empty_list_offers_the_first_campaign_and_the_form_proposes_what_the_season_suggests()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var list = await clerk.OpenAsync($"/u/{mine}/campaigns");
        Assert.Contains($"href=\"/u/{mine}/campaigns/new\"", list.Html, StringComparison.Ordinal);
        Assert.Contains("还没有活动", list.Text, StringComparison.Ordinal);

        var form = await clerk.OpenAsync($"/u/{mine}/campaigns/new?season=summer&year=2017");
        Assert.Equal(("2017年夏送清凉", "2017-06-01", "2017-09-15"), (form.Fields["name"], form.Fields["starts"], form.Fields["ends"]));
        var winter = (await clerk.OpenAsync($"/u/{mine}/campaigns/new?season=winter&year=2017")).Fields;
        Assert.Equal(("2016-12-01", "2017-02-28"), (winter["starts"], winter["ends"]));
        Assert.Contains("发放慰问金", (await clerk.OpenAsync($"/u/{mine}/campaigns/new?season=winter")).Text, StringComparison.Ordinal);

        var made = await clerk.FillAsync(form, 200, ("budgetLines[0].amount", "3,000"), ("budgetLines[2].amount", "2000"), ("plan[2].value", "４０"));
        Assert.Contains("done=campaign-created", made.Address.Query, StringComparison.Ordinal);
        var shown = (await clerk.GetAsync($"/api/v1/unions/{mine}/campaigns").JsonAsync()).GetProperty("items")[0];
        Assert.Equal(5_000, shown.GetProperty("budget").GetDecimal());
        Assert.Equal(["union-funds", "enterprise"], shown.GetProperty("budgetLines").EnumerateArray().Select(l => l.GetProperty("source").GetString()!));
        Assert.Equal(("seasonal.cooling.people", 40), (shown.GetProperty("plan")[0].GetProperty("indicator").GetString(), shown.GetProperty("plan")[0].GetProperty("value").GetInt32()));
    }

    [Fact]
    public async Task A_budget_that_is_left_to_us_is_the_sum_however_its_sources_are_typed()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var form = await clerk.OpenAsync($"/u/{mine}/campaigns/new?season=summer&year=2017");
        await clerk.FillAsync(form, 200, ("budgetLines[0].amount", "３，０００"), ("budgetLines[2].amount", "２０００．５"));
        Assert.Equal(5_000.5m, (await clerk.GetAsync($"/api/v1/unions/{mine}/campaigns").JsonAsync()).GetProperty("items")[0].GetProperty("budget").GetDecimal());
    }

    [Fact]
    public async Task A_form_with_mistakes_comes_back_with_what_was_typed_and_each_mistake_at_its_field()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var form = await clerk.OpenAsync($"/u/{mine}/campaigns/new?season=autumn&year=2017");
        var refused = await clerk.FillAsync(form, 400, ("name", "金秋 <b>助学</b> 🎓"), ("budget", "9000"), ("budgetLines[1].amount", "8000"), ("plan[0].value", "many"));
        Assert.Equal("金秋 <b>助学</b> 🎓", refused.Fields["name"]);
        Assert.Equal(("8000", "many"), (refused.Fields["budgetLines[1].amount"], refused.Fields["plan[0].value"]));
        Assert.DoesNotContain("<b>助学", refused.Html, StringComparison.Ordinal);
        Assert.Contains("id=\"f-plan-0-value-said\"", refused.Html, StringComparison.Ordinal);
        Assert.Equal(form.Fields["_once"], refused.Fields["_once"]);

        var again = await clerk.FillAsync(refused, 400, ("plan[0].value", "5"));
        Assert.Contains("各来源预算之和应等于预算 9000 元", again.Text, StringComparison.Ordinal);
        var reversed = await clerk.FillAsync(again, 409, ("budget", "8000"), ("ends", "2017-07-01"));
        Assert.Contains("结束日期早于开始日期", reversed.Text, StringComparison.Ordinal);
        var made = await clerk.FillAsync(reversed, 200, ("ends", "2017-10-31"));
        Assert.Contains("金秋 &lt;b&gt;助学&lt;/b&gt;", made.Html, StringComparison.Ordinal);
        Assert.Contains("金秋 <b>助学</b> 🎓", made.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replayed_form_makes_one_campaign()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var form = await clerk.OpenAsync($"/u/{mine}/campaigns/new?season=spring&year=2017");
        var first = await clerk.FillAsync(form, 200, ("budget", "1"));
        var second = await clerk.FillAsync(form, 200, ("budget", "1"));
        Assert.Equal(first.Address, second.Address);
        Assert.Equal(1, (await clerk.GetAsync($"/api/v1/unions/{mine}/campaigns").JsonAsync()).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task The_list_is_filtered_by_its_address_and_turned_page_by_page_the_newest_first()
    {
        var (district, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync((mine, Role.Clerk), (district, Role.Clerk));
        await CampaignAsync(clerk, mine, "summer", name: "矿一");
        await CampaignAsync(clerk, mine, "winter", running: false, name: "矿二 𠮷🎉");
        await CampaignAsync(clerk, district, "summer", running: false, name: "区三");

        async Task<IReadOnlyList<string>> NamesAsync(string query) => Names((await clerk.OpenAsync($"/u/{district}/campaigns{query}")).Html);
        Assert.Equal(["区三"], await NamesAsync(""));
        Assert.Equal(["区三", "矿二 𠮷🎉", "矿一"], await NamesAsync("?subtree=true"));
        Assert.Equal(["区三", "矿一"], await NamesAsync("?subtree=true&season=summer"));
        Assert.Equal(["矿一"], await NamesAsync("?subtree=true&state=running"));
        Assert.Equal(["矿二 𠮷🎉"], await NamesAsync("?subtree=true&search=" + Uri.EscapeDataString("𠮷🎉")));
        Assert.Equal(["矿二 𠮷🎉"], await NamesAsync("?subtree=true&season=winter&year=2017&state=planned"));
        Assert.Empty(await NamesAsync("?subtree=true&year=2018"));
        await clerk.OpenAsync($"/u/{district}/campaigns?season=monsoon", 400);

        var page = await clerk.OpenAsync($"/u/{district}/campaigns?subtree=true&limit=2");
        Assert.Contains("某矿工会", page.Text, StringComparison.Ordinal);
        Assert.Equal(["区三", "矿二 𠮷🎉"], Names(page.Html));
        var next = WebUtility.HtmlDecode(NextPage().Match(page.Html).Groups[1].Value);
        Assert.Contains("subtree=true", next, StringComparison.Ordinal);
        Assert.Equal(["矿一"], Names((await clerk.OpenAsync(next)).Html));

        var own = await clerk.OpenAsync($"/u/{mine}/campaigns");
        Assert.Single(QuickRecord().Matches(own.Html));
    }

    [Fact]
    public async Task Progress_is_what_the_campaigns_own_records_add_up_to()
    {
        var (district, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var summer = await CampaignAsync(clerk, mine, "summer", raised: 6_000);
        var other = await CampaignAsync(clerk, mine, "summer");
        var at = $"/api/v1/unions/{mine}/campaigns/{summer}";
        await clerk.PostAsJsonAsync(at + "/funds", new { date = "2017-06-10", source = "donation", amount = 900, fromParent = true }).JsonAsync(201);
        foreach (var (site, people, money, worth, portions) in new[] { ("site", 40, 500.25m, 300m, 40), ("other", 2, 0m, 20.5m, 2), ("enterprise", 7, 100m, 0m, 0) })
            await clerk.PostAsJsonAsync(at + "/deliveries", new
            {
                date = "2017-07-20", place = "井口", group = "miners", site, headCount = people, money,
                items = portions == 0 ? [] : new[] { new { name = "西瓜", quantity = portions, unit = "份", value = worth, inPortions = true } },
            }).JsonAsync(201);
        await clerk.PostAsJsonAsync($"/api/v1/unions/{mine}/campaigns/{other}/deliveries", new { date = "2017-07-20", place = "井口", group = "miners", site = "site", headCount = 999 }).JsonAsync(201);
        foreach (var (found, put) in new[] { (3, 1), (0, 0), (3, 3) }) await clerk.PostAsJsonAsync(at + "/inspections", new { date = "2017-07-21", place = "井口", hazardsFound = found, hazardsFixed = put }).JsonAsync(201);

        var progress = await clerk.GetAsync(at + "/progress").JsonAsync();
        var values = progress.GetProperty("items").EnumerateArray().ToDictionary(i => i.GetProperty("indicator").GetString()!, i => i.GetProperty("value").GetDecimal());
        Assert.Equal(new Dictionary<string, decimal>
        {
            ["seasonal.cooling.funds"] = 6_000, ["seasonal.cooling.visits"] = 2, ["seasonal.cooling.people"] = 49, ["seasonal.cooling.goods"] = 320.5m, ["seasonal.cooling.inspections"] = 3,
            ["seasonal.cooling.hazards"] = 6, ["seasonal.cooling.hazards-fixed"] = 66.67m, ["seasonal.budget.used"] = 4.6m, ["seasonal.goods.portions"] = 42,
        }, values);
        Assert.Equal((20_000, 6_900, 920.75m), (progress.GetProperty("budget").GetDecimal(), progress.GetProperty("raised").GetDecimal(), progress.GetProperty("spent").GetDecimal()));
        Assert.Contains("66.67%", (await clerk.OpenAsync($"/u/{mine}/campaigns/{summer}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("筹集送清凉资金", await EnglishAsync(clerk, $"/u/{mine}/campaigns/{summer}"), StringComparison.Ordinal);

        var winter = await CampaignAsync(clerk, mine, "winter");
        var (one, two) = (Given.IdentityNumber(), Given.IdentityNumber());
        foreach (var people in new[] { new[] { (one, 300), (two, 200) }, [(one, 100)] })
            await clerk.PostAsJsonAsync($"/api/v1/unions/{mine}/campaigns/{winter}/deliveries", new
            {
                date = "2017-01-20", place = "工区", group = "hardship", recipients = people.Select(p => new { name = "甲", identityNumber = p.Item1, amount = p.Item2 }),
            }).JsonAsync(201);
        Assert.Equal((600m, 3m, 2m), await WarmthAsync(clerk, mine, winter));
        using var above = await browsers.ClientAsync(district, Role.Leader);
        // Under its own address the union counts its own; under another's there are no persons to be counted.
        Assert.Equal((600m, 3m, 2m), await WarmthAsync(above, mine, winter));
        Assert.Equal((600m, 3m, null), await WarmthAsync(above, district, winter));

        var autumn = await CampaignAsync(clerk, mine, "autumn");
        var grants = $"/api/v1/unions/{mine}/campaigns/{autumn}/grants";
        var grant = (await clerk.PostAsJsonAsync(grants, new { date = "2017-08-20", student = "某", identityNumber = one, school = "一中", stage = "primary", amount = 3_000, state = "approved" }).JsonAsync(201)).GetProperty("id").GetString();
        foreach (var amount in new[] { 1_000, 500 }) await clerk.PostAsJsonAsync($"{grants}/{grant}/payments", new { date = "2017-09-01", amount }).JsonAsync(201);
        var helped = await ProgressAsync(clerk, mine, autumn);
        Assert.Equal((1_500m, 1m, 1m), (helped["seasonal.scholarship.paid"], helped["seasonal.scholarship.students"], helped["seasonal.scholarship.applications"]));
        Assert.Null((await ProgressAsync(above, district, autumn))["seasonal.scholarship.paid"]);
    }

    [Fact]
    public async Task A_campaign_is_changed_started_closed_with_a_look_at_what_is_open_and_opened_again()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync((mine, Role.Clerk), (mine, Role.Reviewer));
        var id = await CampaignAsync(clerk, mine, "summer", running: false, raised: 1_000);
        var at = $"/u/{mine}/campaigns/{id}";
        var planned = await clerk.OpenAsync(at);
        Assert.Contains("计划中", planned.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/deliveries/new", planned.Html, StringComparison.Ordinal);
        Assert.Contains("done=campaign-started", (await clerk.PressAsync(at + "/start")).Address.Query, StringComparison.Ordinal);
        await clerk.PressAsync(at + "/start", 409);

        var form = await clerk.OpenAsync(at + "/change");
        Assert.Equal(("四季送", "20000", "2"), (form.Fields["name"], form.Fields["budget"], form.Fields["_version"]));
        await clerk.FillAsync(form, 200, ("name", "夏日"));
        var stale = await clerk.FillAsync(form with { }, 412, ("name", "另改"), ("_once", "another"));
        Assert.Equal("另改", stale.Fields["name"]);

        await clerk.PostAsJsonAsync($"/api/v1/unions/{mine}/campaigns/{id}/inspections", new { date = "2017-07-21", place = "井口", hazardsFound = 5, hazardsFixed = 2 }).JsonAsync(201);
        var close = await clerk.OpenAsync(at + "/close");
        Assert.Contains("结余资金 1,000.00 元", close.Text, StringComparison.Ordinal);
        Assert.Contains("未整改的隐患 3 处", close.Text, StringComparison.Ordinal);
        Assert.Contains($"{at}?show=inspections", close.Html, StringComparison.Ordinal);
        var closed = await clerk.FillAsync(close, 200);
        Assert.Contains("已结束", closed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/new\"", closed.Html, StringComparison.Ordinal);
        Assert.Contains("已结束", (await clerk.FillAsync(close, 409, ("_once", "again"))).Text, StringComparison.Ordinal);
        Assert.Contains("进行中", (await clerk.PressAsync(at + "/reopen")).Text, StringComparison.Ordinal);
        await clerk.PressAsync(at + "/remove", 409, ("_version", "5"));

        var empty = await CampaignAsync(clerk, mine, "spring", running: false, raised: 0, name: "作废");
        var gone = await clerk.PressAsync($"/u/{mine}/campaigns/{empty}/remove", 200, ("_version", "1"));
        Assert.DoesNotContain("作废", gone.Text, StringComparison.Ordinal);
        await clerk.OpenAsync($"/u/{mine}/campaigns/{empty}", 404);
    }

    [Fact]
    public async Task From_above_a_campaign_is_read_without_persons_and_nobody_else_finds_it()
    {
        var (district, mine) = await browsers.FoundAsync();
        var (otherDistrict, otherMine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var winter = await CampaignAsync(clerk, mine, "winter");
        await clerk.PostAsJsonAsync($"/api/v1/unions/{mine}/campaigns/{winter}/deliveries", new { date = "2017-01-20", place = "三号工区", group = "hardship", recipients = new[] { new { name = "张某某", identityNumber = Given.IdentityNumber(), amount = 300 } } }).JsonAsync(201);
        var autumn = await CampaignAsync(clerk, mine, "autumn");
        await clerk.PostAsJsonAsync($"/api/v1/unions/{mine}/campaigns/{autumn}/grants", new { date = "2017-08-20", student = "李某某", identityNumber = Given.IdentityNumber(), school = "一中", stage = "primary", amount = 3_000 }).JsonAsync(201);
        var delivery = (await RecordsAsync(clerk, mine, winter, "deliveries"))[0].GetProperty("id").GetString();
        var grant = (await RecordsAsync(clerk, mine, autumn, "grants"))[0].GetProperty("id").GetString();
        Assert.Contains("张某某", (await clerk.OpenAsync($"/u/{mine}/campaigns/{winter}/deliveries/{delivery}")).Text, StringComparison.Ordinal);
        Assert.Contains("李某某", (await clerk.OpenAsync($"/u/{mine}/campaigns/{autumn}")).Text, StringComparison.Ordinal);

        using var above = await browsers.ClientAsync((district, Role.Leader), (district, Role.Clerk));
        foreach (var union in new[] { mine, district })
        {
            var seen = await above.OpenAsync($"/u/{union}/campaigns/{winter}");
            Assert.Contains("三号工区", seen.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("张某某", seen.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("/new\"", seen.Html, StringComparison.Ordinal);
            var scholarships = await above.OpenAsync($"/u/{union}/campaigns/{autumn}");
            Assert.DoesNotContain("李某某", scholarships.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("show=grants", scholarships.Html, StringComparison.Ordinal);
            await above.OpenAsync($"/u/{union}/campaigns/{autumn}?show=grants", 404);
            await above.OpenAsync($"/u/{union}/campaigns/{autumn}/grants/{grant}", 404);
            Assert.DoesNotContain("张某某", (await above.OpenAsync($"/u/{union}/campaigns/{winter}/deliveries/{delivery}")).Html, StringComparison.Ordinal);
        }
        await above.PressAsync($"/u/{mine}/campaigns/{winter}/deliveries/{delivery}", 403, ("_version", "1"));
        await above.PressAsync($"/u/{district}/campaigns/{winter}/deliveries/{delivery}", 404, ("_version", "1"));
        await above.OpenAsync($"/u/{district}/campaigns/{winter}/change", 404);
        await above.OpenAsync($"/u/{district}/campaigns/{winter}/close", 404);

        using var low = await browsers.ClientAsync(mine, Role.Auditor);
        await low.OpenAsync($"/u/{mine}/campaigns/{winter}");
        foreach (var page in new[] { "new", $"{winter}/change", $"{winter}/close", $"{winter}/deliveries/new", "../imports/deliveries-winter" })
        {
            await low.OpenAsync($"/u/{mine}/campaigns/{page}", 403);
            await low.PressAsync($"/u/{mine}/campaigns/{page}", 403);
        }
        await clerk.PressAsync($"/u/{mine}/campaigns/{winter}/reopen", 403);

        using var foreigner = await browsers.ClientAsync((otherDistrict, Role.Clerk), (otherMine, Role.Clerk));
        foreach (var page in new[] { "", "/new", $"/{winter}", $"/{winter}/deliveries/{delivery}" })
        {
            await foreigner.OpenAsync($"/u/{mine}/campaigns{page}", 404);
            if (page.Length > 4) await foreigner.OpenAsync($"/u/{otherMine}/campaigns{page}", 404);
        }
        await foreigner.OpenAsync($"/u/{mine}/imports/deliveries-winter", 404);
    }

    private static async Task<IReadOnlyDictionary<string, decimal?>> ProgressAsync(HttpClient client, string mine, string campaign) =>
        (await client.GetAsync($"/api/v1/unions/{mine}/campaigns/{campaign}/progress").JsonAsync()).GetProperty("items").EnumerateArray()
            .ToDictionary(i => i.GetProperty("indicator").GetString()!, i => i.GetProperty("value") is { ValueKind: System.Text.Json.JsonValueKind.Number } value ? value.GetDecimal() : (decimal?)null);

    private static async Task<(decimal? Paid, decimal? Visits, decimal? Persons)> WarmthAsync(HttpClient client, string mine, string campaign)
    {
        var values = await ProgressAsync(client, mine, campaign);
        return (values["seasonal.warmth.paid"], values["seasonal.warmth.visits"], values["seasonal.warmth.persons"]);
    }

    private static async Task<string> EnglishAsync(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { AcceptLanguage = { new StringWithQualityHeaderValue("en") } } };
        using var answer = await client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private static IReadOnlyList<string> Names(string html) => [.. CampaignLink().Matches(html).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value))];

    [GeneratedRegex("<th scope=\"row\">\\s*<a [^>]*>([^<]*)</a>")]
    private static partial Regex CampaignLink();

    [GeneratedRegex("<a[^>]*rel=\"next\"[^>]*href=\"([^\"]*)\"")]
    private static partial Regex NextPage();

    [GeneratedRegex("href=\"[^\"]*/deliveries/new\"")]
    private static partial Regex QuickRecord();
}
