using System.Net.Http.Json;
using System.Text.Json;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Registers.Inputs;
using Federation.Unions.Contracts;

namespace Federation.Registers.Tests.Counting;

/// <summary>What counts by another date, by the state at a month's end, and by a formula that is dated.</summary>
public sealed class StateFiguresTests : IAsyncLifetime
{
    private const string City = "610100", Mine = "610100-M01", Records = $"/api/v1/unions/{Mine}/registers/hazards/records";

    private TestFederation federation = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        federation = await TestFederation.StartAsync();
        var since = new DateOnly(2000, 1, 1);
        await federation.FoundAsync(
            new NewUnion("610000", "陕西省总工会", UnionLevel.Province, UnionKind.Territorial, null, since), new NewUnion(City, "西安市总工会", UnionLevel.City, UnionKind.Territorial, "610000", since),
            new NewUnion(Mine, "某矿工会", UnionLevel.Grassroots, UnionKind.Mine, City, since));
        // Unions that were founded long ago are counted in months that have gone by once these are measured; everything after that follows from marks.
        Assert.Equal(0, (await federation.RunAsync("rollup", "--period", "2017", "--full")).Exit);
        client = await federation.ClientAsync((Mine, Role.Clerk), (Mine, Role.Reviewer), (City, Role.Reviewer));
        await DefineAsync(HttpMethod.Post, "", null, Some.Hazards("hazards"));
        await DefineAsync(HttpMethod.Post, "/hazards/activate", 1, new { from = "2017-01-01" });
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await federation.DisposeAsync();
    }

    [Fact]
    public async Task Each_figure_counts_in_its_own_month()
    {
        var one = await AddAsync(new { found = "2017-03-10", place = "井口", grade = "grave", fine = 100, put_right = "2017-05-02" });
        await AddAsync(new { found = "2017-03-11", place = "井下", grade = "small" });
        var gone = await AddAsync(new { found = "2017-04-11", place = "食堂", grade = "small" });
        await MoveAsync(one, 1, "done", "2017-05-02");
        await MoveAsync(gone, 1, "void", "2017-06-01");
        Assert.Equal(0, (await federation.RunAsync("rollup", "--period", "2017")).Exit);
        await VerifiedAsync();

        Assert.Equal(["2", "1", "1", "0", "100", "2", "50", "2"], await FiguresAsync("2017-03"));
        // One that is void counts no longer in its month; at that month's end it was still open.
        Assert.Equal(["0", "0", "0", "0", "0", "3", "null", "0"], await FiguresAsync("2017-04"));
        // Nothing was found in May; only what was put right and what was open is known.
        Assert.Equal(["null", "null", "null", "1", "null", "2", "null", "null"], await FiguresAsync("2017-05"));
        Assert.Equal(["2", "1", "1", "1", "100", "1", "50", "2"], await FiguresAsync("2017"));
    }

    [Fact]
    public async Task A_formula_that_is_dated_leaves_earlier_months_alone()
    {
        await AddAsync(new { found = "2017-03-10", place = "井口", grade = "grave", fine = 100 });
        await AddAsync(new { found = "2017-08-10", place = "井口", grade = "grave", fine = 100, cost = 20 });
        Assert.Equal(0, (await federation.RunAsync("rollup", "--period", "2017")).Exit);
        var changed = Some.Hazards("hazards");
        changed.Indicators = [.. changed.Indicators, new IndicatorInput { Code = "fines", Zh = "罚款", En = "Fines", Unit = "yuan", Kind = CountingKind.Sum, Of = "合计", From = "2017-07" }];
        await DefineAsync(HttpMethod.Put, "/hazards", 2, changed);
        await DefineAsync(HttpMethod.Post, "/hazards/activate", 3, new { from = "2018-01-01" });
        Assert.Equal(0, (await federation.RunAsync("rollup", "--period", "2017")).Exit);
        Assert.Equal("100", (await FiguresAsync("2017-03"))[4]);
        Assert.Equal("120", (await FiguresAsync("2017-08"))[4]);
        await VerifiedAsync();
    }

    [Fact]
    public async Task What_is_not_finished_keeps_its_union_from_ending()
    {
        var open = await AddAsync(new { found = "2017-03-10", place = "井口", put_right = "2017-05-02" });
        using var administrator = await federation.ClientAsync(City, Role.Administrator);
        var preview = await administrator.GetAsync($"/api/v1/unions/{Mine}/hand-over?on=2017-07-01").JsonAsync();
        Assert.Equal("未办结的台账记录 1 群监", Left(preview));
        await administrator.PostAsJsonAsync($"/api/v1/unions/{Mine}/changes/close", new { on = "2017-07-01", handTo = City }).JsonAsync(409);
        await MoveAsync(open, 1, "done", "2017-05-02");
        Assert.Equal("", Left(await administrator.GetAsync($"/api/v1/unions/{Mine}/hand-over?on=2017-07-01").JsonAsync()));

        static string Left(JsonElement preview) => string.Join(
            "; ", preview.GetProperty("left").EnumerateArray().Select(s => $"{s.GetProperty("kind")} {s.GetProperty("count")} {string.Join('、', s.GetProperty("names").EnumerateArray())}"));
    }

    private async Task VerifiedAsync()
    {
        var verified = await federation.RunAsync("verify", "--period", "2017");
        Assert.True(verified.Exit == 0, verified.ToString());
    }

    private async Task<IReadOnlyList<string>> FiguresAsync(string period)
    {
        string[] indicators = ["found", "found.small", "found.grave", "put_right", "fines", "open", "grave_share", "grades"];
        var view = await client.GetAsync($"/api/v1/unions/{City}/figures?period={period}&{string.Join('&', indicators.Select(i => $"indicator=hazards.{i}"))}").JsonAsync();
        return [.. view.GetProperty("figures").EnumerateArray().Select(f => f.GetProperty("total").GetRawText())];
    }

    private async Task<string> AddAsync(object record) => (await client.PostAsJsonAsync(Records, record).JsonAsync(201)).GetProperty("id").GetString()!;

    private Task MoveAsync(string record, int version, string to, string on) => SendAsync(HttpMethod.Post, $"{Records}/{record}/move", version, new { to, on });

    private Task DefineAsync(HttpMethod method, string path, int? version, object body) => SendAsync(method, $"/api/v1/unions/{City}/registers{path}", version, body);

    private async Task SendAsync(HttpMethod method, string path, int? version, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, body.GetType(), options: Json.Options) };
        if (version is not null) request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        using var answer = await client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
