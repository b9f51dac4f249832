using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Autofac;
using Federation.Figures.Contracts;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Unions.Contracts;

namespace Federation.LabourModels.Tests;

/// <summary>The module over HTTP, in a whole installation: writing, rules, versions, figures after a roll-up, pages.</summary>
public sealed class ApiTests : IAsyncLifetime
{
    private const string Province = "980000", City = "990000", District = "990100", Mine = "990100-001";
    private TestFederation federation = null!;

    public async Task InitializeAsync()
    {
        federation = await TestFederation.StartAsync();
        var since = new DateOnly(2000, 1, 1);
        await federation.FoundAsync(
            new NewUnion(Province, "某省总工会", UnionLevel.Province, "territorial", null, since), new NewUnion(City, "某市总工会", UnionLevel.City, "territorial", Province, since), new NewUnion(District, "某区总工会", UnionLevel.District, "territorial", City, since),
            new NewUnion(Mine, "某矿工会", UnionLevel.Grassroots, "mine", District, since));
    }

    public Task DisposeAsync() => federation.DisposeAsync().AsTask();

    [Fact]
    public async Task A_personal_field_is_masked_everywhere_and_opened_one_by_one_with_an_entry_in_the_log()
    {
        const string models = $"/api/v1/unions/{Mine}/models", list = $"/u/{Mine}/models";
        string[] said = ["13911112222", "尘肺二期", "1234.5"];
        using var mine = await federation.ClientAsync(Mine, Role.Clerk);
        var model = await CreateAsync(mine, Mine, "models", new
        {
            name = "李海燕", identityNumber = Given.IdentityNumber(), gender = "woman", since = "2020-11-01", workplace = "机修厂", service = "in-service", phone = said[0], health = said[1], monthlyIncome = 1234.5m,
        });
        var id = model.GetProperty("id").GetString()!;
        using var browser = await federation.SignedInBrowserAsync(Mine, Role.Clerk);
        string[] seen =
        [
            model.GetRawText(), await mine.GetStringAsync(new Uri(models, UriKind.Relative)), await mine.GetStringAsync(new Uri($"{models}/{id}", UriKind.Relative)), await browser.PageAsync(list),
            await browser.PageAsync($"{list}/{id}"), await browser.PageAsync($"{list}/export?format=csv"),
        ];
        Assert.All(seen, text => Assert.DoesNotContain(said, s => text.Contains(s, StringComparison.Ordinal)));

        Assert.Equal(said[0], (await mine.PostAsync($"{models}/{id}/phone", null).JsonAsync()).GetProperty("phone").GetString());
        Assert.Equal(said[2], (await mine.PostAsync($"{models}/{id}/monthly-income", null).JsonAsync()).GetProperty("monthlyIncome").GetString());
        var form = (await browser.FormsAsync($"{list}/{id}")).Single(f => f.Action == $"{list}/{id}").Fields;
        var opened = await browser.PostAsync($"{list}/{id}/open/health", form).ReadTextAsync(200);
        Assert.Contains(said[1], opened, StringComparison.Ordinal);
        Assert.DoesNotContain(said[0], opened, StringComparison.Ordinal);

        // What was opened and then emptied is removed; what was not opened stays.
        using (var saved = await browser.PostAsync($"{list}/{id}", form.Append(new("_opened", "health")).Append(new("health", "")))) Assert.Equal(303, (int)saved.StatusCode);
        var now = await mine.GetAsync($"{models}/{id}").JsonAsync();
        Assert.Equal((JsonValueKind.Null, "139****2222"), (now.GetProperty("health").ValueKind, now.GetProperty("phone").GetString()));

        // A mask is not a number.
        using var masked = new HttpRequestMessage(HttpMethod.Put, $"{models}/{id}")
        {
            Content = JsonContent.Create(new { name = "李海燕", gender = "woman", since = "2020-11-01", workplace = "机修厂", service = "in-service", phone = "139****2222" }),
        };
        masked.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{now.GetProperty("version").GetInt32()}\""));
        Assert.Contains("遮住", (await mine.SendAsync(masked).JsonAsync(400)).GetProperty("errors").GetProperty("phone")[0].GetString(), StringComparison.Ordinal);

        using var auditor = await federation.SignedInBrowserAsync(Mine, Role.Auditor);
        var log = await auditor.PageAsync($"/u/{Mine}/audit");
        Assert.Contains("查看一项个人信息", log, StringComparison.Ordinal);
        Assert.Contains($"{id} 家庭人均月收入", log, StringComparison.Ordinal);
        Assert.DoesNotContain(said, s => log.Contains(s, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_nomination_from_the_mine_to_the_decision_and_the_figures_that_follow()
    {
        using var mine = await federation.ClientAsync(Mine, Role.Reviewer);
        using var district = await federation.ClientAsync(District, Role.Reviewer);
        using var city = await federation.ClientAsync(City, Role.Reviewer);
        var today = TimeProvider.System.Today();
        string Day(int ago) => today.AddDays(-ago).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        await KnowCalendarAsync(today.Year - 1, today.Year);
        var honour = await CreateAsync(city, City, "honours", new { name = "某市劳动模范", level = "city", kind = "labour-model", recipient = "person", granting = "government", body = "某市人民政府" });
        var selection = await CreateAsync(city, City, "selections", new { honour = honour.GetProperty("id").GetString(), name = "评选", year = today.Year, opens = Day(200), closes = today.AddDays(200).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), places = 5 });
        var nomination = await CreateAsync(mine, Mine, "nominations", new
        {
            selection = selection.GetProperty("id").GetString(), name = "王建国", gender = "man", identityNumber = Given.IdentityNumber(), workplace = "采煤一队", frontline = true, deeds = "二十年无事故",
        });
        var id = nomination.GetProperty("id").GetString()!;
        Assert.Contains("consent", nomination.GetProperty("offers").EnumerateArray().Select(o => o.GetString()));

        await RefusedAsync(mine, Mine, id, "pass", new { }, 409, "consent-missing");
        await ActAsync(mine, Mine, id, "consent", new { date = Day(90), meeting = "职代会", present = 50, inFavour = 45, paper = "决议" });
        await ActAsync(mine, Mine, id, "notices", new { stage = "workplace", from = Day(80), to = Day(60), place = "公开栏", name = "王建国" });
        await RefusedAsync(mine, Mine, id, "pass", new { }, 412, null, version: 1);
        await RefusedAsync(mine, Mine, id, "pass", new { }, 428, null, version: null);
        await ActAsync(mine, Mine, id, "pass", new { });
        await RefusedAsync(mine, Mine, id, "opinions", new { office = "tax", date = Day(5), favourable = true, paper = "函" }, 409, "nomination-not-here");
        await ActAsync(district, District, id, "reviews", new { stage = "first", date = Day(59), passed = true });
        await ActAsync(district, District, id, "notices", new { stage = "region", from = Day(58), to = Day(40), place = "网站", name = "王建国" });
        await ActAsync(district, District, id, "opinions", new { office = "discipline", date = Day(5), favourable = true, paper = "纪检函" });
        var papers = $"nominations/{id}/papers";
        async Task<JsonElement> AddPaperAsync(byte[] content, int status)
        {
            var version = (await district.GetAsync($"/api/v1/unions/{District}/nominations/{id}").JsonAsync()).GetProperty("version").GetInt32();
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/unions/{District}/{papers}?opinion=1&name=函.pdf") { Content = new ByteArrayContent(content) };
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
            return await district.SendAsync(request).JsonAsync(status);
        }
        Assert.Contains("8 MB", (await AddPaperAsync(new byte[8 * 1024 * 1024 + 1], 413)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("只收 PDF", (await AddPaperAsync("<html>"u8.ToArray(), 400)).GetProperty("errors").GetProperty("content")[0].GetString(), StringComparison.Ordinal);
        var scan = Samples.Pdf();
        var added = (await AddPaperAsync(scan, 201)).GetProperty("paper");
        using (var browser = await federation.SignedInBrowserAsync(District, Role.Reviewer))
        {
            var sheet = await browser.OpenAsync($"/u/{District}/{papers}?opinion=1");
            async Task<HttpResponseMessage> UploadAsync(byte[] content)
            {
                using var form = new MultipartFormDataContent();
                foreach (var (field, value) in sheet.Fields.Where(f => f.Key is not ("content" or "opinion"))) form.Add(new StringContent(value), field);
                form.Add(new StringContent("1"), "opinion");
                form.Add(new ByteArrayContent(content), "content", "second.png");
                return await browser.PostAsync($"/u/{District}/{papers}", form);
            }
            using (var refused = await UploadAsync("GIF89a"u8.ToArray()))
            {
                Assert.Equal(400, (int)refused.StatusCode);
                Assert.Contains("只收 PDF、JPEG 或 PNG", System.Net.WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
            }
            using (var taken = await UploadAsync(Samples.Png())) Assert.Equal(303, (int)taken.StatusCode);
            Assert.Contains("second.png", (await browser.OpenAsync($"/u/{District}/{papers}")).Html, StringComparison.Ordinal);
            using var opened = await browser.GetAsync($"/u/{District}/{papers}/{added.GetProperty("id").GetString()}");
            Assert.Equal(("application/pdf", "nosniff"), (opened.Content.Headers.ContentType!.MediaType, opened.Headers.GetValues("X-Content-Type-Options").Single()));
            Assert.Equal(scan, await opened.Content.ReadAsByteArrayAsync());
        }
        await city.GetAsync($"/api/v1/unions/{City}/{papers}/{added.GetProperty("id").GetString()}").JsonAsync(404);
        await mine.GetAsync($"/api/v1/unions/{Mine}/{papers}/{added.GetProperty("id").GetString()}").JsonAsync(404);
        await district.GetAsync($"/api/v1/unions/{District}/nominations/{id}/person").JsonAsync();
        await city.GetAsync($"/api/v1/unions/{City}/nominations/{id}/person").JsonAsync(404);
        await ActAsync(district, District, id, "pass", new { words = "同意" });
        await ActAsync(city, City, id, "reviews", new { stage = "second", date = Day(39), passed = true });
        await ActAsync(city, City, id, "notices", new { stage = "granting", from = Day(38), to = Day(2), place = "日报", name = "王建国" });
        await ActAsync(city, City, id, "grant", new { granting = "government", body = "某市人民政府", number = "市政发1号", date = Day(0) });
        var history = await city.GetAsync($"/api/v1/unions/{City}/nominations/{id}/history").JsonAsync();
        Assert.True(history.GetProperty("unbroken").GetBoolean());

        var studio = await CreateAsync(mine, Mine, "studios", new { name = "王建国创新工作室", leader = "王建国", opened = Day(100) });
        var of = $"studios/{studio.GetProperty("id").GetString()}";
        await CreateAsync(mine, Mine, $"{of}/results", new { name = "成果", date = Day(0) });
        await CreateAsync(mine, Mine, $"{of}/patents", new { name = "专利", kind = "utility-model", date = Day(0) });
        await CreateAsync(mine, Mine, "talks", new { date = Day(0), speaker = "王建国", topic = "劳模精神", place = "礼堂", audience = 90 });
        var file = (await mine.GetAsync($"/api/v1/unions/{Mine}/models").JsonAsync()).GetProperty("items")[0];
        var files = $"models/{file.GetProperty("id").GetString()}";
        await CreateAsync(mine, Mine, $"{files}/benefits", new { date = Day(0), kind = "recuperation", amount = 3000 });
        await CreateAsync(mine, Mine, $"{files}/hardship", new { from = Day(0), cause = "serious-illness" });
        await district.GetAsync($"/api/v1/unions/{Mine}/models").JsonAsync(404);
        Assert.Empty((await district.GetAsync($"/api/v1/unions/{District}/models").JsonAsync()).GetProperty("items").EnumerateArray());

        // What the pages list is handed out whole: days, money and words as people read them.
        using (var reviewer = await federation.SignedInBrowserAsync(Mine, Role.Reviewer))
        {
            Assert.Contains($"{Day(0)},疗休养,3000.00", await reviewer.PageAsync($"/u/{Mine}/{files}/benefits/export?format=csv"), StringComparison.Ordinal);
            Assert.Contains($"某市劳动模范,某市人民政府,市政发1号,{Day(0)}", await reviewer.PageAsync($"/u/{Mine}/awards/export?format=csv"), StringComparison.Ordinal);
            foreach (var list in new[] { "nominations", "models", "awards", "studios", "talks", "honours", "selections", "allowances", $"{files}/hardship", $"{of}/members", $"{of}/projects", $"{of}/results", $"{of}/patents", $"{of}/methods" })
                await reviewer.PageAsync($"/u/{Mine}/{list}/export");
            var shown = await reviewer.PageAsync($"/u/{Mine}/{files}");
            Assert.Contains("某市劳动模范", shown, StringComparison.Ordinal);
            Assert.Contains("没有适用的待遇标准", shown, StringComparison.Ordinal);
            Assert.Contains("/imports/models", await reviewer.PageAsync($"/u/{Mine}/models"), StringComparison.Ordinal);
        }
        using (var auditor = await federation.SignedInBrowserAsync(Mine, Role.Auditor))
        {
            var log = await auditor.PageAsync($"/u/{Mine}/audit");
            Assert.Contains("宣讲 0", log, StringComparison.Ordinal);
            Assert.DoesNotContain("/imports/models", await auditor.PageAsync($"/u/{Mine}/models"), StringComparison.Ordinal);
        }

        var year = today.Year.ToString(CultureInfo.InvariantCulture);
        await RollUpAsync(Period.Year(today.Year));
        var figures = (await city.GetAsync($"/api/v1/unions/{City}/figures?period={year}").JsonAsync()).GetProperty("figures").EnumerateArray().ToDictionary(f => f.GetProperty("indicator").GetString()!, f => f.GetProperty("total"));
        foreach (var (indicator, value) in new[]
        {
            ("models.nominated", 1), ("models.nominated.models-city", 1), ("models.nominated.medals-provincial", 0), ("models.granted", 1), ("models.on-record", 1), ("models.in-hardship", 1), ("models.benefits", 3000),
            ("models.studios", 1), ("models.results", 1), ("models.patents", 1), ("models.talks", 1),
        })
            Assert.True(figures[indicator].ValueKind == JsonValueKind.Number && figures[indicator].GetDecimal() == value, $"{indicator}: {figures[indicator]}, not {value}");
    }

    [Fact]
    public async Task The_pages_show_the_next_step_to_whoever_may_take_it()
    {
        using var city = await federation.ClientAsync(City, Role.Reviewer);
        var today = TimeProvider.System.Today();
        var honour = await CreateAsync(city, City, "honours", new { name = "某市先进集体", level = "city", kind = "advanced-collective", recipient = "collective", granting = "government", body = "某市人民政府" });
        var selection = await CreateAsync(city, City, "selections", new { honour = honour.GetProperty("id").GetString(), name = "先进集体评选", year = today.Year, opens = "2020-01-01", closes = "2099-12-31" });
        using var clerk = await federation.SignedInBrowserAsync(Mine, Role.Clerk);
        Assert.Contains("先进集体评选", await clerk.PageAsync($"/u/{Mine}/nominations/new"), StringComparison.Ordinal);
        var page = await clerk.PostFormAsync($"/u/{Mine}/nominations/new", ("selection", selection.GetProperty("id").GetString()!), ("name", "采煤一队"), ("workplace", "某矿"), ("deeds", "安全生产五千天")).FollowRedirectAsync();
        var shown = await clerk.PageAsync(page);
        Assert.Contains("登记职代会同意", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(">退回<", shown, StringComparison.Ordinal);
        var address = page.Split('?')[0];
        var refused = await clerk.PostFormAsync($"{address}/pass");
        Assert.Equal(409, (int)refused.StatusCode);
        Assert.Contains("尚未登记职代会同意", System.Net.WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        await clerk.PostFormAsync($"{address}/consent", ("date", "2021-03-01"), ("meeting", "职代会"), ("present", "50"), ("inFavour", "49"), ("paper", "决议")).FollowRedirectAsync();
        Assert.DoesNotContain("登记职代会同意", await clerk.PageAsync(address), StringComparison.Ordinal);

        foreach (var register in new[] { "models", "awards", "studios", "talks", "honours", "selections", "allowances" }) await clerk.PageAsync($"/u/{Mine}/{register}");
        var studio = await clerk.PostFormAsync($"/u/{Mine}/studios/new", ("name", "王建国创新工作室"), ("leader", "王建国"), ("opened", "2021-02-01")).FollowRedirectAsync();
        var of = studio.Split('?')[0];
        Assert.Contains("先进操作法", await clerk.PageAsync(of), StringComparison.Ordinal);
        await clerk.PostFormAsync($"{of}/results/new", ("name", "支护工艺"), ("date", "2021-03-01")).FollowRedirectAsync();
        Assert.Contains("支护工艺", await clerk.PageAsync(of), StringComparison.Ordinal);
        await clerk.PostFormAsync(of, ("name", "王建国劳模创新工作室"), ("leader", "王建国"), ("opened", "2021-02-01")).FollowRedirectAsync();
        Assert.Contains("王建国劳模创新工作室", await clerk.PageAsync($"/u/{Mine}/studios?search=劳模"), StringComparison.Ordinal);
        var table = await clerk.PageAsync($"{of}/results/export?format=csv");
        Assert.Contains($"{Mine},支护工艺,2021-03-01", table, StringComparison.Ordinal);
        Assert.Contains("采煤一队", await clerk.PageAsync($"/u/{Mine}/nominations/export?format=csv"), StringComparison.Ordinal);
        using var above = await federation.SignedInBrowserAsync(District, Role.Clerk);
        Assert.Contains("王建国劳模创新工作室", await above.PageAsync($"/u/{District}/studios?subtree=true"), StringComparison.Ordinal);
        await above.PageAsync($"/u/{Mine}/models", 404);
        Assert.DoesNotContain("采煤一队", await above.PageAsync($"/u/{District}/nominations?subtree=true"), StringComparison.Ordinal);
    }

    /// <summary>Years that this version does not know yet are typed by the province's administrator.</summary>
    private async Task KnowCalendarAsync(params int[] years)
    {
        using var province = await federation.ClientAsync(Province, Role.Administrator);
        foreach (var year in years)
        {
            var address = $"/api/v1/unions/{Province}/holidays/{year.ToString(CultureInfo.InvariantCulture)}";
            using var known = await province.GetAsync(address);
            if (known.StatusCode == System.Net.HttpStatusCode.NotFound) await province.PutJsonAsync(address, new { days = Array.Empty<object>() }).JsonAsync();
        }
    }

    [Fact]
    public async Task The_province_types_the_calendar_of_a_year_that_is_not_known_yet()
    {
        using var province = await federation.ClientAsync(Province, Role.Administrator);
        using var city = await federation.ClientAsync(City, Role.Administrator);
        var body = new { days = new[] { new { day = "2090-05-01", works = false }, new { day = "2090-05-06", works = true } } };
        await province.GetAsync($"/api/v1/unions/{Province}/holidays/2090").JsonAsync(404);
        await city.PutJsonAsync($"/api/v1/unions/{City}/holidays/2090", body).JsonAsync(403);
        await province.PutJsonAsync($"/api/v1/unions/{Province}/holidays/2089", body).JsonAsync(400);
        await province.PutJsonAsync($"/api/v1/unions/{Province}/holidays/2090", body).JsonAsync();
        Assert.Equal(2, (await city.GetAsync($"/api/v1/unions/{City}/holidays/2090").JsonAsync()).GetProperty("days").GetArrayLength());
        Assert.True((await city.GetAsync($"/api/v1/unions/{City}/holidays/2019").JsonAsync()).GetProperty("days").GetArrayLength() > 15);
        // Who read the year before somebody else typed it is told.
        await province.PutJsonAsync($"/api/v1/unions/{Province}/holidays/2090", body).JsonAsync(428);
        async Task PutAsync(int version, int status)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/unions/{Province}/holidays/2090") { Content = JsonContent.Create(new { days = new[] { new { day = "2090-05-02", works = false } } }) };
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
            await province.SendAsync(request).JsonAsync(status);
        }
        await PutAsync(1, 200);
        await PutAsync(1, 412);
        Assert.Equal("2090-05-03", (await city.GetAsync($"/api/v1/unions/{City}/working-days?from=2090-05-01&days=2").JsonAsync()).GetProperty("to").GetString());

        // The page: everybody sees and counts, the province's administrator writes, and who comes second is told.
        using var keeper = await federation.SignedInBrowserAsync(Province, Role.Administrator);
        using var clerk = await federation.SignedInBrowserAsync(Mine, Role.Clerk);
        var seen = await clerk.OpenAsync($"/u/{Mine}/calendar?year=2021&from=2021-04-28&days=5");
        Assert.Contains("自 2021-04-28 起 5 个工作日，到 2021-05-07 结束", seen.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"days[0].day\"", seen.Html, StringComparison.Ordinal);
        Assert.Contains("2091 年的节假日安排尚未录入", (await clerk.OpenAsync($"/u/{Mine}/calendar?year=2091")).Html, StringComparison.Ordinal);
        var empty = await keeper.OpenAsync($"/u/{Province}/calendar?year=2091");
        var wrong = await keeper.FillAsync(empty, 400, ("days[0].day", "2091-05-02"), ("days[0].works", "true"));
        Assert.Contains("本来就上班", wrong.Html, StringComparison.Ordinal);
        Assert.Contains("2091-05-01", (await keeper.FillAsync(empty, 200, ("days[0].day", "2091-05-01"), ("days[0].works", "false"))).Html, StringComparison.Ordinal);
        await keeper.FillAsync(await keeper.OpenAsync($"/u/{Province}/calendar?year=2091"), 200, ("days[1].day", "2091-05-05"), ("days[1].works", "true"));
        var stale = await keeper.FillAsync(empty, 412, ("_once", "another"), ("_version", "1"), ("days[0].day", "2091-05-03"), ("days[0].works", "false"));
        Assert.Contains("打开最新内容", stale.Html, StringComparison.Ordinal);
        Assert.Equal(2, (await city.GetAsync($"/api/v1/unions/{City}/holidays/2091").JsonAsync()).GetProperty("days").GetArrayLength());
    }

    private async Task RollUpAsync(Period period)
    {
        await using var scope = federation.Container.BeginLifetimeScope();
        scope.Resolve<Caller>().ActAsSystem();
        var (succeeded, lines) = await scope.Resolve<IRollups>().RollUpAsync(period, null, true, CancellationToken.None);
        Assert.True(succeeded, string.Join('\n', lines));
    }

    private static Task<JsonElement> CreateAsync(HttpClient client, string union, string path, object body) => client.PostAsJsonAsync($"/api/v1/unions/{union}/{path}", body).JsonAsync(201);

    private static async Task ActAsync(HttpClient client, string union, string nomination, string act, object body) => await RefusedAsync(client, union, nomination, act, body, 200, null, -1);

    /// <param name="version">Minus one for the present one; null for none.</param>
    private static async Task RefusedAsync(HttpClient client, string union, string nomination, string act, object body, int status, string? code, int? version = -1)
    {
        var address = $"/api/v1/unions/{union}/nominations/{nomination}";
        if (version == -1) version = (await client.GetAsync(address).JsonAsync()).GetProperty("version").GetInt32();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{address}/{act}") { Content = JsonContent.Create(body) };
        if (version is { } v) request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{v}\""));
        var answer = await client.SendAsync(request).JsonAsync(status);
        if (code is not null) Assert.Equal(code, answer.GetProperty("code").GetString());
    }
}

