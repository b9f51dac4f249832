using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;

namespace Federation.Browser.Tests;

/// <summary>What people come to do, done as they would do it.</summary>
[Collection(SharedHostCollection.Name)]
public class JourneyTests(SharedHost federated)
{
    private static readonly int Year = TimeProvider.System.GetUtcNow().AddHours(8).Year;

    /// <summary>Timed, so test gives it the machine to itself.</summary>
    [Fact]
    [Trait("Category", "Alone")]
    public async Task What_a_mines_clerk_records_on_a_phone_the_provinces_leader_sees_within_two_seconds()
    {
        var clerk = await federated.SignedInAsync("clerk-610428-M01", Screen.Phone);
        await CampaignAsync(clerk, "610428-M01", "winter");
        var leader = await federated.SignedInAsync("leader-610000", Screen.Desk);
        await leader.GotoAsync($"/u/610000?period={Year}");
        var before = await VisitedAsync(leader);

        await clerk.Locator("a[href$='/deliveries/new']").First.ClickAsync();
        await clerk.FillAsync("[name=place]", "二号井口 🍜");
        await clerk.SelectOptionAsync("[name=group]", "frontline");
        await clerk.FillAsync("[name=headCount]", "１，２３４");
        await clerk.Locator("button.btn-primary[type=submit]").ClickAsync();
        await Assertions.Expect(clerk.Locator(".notice")).ToBeVisibleAsync();

        // The page changes by itself; nobody loads it again.
        await leader.WaitForFunctionAsync("before => document.querySelector('#now')?.textContent !== before", before, new() { Timeout = 2_000 });
        await Assertions.Expect(leader.Locator("#now")).ToContainTextAsync("1,234");

        // The second record of the day is proposed as the first one was.
        await clerk.Locator("a[href$='/deliveries/new']").First.ClickAsync();
        Assert.Contains("二号井口 🍜", await clerk.ContentAsync(), StringComparison.Ordinal);
        await clerk.Context.CloseAsync();
        await leader.Context.CloseAsync();
    }

