using System.Net.Http.Json;
using Federation.Framework.Tenancy;
using Federation.Unions.Contracts;

namespace Federation.EmploymentFairs.Tests.Pages;

[Collection(BrowsersCollection.Name)]
public sealed class StaffPageTests(Browsers browsers)
{
    private static readonly DateOnly Day = new(2018, 3, 10);

    [Fact]
    public async Task A_clerk_plans_a_fair_announces_it_and_is_offered_the_next_step()
    {
        var (district, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var empty = await clerk.OpenAsync($"/u/{mine}/fairs");
        Assert.Contains("还没有招聘会", empty.Text, StringComparison.Ordinal);
        var form = await clerk.OpenAsync($"/u/{mine}/fairs/new");
        var refused = await clerk.FillAsync(form, 400, ("title", "招聘会"), ("starts", "2018-03-10"), ("ends", "2018-03-10"), ("venue", ""), ("coHosts[3].union", "nobody"));
        Assert.Contains("nobody", refused.Html, StringComparison.Ordinal);
        var planned = await clerk.FillAsync(refused, 200, ("venue", "工人文化宫"), ("coHosts[0].union", district));
        Assert.Contains("已筹划招聘会", planned.Text, StringComparison.Ordinal);
        Assert.Contains("某区总工会", planned.Text, StringComparison.Ordinal);
        var address = planned.Address.AbsolutePath;
        var stand = await clerk.OpenAsync(address + "/stands/new");
        var wrong = await clerk.FillAsync(stand, 400, ("employer", "某机械厂"), ("employerCode", "91350100M000100Y44"), ("sector", "mining"));
        Assert.Contains("91350100M000100Y44", wrong.Html, StringComparison.Ordinal);
        var recorded = await clerk.FillAsync(wrong, 200, ("employerCode", "91350100M000100Y43"));
        Assert.Contains("某机械厂", recorded.Text, StringComparison.Ordinal);
        var announced = await clerk.PostAsync(address + "/announce", 200, new Dictionary<string, string> { ["_once"] = "a1", ["_version"] = "1" });
        Assert.Contains("已发布", announced.Text, StringComparison.Ordinal);
        // Its day is over, so what comes next is to report it; nobody was present.
        Assert.Contains(address + "/close", announced.Html, StringComparison.Ordinal);
        var closing = await clerk.PostAsync(address + "/close", 409, new Dictionary<string, string> { ["_once"] = "a2", ["_version"] = "2" });
        Assert.Contains("没有到场的用人单位", closing.Text, StringComparison.Ordinal);
        using var coHost = await browsers.ClientAsync(district, Role.Leader);
        Assert.Contains($"/u/{district}/fairs/co-hosted", (await coHost.OpenAsync($"/u/{district}/fairs")).Html, StringComparison.Ordinal);
        var coHosted = await coHost.OpenAsync($"/u/{district}/fairs/co-hosted?year=2018");
        Assert.Contains("主办：某矿工会", coHosted.Text, StringComparison.Ordinal);
        Assert.Contains("已发布", coHosted.Text, StringComparison.Ordinal);
        Assert.Contains($"/fairs/{mine}/", coHosted.Html, StringComparison.Ordinal);
        Assert.Contains("没有符合条件的招聘会", (await coHost.OpenAsync($"/u/{district}/fairs/co-hosted?year=2017")).Text, StringComparison.Ordinal);
        Assert.Contains($"{mine},某矿工会,招聘会,2018-03-10,2018-03-10,已发布", await coHost.GetStringAsync($"/u/{district}/fairs/co-hosted/export?format=csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fair_with_many_co_hosts_keeps_them_all_when_it_is_changed()
    {
        var (district, mine) = await browsers.FoundAsync();
        var hosts = Enumerable.Range(1, 45).Select(i => System.FormattableString.Invariant($"{district}-H{i}")).ToList();
        await browsers.Federation.FoundAsync([.. hosts.Select(h => new NewUnion(h, "某矿工会", UnionLevel.Grassroots, "mine", district, new DateOnly(2000, 1, 1)))]);
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var all = $"/api/v1/unions/{mine}/fairs";
        var fair = await Browsers.MadeAsync(clerk, all, new { title = "联合招聘会", mode = "venue", starts = Day, ends = Day, venue = "工人文化宫", coHosts = hosts.Select(h => new { union = h }) });
        await clerk.FillAsync(await clerk.OpenAsync($"/u/{mine}/fairs/{fair}/change"), 200, ("venue", "体育馆"));
        Assert.Equal(45, (await clerk.GetAsync($"{all}/{fair}").JsonAsync()).GetProperty("coHosts").GetArrayLength());
    }

    [Fact]
    public async Task From_seeker_to_placement_each_page_leads_to_the_next()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var (fair, _, post) = await Browsers.FairAsync(clerk, mine, Day);
        var address = $"/u/{mine}/fairs/{fair}";
        var door = await clerk.OpenAsync(address + "/seekers/new");
        var phone = Given.Phone();
        var listed = await clerk.FillAsync(door, 200, ("name", "王某某"), ("phone", phone), ("trade", "welding"), ("wage", "4,500"), ("arrivedOn", "2018-03-10"));
        Assert.Contains("王某某", listed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(phone, listed.Html, StringComparison.Ordinal);
        // By the number straight to the registration; the address knows the record and not the number.
        var opened = await clerk.PressAsync($"{address}/seekers/find", 200, ("search", phone));
        Assert.Matches($"^{address}/seekers/[0-9]+$", opened.Address.PathAndQuery);
        Assert.DoesNotContain(phone, opened.Html, StringComparison.Ordinal);
        var seeker = opened.Address.Segments[^1];
        Assert.Contains("工种相符 +4；不限地点 +3；工资达到期望 +2", opened.Text, StringComparison.Ordinal);
        var apply = await clerk.OpenAsync($"{address}/applications/new?post={post}&seeker={seeker}");
        Assert.Equal((post, seeker), (apply.Fields["post"], apply.Fields["seeker"]));
        var applied = await clerk.FillAsync(apply, 200, ("date", "2018-03-10"));
        var application = System.Text.RegularExpressions.Regex.Match(applied.Html, "/applications/(\\d+)").Groups[1].Value;
        var next = await clerk.OpenAsync($"{address}/applications/{application}");
        Assert.Contains($"/offers/new?post={post}&amp;seeker={seeker}", next.Html, StringComparison.Ordinal);
        var placing = await clerk.OpenAsync($"{address}/placements/new?post={post}&seeker={seeker}");
        var placed = await clerk.FillAsync(placing, 200, ("date", "2018-03-20"));
        Assert.Contains("已登记", placed.Text, StringComparison.Ordinal);
        var due = await clerk.OpenAsync(address);
        Assert.Contains("1 条就业记录该回访了", due.Text, StringComparison.Ordinal);
        Assert.Contains("show=placements&amp;due=true", due.Html, StringComparison.Ordinal);
        var placement = System.Text.RegularExpressions.Regex.Match((await clerk.OpenAsync($"{address}?show=placements&due=true")).Html, "/placements/(\\d+)").Groups[1].Value;
        var list = await clerk.OpenAsync($"/u/{mine}/fairs");
        Assert.Contains("1 条就业记录该回访", list.Text, StringComparison.Ordinal);
        Assert.Contains("已结束，待确认已举办", list.Text, StringComparison.Ordinal);
        // Who asks has to call: the number is shown beside the placement, once and with an entry in the log.
        Assert.DoesNotContain(phone, (await clerk.OpenAsync($"{address}/placements/{placement}")).Html, StringComparison.Ordinal);
        var calling = await clerk.PressAsync($"{address}/placements/{placement}/phone");
        Assert.Contains($"tel:{phone}", calling.Html, StringComparison.Ordinal);
        Assert.Contains($"{address}/follow-ups/new?placement={placement}&amp;after=30", calling.Html, StringComparison.Ordinal);
        Assert.Contains($"action=\"{address}/placements/{placement}/remove\"", calling.Html, StringComparison.Ordinal);
        Assert.Contains($"tel:{phone}", (await clerk.PressAsync($"{address}/seekers/{seeker}/phone")).Html, StringComparison.Ordinal);
        await clerk.PressAsync($"{address}/posts/{post}/phone", 404);
        using (var leader = await browsers.ClientAsync(mine, Role.Leader))
        {
            Assert.DoesNotContain("/phone", (await leader.OpenAsync($"{address}/seekers/{seeker}")).Html, StringComparison.Ordinal);
            await leader.PressAsync($"{address}/seekers/{seeker}/phone", 403);
        }
        var asking = await clerk.OpenAsync($"{address}/follow-ups/new?placement={placement}&after=30");
        await clerk.FillAsync(asking, 200, ("date", "2018-04-25"), ("employed", "1"));
        // What has been asked is not offered again.
        var asked = (await clerk.OpenAsync($"{address}/placements/{placement}")).Text;
        Assert.DoesNotContain("30 天回访", asked, StringComparison.Ordinal);
        Assert.Contains("90 天回访", asked, StringComparison.Ordinal);
        Assert.Contains("已申请", (await clerk.OpenAsync($"{address}/seekers/{seeker}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_is_looked_for_stands_in_no_address_and_leads_to_the_registration_or_to_a_new_one()
    {
        var (district, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var (fair, _, _) = await Browsers.FairAsync(clerk, mine, Day);
        var address = $"/u/{mine}/fairs/{fair}";
        var list = await clerk.OpenAsync($"{address}?show=seekers");
        Assert.Contains($"<form class=\"filters\" method=\"post\" action=\"{address}/seekers/find\">", list.Html, StringComparison.Ordinal);
        // Nobody yet: the number stands in the form of a new registration, which is sent where registrations are made.
        var phone = Given.Phone();
        var unknown = await clerk.PressAsync($"{address}/seekers/find", 200, ("search", phone));
        Assert.Contains("还没有在这场招聘会登记", unknown.Text, StringComparison.Ordinal);
        Assert.Equal((phone, $"{address}/seekers/find"), (unknown.Fields["phone"], unknown.Address.PathAndQuery));
        Assert.Contains($"action=\"{address}/seekers/new\"", unknown.Html, StringComparison.Ordinal);
        await clerk.PressAsync($"{address}/seekers/new", 200, [.. unknown.Fields.Select(f => (f.Key, f.Key == "name" ? "王某某" : f.Value))]);
        var found = await clerk.PressAsync($"{address}/seekers/find", 200, ("search", $"+86 {phone[..3]}-{phone[3..]}"));
        Assert.Matches($"^{address}/seekers/[0-9]+$", found.Address.PathAndQuery);
        // A part of the name finds as well; a number in an address is refused.
        Assert.Contains("王某某", (await clerk.PressAsync($"{address}/seekers/find", 200, ("search", "王某"))).Text, StringComparison.Ordinal);
        await clerk.OpenAsync($"{address}?show=seekers&search={phone}", 400);
        Assert.DoesNotContain(phone[..10], (await clerk.PressAsync($"{address}/seekers/find", 400, ("search", phone[..10]))).Html, StringComparison.Ordinal);
        Assert.Equal("", (await clerk.OpenAsync($"{address}/seekers/new?phone={phone}")).Fields["phone"]);
        using var leader = await browsers.ClientAsync(mine, Role.Leader);
        Assert.DoesNotContain("/seekers/find", (await leader.OpenAsync($"{address}?show=seekers")).Html, StringComparison.Ordinal);
        await leader.PressAsync($"{address}/seekers/find", 403, ("search", phone));
        using var above = await browsers.ClientAsync(district, Role.Leader);
        await above.PressAsync($"{address}/seekers/find", 403, ("search", phone));
    }

    [Fact]
    public async Task Of_ten_thousand_seekers_any_is_found_to_be_chosen_without_script()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var (fair, _, post) = await Browsers.FairAsync(clerk, mine, Day);
        var phones = Enumerable.Range(0, 10_000).Select(_ => Given.Phone()).ToList();
        using var table = new StringContent("fair,phone,name,arrivedOn\n" + string.Concat(phones.Select((p, i) => $"春风行动招聘会,{p},求职者{i:00000},2018-03-10\n")), System.Text.Encoding.UTF8, "text/csv");
        await clerk.PostAsync($"/api/v1/unions/{mine}/imports/fair-seekers", table).JsonAsync();
        var address = $"/u/{mine}/fairs/{fair}/applications/new";
        var form = await clerk.OpenAsync($"{address}?post={post}");
        Assert.Equal(50, System.Text.RegularExpressions.Regex.Count(form.Html, "<option[^>]*>求职者"));
        Assert.DoesNotContain("求职者00007", form.Text, StringComparison.Ordinal);
        // Several: one is to be chosen; what was typed elsewhere stays.
        var several = await clerk.FillAsync(form, 200, ("_search-seeker", "求职者0000"), ("date", "2018-03-10"));
        Assert.Contains("找到 10 条", several.Text, StringComparison.Ordinal);
        Assert.Equal((post, "2018-03-10", ""), (several.Fields["post"], several.Fields["date"], several.Fields["seeker"]));
        Assert.Contains("没有找到", (await clerk.FillAsync(several, 200, ("_search-seeker", "无此人"))).Text, StringComparison.Ordinal);
        // By the number one, who is chosen then; nothing is written before the form is sent again.
        var one = await clerk.FillAsync(several, 200, ("_search-seeker", phones[7]), ("_find", "seeker"));
        Assert.Contains("求职者00007", one.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await clerk.GetAsync($"/api/v1/unions/{mine}/fairs/{fair}/applications").JsonAsync()).GetProperty("items").GetArrayLength());
        var saved = await clerk.FillAsync(one, 200);
        Assert.Contains("求职者00007", saved.Text, StringComparison.Ordinal);
        Assert.Equal(1, (await clerk.GetAsync($"/api/v1/unions/{mine}/fairs/{fair}/applications").JsonAsync()).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_place_is_typed_by_its_name_and_shown_by_it()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var (fair, stand, _) = await Browsers.FairAsync(clerk, mine, Day);
        var form = await clerk.OpenAsync($"/u/{mine}/fairs/{fair}/posts/new?stand={stand}");
        Assert.Contains("几处叫“新城区”", (await clerk.FillAsync(form, 400, ("title", "电工"), ("trade", "electrical"), ("openings", "3"), ("place", "某厂"), ("division", "新城区"))).Text, StringComparison.Ordinal);
        Assert.Contains("没有叫“无此地”的", (await clerk.FillAsync(form, 400, ("title", "电工"), ("trade", "electrical"), ("openings", "3"), ("place", "某厂"), ("division", "无此地"))).Text, StringComparison.Ordinal);
        var listed = await clerk.FillAsync(form, 200, ("title", "电工"), ("trade", "electrical"), ("openings", "3"), ("place", "某厂"), ("division", "西安市新城区"));
        var post = System.Text.RegularExpressions.Regex.Match(listed.Html, "/posts/(\\d+)").Groups[1].Value;
        Assert.Equal("610102", (await clerk.GetAsync($"/api/v1/unions/{mine}/fairs/{fair}/posts/{post}").JsonAsync()).GetProperty("division").GetString());
        var opened = await clerk.OpenAsync($"/u/{mine}/fairs/{fair}/posts/{post}");
        Assert.Equal("西安市新城区 610102", opened.Fields["division"]);
        await clerk.FillAsync(opened, 200, ("openings", "4"));
        Assert.Equal("610102", (await clerk.GetAsync($"/api/v1/unions/{mine}/fairs/{fair}/posts/{post}").JsonAsync()).GetProperty("division").GetString());
    }

    [Fact]
    public async Task A_record_that_somebody_else_has_changed_is_not_overwritten()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var (fair, _, post) = await Browsers.FairAsync(clerk, mine, Day);
        var address = $"/u/{mine}/fairs/{fair}/posts/{post}";
        var (mine1, mine2) = (await clerk.OpenAsync(address), await clerk.OpenAsync(address));
        await clerk.FillAsync(mine1, 200, ("openings", "20"));
        var late = await clerk.FillAsync(mine2, 412, ("openings", "30"));
        Assert.Equal("30", late.Fields["openings"]);
        Assert.Equal(20, (await clerk.GetAsync($"/api/v1/unions/{mine}/fairs/{fair}/posts/{post}").JsonAsync()).GetProperty("openings").GetInt32());
    }

    [Fact]
    public async Task From_above_a_fair_is_looked_at_without_its_persons()
    {
        var (district, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var (fair, stand, _) = await Browsers.FairAsync(clerk, mine, Day);
        await Browsers.MadeAsync(clerk, $"/api/v1/unions/{mine}/fairs/{fair}/seekers", new { name = "王某某", phone = Given.Phone(), arrivedOn = Day });
        using var leader = await browsers.ClientAsync(district, Role.Leader);
        Assert.Contains("春风行动招聘会", (await leader.OpenAsync($"/u/{district}/fairs?subtree=true")).Text, StringComparison.Ordinal);
        var page = await leader.OpenAsync($"/u/{mine}/fairs/{fair}");
        Assert.Contains("某机械厂", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("show=seekers", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<form method=\"post\" action=\"/u/", page.Html, StringComparison.Ordinal);
        await leader.OpenAsync($"/u/{mine}/fairs/{fair}?show=seekers", 404);
        Assert.Contains("<fieldset disabled", (await leader.OpenAsync($"/u/{mine}/fairs/{fair}/stands/{stand}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_of_a_hardship_family_is_marked_by_number_which_no_page_shows_again()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var (number, page) = (Given.IdentityNumber(), $"/u/{mine}/fairs/hardship-marks");
        Assert.Contains(page, (await clerk.OpenAsync($"/u/{mine}/fairs")).Html, StringComparison.Ordinal);
        var refused = await clerk.FillAsync(await clerk.OpenAsync(page), 400, ("identityNumber", "610102199001011234"), ("from", "2018-01-01"));
        Assert.DoesNotContain("610102199001011234", refused.Html, StringComparison.Ordinal);
        var marked = await clerk.FillAsync(refused, 200, ("identityNumber", number));
        Assert.Contains($"已标记 {number[..6]}********{number[14..]}", marked.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(number, marked.Html, StringComparison.Ordinal);
        var (fair, _, _) = await Browsers.FairAsync(clerk, mine, Day);
        var seekers = $"/api/v1/unions/{mine}/fairs/{fair}/seekers";
        async Task<bool> IsOfHardshipAsync() =>
            (await clerk.GetAsync($"{seekers}/{await Browsers.MadeAsync(clerk, seekers, new { name = "王某某", phone = Given.Phone(), identityNumber = number, arrivedOn = Day })}").JsonAsync()).GetProperty("hardship").GetBoolean();
        Assert.True(await IsOfHardshipAsync());
        var unmarked = await clerk.FillAsync(marked, 200, ("identityNumber", number), ("_take-back", "true"));
        Assert.Contains("已撤销", unmarked.Text, StringComparison.Ordinal);
        Assert.False(await IsOfHardshipAsync());
        Assert.Contains("没有标记过", (await clerk.FillAsync(unmarked, 409, ("identityNumber", number), ("_take-back", "true"))).Text, StringComparison.Ordinal);
        using var leader = await browsers.ClientAsync(mine, Role.Leader);
        await leader.OpenAsync(page, 403);
    }

    [Fact]
    public async Task From_a_fair_a_clerk_goes_to_the_table_of_its_employers_and_others_are_not_led_there()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        using var leader = await browsers.ClientAsync(mine, Role.Leader);
        var (fair, _, _) = await Browsers.FairAsync(clerk, mine, Day);
        foreach (var (show, table, heading) in new[]
        {
            ("stands", "fair-stands", "统一社会信用代码"), ("posts", "fair-posts", "岗位名称"), ("visitors", "fair-visitors", "进场人次"), ("seekers", "fair-seekers", "手机号"), ("applications", "fair-applications", "手机号"),
            ("offers", "fair-offers", "岗位名称"), ("placements", "fair-placements", "困难家庭成员"), ("follow-ups", "fair-follow-ups", "就业日期"),
        })
        {
            Assert.Contains($"/u/{mine}/imports/{table}?return=", (await clerk.OpenAsync($"/u/{mine}/fairs/{fair}?show={show}")).Html, StringComparison.Ordinal);
            Assert.DoesNotContain("/imports/", (await leader.OpenAsync($"/u/{mine}/fairs/{fair}?show={show}")).Html, StringComparison.Ordinal);
            var page = await clerk.OpenAsync($"/u/{mine}/imports/{table}");
            Assert.Contains(heading, page.Text, StringComparison.Ordinal);
            Assert.Contains("春风行动招聘会", page.Text, StringComparison.Ordinal);
        }
        Assert.Contains($"/u/{mine}/imports/fairs?return=", (await clerk.OpenAsync($"/u/{mine}/fairs")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_go_out_and_those_about_persons_only_to_who_may_see_them()
    {
        var (district, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var (fair, _, _) = await Browsers.FairAsync(clerk, mine, Day);
        var phone = Given.Phone();
        await Browsers.MadeAsync(clerk, $"/api/v1/unions/{mine}/fairs/{fair}/seekers", new { name = "王某某", phone, arrivedOn = Day });
        var seekers = await clerk.GetStringAsync($"/u/{mine}/fairs/{fair}/export?show=seekers&format=csv");
        Assert.Contains($"王某某,{phone[..3]}****{phone[7..]}", seekers, StringComparison.Ordinal);
        using var above = await browsers.ClientAsync(district, Role.Leader);
        await above.OpenAsync($"/u/{mine}/fairs/{fair}/export?show=seekers&format=csv", 404);
        Assert.Contains("某机械厂", await above.GetStringAsync($"/u/{mine}/fairs/{fair}/export?show=stands&format=csv"), StringComparison.Ordinal);
        using var workbook = await clerk.GetAsync($"/u/{mine}/fairs/{fair}/export?show=placements");
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook.Content.Headers.ContentType!.MediaType);
        Assert.Contains("春风行动招聘会", await clerk.GetStringAsync($"/u/{mine}/fairs/export?format=csv"), StringComparison.Ordinal);
        var posts = await clerk.GetStringAsync($"/u/{mine}/fairs/{fair}/export?show=posts&format=csv");
        Assert.Contains("焊工", posts, StringComparison.Ordinal);
        Assert.Contains("4000", posts, StringComparison.Ordinal);
        // A table has what a page leaves to the record's own.
        Assert.Contains("新城区,西安市新城区 610102,", posts, StringComparison.Ordinal);
        Assert.DoesNotContain("所在地区</th>", (await clerk.OpenAsync($"/u/{mine}/fairs/{fair}?show=posts")).Html, StringComparison.Ordinal);
    }
}
