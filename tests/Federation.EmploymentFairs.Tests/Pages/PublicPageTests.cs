using System.Net.Http.Json;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Unions.Contracts;

namespace Federation.EmploymentFairs.Tests.Pages;

[Collection(BrowsersCollection.Name)]
public sealed class PublicPageTests(Browsers browsers)
{
    private static readonly DateOnly Soon = TimeProvider.System.Today().AddDays(5);

    [Fact]
    public async Task Anyone_reads_of_fairs_to_come_and_finds_posts()
    {
        var (district, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var (fair, _, _) = await Browsers.FairAsync(clerk, mine, Soon, "民企招聘周");
        // Who does not come after all brings no openings.
        var absent = await Browsers.MadeAsync(clerk, $"/api/v1/unions/{mine}/fairs/{fair}/stands", new { employer = "某旅馆", employerCode = Given.EmployerCode(), sector = "catering", attendance = "absent" });
        await Browsers.MadeAsync(clerk, $"/api/v1/unions/{mine}/fairs/{fair}/posts", new { stand = absent, title = "服务员", trade = "catering", openings = 7, division = "610102", place = "新城区" });
        var (planned, _, _) = await Browsers.FairAsync(clerk, mine, Soon, "未发布的招聘会", announced: false);
        await Browsers.FairAsync(clerk, mine, new DateOnly(2018, 3, 1), "往年招聘会");
        using var anyone = browsers.Federation.Browser();
        var coming = await anyone.PageAsync($"/fairs?union={district}");
        Assert.Contains("民企招聘周", coming, StringComparison.Ordinal);
        Assert.Contains("1 家用人单位，招聘 12 人", coming, StringComparison.Ordinal);
        Assert.DoesNotContain("未发布的招聘会", coming, StringComparison.Ordinal);
        Assert.DoesNotContain("往年招聘会", coming, StringComparison.Ordinal);
        foreach (var met in new[] { "trade=welding", "division=610100", "wage=5000", "search=焊" }) Assert.Contains("某机械厂", await anyone.PageAsync($"/fairs?union={district}&{met}"), StringComparison.Ordinal);
        foreach (var unmet in new[] { "trade=driving", "division=610103", "wage=5001", "search=厨师" }) Assert.DoesNotContain("某机械厂", await anyone.PageAsync($"/fairs?union={district}&{unmet}"), StringComparison.Ordinal);
        Assert.Contains("4,000–5,000", await anyone.PageAsync($"/fairs/{mine}/{fair}"), StringComparison.Ordinal);
        await anyone.PageAsync($"/fairs/{mine}/{planned}", 404);
        // Under another union than its host it is not found either.
        await anyone.PageAsync($"/fairs/{district}/{fair}", 404);
        await anyone.PageAsync("/fairs?union=nobody", 404);
        await anyone.PageAsync("/fairs?division=xian", 400);
        Assert.True((await anyone.GetByteArrayAsync($"/fairs?union={district}")).Length < 100_000);
    }

    [Fact]
    public async Task Anyone_registers_once_is_found_at_the_door_and_learns_nothing_of_others()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var (fair, _, _) = await Browsers.FairAsync(clerk, mine, Soon);
        using var anyone = browsers.Federation.Browser();
        var (page, phone) = ($"/fairs/{mine}/{fair}/register", Given.Phone());
        using (var refused = await anyone.PostFormAsync(page, ("name", "王某某"), ("phone", "123"))) Assert.Equal(400, (int)refused.StatusCode);
        foreach (var name in new[] { "王某某", "另一人" })
        {
            using var done = await anyone.PostFormAsync(page, ("name", name), ("phone", phone), ("trade", "welding"), ("agreed", "true"));
            Assert.Equal((303, $"/fairs/{mine}/{fair}?done=registered-online"), ((int)done.StatusCode, done.Headers.Location!.ToString()));
        }
        var seeker = Assert.Single((await clerk.PostAsJsonAsync($"/api/v1/unions/{mine}/fairs/{fair}/seekers/find", new { phone }).JsonAsync()).GetProperty("items").EnumerateArray().ToList());
        Assert.Equal(("王某某", "online"), (seeker.GetProperty("name").GetString(), seeker.GetProperty("channel").GetString()));
        // Digits from a Chinese keyboard are the same number; a name that nobody sees is none.
        using (var again = await anyone.PostFormAsync(page, ("name", "王某某"), ("phone", string.Concat(phone.Select(d => (char)(d + 0xFEE0)))), ("agreed", "true"))) Assert.Equal(303, (int)again.StatusCode);
        using (var unseen = await anyone.PostFormAsync(page, ("name", "\u200B\u200B"), ("phone", Given.Phone()), ("agreed", "true"))) Assert.Contains("必填", await unseen.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1, (await clerk.GetAsync($"/api/v1/unions/{mine}/fairs/{fair}/summary").JsonAsync()).GetProperty("registered").GetInt32());
        // What is no form at all, or more than any, is the sender's mistake.
        foreach (var broken in new[] { "a\0b", new string('a', 5_000_000) })
        {
            using var refused = await anyone.PostAsync(page, new Dictionary<string, string> { ["name"] = broken });
            Assert.Equal(400, (int)refused.StatusCode);
        }
        // Without the page's own token nothing is written.
        using var forged = await anyone.PostAsync(page, new Dictionary<string, string> { ["name"] = "x", ["phone"] = Given.Phone(), ["agreed"] = "true" });
        Assert.Equal(400, (int)forged.StatusCode);
    }