    [Fact]
    public async Task A_city_announces_a_fair_and_a_seeker_registers_on_a_phone_and_is_found_at_the_door()
    {
        var (title, phone) = ("职工子女专场招聘会", "13812345678");
        var clerk = await federated.SignedInAsync("clerk-610400", Screen.Desk);
        await clerk.GotoAsync("/u/610400/fairs/new");
        await clerk.FillAsync("[name=title]", title);
        await clerk.FillAsync("[name=venue]", "渭城区体育馆");
        await clerk.FillAsync("[name='coHosts[0].union']", "610428");
        await SaveAsync(clerk);
        var fair = new Uri(clerk.Url).AbsolutePath;
        await clerk.GotoAsync($"{fair}/stands/new");
        await clerk.FillAsync("[name=employer]", "某电子厂");
        await clerk.FillAsync("[name=employerCode]", "91350100M000100Y43");
        await clerk.SelectOptionAsync("[name=sector]", "manufacturing");
        await SaveAsync(clerk);
        await clerk.GotoAsync($"{fair}/posts/new");
        await clerk.SelectOptionAsync("[name=stand]", new SelectOptionValue { Index = 1 });
        await clerk.FillAsync("[name=title]", "装配工");
        await clerk.SelectOptionAsync("[name=trade]", "machining");
        await clerk.FillAsync("[name=openings]", "20");
        await clerk.FillAsync("[name=wageFrom]", "3,800");
        await clerk.FillAsync("[name=wageTo]", "4,600");
        await clerk.FillAsync("[name=place]", "秦都区");
        await clerk.FillAsync("[name=division]", "秦都区");
        await SaveAsync(clerk);
        await clerk.GotoAsync(fair);
        await clerk.Locator("form[action$='/announce'] button").ClickAsync();
        await Assertions.Expect(clerk.Locator(".notice").First).ToBeVisibleAsync();

        var seeker = await federated.OpenAsync(Screen.Phone);
        await seeker.GotoAsync("/fairs?show=posts&search=" + Uri.EscapeDataString("装配工"));
        await seeker.Locator("main table a").First.ClickAsync();
        await Assertions.Expect(seeker.Locator("h1")).ToHaveTextAsync(title);
        await seeker.Locator("a[href$='/register']").ClickAsync();
        await seeker.FillAsync("[name=name]", "王某某");
        await seeker.FillAsync("[name=phone]", phone);
        await seeker.SelectOptionAsync("[name=trade]", "machining");
        await seeker.CheckAsync("[name=agreed]");
        Assert.True(await seeker.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await SaveAsync(seeker);

        // At the door by the number, which stands in no address.
        await clerk.GotoAsync($"{fair}?show=seekers");
        await clerk.FillAsync("main [name=search]", phone);
        await clerk.Locator("form.filters button").ClickAsync();
        Assert.DoesNotContain(phone, clerk.Url, StringComparison.Ordinal);
        // The post that fits is shown with its reason, and applying for it is one step away.
        await Assertions.Expect(clerk.Locator("main table")).ToContainTextAsync("工种相符");
        await clerk.Locator("main table .quick a").First.ClickAsync();
        Assert.NotEqual("", await clerk.InputValueAsync("[name=seeker]"));
        await seeker.Context.CloseAsync();
        await clerk.Context.CloseAsync();
    }

    [Fact]
    public async Task A_leader_finds_a_county_by_its_letters_and_a_fairs_co_host_by_its_name_without_the_mouse()
    {
        var leader = await federated.SignedInAsync("leader-610000", Screen.Desk);
        await leader.GotoAsync("/me");
        await leader.Keyboard.PressAsync("/");
        await leader.Keyboard.TypeAsync("cwx");
        var offers = leader.Locator("header .offers li");
        await Assertions.Expect(offers.First).ToContainTextAsync("长武县总工会");
        await leader.Keyboard.PressAsync("ArrowDown");
        await leader.Keyboard.PressAsync("Enter");
        await leader.WaitForURLAsync("**/u/610428");
        // Enter without a choice opens the page of what was found.
        await leader.Keyboard.PressAsync("/");
        await leader.Keyboard.TypeAsync("610428");
        await leader.Keyboard.PressAsync("Enter");
        await leader.WaitForURLAsync("**/search?q=610428");
        await Assertions.Expect(leader.Locator("main")).ToContainTextAsync("长武县总工会");
        await leader.Context.CloseAsync();

        var clerk = await federated.SignedInAsync("clerk-610400", Screen.Phone);
        await clerk.GotoAsync("/u/610400/fairs/new");
        await clerk.Locator("[name='coHosts[0].union']").PressSequentiallyAsync("长武县");
        var proposal = clerk.Locator("main .offers li:visible").First;
        await Assertions.Expect(proposal).ToContainTextAsync("610428");
        await proposal.ClickAsync();
        await Assertions.Expect(clerk.Locator("[name='coHosts[0].union']")).ToHaveValueAsync("610428");
        await clerk.Context.CloseAsync();
    }

    [Fact]
    public async Task A_leader_sees_on_one_page_which_city_is_behind_and_takes_the_picture_along()
    {
        var leader = await federated.SignedInAsync("leader-610000", Screen.Desk);
        await leader.GotoAsync("/u/610000?period=2017");
        await leader.Locator("main .actions a[href*='/map?']").ClickAsync();
        await Assertions.Expect(leader.Locator("#map path").Nth(9)).ToBeAttachedAsync();
        await leader.SelectOptionAsync("[name=show]", "growth");
        await leader.WaitForURLAsync("**show=growth**");
        await leader.Locator("#children thead th a").Nth(1).ClickAsync();
        await leader.WaitForURLAsync("**up=true**");
        var picture = await leader.RunAndWaitForDownloadAsync(() => leader.Locator("[data-picture]").ClickAsync());
        Assert.EndsWith(".png", picture.SuggestedFilename, StringComparison.Ordinal);
        await leader.Locator("#map a").First.FocusAsync();
        await leader.Keyboard.PressAsync("Enter");
        await leader.WaitForURLAsync(new Regex("/u/61[0-9]{2}00/map"));
        await leader.Context.CloseAsync();
    }

    [Fact]
    public async Task A_county_opens_a_station_on_a_phone_and_a_worker_without_script_finds_it_open_near_by()
    {
        const string name = "县城客运站爱心驿站";
        var clerk = await federated.SignedInAsync("clerk-610428", Screen.Phone);
        await clerk.GotoAsync("/u/610428/stations/new");
        await clerk.FillAsync("[name=code]", "K900");
        await clerk.SelectOptionAsync("[name=state]", "under-construction");
        await clerk.FillAsync("[name=since]", $"{Year - 1}-12-01");
        await clerk.FillAsync("[name=name]", name);
        await clerk.FillAsync("[name=address]", "客运站西侧");
        await StandAsync(clerk, 35.205f);
        await clerk.Locator("[data-locate] button").ClickAsync();
        await Assertions.Expect(clerk.Locator("[name=longitude]")).ToHaveValueAsync(new Regex("^107[.]80000"));
        await clerk.SelectOptionAsync("[name=builtBy]", "own");
        await clerk.CheckAsync("[name=roundTheClock]");
        await SaveAsync(clerk);
        var station = new Uri(clerk.Url).AbsolutePath;

        // What comes next is the one button that stands out.
        await clerk.Locator("main a.btn-primary[href*='to=in-service']").ClickAsync();
        await clerk.FillAsync("[name=on]", $"{Year}-01-01");
        await SaveAsync(clerk);
        await clerk.Locator("a[href$='/served/new']").ClickAsync();
        await clerk.SelectOptionAsync("[name=group]", "drivers");
        await clerk.FillAsync("[name=people]", "２６");
        await clerk.FillAsync("[name=date]", $"{Year}-01-01");
        await SaveAsync(clerk);
        await Assertions.Expect(clerk.Locator("main")).ToContainTextAsync("26");
        Assert.Equal(station, new Uri(clerk.Url).AbsolutePath);
        Assert.True(await clerk.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));

        var worker = await federated.OpenAsync(Screen.Phone, script: false);
        await worker.GotoAsync("/stations");
        await worker.FillAsync("[name=near]", "35.2059,107.8");
        await worker.CheckAsync("[name=open]");
        await worker.ClickAsync("main form button[type=submit]");
        var first = worker.Locator("main ol > li").First;
        await Assertions.Expect(first).ToContainTextAsync(name);
        await Assertions.Expect(first).ToContainTextAsync("100 米");
        // Its number on the map leads to it in the list.
        await Assertions.Expect(worker.Locator("main svg a[href='#s1']")).ToHaveCountAsync(1);
        await worker.Context.CloseAsync();

        // With script one touch does, wherever the phone is.
        var passer = await federated.OpenAsync(Screen.Phone);
        await StandAsync(passer, 35.2059f);
        await passer.GotoAsync("/stations?district=610100");
        await passer.Locator("#locate button").ClickAsync();
        await Assertions.Expect(passer.Locator("main ol > li").First).ToContainTextAsync(name);
        await passer.Context.CloseAsync();
        await clerk.Context.CloseAsync();

        static async Task StandAsync(IPage phone, float latitude)
        {
            await phone.Context.GrantPermissionsAsync(["geolocation"]);
            await phone.Context.SetGeolocationAsync(new() { Latitude = latitude, Longitude = 107.8f });
        }
    }

