using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Federation.Framework.Tenancy;
using static Federation.SeasonalSupport.Tests.Pages.Browsers;

namespace Federation.SeasonalSupport.Tests.Pages;

[Collection(BrowsersCollection.Name)]
public sealed class RecordPageTests(Browsers browsers)
{
    public static TheoryData<string, string, string[], string, string> Kinds => new()
    {
        { "spring", "posts", ["employer=某机械厂", "title=焊工 🔥", "count=30", "place=镇文化站", "date=2017-03-01"], "title", "焊工 🔥" },
        { "spring", "trainings", ["topic=电工", "placesTaken=45", "date=2017-03-01"], "placesTaken", "45" },
        { "spring", "placements", ["employer=某机械厂", "people=12", "date=2017-03-01"], "people", "12" },
        { "summer", "deliveries", ["place=三号<工地>", "site=site", "group=site-workers", "headCount=1,200", "money=500", "date=2017-07-20", "items[2].name=西瓜", "items[2].quantity=100", "items[2].unit=公斤", "items[2].value=300"], "place", "三号<工地>" },
        { "summer", "inspections", ["place=井口", "hazardsFound=3", "hazardsFixed=1", "finding=通风不足", "date=2017-07-20"], "hazardsFound", "3" },
        { "autumn", "grants", ["student=某学生", "identityNumber=11010519491231002X", "school=一中", "stage=senior-high", "amount=2000", "state=approved", "date=2017-08-20"], "student", "某学生" },
        { "winter", "deliveries", ["place=工区", "group=frontline", "headCount=40", "money=100", "date=2017-01-20"], "headCount", "40" },
        { "winter", "funds", ["source=donation", "amount=88.5", "date=2017-01-20", "fromParent=true", "note=𠮷"], "amount", "88.5" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_kind_is_recorded_through_its_form_changed_and_taken_back(string season, string kind, string[] typed, string field, string value)
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var campaign = await CampaignAsync(clerk, mine, season);
        var before = (await RecordsAsync(clerk, mine, campaign, kind)).Count;
        var form = await clerk.OpenAsync($"/u/{mine}/campaigns/{campaign}/{kind}/new");
        (string, string)[] fields = [.. typed.Select(t => t.Split('=', 2)).Select(t => (t[0], t[1]))];
        var list = await clerk.FillAsync(form, 200, fields);
        Assert.Contains($"show={kind}", list.Address.Query, StringComparison.Ordinal);
        await clerk.FillAsync(form, 200, fields);
        var records = await RecordsAsync(clerk, mine, campaign, kind);
        Assert.Equal(before + 1, records.Count);
        Assert.Equal(value, records[^1].GetProperty(field).ToString());
        Assert.DoesNotContain("三号<工地>", list.Html, StringComparison.Ordinal);

        var address = $"/u/{mine}/campaigns/{campaign}/{kind}/{records[^1].GetProperty("id").GetString()}";
        Assert.Contains(address, list.Html, StringComparison.Ordinal);
        var open = await clerk.OpenAsync(address);
        Assert.Equal(value.Replace(",", "", StringComparison.Ordinal), open.Fields[field]);
        var moved = open.Fields["date"][..8] + "25";
        await clerk.FillAsync(open, 200, ("date", moved));
        Assert.Equal(moved, (await RecordsAsync(clerk, mine, campaign, kind))[^1].GetProperty("date").GetString());

        var stale = await clerk.FillAsync(open, 412, ("date", open.Fields["date"][..8] + "26"), (field, open.Fields[field] + "1"), ("_once", "again"));
        Assert.Equal(open.Fields[field] + "1", stale.Fields[field]);
        await clerk.PressAsync(address + "/remove", 412, ("_version", "1"));
        await clerk.PressAsync(address + "/remove", 200, ("_version", "2"));
        Assert.Equal(before, (await RecordsAsync(clerk, mine, campaign, kind)).Count);
    }

    [Fact]
    public async Task Money_that_nobody_typed_is_no_sum_that_names_could_contradict()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var campaign = await CampaignAsync(clerk, mine, "winter");
        await clerk.FillAsync(await clerk.OpenAsync($"/u/{mine}/campaigns/{campaign}/deliveries/new"), 200, ("place", "工区"), ("group", "hardship"), ("headCount", "1"));
        var made = (await RecordsAsync(clerk, mine, campaign, "deliveries"))[^1];
        var open = await clerk.OpenAsync($"/u/{mine}/campaigns/{campaign}/deliveries/{made.GetProperty("id").GetString()}");
        Assert.Equal("", open.Fields["money"]);
        await clerk.FillAsync(open, 200, ("recipients[0].name", "甲"), ("recipients[0].identityNumber", MadeUp.IdentityNumber()), ("recipients[0].amount", "300"));
        Assert.Equal(300, (await RecordsAsync(clerk, mine, campaign, "deliveries"))[^1].GetProperty("money").GetDecimal());
    }