    [Fact]
    public async Task Whoever_registered_online_arrives_with_one_look_and_one_save()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var today = TimeProvider.System.Today();
        var (fair, _, _) = await Browsers.FairAsync(clerk, mine, today);
        using var anyone = browsers.Federation.Browser();
        var phone = Given.Phone();
        using (var done = await anyone.PostFormAsync($"/fairs/{mine}/{fair}/register", ("name", "王某某"), ("phone", phone), ("agreed", "true"))) Assert.Equal(303, (int)done.StatusCode);
        var found = await clerk.PressAsync($"/u/{mine}/fairs/{fair}/seekers/find", 200, ("search", phone));
        var seeker = found.Address.Segments[^1];
        var api = $"/api/v1/unions/{mine}/fairs/{fair}/seekers/{seeker}";
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await clerk.GetAsync(api).JsonAsync()).GetProperty("arrivedOn").ValueKind);
        await clerk.FillAsync(found, 200);
        Assert.Equal(Text.Of(today), (await clerk.GetAsync(api).JsonAsync()).GetProperty("arrivedOn").GetString());
    }

    [Fact]
    public async Task Places_are_chosen_by_name_on_the_public_pages()
    {
        var since = new DateOnly(2000, 1, 1);
        await browsers.Federation.FoundAsync(
            new NewUnion("610000", "陕西省总工会", UnionLevel.Province, "territorial", null, since), new NewUnion("610100", "西安市总工会", UnionLevel.City, "territorial", "610000", since),
            new NewUnion("610102", "新城区总工会", UnionLevel.District, "territorial", "610100", since));
        using var clerk = await browsers.ClientAsync("610100", Role.Clerk);
        var (fair, _, _) = await Browsers.FairAsync(clerk, "610100", Soon, "地点招聘会");
        using var anyone = browsers.Federation.Browser();
        using (var below = await browsers.ClientAsync("610102", Role.Clerk)) await Browsers.FairAsync(below, "610102", Soon, "新城区招聘会");
        // Of the whole province those places are offered in which there are fairs.
        var all = await anyone.PageAsync("/fairs?union=610000");
        Assert.Equal(["610000", "610100", "610102"], System.Text.RegularExpressions.Regex.Matches(all, "<option value=\"(\\d+)\"").Select(m => m.Groups[1].Value));
        Assert.Contains("地点招聘会", all, StringComparison.Ordinal);
        var district = await anyone.PageAsync("/fairs?union=610102");
        Assert.Contains("新城区招聘会", district, StringComparison.Ordinal);
        Assert.DoesNotContain("地点招聘会", district, StringComparison.Ordinal);
        foreach (var page in new[] { "/fairs?union=610000&show=posts&division=610102", $"/fairs/610100/{fair}?division=610102", $"/fairs/610100/{fair}/register" })
            Assert.Matches("<option value=\"610102\"[^>]*>[^<]*新城区</option>", await anyone.PageAsync(page));
        Assert.Contains("<option value=\"610102\" selected", await anyone.PageAsync($"/fairs/610100/{fair}?division=610102"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_registers_for_a_fair_that_is_over()
    {
        var (_, mine) = await browsers.FoundAsync();
        using var clerk = await browsers.ClientAsync(mine, Role.Clerk);
        var (past, _, _) = await Browsers.FairAsync(clerk, mine, new DateOnly(2018, 3, 1));
        var (coming, _, _) = await Browsers.FairAsync(clerk, mine, Soon);
        using var anyone = browsers.Federation.Browser();
        Assert.Contains("已结束", await anyone.PageAsync($"/fairs/{mine}/{past}/register"), StringComparison.Ordinal);
        var form = await anyone.FormAsync($"/fairs/{mine}/{coming}/register");
        using var answer = await anyone.PostAsync($"/fairs/{mine}/{past}/register", form.Concat(new Dictionary<string, string> { ["name"] = "甲", ["phone"] = Given.Phone(), ["agreed"] = "true" }));
        Assert.Equal(409, (int)answer.StatusCode);
    }
}
