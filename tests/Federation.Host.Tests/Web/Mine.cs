using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Federation.Unions.Contracts;

namespace Federation.Host.Tests.Web;

/// <summary>A mine in a small province, with a campaign of each season and a record of each kind, and another district beside its own.</summary>
public sealed partial class Mine : IAsyncLifetime
{
    public const string Province = "610000", City = "610100", District = "610101", OtherDistrict = "610102", Code = "610101-M01", OtherMine = "610102-M01";

    /// <summary>What the province keeps for all.</summary>
    private static readonly string[] OfTheProvince = ["/holidays", "/station-kit"];

    private readonly Dictionary<string, string> campaigns = [];
    private readonly Dictionary<string, string> records = [];

    /// <summary>What else there is, by the words of its address below the union's.</summary>
    private readonly Dictionary<string, string> made = [];

    private string rollup = "";

    public TestFederation Federation { get; private set; } = null!;

    /// <summary>Somebody who may do everything that there is to do at the mine, but for what takes another of the three offices.</summary>
    public HttpClient Everything { get; private set; } = null!;

    private HttpClient security = null!;

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
        rollup = (await Everything.PostAsJsonAsync("/api/v1/rollups", new { period = "2017", scope = Code, mode = "full" }).JsonAsync(202)).Text("id")!;
    }

    public async Task DisposeAsync() => await Federation.DisposeAsync();

    /// <summary>The address of a campaign.</summary>
    public string Campaign(string season) => $"/api/v1/unions/{Code}/campaigns/{campaigns[season]}";

    /// <summary>Whether it is about one record, a campaign or what lies below it.</summary>
    internal bool IsOfARecord(Endpoint endpoint) =>
        Parameter().Matches(endpoint.Pattern).Any(m => m.Groups["name"].Value == "campaign" || made.ContainsKey(Words(endpoint.Pattern[..m.Index])));

    /// <summary>Somebody who may call that endpoint.</summary>
    internal HttpClient WhoMay(Endpoint endpoint) =>
        endpoint.Roles.Count > 0 && !endpoint.Roles.Intersect([Role.Clerk, Role.Reviewer, Role.Administrator]).Any() ? security : Everything;

    /// <summary>A path that means something here, made from a route's pattern.</summary>
    /// <param name="union">The union in it.</param>
    internal string PathOf(Endpoint endpoint, string? union = null)
    {
        union ??= OfTheProvince.Any(w => endpoint.Pattern.Contains(w, StringComparison.Ordinal)) ? Province : Code;
        var kind = KindOfRecord(endpoint.Pattern);
        var season = kind switch
        {
            "posts" or "trainings" or "placements" => "spring",
            "grants" or "payments" => "autumn",
            "deliveries" or "recipients" => "winter",
            _ => "summer",
        };
        return Parameter().Replace(endpoint.Pattern, m => m.Groups["name"].Value switch
        {
            "union" => union,
            "campaign" => campaigns[season],
            "host" => Code,
            _ when made.TryGetValue(Words(endpoint.Pattern[..m.Index]), out var id) => id,
            "grant" => records["grants"],
            // Of a record's sub-list such as recipients it is the record that carries them.
            "record" => records.GetValueOrDefault(kind) ?? records["deliveries"],
            "delivery" => records["deliveries"],
            "indicator" => "unions.members",
            "kind" => "inspections",
            "module" => "SeasonalSupport",
            "id" => rollup,
            "documentName" => "v1",
            _ => "1",
        });
    }

    private static string KindOfRecord(string pattern) => pattern.Split('/', StringSplitOptions.RemoveEmptyEntries).LastOrDefault(s => s[0] != '{') ?? "";

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
