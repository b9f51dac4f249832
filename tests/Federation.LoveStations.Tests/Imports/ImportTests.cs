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
        const string wrong = Headings + """
            Z001,职工书屋,人民路驿站,人民路1号,,,共建,,,,在用,2018-03-01
            Z002,爱心驿站,北门驿站,北门2号,,,工会自建,,,,规划,2018-05-01
            Z003,爱心驿站,东门驿站,东门3号,95,108,工会自建,,,,在用,2018-05-01
            Z004,爱心驿站,西门驿站,西门4号,,,工会自建,,上午,,在用,2099-05-01
            Z005,爱心驿站,南门驿站,南门5号,,,工会自建,,周一 08:00-18:00,是,在用,2018-05-01
            Z006,爱心驿站,中门驿站,中门6号,,,工会自建,,,,在用,2018-05-01
            z006,爱心驿站,中门驿站,中门6号,,,工会自建,,,,在用,2018-05-01
            B001,职工书屋,矿区书屋,矿区3号,,,工会自建,,,,在用,2017-02-05

            """;
        var told = await Problems(clerk, district, "stations", wrong);
        Assert.Equal(
            ["line 2, column kind", "line 3, column state", "line 4, column latitude", "line 5, column openingHours", "line 6, column openingHours", "line 8, column code", "line 9, column since"], told);
        var sentences = System.Text.RegularExpressions.Regex.Unescape((await Import(clerk, district, "stations", wrong, 400)).GetRawText());
        foreach (var said in new[] { "站点 Z001 的类别登记后不能更改", "站点 Z002 现在不能进入这个状态", "看不懂开放时间", "全天开放的不填开放时间", "站点 B001 自 2017-01-05 起已是这个状态" }) Assert.Contains(said, sentences, StringComparison.Ordinal);
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
        const string served = headings + "Z001,2018年3月5日,,司机,30\nZ001,2018.3.6,,司机,31\nz001,2018-03-01,是,快递员,400\nB001,2018-03-01,,其他,7\n";
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
        foreach (var said in new[] { "服务站点", "编号", "周一至周五 08:00-18:00；周六 09:00-12:00、每天 08:00-18:00", "最多 6 位小数" }) Assert.Contains(said, await clerk.PageAsync($"/u/{districts[0]}/imports/stations"), StringComparison.Ordinal);
        Assert.Contains("站点编号", await clerk.PageAsync($"/u/{districts[0]}/imports/stations-served/template?format=csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspections_come_in_finding_by_finding_and_the_next_table_says_what_was_put_right()
    {
        var (district, clerk) = await ClerkAsync();
        await Import(clerk, district, "stations", List);
        const string headings = "站点编号,日期,检查人,备注,问题内容,涉及设施,整改期限,整改日期,整改情况\n";
        const string table = headings + """
            Z001,2018-07-05,检查组,季度检查,药品过期,急救药箱,2018-07-20,,
            z001,2018-07-05,检查组,,缺标识,,2018-07-21,,
            Z001,2018-08-05,检查组,,,,,,
            B001,2018-07-05,检查组,,灯不亮,,,2018-07-06,已更换

            """;
        Assert.Equal((4, 0, 0), Found(await Preview(clerk, district, "stations-inspections", table)));
        await Import(clerk, district, "stations-inspections", table);
        Assert.Equal((0, 0, 4), Found(await Preview(clerk, district, "stations-inspections", table)));
        await Import(clerk, district, "stations-inspections", table);
        var station = $"/api/v1/unions/{district}/stations/{(await One(clerk, district, "Z001")).GetProperty("id").GetString()}/inspections";
        var kept = (await clerk.GetAsync(station).JsonAsync()).GetProperty("items");
        Assert.Equal([(2, 2, "季度检查"), (0, 0, null)], kept.EnumerateArray().Select(i => (i.GetProperty("findings").GetArrayLength(), i.GetProperty("open").GetInt32(), i.GetProperty("note").GetString())));

        // One of the two is put right, a third was found as well; what the rows leave empty stays.
        const string later = headings + "Z001,2018-07-05,检查组,,药品过期,急救药箱,,2018-07-18,已更换\nZ001,2018-07-05,检查组,,地面湿滑,,,,\n";
        Assert.Equal((1, 1, 0), Found(await Preview(clerk, district, "stations-inspections", later)));
        await Import(clerk, district, "stations-inspections", later);
        var first = (await clerk.GetAsync(station).JsonAsync()).GetProperty("items")[0];
        Assert.Equal((3, 2, "季度检查"), (first.GetProperty("findings").GetArrayLength(), first.GetProperty("open").GetInt32(), first.GetProperty("note").GetString()));
        Assert.Equal(("2018-07-20", "2018-07-18"), (first.GetProperty("findings")[0].GetProperty("dueOn").GetString(), first.GetProperty("findings")[0].GetProperty("repairedOn").GetString()));

        Assert.Equal(
            ["line 2, column station", "line 3, column date", "line 4, column date", "line 5, column text", "line 6, column repairedOn", "line 7, column dueOn", "line 8, column repairedOn", "line 9, column facility"],
            await Problems(clerk, district, "stations-inspections", headings + """
                Z009,2018-07-05,检查组,,缺标识,,,,
                Z001,2017-07-05,检查组,,缺标识,,,,
                Z001,2099-07-05,检查组,,缺标识,,,,
                Z001,2018-07-06,检查组,,,急救药箱,,,
                Z001,2018-07-05,检查组,,缺标识,,,2018-07-01,
                Z001,2018-07-05,检查组,,缺凳子,,2018-07-01,,
                Z001,2018-07-05,检查组,,缺水,,,,已补
                Z001,2018-07-05,检查组,,缺门,大门,,,

                """));

        // So many that the database is told of them on the way.
        var many = headings + string.Concat(Enumerable.Range(0, 6_000).Select(i => $"Z001,2018-08-{1 + (i % 28):00},检查组{i},,缺标识,,,,\n"));
        await Import(clerk, district, "stations-inspections", many);
        Assert.Equal((0, 0, 6_000), Found(await Preview(clerk, district, "stations-inspections", many)));
    }

    [Fact]
    public async Task What_there_is_comes_in_by_day_and_counts_from_then_on()
    {
        var (district, clerk) = await ClerkAsync();
        await province.RequireKitAsync();
        await Import(clerk, district, "stations", List);
        const string headings = "站点编号,开始日期,设施\n";
        const string table = headings + "Z001,2018-03-01,卫生间\nZ001,2018-05-01,卫生间、微波炉\nB001,2018-03-01,\"seating, wifi\"\n";
        Assert.Equal((0, 2, 1), Found(await Preview(clerk, district, "stations-facilities", headings + "Z001,2018-03-01,卫生间\nB001,2018-03-01,无线网络\nZ002,2018-05-01,\n")));
        await Import(clerk, district, "stations-facilities", table);
        Assert.Equal((0, 0, 3), Found(await Preview(clerk, district, "stations-facilities", table)));
        var id = (await One(clerk, district, "Z001")).GetProperty("id").GetString();
        foreach (var (day, complete) in new[] { ("2018-04-30", false), ("2018-05-01", true) })
            Assert.Equal(complete, (await clerk.GetAsync($"/api/v1/unions/{district}/stations/{id}/kit?on={day}").JsonAsync()).GetProperty("complete").GetBoolean());
        Assert.Contains("卫生间 · 微波炉", await PublicAsync(district), StringComparison.Ordinal);
        Assert.Equal(["line 2, column on", "line 3, column facilities", "line 4, column station", "line 5, column on"], await Problems(clerk, district, "stations-facilities",
            headings + "Z001,2018-04-01,微波炉\nZ001,2018-06-01,大炮\nZ009,2018-06-01,微波炉\nZ001,2099-06-01,微波炉\n"));
        // Everything is taken away by an empty cell.
        await Import(clerk, district, "stations-facilities", headings + "Z001,2018-07-01,\n");
        Assert.Equal(0, (await One(clerk, district, "Z001")).GetProperty("facilities").GetArrayLength());
    }

    [Fact]
    public async Task Subsidies_come_in_from_the_grant_to_the_payment()
    {
        var (city, districts) = await province.FoundCityAsync(1);
        var district = districts[0];
        using var keeper = await province.ClerkAsync(district);
        using var payer = await province.ClerkAsync(city);
        await Import(keeper, district, "stations", List);
        const string grants = "站点工会代码,站点编号,批准日期,文号,批准金额（元）\n", payments = "站点工会代码,站点编号,批准日期,文号,发放日期,发放金额（元）,收款方\n";
        var table = grants + $"{district},Z001,2018-03-02,1号,\"50,000.00\"\n{district},z002,2018-03-02,,30000\n";
        await Import(payer, city, "station-subsidies", table);
        Assert.Equal((0, 0, 2), Found(await Preview(payer, city, "station-subsidies", table)));
        Assert.Equal((0, 1, 0), Found(await Preview(payer, city, "station-subsidies", grants + $"{district},Z001,2018-03-02,1号,60000\n")));
        var paid = payments + $"{district},Z001,2018-03-02,1号,2018-04-01,20000,某公司\n{district},Z001,2018-03-02,1号,2018-05-01,30000.00,某公司\n{district},Z002,2018-03-02,,2018-05-01,1000,某公司\n";
        await Import(payer, city, "station-payments", paid);
        Assert.Equal((0, 0, 3), Found(await Preview(payer, city, "station-payments", paid)));
        await Import(payer, city, "station-payments", paid);
        await province.RollUpAsync(2018, full: false);
        Assert.Equal([20_000, 31_000], [await province.TotalAsync(city, "2018-04", "stations.subsidy"), await province.TotalAsync(city, "2018-05", "stations.subsidy")]);
        // A wrong amount is put right, and counts so.
        await Import(payer, city, "station-payments", payments + $"{district},Z002,2018-03-02,,2018-05-01,2000,某公司\n");
        await province.RollUpAsync(2018, full: false);
        Assert.Equal(32_000, await province.TotalAsync(city, "2018-05", "stations.subsidy"));

        Assert.Equal(["line 2, column amount", "line 3, column station", "line 4, column station", "line 5, column grantedOn", "line 6, column station"], await Problems(payer, city, "station-subsidies",
            grants + $"{district},Z001,2018-03-02,1号,40000\n{district},Z009,2018-03-02,,1\n990000,Z001,2018-03-02,,1\n{district},Z001,2099-03-02,,1\n{district},B001,2018-03-02,,1\n"));
        Assert.Equal(["line 2, column amount", "line 3, column station", "line 4, column date", "line 5, column date"], await Problems(payer, city, "station-payments",
            payments + $"{district},Z001,2018-03-02,1号,2018-06-01,0.01,某公司\n{district},Z001,2018-03-02,2号,2018-06-01,1,某公司\n{district},Z002,2018-03-02,,2018-03-01,1,某公司\n{district},Z002,2018-03-02,,2099-06-01,1,某公司\n"));
    }

    /// <summary>Each kind as it is handed out, as CSV and as a workbook.</summary>
    [Fact]
    public async Task What_is_handed_out_can_be_handed_in_again_and_changes_nothing()
    {
        var (city, districts) = await province.FoundCityAsync(2);
        var (district, other) = (districts[0], districts[1]);
        using var clerk = await province.ClerkAsync(district);
        // What a spreadsheet would reckon with is marked as text where it goes out, and taken without the mark.
        await Import(clerk, district, "stations", List + "Z003,爱心驿站,=1+1驿站,-2楼,,,工会自建,'引号,,,在建,2018-04-01\n");
        await Import(clerk, district, "stations", "code,kind,name,address,builtBy,phone,state,since\nZ003,station,=1+1驿站,-2楼,own,+86-29-87654321,under-construction,2018-04-01\n");
        await Import(clerk, district, "stations-served", "station,date,wholeMonth,group,people\nZ001,2018-05-05,,drivers,3\nZ001,2018-06-01,是,couriers,1234\n");
        await Import(clerk, district, "stations-inspections", "station,date,inspector,note,text,facility,dueOn,repairedOn,repair\nZ001,2018-07-05,检查组,\"两行\n备注，🚻\",药品过期,first-aid-box,2018-07-20,2018-07-18,已换\nB001,2018-07-05,检查组,,,,,,\n");
        await Import(clerk, district, "stations-facilities", "station,on,facilities\nZ001,2018-03-01,toilet\nZ001,2018-05-01,toilet、wifi\nB001,2018-05-01,seating\nB001,2018-06-01,\n");
        await Import(clerk, district, "station-subsidies", "station,grantedOn,document,amount\nZ001,2018-03-02,陕工〔2018〕1号,50000.5\nZ002,2018-03-02,,1\n");
        await Import(clerk, district, "station-payments", "station,grantedOn,document,date,amount,payee\nZ001,2018-03-02,陕工〔2018〕1号,2018-04-01,20000.25,某公司\n");
        using var browser = await province.Federation.SignedInBrowserAsync(district, Role.Clerk);
        using var stranger = await province.ClerkAsync(other);
        foreach (var (kind, path, rows) in new[]
        {
            ("stations", "stations/export", 4), ("stations-served", "stations/served/export", 2), ("stations-inspections", "stations/inspections/export", 2), ("stations-facilities", "stations/facilities/export", 4),
            ("station-subsidies", "station-subsidies/export", 2), ("station-payments", "station-subsidies/payments/export", 1),
        })
        {
            foreach (var (format, type) in new[] { ("csv", "text/csv"), ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") })
            {
                using var handedOut = await browser.GetAsync(new Uri($"/u/{district}/{path}?format={format}", UriKind.Relative));
                var file = await handedOut.Content.ReadAsByteArrayAsync();
                var preview = await PostAsync(clerk, district, $"{kind}/preview");
                Assert.True(Found(preview) == (0, 0, rows), $"{kind} as {format}: {System.Text.RegularExpressions.Regex.Unescape(preview.GetRawText())}");
                Assert.Equal(rows, (await PostAsync(clerk, district, kind)).GetProperty("rows").GetInt32());
                // Another union's rows are its own to hand in.
                var told = await PostAsync(stranger, other, kind, 400);
                Assert.All(told.GetProperty("errors").EnumerateObject(), e => Assert.EndsWith("column union", e.Name, StringComparison.Ordinal));

                async Task<JsonElement> PostAsync(HttpClient who, string union, string at, int status = 200) =>
                    await who.PostAsync($"/api/v1/unions/{union}/imports/{at}", new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(type) } }).JsonAsync(status);
            }
        }
        Assert.Equal(1, (await One(clerk, district, "Z001")).GetProperty("states").GetArrayLength());

        // In a union that has none of it, the same table makes all of it.
        using var list = await browser.GetAsync(new Uri($"/u/{district}/stations/export?format=csv", UriKind.Relative));
        var moved = (await list.Content.ReadAsStringAsync()).Replace(district + ",", other + ",", StringComparison.Ordinal);
        Assert.Equal((4, 0, 0), Found(await Preview(stranger, other, "stations", moved)));
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
