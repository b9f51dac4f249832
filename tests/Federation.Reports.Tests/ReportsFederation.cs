using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Autofac;
using Federation.Framework.Databases;
using Federation.Framework.Tenancy;
using Federation.Unions.Contracts;

namespace Federation.Reports.Tests;

/// <summary>A province with a city, a district and mines, and a form that all of them owe.</summary>
internal sealed record Province(string Code, string City, string District, string Mine, string Sibling)
{
    public IEnumerable<string> All => [Code, City, District, Mine, Sibling];
}

/// <summary>An installation with as many provinces as tests ask for, and people with one role at one union.</summary>
public sealed class ReportsFederation : IAsyncLifetime
{
    public const string Form = "T-1", Employees = "unions.employees", Members = "unions.members", Women = "unions.members-women", Rate = "unions.member-rate",
        Dues = "unions.dues";
    private static int provinces;
    private readonly Dictionary<(string Union, Role Role), HttpClient> people = [];

    public TestFederation Federation { get; private set; } = null!;

    public async Task InitializeAsync() => Federation = await TestFederation.StartAsync();

    public async Task DisposeAsync()
    {
        foreach (var person in people.Values) person.Dispose();
        await Federation.DisposeAsync();
    }

    /// <summary>Somebody with that role there, always the same person.</summary>
    internal async Task<HttpClient> AtAsync(string union, Role role) =>
        people.TryGetValue((union, role), out var known) ? known : people[(union, role)] = await Federation.ClientAsync(union, role);

    internal async Task<Province> FoundAsync()
    {
        var number = Interlocked.Increment(ref provinces);
        string Code(string part) => string.Create(CultureInfo.InvariantCulture, $"P{number}{part}");
        var province = new Province(Code(""), Code("-C"), Code("-D"), Code("-M1"), Code("-M2"));
        var since = new DateOnly(2000, 1, 1);
        await Federation.FoundAsync(
            new NewUnion(province.Code, "某省总工会", UnionLevel.Province, UnionKind.Territorial, null, since), new NewUnion(
                province.City, "某市总工会", UnionLevel.City, UnionKind.Territorial, province.Code, since),
            new NewUnion(province.District, "某区总工会", UnionLevel.District, UnionKind.Territorial, province.City, since),
            new NewUnion(province.Mine, "某矿工会", UnionLevel.Grassroots, UnionKind.Mine, province.District, since),
            new NewUnion(province.Sibling, "另矿工会", UnionLevel.Grassroots, UnionKind.Mine, province.District, since));
        await MakeFormAsync(province);
        return province;
    }

    internal async Task MakeFormAsync(
        Province province, string number = Form, object? checks = null, IReadOnlyList<string>? levels = null, string yearType = "calendar")
    {
        var reviewer = await AtAsync(province.Code, Role.Reviewer);
        await reviewer.PostAsJsonAsync($"/api/v1/unions/{province.Code}/forms", new
        {
            number, nameZh = "试报表", nameEn = "A form", issuer = "某省总工会", approval = "国统制〔2015〕1号", validFrom = "2010-01-01", yearType,
            rows = new object[] { new { indicator = Employees }, new { indicator = Members }, new { indicator = Women, partOf = Members },
                new { indicator = Rate }, new { indicator = Dues } },
            checks = checks ?? Array.Empty<object>(),
            duties = (levels ?? ["grassroots", "district", "city", "province"]).Select((level, i) => new { level, from = "2010-01-01", dueDays = 20 + i * 10 }),
        }).JsonAsync(201);
        await reviewer.PutAsJsonAsync($"/api/v1/unions/{province.Code}/forms/{number}/start", new { from = "2012-01-01" }).JsonAsync();
    }

    /// <summary>Opens the report of a union, by its own clerk.</summary>
    internal async Task<string> OpenAsync(string union, string period, string form = Form) =>
        (await (await AtAsync(union, Role.Clerk)).PostAsJsonAsync($"/api/v1/unions/{union}/form-reports", new { form, period }).JsonAsync(201))
            .GetProperty("id")
            .GetString()!;

