using Federation.Framework.Handlers;
using Federation.Framework.Import;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.LabourModels.Allowances;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Files;
using Federation.LabourModels.Honours;
using Federation.LabourModels.Studios;
using Microsoft.EntityFrameworkCore;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using static Federation.LabourModels.Tests.Given;

namespace Federation.LabourModels.Tests.Imports;

[Collection(LabourCollection.Name)]
public sealed class TableTests(LabourFixture house)
{
    private const string Models = "姓名,身份证号,荣誉,级别,表彰文号,表彰日期,工作单位,退休日期\n";
    private const string Benefits = "identityNumber,name,date,kind,amount,note\n";
    private const string Results = "工作室,成果名称,日期,所获奖励,效益（元）\n";

    [Fact]
    public async Task A_name_that_a_roster_pads_is_the_same_name_and_renames_nobody()
    {
        house.Today = new DateOnly(2021, 4, 15);
        var family = await CatalogueAsync();
        var (number, other) = (IdentityNumber(), IdentityNumber());
        await house.ImportAsync(family.Mine, "models", $"{Models}张三,{number},市劳动模范,市级,1号,1995-05-01,采煤一队,\n");
        await house.ImportAsync(family.Mine, "models", $"{Models}张　三,{number},市劳动模范,市级,1号,1995-05-01,采煤二队,\n李　四,{other},市劳动模范,市级,1号,1995-05-01,采煤二队,\n");
        Assert.Equal(["张三 采煤二队", "李四 采煤二队"], (await FilesAsync(family.Mine)).Select(f => $"{f.Name} {f.Workplace}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_list_of_models_becomes_files_with_their_titles_and_again_changes_nothing()
    {
        house.Today = new DateOnly(2021, 4, 15);
        var family = await CatalogueAsync();
        var (wang, li) = (IdentityNumber(), IdentityNumber());
        var rows = $"王建国,{wang},市劳动模范,市级,市政发1号,1995/5/1,采煤一队,2010-06-01\n王建国,{wang},省劳动模范,省级,省政发2号,1990-05-01,采煤一队,\n李丽娟,{li},市劳动模范,,市政发1号,1995-05-01,机修厂,\n";
        Assert.Equal((3, 3, 0, 0), Counts(await house.PreviewAsync(family.Mine, "models", Models + rows)));
        Assert.Empty(await FilesAsync(family.Mine));
        Assert.Equal(3, await house.ImportAsync(family.Mine, "models", Models + rows));

        var files = (await FilesAsync(family.Mine)).ToDictionary(f => f.Name);
        // On record from the first title on; the number is kept encrypted and shown masked.
        Assert.Equal((new DateOnly(1990, 5, 1), ServiceState.Retired, new DateOnly(2010, 6, 1)), (files["王建国"].Since, files["王建国"].Service, files["王建国"].RetiredOn!.Value));
        Assert.Equal((new DateOnly(1995, 5, 1), ServiceState.InService), (files["李丽娟"].Since, files["李丽娟"].Service));
        Assert.All(files.Values, f => Assert.Contains("********", f.IdentityNumber, StringComparison.Ordinal));
        var awards = await AwardsAsync(family.Mine);
        Assert.Equal(["王建国 市劳动模范 市人民政府", "王建国 省劳动模范 市人民政府", "李丽娟 市劳动模范 市人民政府"], awards.Select(a => $"{a.Name} {a.HonourName} {a.Body}"));
        Assert.Equal(2, awards.Count(a => a.Model == files["王建国"].Id));
        var marks = await house.TakeMarksAsync(family.Mine);
        Assert.Subset(marks.ToHashSet(), new HashSet<string> { "199005 models.awards", "199505 models.awards", "199005 models.files", "202104 models.files" });
        Assert.DoesNotContain("199004 models.files", marks);

        // The same again, and put right in one cell of an Excel sheet's CSV.
        Assert.Equal((3, 0, 0, 3), Counts(await house.PreviewAsync(family.Mine, "models", Models + rows)));
        Assert.Equal(3, await house.ImportAsync(family.Mine, "models", Models + rows));
        Assert.Empty(await house.TakeMarksAsync(family.Mine));
        var moved = rows.Replace("机修厂", "选煤厂", StringComparison.Ordinal);
        Assert.Equal((3, 0, 1, 2), Counts(await house.PreviewAsync(family.Mine, "models", Models + moved)));
        await house.ImportAsync(family.Mine, "models", Models + moved);
        var after = (await FilesAsync(family.Mine)).ToDictionary(f => f.Name);
        Assert.Equal(("选煤厂", files["李丽娟"].Version + 1, files["王建国"].Version), (after["李丽娟"].Workplace, after["李丽娟"].Version, after["王建国"].Version));
        Assert.Equal(3, (await AwardsAsync(family.Mine)).Count);
    }

    [Fact]
    public async Task The_number_of_another_model_renames_nobody_and_a_space_in_a_name_makes_nobody_else_of_him()
    {
        house.Today = new DateOnly(2021, 4, 15);
        var family = await CatalogueAsync();
        var number = IdentityNumber();
        await house.ImportAsync(family.Mine, "models", Models + $"阿依古丽·买买提,{number},市劳动模范,,甲1号,2015-04-28,采煤队,\n");
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(family.Mine, "models", Models + $"王某某,{number},省劳动模范,,甲2号,2016-04-28,机关,\n"));
        var problem = told.Problems["line 2, column name"].Single();
        Assert.Equal(("name-of-another", "阿依古丽·买买提", "王某某"), (problem.Code, problem.Arguments[0], problem.Arguments[1]));
        Assert.Equal(1, await house.ImportAsync(family.Mine, "models", Models + $"阿依古丽 • 买买提,{number},省劳动模范,,甲3号,2016-04-28,采煤队,\n"));
        Assert.Single(await FilesAsync(family.Mine));
    }

    [Fact]
    public async Task What_is_wrong_with_a_list_of_models_is_told_by_its_cell_and_nothing_is_written()
    {
        house.Today = new DateOnly(2021, 4, 15);
        var (family, other) = (await CatalogueAsync(), await house.FoundAsync());
        var (mine, elsewhere) = (IdentityNumber(), IdentityNumber());
        await house.FileAsync(other.Mine, new DateOnly(2000, 1, 1), number: elsewhere);
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(family.Mine, "models", Models + string.Concat(
            $"王建国,{mine},市劳动模范,,1号,1995-05-01,采煤一队,\n", "张志强,610102198001011234,市劳动模范,,1号,1995-05-01,采煤一队,\n", $"李丽娟,{IdentityNumber()},技术状元,,1号,1995-05-01,采煤一队,\n",
            $"刘振华,{IdentityNumber()},市劳动模范,全国,1号,1995-05-01,采煤一队,\n", $"杨秋雨,{elsewhere},市劳动模范,,1号,1995-05-01,采煤一队,\n", $"王建国,{mine},市劳动模范,,2号,1996-05-01,采煤二队,\n",
            $"王建国,{mine},市劳动模范,,1号,1995-05-01,采煤一队,\n", $"赵春生,{IdentityNumber()},市劳动模范,,1号,2030-05-01,采煤一队,\n", $"周俊杰,{IdentityNumber()},市劳动模范,,1号,去年,\u200b,\n")));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["line 3, column identityNumber"] = "bad-identity-number", ["line 4, column honour"] = "honour-unknown", ["line 5, column honour"] = "honour-not-of-the-level",
                ["line 6, column identityNumber"] = "model-on-record-already", ["line 7, column workplace"] = "person-said-otherwise", ["line 8, column number"] = "given-twice-in-table",
                ["line 9, column date"] = "decision-in-the-future", ["line 10, column date"] = "not-a-date", ["line 10, column workplace"] = "required",
            },
            told.Problems.ToDictionary(p => p.Key, p => p.Value.Single().Code));
        Assert.Empty(await FilesAsync(family.Mine));
        Assert.Empty(await AwardsAsync(family.Mine));
        Assert.Empty(await house.TakeMarksAsync(family.Mine));
        // From below there is no way in, nor for who may not write.
        await Assert.ThrowsAsync<NotAllowed>(() => house.AskAsync(family.Mine, new DescribeTable("models"), Role.Auditor));
    }

    [Fact]
    public async Task A_thousand_and_more_rows_come_in_batches_and_a_person_across_them_has_one_file()
    {
        house.Today = new DateOnly(2021, 4, 15);
        var family = await CatalogueAsync();
        var people = Enumerable.Range(0, 1_200).Select(_ => IdentityNumber()).ToList();
        string Row(string number, string honour, int year) => $"某劳模,{number},{honour},,{honour}{year.ToString(CultureInfo.InvariantCulture)},{year.ToString(CultureInfo.InvariantCulture)}-05-01,某矿,\n";
        var rows = string.Concat(people.Select(p => Row(p, "市劳动模范", 2000))) + string.Concat(people.Select(p => Row(p, "省劳动模范", 1998)));
        Assert.Equal((2_400, 2_400, 0, 0), Counts(await house.PreviewAsync(family.Mine, "models", Models + rows)));
        Assert.Equal(2_400, await house.ImportAsync(family.Mine, "models", Models + rows));
        Assert.Equal((2_400, 0, 0, 2_400), Counts(await house.PreviewAsync(family.Mine, "models", Models + rows)));
        await using var unit = house.Enter(family.Mine);
        Assert.Equal((1_200, 1_200, 2_400), (await unit.Context.Files.CountAsync(), await unit.Context.Files.CountAsync(f => f.Since == new DateOnly(1998, 5, 1)), await unit.Context.Awards.CountAsync()));
        var files = unit.Context.Files.Select(f => f.Id);
        Assert.Equal(1_200, await unit.Context.Claims.CountAsync(c => files.Contains(c.HolderId)));
    }

    [Fact]
    public async Task A_list_of_benefits_goes_by_the_same_rules_and_is_there_once()
    {
        house.Today = new DateOnly(2021, 4, 15);
        var family = await house.FoundAsync();
        var number = IdentityNumber();
        var file = await house.FileAsync(family.Mine, new DateOnly(2020, 1, 1), number: number);
        await house.AddAsync<AllowanceRule, AllowanceInput, AllowanceAnswer>(family.City, new AllowanceInput { Kind = AllowanceKind.Festival, ValidFrom = new DateOnly(2020, 1, 1), Each = 500, Times = 2, Paper = "工发1号" });
        await house.TakeMarksAsync(family.Mine);
        var rows = $"{number},李海燕,2021-01-25,festival,500,春节\n{number},,2021年3月1日,疗休养,\"3,000\",\n{number},,2021.4.5,节日慰问,300,清明\n";
        Assert.Equal((3, 3, 0, 0), Counts(await house.PreviewAsync(family.Mine, "models-benefits", Benefits + rows)));
        Assert.Equal(3, await house.ImportAsync(family.Mine, "models-benefits", Benefits + rows));
        Assert.Equal(["202101 models.benefits", "202103 models.benefits", "202104 models.benefits"], await house.TakeMarksAsync(family.Mine));
        Assert.Equal(3, await house.ImportAsync(family.Mine, "models-benefits", Benefits + rows));
        Assert.Empty(await house.TakeMarksAsync(family.Mine));
        // Put right: not a payment more, but what was paid that day.
        Assert.Equal((3, 0, 1, 2), Counts(await house.PreviewAsync(family.Mine, "models-benefits", Benefits + rows.Replace(",300,", ",400,", StringComparison.Ordinal))));

        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(family.Mine, "models-benefits", Benefits + rows + string.Concat(
            $"{number},,2021-04-06,festival,100,\n", $"{number},王建国,2021-04-07,other,100,\n", $"{IdentityNumber()},,2021-04-07,other,100,\n", $"{number},,2019-04-07,other,100,\n", $"{number},,2021-04-08,living-allowance,100,\n")));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["line 5, column amount"] = "festivals-used", ["line 6, column name"] = "name-of-another", ["line 7, column identityNumber"] = "model-unknown", ["line 8, column date"] = "model-not-on-record",
                ["line 9, column kind"] = "no-allowance-rule",
            },
            told.Problems.ToDictionary(p => p.Key, p => p.Value.Single().Code));
        var kept = (await house.AskAsync(family.Mine, new ListRecords<Benefit, BenefitAnswer>(Id(file.Id), new RecordFilter(), new(50, null)))).Items;
        Assert.Equal([500m, 3_000m, 300m], kept.Select(b => b.Amount));
    }

    [Fact]
    public async Task What_a_table_pays_behind_a_batch_is_added_up_in_the_look_as_well()
    {
        house.Today = new DateOnly(2021, 4, 15);
        var family = await house.FoundAsync();
        var number = IdentityNumber();
        await house.FileAsync(family.Mine, new DateOnly(2020, 1, 1), number: number);
        await house.AddAsync<AllowanceRule, AllowanceInput, AllowanceAnswer>(family.City, new AllowanceInput { Kind = AllowanceKind.Festival, ValidFrom = new DateOnly(2020, 1, 1), Each = 500, Times = 1, Paper = "工发1号" });
        var between = string.Concat(Enumerable.Range(0, 400).Select(d => $"{number},,{new DateOnly(2020, 1, 1).AddDays(d):yyyy-MM-dd},other,10,\n{number},,{new DateOnly(2020, 1, 1).AddDays(d):yyyy-MM-dd},check-up,10,\n{number},,{new DateOnly(2020, 1, 1).AddDays(d):yyyy-MM-dd},recuperation,10,\n"));
        var preview = await house.PreviewAsync(family.Mine, "models-benefits", $"{Benefits}{number},,2021-01-25,festival,500,\n{between}{number},,2021-02-25,festival,500,\n");
        Assert.Equal("festivals-used", Assert.Single(preview.Bad).Problems["amount"].Single().Code);
    }

    [Fact]
    public async Task A_list_of_results_finds_its_studios()
    {
        house.Today = new DateOnly(2021, 4, 15);
        var family = await house.FoundAsync();
        var studio = await house.AddAsync<Studio, StudioInput, StudioAnswer>(family.Mine, new StudioInput { Name = "王建国创新工作室", Leader = "王建国", Opened = new DateOnly(2021, 2, 1) });
        await house.TakeMarksAsync(family.Mine);
        var rows = "王建国创新工作室,支护工艺,2021-03-01,一等奖,120000.5\n王建国创新工作室,通风改造,2021-04-01,,\n";
        Assert.Equal(2, await house.ImportAsync(family.Mine, "studio-results", Results + rows));
        Assert.Equal(["202103 models.results", "202104 models.results"], await house.TakeMarksAsync(family.Mine));
        Assert.Equal((2, 0, 0, 2), Counts(await house.PreviewAsync(family.Mine, "studio-results", Results + rows)));
        Assert.Equal((2, 0, 1, 1), Counts(await house.PreviewAsync(family.Mine, "studio-results", Results + rows.Replace("一等奖", "特等奖", StringComparison.Ordinal))));
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(family.Mine, "studio-results", Results + "王建国创新工作室,早了,2021-01-31,,\n某工作室,没有,2021-03-01,,\n王建国创新工作室,通风改造,2021-04-01,二等奖,-1\n"));
        Assert.Equal(
            new Dictionary<string, string> { ["line 2, column date"] = "studio-not-open", ["line 3, column studio"] = "studio-unknown", ["line 4, column benefit"] = "negative-number" },
            told.Problems.ToDictionary(p => p.Key, p => p.Value.Single().Code));
        Assert.Equal(["支护工艺", "通风改造"], (await house.AskAsync(family.Mine, new ListRecords<Result, ResultAnswer>(Id(studio.Id), new RecordFilter(), new(50, null)))).Items.Select(r => r.Name));
    }

    [Fact]
    public async Task Workbooks_of_every_register_come_in_once_and_are_found_again()
    {
        house.Today = new DateOnly(2021, 4, 15);
        var family = await CatalogueAsync();
        await house.AddAsync<Honour, HonourInput, HonourAnswer>(
            family.City, new HonourInput { Name = "市先进集体", Kind = HonourKind.AdvancedCollective, Level = HonourLevel.City, Recipient = Recipient.Collective, Granting = GrantingBody.UnionFederation, Body = "市总工会" });
        var number = IdentityNumber();
        var file = await house.FileAsync(family.Mine, new DateOnly(2020, 1, 1), number: number);
        var selection = await house.SelectionAsync(family.District, places: 5);
        var beside = await house.FoundBesideAsync(family);
        await house.TakeMarksAsync(family.Mine);

        await AgainAsync(family.Mine, "studios", "名称,领衔人,领域,成立日期,停止日期\n王建国创新工作室,王建国,采掘,2021-02-01,\n李丽娟创新工作室,李丽娟,,2019-05-01,2020-06-01\n", "采掘", "掘进");
        Assert.Contains("202103 models.studios", await house.TakeMarksAsync(family.Mine));
        await AgainAsync(family.Mine, "studio-members", "工作室,姓名,工种,开始日期,结束日期\n王建国创新工作室,张志强,电工,2021-02-02,\n王建国创新工作室,赵春生,,2021-02-02,2021-03-01\n", "电工", "钳工");
        await AgainAsync(family.Mine, "studio-projects", "工作室,项目名称,日期,完成日期,目标\n王建国创新工作室,快速掘进,2021-02-03,,日进十米\n", "日进十米", "日进九米");
        await AgainAsync(family.Mine, "studio-patents", "工作室,专利名称,类别,日期,专利号\n王建国创新工作室,锚杆钻机支架,实用新型,2021-03-03,ZL1\n王建国创新工作室,风门,invention,2021-03-03,\n", "实用新型", "发明");
        Assert.Equal(["202103 models.patents"], await house.TakeMarksAsync(family.Mine));
        await AgainAsync(family.Mine, "studio-methods", "工作室,操作法名称,日期,应用情况\n王建国创新工作室,王建国支护法,2021-03-04,三个矿\n", "三个矿", "四个矿");
        await AgainAsync(family.Mine, "talks", "日期,宣讲人,主题,地点,听众人数\n2021-03-05,王建国,劳模精神进校园,技工学校,120\n2021-03-06,王建国,劳模精神进校园,一中,300\n", "120", "130");
        Assert.Contains("202103 models.talks", await house.TakeMarksAsync(family.Mine));
        await AgainAsync(family.Mine, "awards", "姓名（集体名称）,荣誉,级别,表彰文号,表彰日期,授予机关\n采煤一队,市先进集体,,市工发1号,2019-05-01,\n掘进队,市先进集体,市级,市工发1号,2019-05-01,市总工会\n", "掘进队,市先进集体,市级,市工发1号,2019-05-01,市总工会", "掘进队,市先进集体,市级,市工发1号,2019-05-01,市人民政府");
        Assert.Contains("201905 models.awards", await house.TakeMarksAsync(family.Mine));
        await AgainAsync(family.Mine, "models-hardship", $"身份证号,姓名,开始日期,结束日期,困难原因\n{number},李海燕,2021-02-01,,重大疾病\n", "2021-02-01,", "2021-02-01,2021-04-01");
        Assert.Equal(["202102 models.hardship", "202103 models.hardship", "202104 models.hardship"], await house.TakeMarksAsync(family.Mine));
        await AgainAsync(family.District, "quotas", $"评选,工会代码,名额,一线职工,女职工\n2021年评选,{family.Mine.Code},3,2,1\n2021年评选,{beside.Code},2,,\n", ",3,2,1", ",3,1,1");

        // By the same rules as one by one, told by the cell.
        await WrongAsync(family.Mine, "studios", "名称,领衔人,成立日期\n王建国创新工作室,王建国,2021-03-01\n", "line 2, column name", "studio-there-already");
        await WrongAsync(family.Mine, "studios", "名称,领衔人,成立日期,停止日期\n王建国创新工作室,王建国,2021-02-01,2021-03-01\n", "line 2, column closed", "work-outside-studio");
        await WrongAsync(family.Mine, "studio-patents", "工作室,专利名称,类别,日期,专利号\n王建国创新工作室,另一个,发明,2021-03-03,ZL1\n", "line 2, column number", "patent-there-already");
        await WrongAsync(family.Mine, "models-hardship", $"身份证号,开始日期,困难原因\n{number},2021-03-01,收入低\n", "line 2, column from", "hardship-overlaps");
        await WrongAsync(family.District, "quotas", $"评选,工会代码,名额\n2021年评选,{beside.Code},3\n", "line 2, column places", "quota-above-selection");
        await WrongAsync(family.District, "quotas", $"评选,工会代码,名额\n2021年评选,{family.City.Code},0\n", "line 2, column for", "quota-not-for-a-child");
        Assert.Equal([3, 2], (await house.AskAsync(family.District, new ListRecords<Quota, QuotaAnswer>(Id(selection.Id), new RecordFilter(), new(50, null)))).Items.Select(q => q.Places));
        Assert.Single((await house.AskAsync(family.Mine, new ListRecords<HardshipSpell, HardshipAnswer>(Id(file.Id), new RecordFilter(), new(50, null)))).Items);

        async Task AgainAsync(UnionInfo union, string kind, string rows, string was, string becomes)
        {
            var (workbook, count) = (Workbook(rows), rows.Count(c => c == '\n') - 1);
            Assert.Equal((count, count, 0, 0), Counts(await house.PreviewAsync(union, kind, workbook)));
            Assert.Equal(count, await house.ImportAsync(union, kind, workbook));
            Assert.Equal((count, 0, 0, count), Counts(await house.PreviewAsync(union, kind, workbook)));
            Assert.Equal(count, await house.ImportAsync(union, kind, rows));
            Assert.Equal((count, 0, 1, count - 1), Counts(await house.PreviewAsync(union, kind, rows.Replace(was, becomes, StringComparison.Ordinal))));
        }

        async Task WrongAsync(UnionInfo union, string kind, string rows, string where, string code)
        {
            var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(union, kind, rows));
            Assert.Equal((where, code), (Assert.Single(told.Problems).Key, told.Problems.Single().Value.Single().Code));
        }
    }

    [Fact]
    public async Task Who_left_and_came_back_is_on_record_again_where_the_table_says_from_when()
    {
        house.Today = new DateOnly(2021, 4, 15);
        var family = await CatalogueAsync();
        var number = IdentityNumber();
        var rows = $"王建国,{number},市劳动模范,,1号,1995-05-01,采煤一队,\n";
        await house.ImportAsync(family.Mine, "models", Models + rows);
        var file = Assert.Single(await FilesAsync(family.Mine));
        var left = new ModelInput { Name = file.Name, Gender = file.Gender, Since = file.Since, Workplace = file.Workplace, LeftOn = new DateOnly(2020, 7, 1) };
        await house.AskAsync(family.Mine, new ChangeRecord<ModelFile, ModelInput, ModelAnswer>(0, Id(file.Id), file.Version, left));
        await house.TakeMarksAsync(family.Mine);

        // The list of before changes nothing; a title of later asks whether the person is back.
        Assert.Equal((1, 0, 0, 1), Counts(await house.PreviewAsync(family.Mine, "models", Models + rows)));
        var second = $"王建国,{number},省劳动模范,,2号,2021-02-01,采煤一队,";
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(family.Mine, "models", Models + second));
        Assert.Equal("model-came-back", told.Problems["line 2, column since"].Single().Code);
        var back = Models.Replace("退休日期", "退休日期,在册起始日", StringComparison.Ordinal) + second + ",2021-02-10\n";
        Assert.Equal(1, await house.ImportAsync(family.Mine, "models", back));
        Assert.Equal(["202102 models.awards", "202102 models.files", "202103 models.files", "202104 models.files"], await house.TakeMarksAsync(family.Mine));
        Assert.Equal(1, await house.ImportAsync(family.Mine, "models", back));
        Assert.Equal(1, await house.ImportAsync(family.Mine, "models", Models + rows));
        Assert.Empty(await house.TakeMarksAsync(family.Mine));
        var files = await FilesAsync(family.Mine);
        Assert.Equal([(new DateOnly(1995, 5, 1), false), (new DateOnly(2021, 2, 10), true)], files.Select(f => (f.Since, f.OnRecord)));
        Assert.Equal(files[1].Id, (await AwardsAsync(family.Mine)).Single(a => a.Number == "2号").Model);
    }

    /// <summary>A family whose city's catalogue has a city's and a province's labour model.</summary>
    private async Task<Family> CatalogueAsync()
    {
        var family = await house.FoundAsync();
        foreach (var (name, level) in new[] { ("市劳动模范", HonourLevel.City), ("省劳动模范", HonourLevel.Provincial) })
            await house.AddAsync<Honour, HonourInput, HonourAnswer>(family.City, new HonourInput { Name = name, Kind = HonourKind.LabourModel, Level = level, Granting = GrantingBody.Government, Body = "市人民政府" });
        await house.TakeMarksAsync(family.Mine);
        return family;
    }

    private async Task<IReadOnlyList<ModelAnswer>> FilesAsync(UnionInfo union) => (await house.AskAsync(union, new ListRecords<ModelFile, ModelAnswer>(0, new RecordFilter(), new(200, null)))).Items;

    private async Task<IReadOnlyList<AwardAnswer>> AwardsAsync(UnionInfo union) => (await house.AskAsync(union, new ListRecords<Award, AwardAnswer>(0, new RecordFilter(), new(200, null)))).Items;

    /// <summary>A workbook of one sheet with these rows.</summary>
    private static byte[] Workbook(string rows)
    {
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships", package = "http://schemas.openxmlformats.org/package/2006";
        const string type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        var lines = rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((row, r) =>
            $"<row r=\"{r + 1}\">{string.Concat(row.Split(',').Select((cell, c) => cell.Length == 0 ? "" : $"<c r=\"{(char)('A' + c)}{r + 1}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"))}</row>");
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part("[Content_Types].xml", $"<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{type}sheet.main+xml\"/><Override PartName=\"/xl/sheet1.xml\" ContentType=\"{type}worksheet+xml\"/></Types>");
            Part("_rels/.rels", $"<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{links}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Part("xl/workbook.xml", $"<workbook xmlns=\"{main}\" xmlns:r=\"{links}\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Part("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{links}/worksheet\" Target=\"sheet1.xml\"/></Relationships>");
            Part("xl/sheet1.xml", $"<worksheet xmlns=\"{main}\"><sheetData>{string.Concat(lines)}</sheetData></worksheet>");

            void Part(string name, string xml)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(xml));
            }
        }
        return file.ToArray();
    }

    private static (int, int?, int?, int?) Counts(TablePreview preview) => (preview.Rows, preview.Added, preview.Changed, preview.Unchanged);
}
