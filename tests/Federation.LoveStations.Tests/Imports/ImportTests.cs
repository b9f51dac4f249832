using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Federation.Framework.Tenancy;
using Federation.Testing;

namespace Federation.LoveStations.Tests.Imports;

[Collection(ProvinceCollection.Name)]
public sealed class ImportTests(Province province)
{
    private const string Headings = "编号,类别,名称,地址,纬度,经度,建设方式,共建单位,开放时间,全天开放,状态,起始日期\n";

    private const string List = Headings + """
        Z001,爱心驿站,人民路驿站,人民路1号,34.261234,108.941234,共建,某银行,周一至周五 08:00-18:00；周六 09:00-12:00,,在用,2018-03-01
        Z002,爱心驿站,北门驿站,北门2号,,,工会自建,,,是,在建,2018-04-01
        B001,职工书屋,矿区书屋,矿区3号,,,工会自建,,每天 09:00–21:00,,在用,2017-01-05

        """;

    [Fact]
    public async Task A_list_comes_in_and_the_same_again_changes_nothing()
    {
        var (district, clerk) = await ClerkAsync();
        await province.RollUpAsync(2018, full: true);
        await Import(clerk, district, "stations", List);
        Assert.Equal((0, 0, 3), Found(await Preview(clerk, district, "stations", List)));
        await Import(clerk, district, "stations", List);
        var site = await One(clerk, district, "Z001");
        Assert.Equal(("in-service", "2018-03-01", 1), (site.GetProperty("state").GetString(), site.GetProperty("since").GetString(), site.GetProperty("version").GetInt32()));
        Assert.Equal(["monday 08:00-18:00", "tuesday 08:00-18:00", "wednesday 08:00-18:00", "thursday 08:00-18:00", "friday 08:00-18:00", "saturday 09:00-12:00"],
            site.GetProperty("hours").EnumerateArray().Select(h => $"{h.GetProperty("weekday").GetString()} {h.GetProperty("opens").GetString()}-{h.GetProperty("closes").GetString()}"));
        Assert.True((await One(clerk, district, "Z002")).GetProperty("roundTheClock").GetBoolean());

        // What is in service is there for everybody, and counted from its first day on.
        Assert.Contains("人民路驿站", await PublicAsync(district), StringComparison.Ordinal);
        Assert.DoesNotContain("北门驿站", await PublicAsync(district), StringComparison.Ordinal);
        await province.RollUpAsync(2018, full: false);
        Assert.Equal([0, 1], [await province.TotalAsync(district, "2018-02", "stations.in-service"), await province.TotalAsync(district, "2018-03", "stations.in-service")]);
        await province.VerifyAsync(2018);
    }

    [Fact]
    public async Task A_row_says_the_next_state_and_leaves_alone_what_it_does_not_say()
    {
        var (district, clerk) = await ClerkAsync();
        await Import(clerk, district, "stations", List);
        const string next = "code,kind,name,address,builtBy,state,since\nz002,station,北门新驿站,北门2号,own,in-service,2018-06-01\nZ001,station,人民路驿站,人民路1号,joint,in-service,2018-03-01\n";
        Assert.Equal((0, 1, 1), Found(await Preview(clerk, district, "stations", next)));
        await Import(clerk, district, "stations", next);
        var site = await One(clerk, district, "Z002");
        Assert.Equal(("北门新驿站", true, 2), (site.GetProperty("name").GetString(), site.GetProperty("roundTheClock").GetBoolean(), site.GetProperty("states").GetArrayLength()));
        Assert.Equal(6, (await One(clerk, district, "Z001")).GetProperty("hours").GetArrayLength());
        Assert.Contains("北门新驿站", await PublicAsync(district), StringComparison.Ordinal);
        await province.RollUpAsync(2018, full: false);
        Assert.Equal([1, 2], [await province.TotalAsync(district, "2018-05", "stations.in-service"), await province.TotalAsync(district, "2018-06", "stations.in-service")]);
        // The list of before is past: it takes no state back.
        Assert.Equal((0, 1, 2), Found(await Preview(clerk, district, "stations", List)));
    }

    [Fact]
    public async Task Each_bad_cell_is_named_and_nothing_is_written()
    {
        var (district, clerk) = await ClerkAsync();
        await Import(clerk, district, "stations", List);
        var before = await province.Federation.ContentsAsync();
        var told = await Problems(clerk, district, "stations", Headings + """
            Z001,职工书屋,人民路驿站,人民路1号,,,共建,,,,在用,2018-03-01
            Z002,爱心驿站,北门驿站,北门2号,,,工会自建,,,,规划,2018-05-01
            Z003,爱心驿站,东门驿站,东门3号,95,108,工会自建,,,,在用,2018-05-01
            Z004,爱心驿站,西门驿站,西门4号,,,工会自建,,上午,,在用,2099-05-01
            Z005,爱心驿站,南门驿站,南门5号,,,工会自建,,周一 08:00-18:00,是,在用,2018-05-01
            Z006,爱心驿站,中门驿站,中门6号,,,工会自建,,,,在用,2018-05-01
            z006,爱心驿站,中门驿站,中门6号,,,工会自建,,,,在用,2018-05-01
            B001,职工书屋,矿区书屋,矿区3号,,,工会自建,,,,在用,2017-02-05

            """);
        Assert.Equal(
            ["line 2, column kind", "line 3, column state", "line 4, column latitude", "line 5, column openingHours", "line 6, column openingHours", "line 8, column code", "line 9, column since"], told);
        var after = await province.Federation.ContentsAsync();
        Assert.Equal(before["stations.sites"], after["stations.sites"]);
        Assert.Equal(before["stations.states"], after["stations.states"]);
    }

