using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Federation.Unions.Contracts;

namespace Federation.Host.Tests.Web;

/// <summary>A mine in a small province, with a campaign of each season and a record of each kind, and another district beside its own.</summary>
public sealed partial class AttackedFederation : IAsyncLifetime
{
    public const string Province = "610000", City = "610100", District = "610101", OtherDistrict = "610102", Code = "610101-M01", OtherMine = "610102-M01";

    /// <summary>What the province keeps for all.</summary>
    private static readonly string[] OfTheProvince = ["/holidays", "/station-kit"];

    private const string RegisterCode = "mine_activities";

    private readonly Dictionary<string, string> campaigns = [];
    private readonly Dictionary<string, string> records = [];

    /// <summary>What else there is, by the words of its address below the union's.</summary>
    private readonly Dictionary<string, string> made = [];

    private string rollup = "";

    public TestFederation Federation { get; private set; } = null!;

    /// <summary>Somebody who may do everything that there is to do at the mine, but for what takes another of the three offices.</summary>
    public HttpClient Everything { get; private set; } = null!;

    private HttpClient security = null!, leader = null!;

    public async Task InitializeAsync()
    {
        // Whoever attacks every address one after the other would soon be told to wait; LimitsTests sees to that.
        Federation = await TestFederation.StartAsync(settings: [("Limits:WrongTokensPerMinute", "0")]);
        var since = new DateOnly(2000, 1, 1);
        await Federation.FoundAsync(
            new NewUnion(Province, "陕西省总工会", UnionLevel.Province, UnionKind.Territorial, null, since),
            new NewUnion(City, "西安市总工会", UnionLevel.City, UnionKind.Territorial, Province, since),
            new NewUnion(District, "某区总工会", UnionLevel.District, UnionKind.Territorial, City, since),
            new NewUnion(OtherDistrict, "另区总工会", UnionLevel.District, UnionKind.Territorial, City, since),
            new NewUnion(Code, "某矿工会", UnionLevel.Grassroots, UnionKind.Mine, District, since),
            new NewUnion(OtherMine, "另矿工会", UnionLevel.Grassroots, UnionKind.Mine, OtherDistrict, since));
        Everything = await Federation.ClientAsync((Code, Role.Clerk), (Code, Role.Reviewer), (Province, Role.Administrator), (Province, Role.Reviewer), (Province, Role.Clerk));
        security = await Federation.ClientAsync(Province, Role.SecurityAdministrator);
        leader = await Federation.ClientAsync((Code, Role.Leader), (Province, Role.Leader));

        // Before anything is recorded: a report is not handed in while something of its period waits to be measured.
        await ReportAsync();
        foreach (var (season, starts, ends) in new[] { ("spring", "2017-02-01", "2017-04-30"), ("summer", "2017-06-01", "2017-09-30"), ("autumn", "2017-07-15", "2017-11-30"), ("winter", "2017-01-01", "2017-03-05") })
        {
            campaigns[season] = await MakeAsync($"/api/v1/unions/{Code}/campaigns", new { season, year = 2017, name = season, starts, ends, budget = 90_000 });
            await Everything.PostAsync($"/api/v1/unions/{Code}/campaigns/{campaigns[season]}/start", null).JsonAsync();
        }
        await RecordAsync("spring", "posts", new { date = "2017-02-10", employer = "某机械厂", title = "焊工", count = 30, place = "镇文化站" });
        await RecordAsync("spring", "trainings", new { date = "2017-02-20", topic = "电工上岗", placesTaken = 45 });
        await RecordAsync("spring", "placements", new { date = "2017-03-01", employer = "某机械厂", people = 12 });
        await RecordAsync("summer", "funds", new { date = "2017-06-05", source = "union-funds", amount = 20_000, fromParent = false });
        await RecordAsync("summer", "inspections", new { date = "2017-07-21", place = "井口", hazardsFound = 3, hazardsFixed = 1 });
        await RecordAsync("autumn", "funds", new { date = "2017-07-20", source = "donation", amount = 10_000 }, "autumn funds");
        await RecordAsync("autumn", "grants", new { date = "2017-07-25", student = "某学生", identityNumber = "11010519491231002X", school = "第一中学", stage = "senior-high", amount = 2_000, state = "approved" });
        await RecordAsync("autumn", $"grants/{records["grants"]}/payments", new { date = "2017-09-05", amount = 1_843 }, "payments");
        await RecordAsync("winter", "deliveries", new { date = "2017-01-15", group = "frontline", place = "井口", headCount = 40 });
        await HaveAsync("fairs", new { title = "招聘会", mode = "venue", starts = "2017-03-10", ends = "2017-03-11", venue = "工人文化宫" });
        using (var announce = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/unions/{Code}/fairs/{made["fairs"]}/announce") { Headers = { { "If-Match", "\"1\"" } } }) await Everything.SendAsync(announce).JsonAsync();
        await HaveAsync("fairs/stands", new { employer = "某机械厂", employerCode = "91610100MA0000001" + Kernel.Checks.SocialCreditCode.CheckCharacter("91610100MA0000001"), sector = "manufacturing", attendance = "present" });
        await HaveAsync("fairs/posts", new { stand = made["fairs/stands"], title = "焊工", trade = "welding", openings = 10, division = "610101", place = "某区" });
        await HaveAsync("fairs/visitors", new { date = "2017-03-10", people = 30 });
        await HaveAsync("fairs/seekers", new { name = "某人", phone = "13900000001", arrivedOn = "2017-03-10" });
        await HaveAsync("fairs/applications", new { seeker = made["fairs/seekers"], post = made["fairs/posts"], date = "2017-03-10" });
        await HaveAsync("fairs/offers", new { seeker = made["fairs/seekers"], post = made["fairs/posts"], date = "2017-03-10" });
        await HaveAsync("fairs/placements", new { post = made["fairs/posts"], people = 5, date = "2017-03-20" });
        await HaveAsync("fairs/follow-ups", new { placement = made["fairs/placements"], after = 30, date = "2017-04-20", employed = 4 });
        await HaveAsync("stations", new { kind = "station", code = "Z001", name = "某驿站", address = "井口", builtBy = "own", state = "in-service", since = "2017-01-05" });
        await HaveAsync("stations/served", new { date = "2017-04-01", wholeMonth = true, group = "couriers", people = 320 });
        await HaveAsync("stations/inspections", new { date = "2017-07-05", inspector = "检查组", findings = new[] { new { text = "药品过期" } } });
        await HaveAsync("station-subsidies", new { site = made["stations"], grantedOn = "2017-02-01", amount = 10_000 });
        await HaveAsync("honours", new { name = "矿先进个人", level = "district", kind = "labour-model", recipient = "person", granting = "union-federation", body = "某矿工会" });
        await HaveAsync("selections", new { honour = made["honours"], name = "评选", year = 2017, opens = "2017-01-01", closes = "2099-12-31", places = 3 });
        await HaveAsync("models", new { name = "某劳模", identityNumber = "110105194912310011", gender = "man", since = "1988-05-01", workplace = "机修厂", service = "retired", retiredOn = "2005-01-01", monthlyIncome = 900 });
        await HaveAsync("models/hardship", new { from = "2017-02-01", cause = "serious-illness" });
        await HaveAsync("allowances", new { kind = "living-allowance", validFrom = "2017-01-01", line = 1000, cap = 5000, paper = "工发〔2017〕1号" });
        await HaveAsync("models/benefits", new { date = "2017-03-01", kind = "living-allowance", amount = 700 });
        await HaveAsync("awards", new { honour = made["honours"], name = "某劳模", model = made["models"], granting = "union-federation", body = "某矿工会", number = "矿工发1号", date = "1988-05-01" });
        await HaveAsync("studios", new { name = "工作室", leader = "某劳模", opened = "2017-01-01" });
        await HaveAsync("studios/results", new { name = "快速支护工艺", date = "2017-03-01" });
        await HaveAsync("talks", new { date = "2017-04-29", speaker = "某劳模", topic = "劳模精神进校园", place = "技工学校", audience = 120 });
        await HaveAsync("nominations", new { selection = made["selections"], name = "某职工", identityNumber = "110105199003074616", gender = "man", workplace = "采煤一队", frontline = true, deeds = "二十年无事故" });
        await HaveAsync("studios/members", new { name = "某劳模", from = "2017-01-01" });
        await HaveAsync("studios/projects", new { name = "快速支护", date = "2017-02-01" });
        await HaveAsync("studios/patents", new { name = "锚杆钻机支架", kind = "utility-model", date = "2017-03-01" });
        await HaveAsync("studios/methods", new { name = "支护工法", date = "2017-03-01" });
        await RegisterAsync();
        made["station-kit"] = await MakeAsync(
            $"/api/v1/unions/{Province}/station-kit", new { from = "2017-01-01", items = new[] { new { facility = "toilet" } } });
        made["people"] = (
            await Everything.PostAsJsonAsync(
                $"/api/v1/unions/{Code}/people", new { name = "某人", userName = "mou" }).JsonAsync(201)).GetProperty("person").Text("id")!;
        await PhotographAsync();
        await PaymentAsync();
        await QuotaAsync();
        await PaperAsync();
        await DraftAndSessionAsync();
        rollup = (await Everything.PostAsJsonAsync("/api/v1/rollups", new { period = "2017", scope = Code, mode = "full" }).JsonAsync(202)).Text("id")!;
    }

    public async Task DisposeAsync() => await Federation.DisposeAsync();

    /// <summary>The address of a campaign.</summary>
    public string Campaign(string season) => $"/api/v1/unions/{Code}/campaigns/{campaigns[season]}";

    /// <summary>Whether it is about one record of the mine's own, a campaign or what lies below it. What a province keeps, all unions below it may read.</summary>
    internal bool IsOfARecord(Endpoint endpoint) =>
        !OfTheProvince.Any(w => endpoint.Pattern.Contains(w, StringComparison.Ordinal)) && Parameter().Matches(endpoint.Pattern).Any(m => m.Groups["name"].Value == "campaign" || made.ContainsKey(Words(endpoint.Pattern[..m.Index])));

    /// <summary>Somebody who may call that endpoint.</summary>
    internal HttpClient WhoMay(Endpoint endpoint) =>
        endpoint.Roles.Count == 0 || endpoint.Roles.Intersect([Role.Clerk, Role.Reviewer, Role.Administrator]).Any() ? Everything : endpoint.Roles.Contains(Role.Leader) ? leader : security;

    /// <summary>A path that means something here, made from a route's pattern.</summary>
    /// <param name="union">The union in it.</param>
    /// <exception cref="InvalidOperationException">There is nothing that one of its parameters stands for: a new kind of record is to be made here, or the
    /// attacks would try an address of nothing.</exception>
    internal string PathOf(Endpoint endpoint, string? union = null)
    {
        union ??= OfTheProvince.Any(w => endpoint.Pattern.Contains(w, StringComparison.Ordinal)) ? Province : Code;
        List<string> words = [], path = [];
        foreach (var segment in endpoint.Pattern.Split('/'))
        {
            if (Parameter().Match(segment) is not { Success: true } parameter)
            {
                path.Add(segment);
                if (segment.Length > 0) words.Add(segment);
                continue;
            }
            var name = parameter.Groups["name"].Value;
            var value = name == "union" ? union : ValueOf(name, words, endpoint.Pattern);
            path.Add(segment.Replace(parameter.Value, value, StringComparison.Ordinal));
            if (name == "union") words.Clear();
            if (name == "kind") words.Add(value);
        }
        return string.Join('/', path);
    }

    /// <param name="words">Those in front of it, below the union's address.</param>
    private string ValueOf(string name, IReadOnlyList<string> words, string pattern) => name switch
    {
        "campaign" => campaigns[SeasonOf(pattern)],
        "host" => Code,
        "field" => words switch { ["models", "open"] => "phone", ["campaigns", ..] => "household", _ => "note" },
        "kind" => words switch { ["fairs", ..] => "stands", [.., "grants"] => "payments", _ => "inspections" },
        _ when made.TryGetValue(string.Join('/', words), out var id) => id,
        // Below a campaign it is a record of the kind in front of it.
        _ when words is ["campaigns", .., var kind] && records.TryGetValue(kind, out var record) => record,
        "indicator" => "unions.members",
        "module" => "SeasonalSupport",
        "id" => rollup,
        "year" => "2017",
        "documentName" => "v1",
        "language" => "en",
        _ => throw new InvalidOperationException($"{pattern}: the mine has nothing that {{{name}}} stands for."),
    };

    private static string SeasonOf(string pattern)
    {
        bool Has(params string[] kinds) => kinds.Any(k => pattern.Contains("/" + k, StringComparison.Ordinal));
        return Has("posts", "trainings", "placements") ? "spring" : Has("grants") ? "autumn" : Has("deliveries") ? "winter" : "summer";
    }

    private async Task PaymentAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/unions/{Code}/station-subsidies/{made["station-subsidies"]}/payments")
        {
            Content = JsonContent.Create(new { date = "2017-03-01", amount = 1_000, payee = "建设单位" }), Headers = { { "If-Match", "\"1\"" } },
        };
        made["station-subsidies/payments"] = (await Everything.SendAsync(request).JsonAsync()).Items("payments").Single().Text("id")!;
    }

    /// <summary>A form of the mine's own, with a report that has been handed in.</summary>
    private async Task ReportAsync()
    {
        const string union = $"/api/v1/unions/{Code}";
        made["forms"] = "M-1";
        await MakeAsync(
            union + "/forms",
            new
            {
                number = "M-1", nameZh = "本矿年报", nameEn = "The mine's own", issuer = "某矿工会", validFrom = "2016-01-01", validTo = "2016-12-31", yearType = "calendar",
                rows = new[] { new { indicator = "unions.members" } }, duties = new[] { new { level = "grassroots", from = "2016-01-01", dueDays = 30 } },
            });
        await Everything.PutAsJsonAsync(union + "/forms/M-1/start", new { from = "2016-01-01" }).JsonAsync();
        var report = made["form-reports"] = await MakeAsync(union + "/form-reports", new { form = "M-1", period = "2016" });
        await ActAsync(Everything, "fill", 1, new { cells = new[] { new { indicator = "unions.members", value = 120 } } });
        await ActAsync(leader, "submit", 2, new { });
        made["form-reports/submissions"] = "1";
        made["mandates"] = (await leader.PostAsJsonAsync($"/api/v1/unions/{Province}/mandates", new { unit = Code, from = "2099-01-01" }).JsonAsync(201)).Text("id")!;

        async Task ActAsync(HttpClient client, string act, int version, object body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{union}/form-reports/{report}/{act}") { Content = JsonContent.Create(body), Headers = { { "If-Match", $"\"{version}\"" } } };
            await client.SendAsync(request).JsonAsync();
        }
    }

    /// <summary>A register of the mine's own with a record.</summary>
    private async Task RegisterAsync()
    {
        const string registers = $"/api/v1/unions/{Code}/registers";
        await Everything.PostAsJsonAsync(registers, new
        {
            code = RegisterCode, zh = "活动", en = "Activities", line = "culture", visibility = "open", date = "date",
            fields = new[] { new { code = "date", zh = "日期", kind = "date" }, new { code = "people", zh = "人数", kind = "whole" } },
            states = new[] { new { code = "planned", zh = "计划", first = true }, new { code = "held", zh = "已办", first = false } },
            transitions = new[] { new { from = "planned", to = "held", zh = "已举办" } },
            indicators = new[] { new { code = "count", zh = "活动", en = "Activities", unit = "activities", kind = "count" } },
        }).JsonAsync(201);
        using var activation = new HttpRequestMessage(HttpMethod.Post, $"{registers}/{RegisterCode}/activate")
        {
            Content = JsonContent.Create(new { from = "2017-01-01" }), Headers = { { "If-Match", "\"1\"" } },
        };
        await Everything.SendAsync(activation).JsonAsync();
        made["registers"] = RegisterCode;
        made["registers/records"] = await MakeAsync($"{registers}/{RegisterCode}/records", new { date = "2017-03-01", people = 20 });
    }

    private async Task PhotographAsync()
    {
        using var content = new ByteArrayContent(Samples.Jpeg()) { Headers = { ContentType = new("image/jpeg") } };
        made["stations/photographs"] = (
            await Everything.PostAsync(
                $"/api/v1/unions/{Code}/stations/{made["stations"]}/photographs?takenOn=2017-05-01", content).JsonAsync(201)).Text("id")!;
    }

    /// <summary>Of the province's own selection: a mine has no unions below it that it could give places to.</summary>
    private async Task QuotaAsync()
    {
        const string province = $"/api/v1/unions/{Province}";
        var honour = await MakeAsync(
            province + "/honours",
            new { name = "省先进个人", level = "provincial", kind = "labour-model", recipient = "person", granting = "union-federation", body = "陕西省总工会" });
        var selection = await MakeAsync(
            province + "/selections", new { honour, name = "省评选", year = 2017, opens = "2017-01-01", closes = "2099-12-31", places = 3 });
        made["selections/quotas"] = await MakeAsync($"{province}/selections/{selection}/quotas", new { @for = City, places = 2 });
    }

    /// <summary>Of another nomination, which has come so far that there is an opinion on it.</summary>
    private async Task PaperAsync()
    {
        const string nominations = $"/api/v1/unions/{Code}/nominations";
        var id = await MakeAsync(nominations, new
        {
            selection = made["selections"], name = "另一职工", identityNumber = "11010519491231002X", gender = "woman", workplace = "采煤一队", frontline = true,
            deeds = "二十年无事故",
        });
        var one = $"{nominations}/{id}";
        await SendAsync("consent", 1, 200, JsonContent.Create(new { date = "2021-03-01", meeting = "职代会", present = 50, inFavour = 45, paper = "决议" }));
        var notice = new { stage = "workplace", from = "2021-04-26", to = "2021-05-12", place = "公开栏", name = "另一职工" };
        await SendAsync("notices", 2, 200, JsonContent.Create(notice));
        await SendAsync("opinions", 3, 200, JsonContent.Create(new { office = "discipline", date = "2021-05-13", favourable = true, paper = "纪检函1号" }));
        var paper = await SendAsync("papers?opinion=1&name=函.pdf", 4, 201, new ByteArrayContent(Samples.Pdf()));
        made["nominations/papers"] = paper.GetProperty("paper").Text("id")!;

        async Task<JsonElement> SendAsync(string act, int version, int status, HttpContent content)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{one}/{act}") { Content = content, Headers = { { "If-Match", $"\"{version}\"" } } };
            return await Everything.SendAsync(request).JsonAsync(status);
        }
    }

    private async Task DraftAndSessionAsync()
    {
        var (name, password) = await Federation.AccountAsync((Code, Role.Clerk));
        using TestBrowser browser = Federation.Browser(), elsewhere = Federation.Browser();
        foreach (var signing in new[] { browser, elsewhere }) (await signing.SignInAsync(name, password)).Dispose();
        var page = await browser.OpenAsync($"/u/{Code}/imports/inspections");
        var preview = await browser.UploadAsync(page, 200, "campaign,date,place,hazardsFound,hazardsFixed\n2017-summer,2017-07-01,井口,1,1\n");
        made["imports/inspections"] = preview.Address.Segments[^1];
        made["me/sessions"] = Regex.Match((await browser.OpenAsync("/me")).Html, "/me/sessions/([^/\"]+)/end").Groups[1].Value;
    }

    private async Task RecordAsync(string season, string kind, object body, string? name = null) => records[name ?? kind] = await MakeAsync($"{Campaign(season)}/{kind}", body);

    /// <summary>Makes one of a kind, below what there is already of the kinds in front of it.</summary>
    private async Task HaveAsync(string kind, object body)
    {
        var words = kind.Split('/');
        var path = string.Join('/', words.Select((word, n) => n == words.Length - 1 ? word : $"{word}/{made[string.Join('/', words[..(n + 1)])]}"));
        made[kind] = await MakeAsync($"/api/v1/unions/{Code}/{path}", body);
    }

    /// <summary>The words of an address below the union's, without the ids between them.</summary>
    private static string Words(string pattern)
    {
        var below = pattern.IndexOf("{union}", StringComparison.Ordinal) is >= 0 and var at ? pattern[(at + "{union}".Length)..] : pattern;
        return string.Join('/', Parameter().Replace(below, "").Split('/', StringSplitOptions.RemoveEmptyEntries));
    }

    private async Task<string> MakeAsync(string path, object body) => (await Everything.PostAsJsonAsync(path, body).JsonAsync(201)).Text("id")!;

    [GeneratedRegex(@"\{\*{0,2}(?<name>[A-Za-z]+)[^}]*\}")]
    private static partial Regex Parameter();
}
