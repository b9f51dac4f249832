using System.Net.Http.Json;
using System.Text.Json;
using Federation.Figures.Engine;
using Federation.Framework.Tenancy;
using Federation.Testing;
using Federation.Unions.Contracts;

namespace Federation.Figures.Tests.Typing;

/// <summary>A union that did nothing says so: missing becomes 0, and it has reported.</summary>
public sealed class NilReportTests : IAsyncLifetime
{
    private const string District = "610428", Mine = "610428-M01", Hazards = "seasonal.cooling.hazards";
    private TestFederation federation = null!;

    public async Task InitializeAsync()
    {
        federation = await TestFederation.StartAsync();
        var since = new DateOnly(2000, 1, 1);
        await federation.FoundAsync(
            new NewUnion(District, "长武县总工会", UnionLevel.District, UnionKind.Territorial, null, since), new NewUnion(Mine, "孟村矿工会", UnionLevel.Grassroots, UnionKind.Mine, District, since));
    }

    public async Task DisposeAsync() => await federation.DisposeAsync();

    [Theory]
    [InlineData("2017-07", "2017-07 2017 S2017", "2017-08 S2018 2018")]
    [InlineData("2017", "2017", "2017-07 S2017 2018")]
    [InlineData("S2018", "S2018", "2017-11 2017 2018")]
    public async Task A_nil_report_is_0_and_reported_in_its_period_until_it_is_taken_back(string period, string reported, string missing)
    {
        using var clerk = await federation.ClientAsync(Mine, Role.Clerk);
        using var leader = await federation.ClientAsync(District, Role.Leader);
        var answer = await PutAsync(clerk, period, nil: true).JsonAsync();
        Assert.Equal($$"""{"union":"{{Mine}}","module":"SeasonalSupport","period":"{{period}}","nil":true}""", answer.GetRawText());
        await PutAsync(clerk, period, nil: true).JsonAsync();
        await federation.Container.DrainMarksAsync(CancellationToken.None);
        foreach (var p in reported.Split(' ')) Assert.Equal((p, "0", "0", 1), await ShownAsync(leader, p));
        foreach (var p in missing.Split(' ')) Assert.Equal((p, "null", "null", 0), await ShownAsync(leader, p));

        await PutAsync(clerk, period, nil: false).JsonAsync();
        await federation.Container.DrainMarksAsync(CancellationToken.None);
        foreach (var p in reported.Split(' ')) Assert.Equal((p, "null", "null", 0), await ShownAsync(leader, p));
    }

    [Fact]
    public async Task It_is_the_clerks_to_report_and_only_for_what_there_is()
    {
        using var clerk = await federation.ClientAsync(Mine, Role.Clerk);
        using var auditor = await federation.ClientAsync(Mine, Role.Auditor);
        await PutAsync(auditor, "2017", nil: true).JsonAsync(403);
        await PutAsync(clerk, "2017", nil: true, union: District).JsonAsync(404);
        await PutAsync(clerk, "2017", nil: true, module: "Dragons").JsonAsync(404);
        Assert.Equal("period-not-begun", (await PutAsync(clerk, "2099", nil: true).JsonAsync(409)).GetProperty("code").GetString());
        Assert.Equal("union-not-active-then", (await PutAsync(clerk, "1999-12", nil: true).JsonAsync(409)).GetProperty("code").GetString());
        var wrong = await clerk.PutAsJsonAsync($"/api/v1/unions/{Mine}/reports/SeasonalSupport?period=2017", new { }).JsonAsync(400);
        Assert.True(wrong.GetProperty("errors").TryGetProperty("nil", out _));
        // A county's clerk reports for its small unions too.
        using var county = await federation.ClientAsync(District, Role.Clerk);
        await PutAsync(county, "2017", nil: true).JsonAsync();
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string period, bool nil, string union = Mine, string module = "SeasonalSupport") =>
        client.PutAsJsonAsync($"/api/v1/unions/{union}/reports/{module}?period={period}", new { nil });

    /// <summary>The mine's own and the district's total, and how many of the district's unions have reported.</summary>
    private static async Task<(string Period, string Own, string Total, int Reported)> ShownAsync(HttpClient leader, string period)
    {
        async Task<JsonElement> FigureAsync(string union) => (await leader.GetAsync($"/api/v1/unions/{union}/figures?period={period}&indicator={Hazards}").JsonAsync()).GetProperty("figures")[0];
        var (mine, district) = (await FigureAsync(Mine), await FigureAsync(District));
        return (period, mine.GetProperty("own").GetRawText(), district.GetProperty("total").GetRawText(), district.GetProperty("children").GetProperty("reported").GetInt32());
    }
}