    [Fact]
    public async Task A_new_form_offers_what_was_typed_last_and_more_lines_without_saving()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var first = await CampaignAsync(clerk, mine, "summer");
        var form = await clerk.OpenAsync($"/u/{mine}/campaigns/{first}/deliveries/new");
        // Today lies after the campaign: its last day is proposed.
        Assert.Equal("2017-09-15", form.Fields["date"]);
        Assert.True(form.Fields.ContainsKey("items[2].name") && !form.Fields.ContainsKey("items[3].name"));
        var again = await clerk.FillAsync(form, 200, ("place", "二号井口"), ("site", "enterprise"), ("group", "miners"), ("headCount", "5"), ("items[0].name", "绿豆汤"), ("items[0].quantity", "5"), ("items[0].unit", "碗"), ("items[0].value", "25"), ("_again", "true"));
        Assert.EndsWith("/deliveries/new?done=recorded", again.Address.PathAndQuery, StringComparison.Ordinal);

        var next = await CampaignAsync(clerk, mine, "summer");
        var proposed = await clerk.OpenAsync($"/u/{mine}/campaigns/{next}/deliveries/new");
        Assert.Equal(("二号井口", "enterprise", "miners", ""), (proposed.Fields["place"], proposed.Fields["site"], proposed.Fields["group"], proposed.Fields["headCount"]));
        foreach (var offered in new[] { "二号井口", "绿豆汤", "碗" }) Assert.Contains($"<option value=\"{offered}\">", proposed.Html, StringComparison.Ordinal);

        var more = await clerk.FillAsync(proposed, 200, ("items[2].name", "冰块"), ("headCount", "many"), ("_more", "items"));
        Assert.Equal(("冰块", "many"), (more.Fields["items[2].name"], more.Fields["headCount"]));
        Assert.True(more.Fields.ContainsKey("items[5].unit"));
        Assert.Empty(await RecordsAsync(clerk, mine, next, "deliveries"));

        var refused = await clerk.FillAsync(more, 400, ("items[0].name", "水"), ("items[0].quantity", "1"), ("items[0].unit", "瓶"), ("items[0].value", "1"), ("headCount", "3"));
        Assert.Contains("id=\"f-items-1-quantity-said\"", refused.Html, StringComparison.Ordinal);
        Assert.Equal("冰块", refused.Fields["items[1].name"]);
        Assert.Contains("第 2 行数量", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_are_told_on_the_form_with_what_was_typed()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var summer = await CampaignAsync(clerk, mine, "summer", raised: 100);
        var form = await clerk.OpenAsync($"/u/{mine}/campaigns/{summer}/inspections/new");
        var missing = await clerk.FillAsync(form, 400, ("hazardsFound", "-1"), ("hazardsFixed", "0"));
        Assert.Contains("id=\"f-place-said\"", missing.Html, StringComparison.Ordinal);
        Assert.Contains("查出隐患", missing.Text, StringComparison.Ordinal);
        Assert.Contains("整改数 4 多于", (await clerk.FillAsync(form, 409, ("place", "井口"), ("hazardsFound", "3"), ("hazardsFixed", "4"))).Text, StringComparison.Ordinal);
        Assert.Contains("日期应在活动期间", (await clerk.FillAsync(form, 409, ("place", "井口"), ("hazardsFound", "3"), ("hazardsFixed", "1"), ("date", "2018-07-01"))).Text, StringComparison.Ordinal);
        var delivery = await clerk.OpenAsync($"/u/{mine}/campaigns/{summer}/deliveries/new");
        var dear = await clerk.FillAsync(delivery, 409, ("place", "井口"), ("site", "site"), ("group", "miners"), ("headCount", "1"), ("money", "101"));
        Assert.Contains("支出不能超过筹集", dear.Text, StringComparison.Ordinal);
        Assert.Equal("101", dear.Fields["money"]);
        await clerk.OpenAsync($"/u/{mine}/campaigns/{summer}/trainings/new", 404);
        await clerk.OpenAsync($"/u/{mine}/campaigns/{summer}/payments/new", 404);
        await clerk.OpenAsync($"/u/{mine}/campaigns/{summer}/deliveries/99", 404);
    }

