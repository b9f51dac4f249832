using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Federation.Framework.Databases;
using Federation.Framework.Export;
using Federation.Framework.Import;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Inputs;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Sheet = DocumentFormat.OpenXml.Spreadsheet.Sheet;

namespace Federation.SeasonalSupport.Tests.Imports;

[Collection(SeasonalCollection.Name)]
public sealed class ImportTests(SeasonalFixture house)
{
    private const string Inspections = "campaign,date,place,hazardsFound,hazardsFixed,finding\n";

    [Fact]
    public async Task Every_kind_of_table_comes_in_and_marks_its_months()
    {
        var mine = await house.FoundMineAsync();
        Assert.Equal(4, await house.ImportAsync(mine, "campaigns", """
            season,year,code,name,starts,ends,budget,state
            summer,2017,,夏送清凉,2017-06-01,2017-09-30,50000,running
            winter,2017,,冬送温暖,2016-12-15,2017-03-01,80000,running
            autumn,2017,aid,金秋助学,2017/7/1,2017/11/30,90000,running
            spring,2017,,春送岗位,2017-02-01,2017-04-30,0,planned
            """));
        await house.TakeMarksAsync(mine);
        Assert.Equal(3, await house.ImportAsync(mine, "funds", """
            campaign,date,source,amount,fromParent,note
            2017-summer,2017-06-02,union-funds,20000,,
            2017-winter,2016-12-20,enterprise,30000,是,省总拨付
            aid,2017-07-02,donation,10000,,
            """));
        Assert.Equal(["201701 seasonal.funds", "201706 seasonal.funds", "201707 seasonal.funds"], await house.TakeMarksAsync(mine));
        Assert.Equal(2, await house.ImportAsync(mine, "deliveries-summer", """
            campaign,date,group,place,site,headCount,money,item,quantity,unit,value,inPortions
            2017-summer,2017-07-01,site-workers,三号工地,site,40,100,西瓜,50,公斤,200,
            2017-summer,2017-08-01,drivers,公交场站,other,15,,饮料,15,份,90,是
            """));
        Assert.Equal(
            ["201707 seasonal.budget", "201707 seasonal.deliveries-summer", "201707 seasonal.portions", "201708 seasonal.budget", "201708 seasonal.deliveries-summer", "201708 seasonal.portions"],
            await house.TakeMarksAsync(mine));
        Assert.Equal(2, await house.ImportAsync(mine, "deliveries-winter", $"""
            campaign,date,group,place,headCount,money,name,identityNumber
            2017-winter,2017-01-20,frontline,井口,60,3000,,
            2017-winter,2017-02-03,hardship,工区,,500,甲,{Given.IdentityNumber()}
            """));
        Assert.Contains("201702 seasonal.recipients", await house.TakeMarksAsync(mine));
        Assert.Equal(1, await house.ImportAsync(mine, "inspections", Inspections + "2017-summer,2017-07-05,井口,3,2,\"缺少\n遮阳\"\n"));
        Assert.Equal(["201707 seasonal.inspections"], await house.TakeMarksAsync(mine));
        Assert.Equal(2, await house.ImportAsync(mine, "grants", $"""
            campaign,date,student,identityNumber,school,stage,household,amount,state,paymentDate,paymentAmount
            aid,2017-07-20,学生甲,{Given.IdentityNumber()},第一中学,senior-high,,2000,,2017-09-01,1843
            aid,2017-07-21,学生乙,{Given.IdentityNumber()},第二中学,university,,2000,applied,,
            """));
        Assert.Equal(["201707 seasonal.applications", "201709 seasonal.budget", "201709 seasonal.payments"], await house.TakeMarksAsync(mine));

        var spring = (await ListAsync(mine)).Single(c => c.Season == Season.Spring);
        await house.AskAsync(mine, new StartCampaign(long.Parse(spring.Id, CultureInfo.InvariantCulture)));
        Assert.Equal(1, await house.ImportAsync(mine, "posts", "campaign,date,employer,title,count,place\n2017-spring,2017-02-10,某厂,焊工,30,镇上\n"));
        Assert.Equal(1, await house.ImportAsync(mine, "trainings", "campaign,date,topic,placesTaken\n2017-spring,2017-02-10,电工,30\n"));
        Assert.Equal(2, await house.ImportAsync(mine, "placements", $"campaign,date,employer,name,identityNumber,people\n2017-spring,2017-02-10,某厂,甲,{Given.IdentityNumber()},\n2017-spring,2017-02-11,某厂,,,5\n"));

        var spent = (await ListAsync(mine)).ToDictionary(c => c.Code, c => (c.Raised, c.Spent));
        Assert.Equal((20_000m, 390m), spent["2017-summer"]);
        Assert.Equal((30_000m, 3_500m), spent["2017-winter"]);
        Assert.Equal((10_000m, 1_843m), spent["aid"]);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_with_line_and_column_and_nothing_is_kept()
    {
        var mine = await house.FoundMineAsync();
        await house.RunningAsync(mine, Season.Summer);
        await house.TakeMarksAsync(mine);
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "inspections", Inspections + """
            2017-summer,2017-07-05,井口,3,2,fine
            2017-summer,2017-13-05,井口,x,2,
            2017-summer,2017-12-05,井口,3,2,
            nowhere,2017-07-05,井口,3,2,
            2017-summer,2017-07-05,,3,-2,
            2017-summer,2017-07-05,井口,3,4,
            2017-summer,2017-07-05,井口
            2017-summer,2017-07-05,井"口,3,2,
            2017-summer,2017-07-05,井口,2000000,2,
            """));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["line 3, column date"] = "not-a-date", ["line 3, column hazardsFound"] = "not-a-number", ["line 4, column date"] = "outside-campaign", ["line 5, column campaign"] = "campaign-unknown",
                ["line 6, column place"] = "required", ["line 7, column hazardsFixed"] = "more-put-right-than-found", ["line 8"] = "wrong-field-count", ["line 9"] = "bad-csv",
                ["line 10, column hazardsFound"] = "absurd-number",
            },
            told.Problems.ToDictionary(p => p.Key, p => p.Value.Single().Code));
        Assert.Equal(0, await CountAsync(mine));
        Assert.Empty(await house.TakeMarksAsync(mine));
    }

    [Fact]
    public async Task A_mistake_behind_thousands_of_rows_takes_them_all_back()
    {
        var mine = await house.FoundMineAsync();
        await house.RunningAsync(mine, Season.Summer);
        await house.TakeMarksAsync(mine);
        var rows = string.Concat(Enumerable.Repeat("2017-summer,2017-07-05,井口,3,2,\n", 25_000));
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "inspections", Inspections + rows + "2017-summer,2018-07-05,井口,3,2,\n"));
        Assert.Equal(["line 25002, column date"], told.Problems.Keys);
        Assert.Equal(0, await CountAsync(mine));
        Assert.Empty(await house.TakeMarksAsync(mine));
        // The file was refused, so it may be sent again when the campaign is put right.
        Assert.Equal(25_000, await house.ImportAsync(mine, "inspections", Inspections + rows));
        Assert.Equal(25_000, await CountAsync(mine));
    }

    [Fact]
    public async Task No_more_than_a_hundred_problems_are_told()
    {
        var mine = await house.FoundMineAsync();
        await house.RunningAsync(mine, Season.Summer);
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "inspections", Inspections + string.Concat(Enumerable.Repeat("2017-summer,never,,x,y,\n", 1_000))));
        Assert.Equal(100, told.Problems.Count);
    }

    [Theory]
    [InlineData("campaign,date,place\n", "line 1, column hazardsFound")]
    [InlineData("campaign,date,place,hazardsFound,hazardsFixed,colour\n", "line 1, column colour")]
    [InlineData("campaign,date,date,place,hazardsFound,hazardsFixed\n", "line 1, column date")]
    [InlineData("campaign,date,place,hazardsFound,hazardsFixed\n", "file")]
    [InlineData("", "line 1, column campaign")]
    public async Task The_header_says_which_columns_there_are(string csv, string where)
    {
        var mine = await house.FoundMineAsync();
        Assert.Contains(where, (await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "inspections", csv))).Problems.Keys);
    }

    [Fact]
    public async Task The_same_file_a_second_time_is_refused_even_when_both_come_at_once()
    {
        var (mine, other) = (await house.FoundMineAsync(), await house.FoundMineAsync());
        var csv = Inspections + "2017-summer,2017-07-05,井口,3,2,\n";
        foreach (var union in new[] { mine, other }) await house.RunningAsync(union, Season.Summer);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                return (await house.ImportAsync(mine, "inspections", csv)).ToString(CultureInfo.InvariantCulture);
            }
            catch (RuleViolation rule)
            {
                return rule.Code;
            }
        }));
        Assert.Equal(["1", "already-imported", "already-imported", "already-imported"], outcomes.Order(StringComparer.Ordinal));
        Assert.Equal(1, await CountAsync(mine));
        Assert.Equal(1, await house.ImportAsync(other, "inspections", csv));
    }

    [Fact]
    public async Task A_table_spends_no_more_than_was_raised()
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Summer, raised: 1_000);
        const string header = "campaign,date,group,place,site,headCount,money\n", row = "2017-summer,2017-07-01,drivers,站,other,1,400\n";
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "deliveries-summer", header + row + row + row));
        Assert.Equal(["line 4, column money"], told.Problems.Keys);
        await house.ImportAsync(mine, "deliveries-summer", header + row + row);
        Assert.Equal(800m, (await house.AskAsync(mine, new GetCampaign(place.Parent))).Spent);
    }

    [Fact]
    public async Task Two_tables_at_once_spend_no_more_than_was_raised_together()
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Summer, raised: 1_000);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            try
            {
                await house.ImportAsync(mine, "deliveries-summer", $"campaign,date,group,place,site,headCount,money\n2017-summer,2017-07-01,drivers,站{i},other,1,300\n");
                return true;
            }
            catch (Exception refused) when (refused is RuleViolation { Code: "spent-above-raised" } or InvalidInput)
            {
                return false;
            }
        }));
        Assert.Equal(3, outcomes.Count(o => o));
        Assert.Equal(900m, (await house.AskAsync(mine, new GetCampaign(place.Parent))).Spent);
    }

    [Fact]
    public async Task Two_tables_at_once_do_not_make_the_same_campaign_twice()
    {
        var mine = await house.FoundMineAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            try
            {
                await house.ImportAsync(mine, "campaigns", $"season,year,code,name,starts,ends,budget\nsummer,2017,heat,夏{i},2017-06-01,2017-08-31,1\n");
                return true;
            }
            catch (Exception refused) when (refused is RuleViolation { Code: "written-meanwhile" } or InvalidInput)
            {
                return false;
            }
        }));
        Assert.Equal(1, outcomes.Count(o => o));
        Assert.Single(await ListAsync(mine));
    }

    [Fact]
    public async Task Codes_that_differ_in_case_are_one_in_tables_and_in_forms()
    {
        var mine = await house.FoundMineAsync();
        const string header = "season,year,code,name,starts,ends,budget,state\n", first = "summer,2017,shaft-a,一号井送清凉,2017-06-01,2017-09-30,1000,running\n", second = "summer,2017,SHAFT-A,二号井送清凉,2017-06-01,2017-09-30,2000,running\n";
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "campaigns", header + first + second));
        Assert.Equal("campaign-code-taken", told.Problems["line 3, column code"].Single().Code);
        await house.ImportAsync(mine, "campaigns", header + first);
        await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "campaigns", header + second));
        var input = new CampaignInput { Season = Season.Summer, Year = 2017, Code = "Shaft-A", Name = "二号井送清凉", Starts = new DateOnly(2017, 6, 1), Ends = new DateOnly(2017, 9, 30), Budget = 1 };
        Assert.Equal("campaign-code-taken", (await Assert.ThrowsAsync<RuleViolation>(() => house.AskAsync(mine, new CreateCampaign(input)))).Code);
        // A row finds it however it writes the code.
        Assert.Equal(1, await house.ImportAsync(mine, "inspections", Inspections + "SHAFT-a,2017-07-05,井口,3,2,\n"));
    }

    [Fact]
    public async Task Excels_own_encodings_are_read()
    {
        var mine = await house.FoundMineAsync();
        await house.RunningAsync(mine, Season.Summer);
        var csv = "campaign;date;place;hazardsFound;hazardsFixed\r\n2017-summer;2017-07-05;澄合矿区㵲水;3;2\r\n";
        await house.ImportAsync(mine, "inspections", csv, new UTF8Encoding(true));
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        // Of the next day: the same inspection would be there already.
        await house.ImportAsync(mine, "inspections", csv.Replace("07-05", "07-06", StringComparison.Ordinal), Encoding.GetEncoding("GB18030"));
        await using var unit = house.Enter(mine);
        Assert.Equal(["澄合矿区㵲水", "澄合矿区㵲水"], await unit.Context.Inspections.Select(i => i.Place).ToListAsync());
    }

    [Fact]
    public async Task A_table_with_a_broken_byte_is_refused_and_the_byte_is_named()
    {
        var mine = await house.FoundMineAsync();
        await house.RunningAsync(mine, Season.Summer);
        var table = Encoding.UTF8.GetBytes(Inspections + "2017-summer,2017-07-05,澄合矿区井口,3,2,缺少遮阳\n");
        table[Encoding.UTF8.GetByteCount(Inspections + "2017-summer,2017-07-05,") + 1] = 0xFF;
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "inspections", table));
        var problem = told.Problems["file"].Single();
        Assert.Equal(("broken-text", 2L), (problem.Code, problem.Arguments[0]));
        Assert.Equal(0, await CountAsync(mine));
    }

    [Theory]
    [InlineData(',', "\"1，5\"")]
    [InlineData(',', "\"1,5\"")]
    [InlineData(',', "\"12,34\"")]
    [InlineData(',', "1 2")]
    [InlineData(',', "5²")]
    [InlineData(';', "30,5")]
    public async Task A_comma_that_groups_no_thousands_makes_no_number(char between, string money)
    {
        var mine = await house.FoundMineAsync();
        await house.RunningAsync(mine, Season.Summer, raised: 10_000);
        var table = string.Join(between, "campaign", "date", "group", "place", "site", "headCount", "money") + "\n" + string.Join(between, "2017-summer", "2017-07-01", "miners", "甲", "site", "1", money) + "\n";
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "deliveries-summer", table));
        Assert.Equal("not-a-number", told.Problems["line 2, column money"].Single().Code);
    }

    [Fact]
    public async Task A_body_above_the_limit_is_refused()
    {
        var refused = await Assert.ThrowsAsync<BadHttpRequestException>(() => TableFile.ReceiveAsync(new Endless(), CancellationToken.None));
        Assert.Equal(413, refused.StatusCode);
    }

    [Fact]
    public async Task Only_the_unions_own_clerks_import_and_only_known_kinds()
    {
        var (district, mine) = await house.FoundAsync();
        using var file = await TableFile.ReceiveAsync(new MemoryStream(Encoding.UTF8.GetBytes(Inspections)), CancellationToken.None);
        await Assert.ThrowsAsync<NotAllowed>(() => house.AskAsync(mine, new ImportTable("inspections", file.Fingerprint) { File = file }, Role.Clerk, at: district));
        await Assert.ThrowsAsync<NotAllowed>(() => house.AskAsync(mine, new ImportTable("inspections", file.Fingerprint) { File = file }, Role.Leader));
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(mine, new ImportTable("stations", file.Fingerprint) { File = file }));
    }

    [Fact]
    public async Task A_preview_counts_all_shows_the_first_bad_rows_with_their_cells_and_writes_nothing()
    {
        var mine = await house.FoundMineAsync();
        await house.RunningAsync(mine, Season.Summer);
        await house.TakeMarksAsync(mine);
        var good = string.Concat(Enumerable.Repeat("2017-summer,2017-07-05,井口,3,2,\n", 12_000));
        var bad = string.Concat(Enumerable.Repeat("2017-summer,2018-07-05,𠮷井,3,9,\n", 300));
        var preview = await house.PreviewAsync(mine, "inspections", Inspections + good + "2017-summer,2017-07-05,井口\n" + bad);
        Assert.Equal((12_301, 301, false), (preview.Rows, preview.BadRows, preview.IsGood));
        Assert.Equal(50, preview.Bad.Count);
        Assert.Equal(("wrong-field-count", 12_002L), (preview.Bad[0].Problems[""].Single().Code, preview.Bad[0].Line));
        Assert.Equal(["2017-summer", "2018-07-05", "𠮷井", "3", "9", ""], preview.Bad[1].Cells.Select(c => c ?? ""));
        Assert.Equal(["hazardsFixed"], preview.Bad[1].Problems.Keys);
        Assert.True((await house.PreviewAsync(mine, "inspections", Inspections + good)).IsGood);
        Assert.Equal(0, await CountAsync(mine));
        Assert.Empty(await house.TakeMarksAsync(mine));
        // What it says is so: the good file comes in whole, once.
        Assert.Equal(12_000, await house.ImportAsync(mine, "inspections", Inspections + good));
        Assert.Equal("already-imported", (await house.PreviewAsync(mine, "inspections", Inspections + good)).Problems["file"].Single().Code);
    }

    [Fact]
    public async Task A_preview_adds_up_money_over_all_rows_as_the_import_would()
    {
        var mine = await house.FoundMineAsync();
        await house.RunningAsync(mine, Season.Summer, raised: 1_000);
        const string header = "campaign,date,group,place,site,headCount,money\n", row = "2017-summer,2017-07-01,drivers,站,other,1,400\n";
        var preview = await house.PreviewAsync(mine, "deliveries-summer", header + row + row + row);
        Assert.Equal((3, 1), (preview.Rows, preview.BadRows));
        Assert.Equal((4, "spent-above-raised"), (preview.Bad.Single().Line, preview.Bad.Single().Problems["money"].Single().Code));
    }

    [Fact]
    public async Task The_template_filled_in_with_Excel_comes_in()
    {
        var mine = await house.FoundMineAsync();
        await house.RunningAsync(mine, Season.Summer);
        await using var unit = house.Enter(mine);
        var table = await unit.AskAsync(new DescribeTable("deliveries-summer"));
        Assert.Equal(["2017-summer"], table.Offers["campaign"]);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        var template = new TableTemplate(unit.Get<Texts>()).Make(table, ExportFormat.Xlsx);
        using var file = new MemoryStream();
        file.Write(template);
        using (var book = SpreadsheetDocument.Open(file, isEditable: true))
        {
            Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(book).Select(e => e.Description));
            var sheets = book.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().ToList();
            Assert.Equal(["数据", "填写说明"], sheets.Select(s => s.Name!.Value!));
            var notes = ((WorksheetPart)book.WorkbookPart.GetPartById(sheets[1].Id!)).Worksheet.Descendants<Row>().Select(r => string.Join('|', r.Elements<Cell>().Select(c => c.InnerText))).ToList();
            Assert.Contains("对象|group|是|户外劳动者、工地工人、矿工、环卫工人、快递员、外卖员、司机、其他职工|户外劳动者", notes);
            Assert.Contains("活动代码|campaign|是|2017-summer|2017-summer", notes);
            var rows = ((WorksheetPart)book.WorkbookPart.GetPartById(sheets[0].Id!)).Worksheet.GetFirstChild<SheetData>()!;
            var headings = rows.Elements<Row>().Single().Elements<Cell>().Select(c => c.InnerText.TrimEnd('*')).ToList();
            foreach (var given in new[]
            {
                new Dictionary<string, object> { ["活动代码"] = "2017-summer", ["日期"] = 42_917m, ["对象"] = "司机", ["场所"] = "工地", ["地点"] = "三号工地𠮷", ["人数"] = 40m, ["慰问金"] = 0.1m + 99.4m, ["物资名称"] = "西瓜", ["数量"] = 50m, ["单位"] = "公斤", ["总价值（元）"] = 200m, ["按份计"] = "否" },
                new() { ["活动代码"] = "2017-summer", ["日期"] = "2017-08-01", ["对象"] = "drivers", ["场所"] = "其他", ["地点"] = "公交场站", ["人数"] = "１５" },
            })
                rows.Append(new Row(headings.Select(h => given.GetValueOrDefault(h) switch
                {
                    decimal number => new Cell { CellValue = new CellValue(number), StyleIndex = h == "日期" ? 6u : 0 },
                    string text => new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new DocumentFormat.OpenXml.Spreadsheet.Text(text)) },
                    _ => new Cell(),
                })));
        }
        Assert.Equal(2, await house.ImportAsync(mine, "deliveries-summer", file.ToArray()));
        await using var after = house.Enter(mine);
        var kept = await after.Context.SummerDeliveries.OrderBy(d => d.Id).ToListAsync();
        Assert.Equal((new DateOnly(2017, 7, 1), SummerGroup.Drivers, SiteKind.Site, "三号工地𠮷", 40, 99.5m, 200m), (kept[0].Date, kept[0].Group, kept[0].Site, kept[0].Place, kept[0].HeadCount, kept[0].Money, kept[0].GoodsValue));
        Assert.Equal((new DateOnly(2017, 8, 1), SiteKind.Other, 15), (kept[1].Date, kept[1].Site, kept[1].HeadCount));
        Assert.Equal("already-imported", (await Assert.ThrowsAsync<RuleViolation>(() => house.ImportAsync(mine, "deliveries-summer", file.ToArray()))).Code);
    }

    [Fact]
    public async Task A_database_that_goes_away_midway_leaves_nothing_and_the_table_comes_in_afterwards()
    {
        var mine = await house.FoundMineAsync();
        await house.RunningAsync(mine, Season.Summer);
        await house.TakeMarksAsync(mine);
        var csv = Inspections + string.Concat(Enumerable.Repeat("2017-summer,2017-07-05,井口,3,2,\n", 25_000));
        using var file = await TableFile.ReceiveAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), CancellationToken.None);
        await using (var unit = house.Enter(mine))
        {
            var session = unit.Get<DatabaseSession>();
            var connection = Convert.ToInt32(await session.ScalarAsync("SELECT pg_backend_pid()", CancellationToken.None), CultureInfo.InvariantCulture);
            await Assert.ThrowsAnyAsync<Exception>(() => unit.AskAsync(new ImportTable("inspections", file.Fingerprint)
            {
                File = file,
                // Ten thousand rows are written by then, and not committed.
                Progress = p =>
                {
                    if (p.Rows != 15_000) return;
                    using var other = session.Database.CreateConnection();
                    other.Open();
                    using var end = other.CreateCommand();
                    end.CommandText = $"SELECT pg_terminate_backend({connection})";
                    end.ExecuteNonQuery();
                },
            }));
        }
        Assert.Equal(0, await CountAsync(mine));
        Assert.Empty(await house.TakeMarksAsync(mine));
        Assert.Equal(25_000, await house.ImportAsync(mine, "inspections", csv));
    }

    [Fact]
    public async Task Rows_that_find_their_records_change_them_and_are_there_once_however_often_they_come()
    {
        var mine = await house.FoundMineAsync();
        await house.RunningAsync(mine, Season.Spring);
        const string header = "campaign,date,employer,title,count,place\n";
        var rows = string.Concat(Enumerable.Range(1, 2_500).Select(n => $"2017-spring,2017-07-10,某厂,工种{n},{n % 90 + 1},镇上\n"));
        Assert.Equal((2_500, 2_500, 0, 0), Counts(await house.PreviewAsync(mine, "roster", header + rows)));
        Assert.Equal(2_500, await house.ImportAsync(mine, "roster", header + rows));
        // The same file again is no mistake and changes nothing.
        Assert.Equal((2_500, 0, 0, 2_500), Counts(await house.PreviewAsync(mine, "roster", header + rows)));
        await house.TakeMarksAsync(mine);
        Assert.Equal(2_500, await house.ImportAsync(mine, "roster", header + rows));
        Assert.Empty(await house.TakeMarksAsync(mine));
        // Put right in one place and with a new line behind.
        var corrected = rows.Replace("工种7,8,", "工种7,80,", StringComparison.Ordinal) + "2017-spring,2017-07-10,某厂,新工种,5,镇上\n";
        Assert.Equal((2_501, 1, 1, 2_499), Counts(await house.PreviewAsync(mine, "roster", header + corrected)));
        Assert.Equal(2_501, await house.ImportAsync(mine, "roster", header + corrected));
        Assert.Equal(["201707 seasonal.posts"], await house.TakeMarksAsync(mine));
        await using var unit = house.Enter(mine);
        Assert.Equal(2_501, await unit.Context.Posts.CountAsync());
        Assert.Equal(80, (await unit.Context.Posts.SingleAsync(p => p.Title == "工种7")).Count);
    }

    [Fact]
    public async Task A_record_that_stands_twice_in_a_table_is_told_with_the_line_it_stood_in_first()
    {
        var mine = await house.FoundMineAsync();
        await house.RunningAsync(mine, Season.Spring);
        const string csv = "campaign,date,employer,title,count,place\n2017-spring,2017-07-10,某厂,焊工,1,镇上\n2017-spring,2017-07-10,某厂,电工,1,镇上\n2017-spring,2017-07-11,某厂,焊工,2,镇上\n";
        var told = (await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "roster", csv))).Problems.Single();
        Assert.Equal(("line 4, column title", "given-twice-in-table", 2L), (told.Key, told.Value.Single().Code, told.Value.Single().Arguments[0]));
        await using var unit = house.Enter(mine);
        Assert.Equal(0, await unit.Context.Posts.CountAsync());
    }

    private static (int, int?, int?, int?) Counts(TablePreview preview) => (preview.Rows, preview.Added, preview.Changed, preview.Unchanged);

    private async Task<IReadOnlyList<CampaignAnswer>> ListAsync(UnionInfo mine) => (await house.AskAsync(mine, new ListCampaigns(new CampaignFilter(), new(50, null)))).Items;

    private async Task<int> CountAsync(UnionInfo mine)
    {
        await using var unit = house.Enter(mine);
        return await unit.Context.Inspections.CountAsync();
    }

    private sealed class Endless : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() => throw new NotSupportedException();
        public override int Read(byte[] buffer, int offset, int count) => count;
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
