using System.Net.Http.Json;
using Federation.Framework.Tenancy;
using Federation.Testing;

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
        var announced = await clerk.PostAsync(address + "/announce", 200, new Dictionary<string, string> { ["_once"] = "a1" });
        Assert.Contains("已发布", announced.Text, StringComparison.Ordinal);
        // Its day is over, so what comes next is to report it; nobody was present.
        Assert.Contains(address + "/close", announced.Html, StringComparison.Ordinal);
        var closing = await clerk.PostAsync(address + "/close", 409, new Dictionary<string, string> { ["_once"] = "a2" });
        Assert.Contains("没有到场的用人单位", closing.Text, StringComparison.Ordinal);
        using var coHost = await browsers.ClientAsync(district, Role.Leader);
        Assert.Contains("协办的招聘会", (await coHost.OpenAsync($"/u/{district}/fairs")).Text, StringComparison.Ordinal);
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
        var found = await clerk.OpenAsync($"{address}?show=seekers&search={phone}");
        Assert.Contains("王某某", found.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("王某某", (await clerk.OpenAsync($"{address}?show=seekers&search=13000000000")).Text, StringComparison.Ordinal);
        var seeker = System.Text.RegularExpressions.Regex.Match(found.Html, "/seekers/(\\d+)").Groups[1].Value;
        var opened = await clerk.OpenAsync($"{address}/seekers/{seeker}");
        Assert.Contains("工种相符；工资达到期望", opened.Text, StringComparison.Ordinal);
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
        var asking = await clerk.OpenAsync($"{address}/follow-ups/new?placement={placement}&after=30");
        await clerk.FillAsync(asking, 200, ("date", "2018-04-25"), ("employed", "1"));
        // What has been asked is not offered again.
        var asked = (await clerk.OpenAsync($"{address}/placements/{placement}")).Text;
        Assert.DoesNotContain("30 天回访", asked, StringComparison.Ordinal);
        Assert.Contains("90 天回访", asked, StringComparison.Ordinal);
        Assert.Contains("已申请", (await clerk.OpenAsync($"{address}/seekers/{seeker}")).Text, StringComparison.Ordinal);
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
        foreach (var (show, table, heading) in new[] { ("stands", "fair-stands", "统一社会信用代码"), ("posts", "fair-posts", "岗位名称"), ("seekers", "fair-seekers", "手机号") })
        {
            Assert.Contains($"/u/{mine}/imports/{table}?return=", (await clerk.OpenAsync($"/u/{mine}/fairs/{fair}?show={show}")).Html, StringComparison.Ordinal);
            Assert.DoesNotContain("/imports/", (await leader.OpenAsync($"/u/{mine}/fairs/{fair}?show={show}")).Html, StringComparison.Ordinal);
            var page = await clerk.OpenAsync($"/u/{mine}/imports/{table}");
            Assert.Contains(heading, page.Text, StringComparison.Ordinal);
            Assert.Contains("春风行动招聘会", page.Text, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("/imports/", (await clerk.OpenAsync($"/u/{mine}/fairs/{fair}?show=visitors")).Html, StringComparison.Ordinal);
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
    }
}