    [Fact]
    public async Task A_visit_names_people_whose_numbers_are_never_shown_in_full()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var winter = await CampaignAsync(clerk, mine, "winter");
        var (one, two) = (Given.IdentityNumber(), Given.IdentityNumber());
        var form = await clerk.OpenAsync($"/u/{mine}/campaigns/{winter}/deliveries/new");
        var wrong = await clerk.FillAsync(form, 400, ("place", "工区"), ("group", "hardship"), ("recipients[0].name", "甲"), ("recipients[0].identityNumber", "610102199001011234"), ("recipients[0].amount", "300"));
        Assert.Contains("id=\"f-recipients-0-identityNumber-said\"", wrong.Html, StringComparison.Ordinal);
        await clerk.FillAsync(wrong, 200, ("recipients[0].identityNumber", one), ("recipients[1].name", "乙"), ("recipients[1].identityNumber", two), ("recipients[1].amount", "200"));
        var made = Assert.Single(await RecordsAsync(clerk, mine, winter, "deliveries"));
        Assert.Equal((2, 500m), (made.GetProperty("headCount").GetInt32(), made.GetProperty("money").GetDecimal()));

        var open = await clerk.OpenAsync($"/u/{mine}/campaigns/{winter}/deliveries/{made.GetProperty("id").GetString()}");
        Assert.Contains(one[..6] + "********" + one[14..], open.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(one, open.Html, StringComparison.Ordinal);
        await clerk.FillAsync(open, 200, ("place", "二工区"));
        Assert.Equal(2, (await RecordsAsync(clerk, mine, winter, "deliveries"))[0].GetProperty("headCount").GetInt32());
    }

    [Fact]
    public async Task A_scholarship_is_applied_for_approved_and_paid()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var autumn = await CampaignAsync(clerk, mine, "autumn");
        var number = Given.IdentityNumber();
        var form = await clerk.OpenAsync($"/u/{mine}/campaigns/{autumn}/grants/new");
        Assert.Equal("applied", form.Fields["state"]);
        await clerk.FillAsync(form, 200, ("student", "某学生"), ("identityNumber", number), ("school", "一中"), ("stage", "university"), ("amount", "5000"));
        var grant = $"/u/{mine}/campaigns/{autumn}/grants/{(await RecordsAsync(clerk, mine, autumn, "grants"))[0].GetProperty("id").GetString()}";
        var applied = await clerk.OpenAsync(grant);
        Assert.Equal("", applied.Fields["identityNumber"]);
        Assert.DoesNotContain("/payments/new", applied.Html, StringComparison.Ordinal);
        Assert.Contains("未批准的助学申请 1 件", (await clerk.OpenAsync($"/u/{mine}/campaigns/{autumn}/close")).Text, StringComparison.Ordinal);