    [Fact]
    public async Task Whoever_lets_the_browser_say_where_they_are_finds_what_is_near_and_whoever_does_not_is_told()
    {
        var page = await federated.OpenAsync(Screen.Phone);
        await page.Context.SetGeolocationAsync(new() { Latitude = 34.2612f, Longitude = 108.9421f });
        await page.Context.GrantPermissionsAsync(["geolocation"]);
        var requests = 0;
        page.Request += (_, _) => requests++;
        var answer = await page.GotoAsync("/stations?district=610600");
        // All of it in one answer, a full page of stations: quick on a phone.
        Assert.True((await answer!.BodyAsync()).Length < 100_000);
        Assert.Equal(1, requests);
        await Assertions.Expect(page.Locator("main ol > li")).ToHaveCountAsync(40);
        await page.ClickAsync("#locate button");
        await page.WaitForURLAsync(url => url.Contains("near=34.2612", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("main .found")).ToContainTextAsync("最近的在前");
        await Assertions.Expect(page.Locator("main ol > li").First).ToContainTextAsync("公里");
        Assert.Equal("", await page.InputValueAsync("#district"));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));

        await page.Context.ClearPermissionsAsync();
        var browser = await page.Context.NewCDPSessionAsync(page);
        await browser.SendAsync("Browser.setPermission", new Dictionary<string, object> { ["permission"] = new Dictionary<string, object> { ["name"] = "geolocation" }, ["setting"] = "denied", ["origin"] = federated.Address.GetLeftPart(UriPartial.Authority) });
        await page.GotoAsync("/stations");
        await page.ClickAsync("#locate button");
        await Assertions.Expect(page.Locator("#locate .problem")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#locate .problem")).ToContainTextAsync("没有得到您的位置");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_county_opens_a_studio_on_a_phone_and_the_province_looks_at_its_result_and_at_a_nomination()
    {
        var clerk = await federated.SignedInAsync("clerk-610428", Screen.Phone);
        await clerk.GotoAsync("/u/610428/studios/new");
        await clerk.FillAsync("[name=name]", "掘进创新工作室");
        await clerk.FillAsync("[name=leader]", "某劳模");
        await clerk.FillAsync("[name=opened]", "2020-01-01");
        await clerk.Locator("button.btn-primary[type=submit]").ClickAsync();
        await Assertions.Expect(clerk.Locator(".notice")).ToBeVisibleAsync();
        await clerk.Locator("a[href$='/results/new']").ClickAsync();
        await clerk.FillAsync("[name=name]", "快速支护工艺");
        await clerk.FillAsync("[name=date]", "2019-12-31");
        await clerk.Locator("button.btn-primary[type=submit]").ClickAsync();
        // The studio was not open then: it is told, and what was typed stays.
        await Assertions.Expect(clerk.Locator("#problems")).ToBeVisibleAsync();
        Assert.Equal("快速支护工艺", await clerk.InputValueAsync("[name=name]"));
        await clerk.FillAsync("[name=date]", "2020-06-01");
        await clerk.Locator("button.btn-primary[type=submit]").ClickAsync();
        await Assertions.Expect(clerk.Locator(".notice")).ToBeVisibleAsync();

        var leader = await federated.SignedInAsync("leader-610000", Screen.Desk);
        await leader.GotoAsync("/u/610000/studios?subtree=true&search=掘进");
        await leader.Locator("main table a").First.ClickAsync();
        await Assertions.Expect(leader.Locator("main")).ToContainTextAsync("快速支护工艺");
        Assert.Equal(0, await leader.Locator("main button[type=submit]").CountAsync());
        await leader.GotoAsync("/u/610000/nominations?subtree=true&kind=labour-certificate");
        await leader.Locator("main table a").First.ClickAsync();
        await Assertions.Expect(leader.Locator("#history")).ToBeVisibleAsync();
        await clerk.Context.CloseAsync();
        await leader.Context.CloseAsync();
    }

    [Fact]
    public async Task A_county_creates_runs_and_closes_a_campaign()
    {
        var clerk = await federated.SignedInAsync("clerk-610428", Screen.Desk);
        var campaign = await CampaignAsync(clerk, "610428", "summer");

        await clerk.GotoAsync($"{campaign}/funds/new");
        await clerk.SelectOptionAsync("[name=source]", "union-funds");
        await clerk.FillAsync("[name=amount]", "20,000");
        await SaveAsync(clerk);
        await clerk.GotoAsync($"{campaign}/inspections/new");
        await clerk.FillAsync("[name=place]", "选煤厂");
        await clerk.FillAsync("[name=hazardsFound]", "3");
        await clerk.FillAsync("[name=hazardsFixed]", "1");
        await SaveAsync(clerk);

        // What is wrong is told at its field, and what was typed stays.
        await clerk.GotoAsync($"{campaign}/deliveries/new");
        await clerk.FillAsync("[name=place]", "洗煤车间");
        await clerk.SelectOptionAsync("[name=site]", "site");
        await clerk.SelectOptionAsync("[name=group]", "miners");
        await clerk.FillAsync("[name=headCount]", "many");
        await clerk.FillAsync("[name=money]", "5000");
        await clerk.Locator("button.btn-primary[type=submit]").ClickAsync();
        await Assertions.Expect(clerk.Locator("#f-headCount-said")).ToBeVisibleAsync();
        Assert.Equal("洗煤车间", await clerk.InputValueAsync("[name=place]"));
        await clerk.FillAsync("[name=headCount]", "60");
        await SaveAsync(clerk);
        await Assertions.Expect(clerk.Locator("main")).ToContainTextAsync("5,000");

        await clerk.GotoAsync($"{campaign}/close");
        // Fifteen thousand not spent and two hazards open.
        await Assertions.Expect(clerk.Locator("main table")).ToContainTextAsync("15,000");
        await Assertions.Expect(clerk.Locator("main table")).ToContainTextAsync("2");
        await clerk.Locator("button.btn-primary[type=submit]").ClickAsync();
        await Assertions.Expect(clerk.Locator(".notice")).ToBeVisibleAsync();
        await clerk.GotoAsync(campaign);
        await Assertions.Expect(clerk.Locator("a[href$='/deliveries/new']")).ToHaveCountAsync(0);
        await clerk.Context.CloseAsync();
    }

    [Fact]
    public async Task A_county_types_the_figures_of_twenty_unions_by_keyboard_and_from_a_spreadsheet()
    {
        const string county = "610403";
        using var api = await federated.ApiAsync("610000", "administrator");
        for (var n = 1; n <= 20; n++)
        {
            using var founded = await api.PostAsJsonAsync($"/api/v1/unions/{county}/children", new { code = $"{county}-T{n:00}", name = $"第{n}小企业工会", level = "grassroots", kind = "enterprise", on = "2016-01-01" });
            Assert.True(founded.IsSuccessStatusCode, await founded.Content.ReadAsStringAsync());
        }
        var (user, password) = await federated.PersonAsync(county, "clerk");
        var clerk = await federated.SignedInAsync(user, password, Screen.Desk);
        await clerk.GotoAsync($"/u/{county}/typing?period=2017");
        var columns = await clerk.Locator("table.typing-grid thead th[data-indicator]").EvaluateAllAsync<string[]>("all => all.map(th => th.dataset.indicator)");
        var (members, women) = (Array.IndexOf(columns, "unions.members"), Array.IndexOf(columns, "unions.members-women"));
        Assert.True(members >= 0 && women >= 0, string.Join(", ", columns));
        ILocator Cell(int union, int column) => clerk.Locator($"tr[data-union='{county}-T{union:00}'] input[data-saved]").Nth(column);

        // A block of twenty lines from a spreadsheet, as it would come from the clipboard.
        await Cell(1, members).FocusAsync();
        await clerk.EvaluateAsync("text => { const data = new DataTransfer(); data.setData('text', text); document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }",
            string.Join("\r\n", Enumerable.Range(1, 20).Select(n => n == 7 ? "一百" : $"{1000 + n:#,0}")));
        await Assertions.Expect(Cell(20, members)).ToHaveAttributeAsync("data-saved", "1020");
        await Assertions.Expect(Cell(7, members)).ToHaveAttributeAsync("aria-invalid", "true");
        // The one that was no number is mended by keyboard; Enter goes on to the next.
        await Cell(7, members).FocusAsync();
        await clerk.Keyboard.TypeAsync("1007");
        await clerk.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Cell(7, members)).ToHaveAttributeAsync("data-saved", "1007");
        await Assertions.Expect(Cell(8, members)).ToBeFocusedAsync();
        // More women than members cannot be; nil is a report, and an empty cell is none. What was refused is in no total, and is still there after a reload.
        var sum = clerk.Locator("tfoot [data-total]").Nth(women);
        var before = await sum.TextContentAsync();
        await Cell(3, women).FillAsync("5000");
        await Cell(3, women).BlurAsync();
        await Assertions.Expect(Cell(3, women)).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(Cell(3, women).Locator("xpath=..").Locator(".said")).ToContainTextAsync("不能大于合计");
        await Assertions.Expect(sum).ToHaveTextAsync(before!);
        await clerk.ReloadAsync();
        await Assertions.Expect(Cell(3, women)).ToHaveValueAsync("5000");
        await Assertions.Expect(Cell(3, women).Locator("xpath=..").Locator(".said")).ToContainTextAsync("不能大于合计");
        await Assertions.Expect(sum).ToHaveTextAsync(before!);
        await Cell(4, women).FocusAsync();
        await clerk.Keyboard.PressAsync("-");
        await Assertions.Expect(Cell(4, women)).ToHaveAttributeAsync("data-nil", "true");

        using var reader = await federated.ApiAsync(county, "leader");
        var total = 0m;
        for (var again = 0; again < 200 && total != 20_210m; again++)
        {
            var figures = await reader.GetFromJsonAsync<JsonElement>($"/api/v1/unions/{county}/figures?period=2017&indicator=unions.members");
            total = figures.GetProperty("figures")[0].GetProperty("total") is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : 0;
        }
        Assert.Equal(20_210m, total);
        await clerk.Context.CloseAsync();
    }