    internal async Task<JsonElement> GetAsync(string at, string report, Role role = Role.Auditor) =>
        await (await AtAsync(at, role)).GetAsync($"/api/v1/unions/{at}/form-reports/{report}").JsonAsync();

    internal async Task<HttpResponseMessage> TryAsync(string at, Role role, string report, string act, object body, int? version = null)
    {
        // Every reader of a report sees its version; the test is about who may act.
        var read = version ?? (await GetAsync(await UnitAsync(report), report)).GetProperty("version").GetInt32();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/unions/{at}/form-reports/{report}/{act}")
        {
            Content = JsonContent.Create(body),
            Headers = { IfMatch = { new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{read}\"")) } },
        };
        return await (await AtAsync(at, role)).SendAsync(request);
    }

    private readonly Dictionary<string, string> units = [];

    private Task<string> UnitAsync(string report) => Task.FromResult(units[report]);

    internal async Task<JsonElement> ActAsync(string at, Role role, string report, string act, object body, int status = 200) =>
        await TryAsync(at, role, report, act, body).JsonAsync(status);

    /// <summary>Opens and fills in the report of a union.</summary>
    internal async Task<string> FillAsync(
        string union, string period, decimal employees, decimal members, decimal women = 0, decimal dues = 0, string form = Form)
    {
        var report = await OpenAsync(union, period, form);
        units[report] = union;
        await ActAsync(union, Role.Clerk, report, "fill", Cells((Employees, employees), (Members, members), (Women, women), (Dues, dues)));
        return report;
    }

    internal void Know(string report, string union) => units[report] = union;

    internal static object Cells(params (string Indicator, decimal Value)[] cells) =>
        new { cells = cells.Select(c => new { indicator = c.Indicator, value = c.Value }) };

    internal Task<JsonElement> SubmitAsync(string union, string report, params string[] missing) =>
        ActAsync(union, Role.Leader, report, "submit", new { missing = missing.Select(m => new { union = m, reason = "not-handed-in", words = "多次催报" }) });

    /// <summary>The decider reviews and approves what was handed in.</summary>
    internal async Task<JsonElement> ApproveAsync(string decider, string report)
    {
        var seen = await ActAsync(decider, Role.Reviewer, report, "review", new { });
        return await ActAsync(
            decider, Role.Reviewer, report, "approve", new { number = seen.GetProperty("number").GetInt32(), hash = seen.GetProperty("hash").GetString() });
    }

    /// <summary>Fills in, hands in and approves.</summary>
    internal async Task<string> PassAsync(string union, string decider, string period, decimal employees, decimal members, params string[] missing)
    {
        var report = await FillAsync(union, period, employees, members);
        await SubmitAsync(union, report, missing);
        await ApproveAsync(decider, report);
        return report;
    }

    internal async Task<JsonElement> CloseAsync(Province province, string period, IEnumerable<string> missing, int status = 200) =>
        await (await AtAsync(province.Code, Role.Leader)).PostAsJsonAsync(
            $"/api/v1/unions/{province.Code}/closed-periods", new { period, accepted = missing.Select(union => new { form = Form, union, reason = "已停产" }) })
                .JsonAsync(status);

    internal async Task ExecuteAsync(string sql)
    {
        await using var scope = Federation.Container.BeginLifetimeScope();
        await scope.Resolve<DatabaseSession>().ExecuteAsync(sql, CancellationToken.None);
    }

    internal async Task<JsonElement> FiguresAsync(string union, string period, string more = "&basis=approved") =>
        await (await AtAsync(union, Role.Clerk)).GetAsync($"/api/v1/unions/{union}/figures?period={period}&indicator={Members}{more}").JsonAsync();
}

internal static class ReportJson
{
    public static JsonElement Row(this JsonElement report, string indicator) =>
        report.GetProperty("rows").EnumerateArray().Single(r => r.GetProperty("indicator").GetString() == indicator);

    public static decimal? Number(this JsonElement json, string property) =>
        json.GetProperty(property) is { ValueKind: not JsonValueKind.Null } value ? value.GetDecimal() : null;

    public static string? Word(this JsonElement json, string property) => json.GetProperty(property).GetString();
}
