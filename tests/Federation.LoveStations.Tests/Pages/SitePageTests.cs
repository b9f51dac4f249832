using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Federation.Framework.Tenancy;
using Federation.Testing;

namespace Federation.LoveStations.Tests.Pages;

/// <summary>The staff's pages, in a browser without script.</summary>
[Collection(ProvinceCollection.Name)]
public sealed class SitePageTests(Province province)
{
    [Fact]
    public async Task A_clerk_enters_a_station_opens_it_and_counts_whom_it_served()
    {
        var (_, districts) = await province.FoundCityAsync(1);
        using var clerk = await province.Federation.SignedInBrowserAsync(districts[0], Role.Clerk);
        var list = $"/u/{districts[0]}/stations";
        Assert.Contains("还没有登记站点", await clerk.PageAsync(list), StringComparison.Ordinal);
        var wrong = await clerk.PostFormAsync(list + "/new", Typed(("latitude", "95"))).ReadTextAsync(400);
        Assert.Contains("应在 3 与 54 之间", wrong, StringComparison.Ordinal);
        var unread = await clerk.PostFormAsync(list + "/new", Typed(("openingHours", "上午和下午"))).ReadTextAsync(400);
        foreach (var said in new[] { "看不懂开放时间", "上午和下午" }) Assert.Contains(said, unread, StringComparison.Ordinal);
        var made = await clerk.PostFormAsync(list + "/new", Typed()).FollowRedirectAsync();
        var station = made[..made.IndexOf('?', StringComparison.Ordinal)];

        var planned = await clerk.PageAsync(station);
        Assert.Contains("开始建设", planned, StringComparison.Ordinal);
        Assert.DoesNotContain("/served/new", planned, StringComparison.Ordinal);
        Assert.Contains("应晚于上一状态的开始日期 2018-01-05", await clerk.PostFormAsync(station + "/state?to=in-service", ("on", "2018-01-05")).ReadTextAsync(409), StringComparison.Ordinal);
        await clerk.PostFormAsync(station + "/state?to=in-service", ("on", "2018-03-01")).FollowRedirectAsync();
        using var nowhere = await clerk.GetAsync(new Uri(station + "/state", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
        Assert.Contains($"{list}?state=in-service\"", await clerk.PageAsync(list + "/served"), StringComparison.Ordinal);
        await clerk.PostFormAsync(station + "/served/new", ("date", "2018-03-02"), ("group", "couriers"), ("people", "1,234")).FollowRedirectAsync();
        await clerk.PostFormAsync(station + "/facilities", ("on", "2018-03-01"), ("facilities[1].facility", "toilet"), ("facilities[2].facility", "drinking-water")).FollowRedirectAsync();
        await clerk.PostFormAsync(station + "/inspections/new", ("date", "2018-03-03"), ("inspector", "检查组"), ("findings[2].text", "缺药")).FollowRedirectAsync();
        var shown = await clerk.PageAsync(station);
        foreach (var said in new[] { "1,234", "卫生间、饮用水", "在用", "检查组", "周一 08:00-18:00" }) Assert.Contains(said, shown, StringComparison.Ordinal);
        Assert.Contains("人民路驿站", await clerk.PageAsync(list + "?state=in-service&without=wifi"), StringComparison.Ordinal);
        Assert.DoesNotContain("人民路驿站", await clerk.PageAsync(list + "?without=toilet"), StringComparison.Ordinal);
        Assert.DoesNotContain("人民路驿站", await clerk.PageAsync(list + "?state=in-service&on=2018-02-28"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_comes_second_is_told_and_loses_nothing()
    {
        var (_, districts) = await province.FoundCityAsync(1);
        using var clerk = await province.Federation.SignedInBrowserAsync(districts[0], Role.Clerk);
        using var program = await province.ClerkAsync(districts[0]);
        var api = await program.EnterAsync(districts[0]);
        var page = "/u/" + api["/api/v1/unions/".Length..] + "/change";
        var form = await clerk.FormAsync(page);
        await program.PutVersionAsync(api, 1, new { name = "先改的", address = "甲", builtBy = "own" });
        var told = await clerk.PostAsync(page, form.Concat(new Dictionary<string, string> { ["name"] = "后改的", ["address"] = "乙", ["builtBy"] = "own" })).ReadTextAsync(412);
        Assert.Contains("后改的", told, StringComparison.Ordinal);
        Assert.Equal("先改的", (await program.GetAsync(api).JsonAsync()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_step_that_comes_second_is_told_and_keeps_what_was_typed()
    {
        var (city, districts) = await province.FoundCityAsync(1);
        using var clerk = await province.Federation.SignedInBrowserAsync(districts[0], Role.Clerk);
        using var program = await province.ClerkAsync(districts[0]);
        var api = await program.EnterAsync(districts[0]);
        var page = "/u/" + api["/api/v1/unions/".Length..];
        foreach (var (year, step, name, value) in new[] { (2018, "/state?to=suspended", "note", "道路施工"), (2019, "/demonstration", "grantedBy", "市总工会甲"), (2020, "/facilities", "on", "2018-02-03") })
        {
            var form = await clerk.FormAsync(page + step);
            await program.ActAsync(api, "/states", new { state = "suspended", on = $"{year}-03-01" });
            await program.ActAsync(api, "/states", new { state = "in-service", on = $"{year}-03-02" });
            Assert.Contains(value, await clerk.PostAsync(page + step, form.Concat(new Dictionary<string, string> { ["on"] = "2018-02-03", [name] = value })).ReadTextAsync(412), StringComparison.Ordinal);
        }
        using var payer = await province.ClerkAsync(city);
        using var cityClerk = await province.Federation.SignedInBrowserAsync(city, Role.Clerk);
        var all = $"/api/v1/unions/{city}/station-subsidies";
        var id = (await payer.PostAsJsonAsync(all, new { site = api[(api.LastIndexOf('/') + 1)..], grantedOn = "2018-01-02", amount = 500 }).JsonAsync(201)).GetProperty("id").GetString();
        var payment = await cityClerk.FormAsync($"/u/{city}/station-subsidies/{id}");
        await payer.ActAsync($"{all}/{id}", "/payments", new { date = "2018-02-02", amount = 100, payee = "某公司" });
        Assert.Contains("另一公司", await cityClerk.PostAsync($"/u/{city}/station-subsidies/{id}", payment.Concat(new Dictionary<string, string> { ["date"] = "2018-02-02", ["amount"] = "100", ["payee"] = "另一公司" })).ReadTextAsync(412), StringComparison.Ordinal);
        Assert.Equal(100, (await payer.GetAsync($"{all}/{id}").JsonAsync()).GetProperty("paid").GetDecimal());
    }

    [Fact]
    public async Task A_province_publishes_its_list_grants_and_pays_and_sees_what_is_below()
    {
        var (_, districts) = await province.FoundCityAsync(1);
        using var clerk = await province.ClerkAsync(districts[0]);
        var station = await clerk.EnterAsync(districts[0]);
        using var above = await province.Federation.SignedInBrowserAsync(Province.Code, Role.Clerk);
        var own = $"/u/{Province.Code}";
        var id = station[(station.LastIndexOf('/') + 1)..];
        Assert.DoesNotContain("/change\"", await above.PageAsync($"{own}/stations/{id}"), StringComparison.Ordinal);
        var granted = await above.PostFormAsync($"{own}/station-subsidies/new?site={id}", ("grantedOn", "2018-01-02"), ("amount", "50,000")).FollowRedirectAsync();
        var subsidy = granted[..granted.IndexOf('?', StringComparison.Ordinal)];
        await above.PostFormAsync(subsidy, ("date", "2018-02-02"), ("amount", "20000"), ("payee", "某公司")).FollowRedirectAsync();
        Assert.Contains("最多还可发放 30000 元", await above.PostFormAsync(subsidy, ("date", "2018-02-03"), ("amount", "30001"), ("payee", "某公司")).ReadTextAsync(409), StringComparison.Ordinal);
        Assert.Contains("部分发放", await above.PageAsync($"{own}/station-subsidies"), StringComparison.Ordinal);
        Assert.Contains("发布清单", await above.PageAsync($"{own}/station-kit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photograph_is_added_looked_at_and_removed()
    {
        var (_, districts) = await province.FoundCityAsync(1);
        using var clerk = await province.Federation.SignedInBrowserAsync(districts[0], Role.Clerk);
        using var program = await province.ClerkAsync(districts[0]);
        var page = "/u/" + (await program.EnterAsync(districts[0]))["/api/v1/unions/".Length..];
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in await clerk.FormAsync(page + "/photographs")) form.Add(new StringContent(value), name);
        form.Add(new StringContent("2018-01-01"), "takenOn");
        form.Add(new StringContent("门口"), "caption");
        form.Add(new ByteArrayContent(Samples.Jpeg("GPS 34.26N 108.94E")) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } }, "content", "a.jpg");
        using var answer = await clerk.PostAsync(new Uri(page + "/photographs", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var shown = await clerk.PageAsync(page);
        Assert.Contains("门口", shown, StringComparison.Ordinal);
        var remove = System.Text.RegularExpressions.Regex.Match(shown, "/photographs/[0-9]+/remove").Value;
        await clerk.PostFormAsync(page, new Dictionary<string, string>(), page + remove).FollowRedirectAsync();
        Assert.Contains("还没有照片", await clerk.PageAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_goes_out_as_it_stood_on_a_day_with_its_kit_its_people_and_its_findings()
    {
        var (city, districts) = await province.FoundCityAsync(1);
        var district = districts[0];
        await province.RequireKitAsync();
        using var program = await province.ClerkAsync(district);
        var station = await program.EnterAsync(district);
        var code = (await program.GetAsync(station).JsonAsync()).GetProperty("code").GetString()!;
        await program.PutVersionAsync(station + "/facilities", 1, new { on = "2018-01-01", facilities = new[] { new { facility = "toilet" } } });
        await program.PutVersionAsync(station + "/facilities", 2, new { on = "2018-03-01", facilities = new[] { new { facility = "toilet" }, new { facility = "microwave" } } });
        await program.PostAsJsonAsync(station + "/served", new { date = "2018-04-01", wholeMonth = true, group = "couriers", people = 1320 }).JsonAsync(201);
        await program.PostAsJsonAsync(station + "/inspections", new { date = "2018-04-02", inspector = "检查组", findings = new[] { new { text = "药品过期", dueOn = "2018-04-20" }, new { text = "缺标识", dueOn = "2018-04-21" } } }).JsonAsync(201);
        await program.MoveAsync(station, "suspended", "2018-06-01");
        using var clerk = await province.Federation.SignedInBrowserAsync(district, Role.Clerk);
        using var above = await province.Federation.SignedInBrowserAsync(city, Role.Leader);

        var list = $"/u/{district}/stations";
        Assert.Contains(",34.261234,108.941234,共建,,,否,,周一 08:00-18:00,,2018-02-28,在用,2017-11-01,否,卫生间,否,微波炉", await clerk.PageAsync(list + "/export?format=csv&on=2018-02-28"), StringComparison.Ordinal);
        Assert.Contains(",2018-06-01,暂停,2018-06-01,否,卫生间、微波炉,是,", await clerk.PageAsync(list + "/export?format=csv&on=2018-06-01"), StringComparison.Ordinal);
        Assert.Contains($"{district},{district}区总工会,{code},人民路爱心驿站,2018-04-01,是,快递员,1320", await clerk.PageAsync(list + "/served/export?format=csv"), StringComparison.Ordinal);
        var inspections = await above.PageAsync($"/u/{city}/stations/inspections/export?format=csv&subtree=true");
        foreach (var finding in new[] { "2018-04-02,检查组,,药品过期,,2018-04-20,,", "2018-04-02,检查组,,缺标识,,2018-04-21,," }) Assert.Contains(finding, inspections, StringComparison.Ordinal);
        Assert.Contains("药品过期、缺标识", await above.PageAsync($"/u/{city}/stations/inspections?subtree=true"), StringComparison.Ordinal);
        Assert.Contains("2018-04 全月", await clerk.PageAsync(list + "/served?from=2018-04-01"), StringComparison.Ordinal);
        Assert.Contains("没有符合条件的记录", await clerk.PageAsync(list + "/served?from=2018-05-01"), StringComparison.Ordinal);
        // Without what is below, and of other days, there is nothing.
        Assert.DoesNotContain("药品过期", await above.PageAsync($"/u/{city}/stations/inspections/export?format=csv"), StringComparison.Ordinal);
        Assert.DoesNotContain("1320", await clerk.PageAsync(list + "/served/export?format=csv&to=2018-03-31"), StringComparison.Ordinal);

        // The page shows the same day.
        var then = await clerk.PageAsync(list + "?on=2018-02-28");
        foreach (var said in new[] { "缺少：微波炉", "在用" }) Assert.Contains(said, then, StringComparison.Ordinal);
        Assert.DoesNotContain(">暂停</span>", then, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subsidies_are_listed_put_right_and_handed_out()
    {
        var (city, districts) = await province.FoundCityAsync(1);
        using var program = await province.ClerkAsync(districts[0]);
        var station = await program.EnterAsync(districts[0]);
        using var clerk = await province.Federation.SignedInBrowserAsync(city, Role.Clerk);
        var all = $"/u/{city}/station-subsidies";
        Assert.Contains("还没有批准建设补助", await clerk.PageAsync(all), StringComparison.Ordinal);
        var granted = await clerk.PostFormAsync($"{all}/new?site={station[(station.LastIndexOf('/') + 1)..]}", ("grantedOn", "2018-01-02"), ("amount", "50,000"), ("document", "1号")).FollowRedirectAsync();
        var subsidy = granted[..granted.IndexOf('?', StringComparison.Ordinal)];
        var form = await clerk.FormAsync(subsidy + "/change");
        await clerk.PostFormAsync(subsidy + "/change", ("grantedOn", "2018-01-02"), ("amount", "40000"), ("document", "1号")).FollowRedirectAsync();
        var late = new Dictionary<string, string> { ["grantedOn"] = "2018-01-02", ["amount"] = "60000" };
        Assert.Contains("60000", await clerk.PostAsync(subsidy + "/change", form.Concat(late)).ReadTextAsync(412), StringComparison.Ordinal);
        await clerk.PostFormAsync(subsidy, ("date", "2018-02-02"), ("amount", "20000"), ("payee", "某公司")).FollowRedirectAsync();
        Assert.Contains("人民路爱心驿站", await clerk.PageAsync(all + "?state=part-paid&from=2018-01-01&to=2018-01-31"), StringComparison.Ordinal);
        Assert.Contains("没有符合条件的补助", await clerk.PageAsync(all + "?state=paid"), StringComparison.Ordinal);
        var csv = await clerk.PageAsync(all + "/export?format=csv");
        Assert.Contains($"{city},", csv, StringComparison.Ordinal);
        Assert.Contains($",{districts[0]}区总工会,", csv, StringComparison.Ordinal);
        Assert.Contains(",人民路爱心驿站,2018-01-02,1号,40000.00,20000.00,20000.00,2018-02-02,某公司,部分发放", csv, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Typed(params (string Name, string Value)[] other)
    {
        var typed = new Dictionary<string, string>
        {
            ["kind"] = "station", ["code"] = "A1", ["state"] = "planned", ["since"] = "2018-01-05", ["name"] = "人民路驿站", ["address"] = "人民路1号", ["latitude"] = "34.261234", ["longitude"] = "108.94",
            ["builtBy"] = "own", ["openingHours"] = "周一 08:00-18:00",
        };
        foreach (var (name, value) in other) typed[name] = value;
        return typed;
    }
}