        await clerk.FillAsync(applied, 200, ("state", "approved"));
        Assert.Contains("/payments/new?amount=5000", (await clerk.OpenAsync(grant)).Html, StringComparison.Ordinal);
        var payment = await clerk.OpenAsync(grant + "/payments/new?amount=5000");
        Assert.Equal("5000", payment.Fields["amount"]);
        var paid = await clerk.FillAsync(payment, 200, ("amount", "3000"), ("date", "2017-09-01"));
        Assert.Equal(grant, paid.Address.AbsolutePath);
        Assert.Contains("3,000.00 元", paid.Text, StringComparison.Ordinal);
        Assert.Contains("/payments/new?amount=2000", paid.Html, StringComparison.Ordinal);
        Assert.Contains("超过批准的", (await clerk.FillAsync(payment, 409, ("amount", "3000"), ("date", "2017-09-02"), ("_once", "more"))).Text, StringComparison.Ordinal);
        Assert.Equal(5_000 - 2_000, (await RecordsAsync(clerk, mine, autumn, "grants"))[0].GetProperty("paid").GetInt32());
    }

    [Fact]
    public async Task Who_may_not_change_a_record_looks_at_it_without_a_form()
    {
        var (district, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        using var leader = await browsers.ClientAsync(mine, Role.Leader);
        using var above = await browsers.ClientAsync(district, Role.Clerk);
        var (winter, autumn) = (await CampaignAsync(clerk, mine, "winter"), await CampaignAsync(clerk, mine, "autumn"));
        var (one, two) = (Given.IdentityNumber(), Given.IdentityNumber());
        await clerk.FillAsync(await clerk.OpenAsync($"/u/{mine}/campaigns/{winter}/deliveries/new"), 200,
            ("place", "工区"), ("group", "hardship"), ("recipients[0].name", "甲"), ("recipients[0].identityNumber", one), ("recipients[0].amount", "300"));
        await clerk.FillAsync(await clerk.OpenAsync($"/u/{mine}/campaigns/{autumn}/grants/new"), 200,
            ("student", "某学生"), ("identityNumber", two), ("school", "一中"), ("stage", "university"), ("amount", "5000"), ("state", "approved"));
        var (visit, grant) = ((await RecordsAsync(clerk, mine, winter, "deliveries"))[0].GetProperty("id").GetString(), (await RecordsAsync(clerk, mine, autumn, "grants"))[0].GetProperty("id").GetString());
        await clerk.PostAsync($"/api/v1/unions/{mine}/campaigns/{autumn}/grants/{grant}/payments", JsonContent.Create(new { date = "2017-09-01", amount = 5_000 })).JsonAsync(201);

        var looked = await leader.OpenAsync($"/u/{mine}/campaigns/{winter}/deliveries/{visit}");
        LooksOnly(looked, "工区");
        Assert.Contains(one[..6] + "********" + one[14..], looked.Text, StringComparison.Ordinal);
        await leader.PressAsync($"/u/{mine}/campaigns/{winter}/deliveries/{visit}", 403, ("_version", "1"));

        var fromAbove = await above.OpenAsync($"/u/{district}/campaigns/{winter}/deliveries/{visit}");
        LooksOnly(fromAbove, "工区");
        Assert.DoesNotContain("甲", fromAbove.Html, StringComparison.Ordinal);
        Assert.Contains($"/campaigns/{winter}/deliveries/{visit}", (await above.OpenAsync($"/u/{district}/campaigns/{winter}")).Html, StringComparison.Ordinal);

        await clerk.PressAsync($"/u/{mine}/campaigns/{autumn}/close", 200, ("_version", "2"));
        var closed = await clerk.OpenAsync($"/u/{mine}/campaigns/{autumn}/grants/{grant}");
        LooksOnly(closed, "某学生");
        Assert.Contains("5,000.00 元", closed.Text, StringComparison.Ordinal);
        LooksOnly(closed, two[..6] + "********" + two[14..]);
        Assert.DoesNotContain("/payments/new", closed.Html, StringComparison.Ordinal);
    }

    private static void LooksOnly(HtmlForm page, string shown)
    {
        Assert.Contains($"value=\"{shown}\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("<fieldset disabled", page.Html, StringComparison.Ordinal);
        var main = page.Html[page.Html.IndexOf("<main", StringComparison.Ordinal)..];
        Assert.DoesNotContain("<form", main, StringComparison.Ordinal);
        Assert.DoesNotContain("/remove", main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_are_turned_page_by_page_the_newest_first()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var spring = await CampaignAsync(clerk, mine, "spring", raised: 0);
        foreach (var topic in new[] { "甲", "乙", "丙" })
            await clerk.PostAsJsonAsync($"/api/v1/unions/{mine}/campaigns/{spring}/trainings", new { date = "2017-03-01", topic = "课" + topic, placesTaken = 1 }).JsonAsync(201);
        var first = await clerk.OpenAsync($"/u/{mine}/campaigns/{spring}?show=trainings&limit=2");
        Assert.True(first.Html.IndexOf("课丙", StringComparison.Ordinal) < first.Html.IndexOf("课乙", StringComparison.Ordinal));
        Assert.DoesNotContain("课甲", first.Html, StringComparison.Ordinal);
        Assert.Contains("rel=\"next\"", first.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_is_taken_whole_or_not_at_all_with_each_mistake_by_its_line()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var summer = await CampaignAsync(clerk, mine, "summer");
        var list = $"/u/{mine}/campaigns/{summer}?show=inspections";
        var way = $"/u/{mine}/imports/inspections?return={Uri.EscapeDataString(list)}";
        Assert.Contains(way, WebUtility.HtmlDecode((await clerk.OpenAsync(list)).Html), StringComparison.Ordinal);
        var page = await clerk.OpenAsync(way);
        Assert.Contains("2017-summer", page.Text, StringComparison.Ordinal);
        using var template = await clerk.GetAsync($"/u/{mine}/imports/inspections/template?format=csv");
        Assert.Equal("\uFEFF活动代码,日期,地点,查出隐患,已整改,检查情况\r\n", Encoding.UTF8.GetString(await template.Content.ReadAsByteArrayAsync()));

        const string columns = "活动代码,date,地点,Hazards found,已整改*\n";
        var refused = await clerk.UploadAsync(page, 200, columns + "2017-summer,2017-07-01,井口,3,1\n2017-summer,2017-07-32,<b>,x,1\n");
        Assert.Contains("共 2 行，其中 1 行有误，没有写入任何内容", refused.Text, StringComparison.Ordinal);
        Assert.Matches("3 2017-summer 2017-07-32 不是日期，请写成 2017-08-01。 <b> x 不是数字。小数点用“.”；逗号只用来隔开千位，如 1,234.5。 1", refused.Text);
        Assert.DoesNotContain("确认导入", refused.Text, StringComparison.Ordinal);
        Assert.Empty(await RecordsAsync(clerk, mine, summer, "inspections"));
        Assert.Contains("请选择文件", (await clerk.UploadAsync(page, 400, "")).Text, StringComparison.Ordinal);

        var good = columns + "2017-summer,2017-07-01,井口,3,1\n2017-summer,2017-07-02,二号井,0,0\n";
        var fresh = await clerk.OpenAsync(way);
        var looked = await clerk.UploadAsync(fresh, 200, good);
        Assert.Equal(looked.Address, (await clerk.UploadAsync(fresh, 200, good)).Address);
        Assert.Contains("共 2 行，没有发现问题", looked.Text, StringComparison.Ordinal);
        Assert.Empty(await RecordsAsync(clerk, mine, summer, "inspections"));
        // A second click finds it done; what it leads to is the campaign's list.
        foreach (var _ in new[] { 1, 2 })
        {
            var done = await clerk.PressAsync(looked.Address.PathAndQuery, 200, ("_once", "yes"));
            Assert.Equal($"{list}&done=imported", done.Address.PathAndQuery);
            Assert.Equal(2, (await RecordsAsync(clerk, mine, summer, "inspections")).Count);
        }
        await clerk.OpenAsync(looked.Address.PathAndQuery, 404);
        var again = await clerk.UploadAsync(await clerk.OpenAsync(way), 200, good);
        Assert.Contains("已经导入过", again.Text, StringComparison.Ordinal);
        Assert.Contains("重新上传", (await clerk.OpenAsync(again.Address.PathAndQuery)).Text, StringComparison.Ordinal);
        await clerk.PressAsync(again.Address.PathAndQuery.Replace("?", "/drop?", StringComparison.Ordinal), 200, ("_once", "no"));
        await clerk.OpenAsync(again.Address.PathAndQuery, 404);
        await clerk.OpenAsync($"/u/{mine}/imports/dragons", 404);
    }

    [Fact]
    public async Task What_was_right_when_it_was_looked_at_is_checked_again_when_somebody_says_yes()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        using var colleague = await browsers.ClientAsync(mine, Role.Clerk);
        var summer = await CampaignAsync(clerk, mine, "summer");
        var page = await clerk.OpenAsync($"/u/{mine}/imports/inspections");
        var looked = await clerk.UploadAsync(page, 200, "campaign,date,place,hazardsFound,hazardsFixed\n2017-summer,2017-07-01,井口,3,1\n");
        // Nobody else finds it, in the same office neither.
        await colleague.OpenAsync(looked.Address.PathAndQuery, 404);
        await clerk.PostAsync($"/api/v1/unions/{mine}/campaigns/{summer}/close", null).JsonAsync();
        var refused = await clerk.PressAsync(looked.Address.PathAndQuery, 400, ("_once", "yes"));
        Assert.Contains("第 2 行“活动代码”：活动 2017-summer 已结束", refused.Text, StringComparison.Ordinal);
        Assert.Empty(await RecordsAsync(clerk, mine, summer, "inspections"));
    }

    [Fact]
    public async Task The_pages_script_is_told_how_far_a_long_table_is()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var summer = await CampaignAsync(clerk, mine, "summer");
        var page = await clerk.OpenAsync($"/u/{mine}/imports/inspections");
        var rows = "campaign,date,place,hazardsFound,hazardsFixed\n" + string.Concat(Enumerable.Repeat("2017-summer,2017-07-01,井口,3,1\n", 60_000));
        clerk.DefaultRequestHeaders.Add("X-Progress", "1");
        using var content = new MultipartFormDataContent { { new StringContent(page.Fields["_once"]), "_once" }, { new StringContent(rows), "file", "table.csv" } };
        using var answer = await clerk.PostAsync(page.Address.PathAndQuery, content);
        var told = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(told[..^1], line => Assert.Matches(@"^progress \d+ [01]\.\d{3}$", line));
        Assert.NotEmpty(told[..^1]);
        Assert.StartsWith($"go /u/{mine}/imports/inspections/", told[^1], StringComparison.Ordinal);
        using var yes = new FormUrlEncodedContent([KeyValuePair.Create("_once", "yes")]);
        using var written = await clerk.PostAsync(told[^1][3..], yes);
        Assert.EndsWith($"go /u/{mine}/imports/inspections?done=imported\n", await written.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(50, (await RecordsAsync(clerk, mine, summer, "inspections")).Count);
    }
}