    [Fact]
    public async Task People_served_come_in_and_the_next_table_puts_them_right()
    {
        var (district, clerk) = await ClerkAsync();
        await Import(clerk, district, "stations", List);
        const string headings = "站点编号,日期,全月合计,人群,人次\n";
        const string served = headings + "Z001,2018-03-05,,司机,30\nZ001,2018-03-06,,司机,31\nz001,2018-03-01,是,快递员,400\nB001,2018-03-01,,其他,7\n";
        await Import(clerk, district, "stations-served", served);
        Assert.Equal((0, 0, 4), Found(await Preview(clerk, district, "stations-served", served)));
        await Import(clerk, district, "stations-served", served);
        await province.RollUpAsync(2018, full: false);
        Assert.Equal(461, await province.TotalAsync(district, "2018-03", "stations.served"));
        // A whole month is one, whichever of its days the row names.
        await Import(clerk, district, "stations-served", headings + "Z001,2018-03-31,是,快递员,410\n");
        await province.RollUpAsync(2018, full: false);
        Assert.Equal(471, await province.TotalAsync(district, "2018-03", "stations.served"));
        Assert.Equal(7, await province.TotalAsync(district, "2018-03", "stations.others-served"));

        var told = await Problems(clerk, district, "stations-served", headings + """
            Z009,2018-03-05,,司机,1
            Z001,2018-02-28,,司机,1
            Z001,2018-03-07,,快递员,1
            Z001,2018-03-01,是,司机,1
            Z001,2018-04-01,是,邮递员,5
            Z001,2018-04-07,,邮递员,1
            Z001,2018-04-08,,司机,0
            Z001,2018-04-09,,司机,2
            Z001,2018-04-09,,司机,2

            """);
        Assert.Equal(
            ["line 10, column date", "line 2, column station", "line 3, column date", "line 4, column date", "line 5, column date", "line 7, column date", "line 8, column people"], told);
        await province.RollUpAsync(2018, full: false);
        Assert.Null((await province.FigureAsync(district, "2018-04", "stations.served")).GetProperty("own") is { ValueKind: JsonValueKind.Number } own && own.GetDecimal() != 0 ? own.GetDecimal() : null);
    }

    [Fact]
    public async Task A_site_that_served_later_is_not_closed_before_it_by_a_table()
    {
        var (district, clerk) = await ClerkAsync();
        await Import(clerk, district, "stations", List);
        await Import(clerk, district, "stations-served", "station,date,wholeMonth,group,people\nZ001,2018-05-05,,drivers,3\n");
        const string row = "code,kind,name,address,builtBy,state,since\nZ001,station,人民路驿站,人民路1号,joint,closed,";
        Assert.Equal(["line 2, column since"], await Problems(clerk, district, "stations", row + "2018-05-05\n"));
        await Import(clerk, district, "stations", row + "2018-05-06\n");
        Assert.DoesNotContain("人民路驿站", await PublicAsync(district), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_leads_to_the_tables_whoever_may_hand_them_in()
    {
        var (_, districts) = await province.FoundCityAsync(1);
        using var clerk = await province.Federation.SignedInBrowserAsync(districts[0], Role.Clerk);
        using var leader = await province.Federation.SignedInBrowserAsync(districts[0], Role.Leader);
        var list = $"/u/{districts[0]}/stations";
        Assert.Contains($"/u/{districts[0]}/imports/stations?return=", await clerk.PageAsync(list), StringComparison.Ordinal);
        Assert.DoesNotContain("/imports/", await leader.PageAsync(list), StringComparison.Ordinal);
        foreach (var said in new[] { "服务站点", "编号", "开放时间" }) Assert.Contains(said, await clerk.PageAsync($"/u/{districts[0]}/imports/stations"), StringComparison.Ordinal);
        Assert.Contains("周一至周五 08:00-18:00；周六 09:00-12:00", await clerk.PageAsync($"/u/{districts[0]}/imports/stations/template?format=csv"), StringComparison.Ordinal);
        Assert.Contains("站点编号", await clerk.PageAsync($"/u/{districts[0]}/imports/stations-served/template?format=csv"), StringComparison.Ordinal);
    }

    private async Task<(string District, HttpClient Clerk)> ClerkAsync()
    {
        var (_, districts) = await province.FoundCityAsync(1);
        return (districts[0], await province.ClerkAsync(districts[0]));
    }

    private async Task<string> PublicAsync(string district)
    {
        using var anybody = province.Federation.Anonymous();
        return System.Net.WebUtility.HtmlDecode(await anybody.GetStringAsync($"/stations?district={district}"));
    }

    private static async Task<JsonElement> One(HttpClient clerk, string union, string code) =>
        (await clerk.GetAsync($"/api/v1/unions/{union}/stations?search={code}").JsonAsync()).GetProperty("items").EnumerateArray().Single();

    private static StringContent Csv(string table) => new(table, Encoding.UTF8, new MediaTypeHeaderValue("text/csv"));

    private static Task<JsonElement> Import(HttpClient clerk, string union, string kind, string table, int status = 200) =>
        clerk.PostAsync($"/api/v1/unions/{union}/imports/{kind}", Csv(table)).JsonAsync(status);

    private static Task<JsonElement> Preview(HttpClient clerk, string union, string kind, string table) => clerk.PostAsync($"/api/v1/unions/{union}/imports/{kind}/preview", Csv(table)).JsonAsync();

    private static (int, int, int) Found(JsonElement preview) => (preview.GetProperty("added").GetInt32(), preview.GetProperty("changed").GetInt32(), preview.GetProperty("unchanged").GetInt32());

    private static async Task<IEnumerable<string>> Problems(HttpClient clerk, string union, string kind, string table) =>
        (await Import(clerk, union, kind, table, 400)).GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal);
}