    [Fact]
    public async Task Another_unions_page_is_not_found()
    {
        var clerk = await federated.SignedInAsync("clerk-610428", Screen.Phone);
        foreach (var path in new[] { "/u/610100", "/u/610100/campaigns", "/u/610400/typing", "/u/610000/rollups", "/u/nowhere" })
        {
            var answer = await clerk.GotoAsync(path);
            Assert.Equal(404, answer!.Status);
            await Assertions.Expect(clerk.Locator("h1")).ToHaveTextAsync("没有找到");
        }
        await clerk.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_script_everything_but_the_pictures_works()
    {
        var clerk = await federated.SignedInAsync("clerk-610428", Screen.Phone, script: false);
        await clerk.GotoAsync("/u/610428?period=2017");
        await Assertions.Expect(clerk.Locator("#by-child, #over-time, main table").First).ToBeVisibleAsync();
        var campaign = await CampaignAsync(clerk, "610428", "spring");
        await clerk.GotoAsync($"{campaign}/posts/new");
        await clerk.FillAsync("[name=employer]", "彬州煤业");
        await clerk.FillAsync("[name=title]", "机电工");
        await clerk.FillAsync("[name=count]", "25");
        await clerk.FillAsync("[name=place]", "彬州");
        await SaveAsync(clerk);
        await Assertions.Expect(clerk.Locator("main")).ToContainTextAsync("彬州煤业");
        await clerk.GotoAsync("/u/610428/typing?period=2016");
        await clerk.Locator("tr[data-union='610428'] input[data-saved]").First.FillAsync("12");
        await clerk.Locator("form.typing button[data-plain]").ClickAsync();
        await Assertions.Expect(clerk.Locator("tr[data-union='610428'] input[data-saved]").First).ToHaveValueAsync("12");
        await clerk.Context.CloseAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_table_is_handed_in_looked_at_and_taken_in_on_a_phone_with_script_and_without(bool script)
    {
        var clerk = await federated.SignedInAsync("clerk-610428", Screen.Phone, script: script);
        var campaign = await CampaignAsync(clerk, "610428", "summer");
        await clerk.GotoAsync($"{campaign}?show=inspections");
        await clerk.Locator("a[href*='/imports/inspections']").ClickAsync();
        await clerk.GetByRole(AriaRole.Link, new() { Name = "Excel" }).WaitForAsync();
        var code = (await clerk.Locator("main table tbody tr").First.Locator("td").Nth(1).InnerTextAsync()).Split('、')[0];

        const string headings = "活动代码,日期,地点,查出隐患,已整改\n";
        await HandInAsync(headings + $"{code},{Year}-03-05,选煤厂,3,1\n{code},{Year}-13-05,洗煤车间,三,1\n");
        var bad = clerk.Locator(".bad-cell");
        await Assertions.Expect(bad).ToHaveCountAsync(2);
        await Assertions.Expect(bad.First).ToContainTextAsync("不是日期");
        Assert.True(await clerk.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "the preview is wider than the phone");
        if (script) Assert.DoesNotContain((await clerk.RunAxe()).Violations, v => v.Impact is "serious" or "critical");
        await clerk.Locator("form[action*='/drop'] button").ClickAsync();

        await HandInAsync(headings + string.Concat(Enumerable.Range(0, 3_000).Select(i => $"{code},{Year}-03-05,选煤厂{i}{(script ? "甲" : "乙")},3,1\n")));
        await Assertions.Expect(clerk.Locator(".notice")).ToContainTextAsync("3,000");
        // By keyboard: the button that says yes is reached and pressed.
        await clerk.Locator("main form button.btn-primary").FocusAsync();
        await clerk.Keyboard.PressAsync("Enter");
        await clerk.WaitForURLAsync("**/campaigns/*done=imported*");
        await Assertions.Expect(clerk.Locator("main table").Last).ToContainTextAsync("选煤厂2999");
        await clerk.Context.CloseAsync();

        async Task HandInAsync(string csv)
        {
            await clerk.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "检查.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(csv) });
            await clerk.Locator("main form.form button[type=submit]").ClickAsync();
            await clerk.Locator(".file-name").WaitForAsync();
        }
    }

    [Fact]
    public async Task A_roll_up_is_started_and_watched_to_its_end()
    {
        var leader = await federated.SignedInAsync("leader-610000", Screen.Desk);
        await leader.GotoAsync("/u/610000/rollups");
        await leader.SelectOptionAsync("main form.form [name=period]", "2016");
        await leader.Locator("main form.form button[type=submit]").ClickAsync();
        await leader.WaitForURLAsync("**/rollups/*");
        // The state comes over the line while it works, and the page ends by itself.
        await Assertions.Expect(leader.Locator(".state.good").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await leader.Context.CloseAsync();
    }

    [Fact]
    public async Task One_signs_in_and_records_by_keyboard_alone()
    {
        var page = await federated.OpenAsync(Screen.Desk);
        await page.GotoAsync("/sign-in");
        // The page says where typing begins; the first letter must not come before it has.
        await Assertions.Expect(page.Locator("[name=userName]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("clerk-610428");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(federated.PasswordOf("clerk-610428"));
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/u/610428*");
        // The first stop of every page leads past what is the same on all of them.
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("#main", await page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
        await page.GotoAsync("/u/610428/campaigns/new?season=autumn");
        await page.FocusAsync("[name=budget]");
        await page.Keyboard.TypeAsync("9000");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/campaigns/*");
        await Assertions.Expect(page.Locator("main form[action$='/start'] button")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    /// <summary>Makes a campaign of this year by its form and starts it.</summary>
    /// <returns>Its address.</returns>
    private static async Task<string> CampaignAsync(IPage clerk, string union, string season)
    {
        await clerk.GotoAsync($"/u/{union}/campaigns/new?season={season}&year={Year}");
        await clerk.FillAsync("[name=name]", $"{Year} {season}");
        await clerk.FillAsync("[name=starts]", $"{Year}-01-01");
        await clerk.FillAsync("[name=ends]", $"{Year}-12-31");
        await clerk.FillAsync("[name=budget]", "20,000");
        await SaveAsync(clerk);
        var address = new Uri(clerk.Url).AbsolutePath;
        await clerk.Locator("form[action$='/start'] button").ClickAsync();
        await Assertions.Expect(clerk.Locator("form[action$='/start']")).ToHaveCountAsync(0);
        return address;
    }

    private static async Task SaveAsync(IPage page)
    {
        await page.Locator("main form.form button.btn-primary[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator(".notice[role=status]")).ToBeVisibleAsync();
    }

    private static async Task<string> VisitedAsync(IPage leader)
    {
        await Assertions.Expect(leader.Locator("#now")).ToBeVisibleAsync();
        return await leader.Locator("#now").TextContentAsync() ?? "";
    }
}
