using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Autofac;
using Federation.Framework.Commands;
using Federation.Framework.Tenancy;
using Federation.Unions.Contracts;

namespace Federation.SeasonalSupport.Tests;

/// <summary>The module over HTTP and on the command line, in a whole installation.</summary>
public sealed partial class ApiTests : IAsyncLifetime
{
    private const string District = "990100", Mine = "990100-001";
    private TestFederation federation = null!;

    public async Task InitializeAsync()
    {
        federation = await TestFederation.StartAsync();
        var since = new DateOnly(2000, 1, 1);
        await federation.FoundAsync(
            new NewUnion(District, "某区总工会", UnionLevel.District, "territorial", null, since), new NewUnion(Mine, "某矿工会", UnionLevel.Grassroots, "mine", District, since));
    }

    public Task DisposeAsync() => federation.DisposeAsync().AsTask();

    [Fact]
    public async Task Every_example_of_the_documentation_answers_as_it_says()
    {
        // A register is defined by a reviewer.
        using var clerk = await federation.ClientAsync((Mine, Role.Clerk), (Mine, Role.Reviewer));
        var names = new Dictionary<string, string> { ["union"] = Mine };
        var examples = Example().Matches(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "api.md")));
        Assert.True(examples.Count > 30);
        foreach (Match example in examples)
        {
            var path = Name().Replace(example.Groups["path"].Value, m => names[m.Groups[1].Value]);
            using var request = new HttpRequestMessage(new HttpMethod(example.Groups["method"].Value), path);
            if (example.Groups["version"] is { Success: true } version) request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version.Value}\""));
            if (Name().Replace(example.Groups["body"].Value, m => names.GetValueOrDefault(m.Groups[1].Value, m.Value)) is { Length: > 0 } body) request.Content = new StringContent(body, Encoding.UTF8, example.Groups["kind"].Value == "csv" ? "text/csv" : "application/json");
            var answer = await clerk.SendAsync(request).JsonAsync(int.Parse(example.Groups["status"].Value, System.Globalization.CultureInfo.InvariantCulture));
            if (example.Groups["name"] is { Success: true } name) names[name.Value] = answer.GetProperty("id").GetString()!;
        }

        var recipients = await clerk.GetAsync($"/api/v1/unions/{Mine}/campaigns/{names["winter"]}/deliveries/{names["visit"]}/recipients").JsonAsync();
        Assert.Equal("110105********002X", recipients.GetProperty("items")[0].GetProperty("identityNumber").GetString());
        using var leader = await federation.ClientAsync(District, Role.Leader);
        await leader.GetAsync($"/api/v1/unions/{Mine}/campaigns/{names["winter"]}/deliveries/{names["visit"]}").JsonAsync();
        await leader.GetAsync($"/api/v1/unions/{Mine}/campaigns/{names["winter"]}/deliveries/{names["visit"]}/recipients").JsonAsync(404);
        await leader.GetAsync($"/api/v1/unions/{Mine}/campaigns/{names["autumn"]}/grants/{names["grant"]}").JsonAsync(404);
    }

    [Fact]
    public async Task Answers_carry_where_a_record_is_and_the_version_that_a_change_names()
    {
        using var clerk = await federation.ClientAsync(Mine, Role.Clerk);
        var all = $"/api/v1/unions/{Mine}/campaigns";
        using var made = await clerk.PostAsJsonAsync(all, Winter());
        Assert.Equal(201, (int)made.StatusCode);
        Assert.Equal("\"1\"", made.Headers.ETag?.Tag);
        var campaign = made.Headers.Location!.ToString();
        Assert.StartsWith(all + "/", campaign, StringComparison.Ordinal);

        var terms = new { name = "改", starts = "2018-12-20", ends = "2019-03-01", budget = 1 };
        await clerk.PutAsJsonAsync(campaign, terms).JsonAsync(428);
        using var stale = new HttpRequestMessage(HttpMethod.Put, campaign) { Content = JsonContent.Create(terms), Headers = { IfMatch = { new EntityTagHeaderValue("\"7\"") } } };
        await clerk.SendAsync(stale).JsonAsync(412);

        await clerk.PostAsync(campaign + "/start", null).JsonAsync();
        var unknown = await clerk.PostAsJsonAsync(campaign + "/deliveries", new { date = "2019-01-05", group = "ghosts", place = "井口", headCount = 1.5, colour = "red" }).JsonAsync(400);
        Assert.Equal(["colour", "group", "headCount"], unknown.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
        Assert.Equal("wrong-season", (await clerk.PostAsJsonAsync(campaign + "/trainings", new { date = "2019-01-05", topic = "x", placesTaken = 1 }).JsonAsync(409)).GetProperty("code").GetString());
        await clerk.GetAsync(campaign + "/inspections").JsonAsync(409);
        await clerk.GetAsync(all + "/nonsense").JsonAsync(404);
        await clerk.GetAsync(all + "?season=monsoon").JsonAsync(400);
    }

    [Fact]
    public async Task A_second_click_writes_once()
    {
        using var clerk = await federation.ClientAsync(Mine, Role.Clerk);
        clerk.DefaultRequestHeaders.Add("Idempotency-Key", "click");
        var first = await clerk.PostAsJsonAsync($"/api/v1/unions/{Mine}/campaigns", Winter()).JsonAsync(201);
        var second = await clerk.PostAsJsonAsync($"/api/v1/unions/{Mine}/campaigns", Winter()).JsonAsync(201);
        Assert.Equal(first.GetProperty("id").GetString(), second.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_table_is_text_csv_and_its_mistakes_are_named()
    {
        using var clerk = await federation.ClientAsync(Mine, Role.Clerk);
        var path = $"/api/v1/unions/{Mine}/imports/inspections";
        await clerk.PostAsync($"/api/v1/unions/{Mine}/imports/nothing", new StringContent("a", Encoding.UTF8, "text/csv")).JsonAsync(404);
        clerk.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var told = await clerk.PostAsync(path, new StringContent("campaign,date,place,hazardsFound,hazardsFixed\nx,2017-13-01,井口,1,1\n", Encoding.UTF8, "text/csv")).JsonAsync(400);
        Assert.Equal("Not a date: write 2017-08-01.", told.GetProperty("errors").GetProperty("line 2, column date")[0].GetString());
        // The host's usual limit for bodies is far below that for tables.
        var large = "campaign,date,place,hazardsFound,hazardsFixed\n" + string.Concat(Enumerable.Repeat("x,2017-07-01,井口,1,1\n", 200_000));
        await clerk.PostAsync(path, new StringContent(large, Encoding.UTF8, "text/csv")).JsonAsync(400);
    }

    [Theory]
    [InlineData("inspections", "campaign,date,place,hazardsFound,hazardsFixed\nnowhere,2017-07-01,井口,1,1\n", Mine, 1, "", "line 2, column campaign: ")]
    [InlineData("campaigns", "season,year,name,starts,ends,budget\nsummer,2017,夏,2017-06-01,2017-08-31,1\n", Mine, 0, "1 rows\n", "")]
    [InlineData("campaigns", "season,year,name,starts,ends,budget\nsummer,2017,夏,2017-06-01,2017-08-31,1\n", "000000", 1, "", "000000")]
    [InlineData("weather", "", Mine, 2, "", "campaigns, deliveries-summer")]
    public async Task The_command_line_imports_a_file(string kind, string csv, string union, int code, string output, string error)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, csv);
        var (exit, said, told) = await RunAsync(kind, file, "--union", union);
        File.Delete(file);
        Assert.Equal(code, exit);
        Assert.Equal(output, said);
        Assert.Contains(error, told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_on_the_command_line_says_what_the_file_was_read_as_also_where_something_is_wrong()
    {
        var file = Path.GetTempFileName();
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await File.WriteAllTextAsync(file, "season,year,name,starts,ends,budget\nsummer,2017,夏送清凉,2017-06-01,2017-13-31,1\n", Encoding.GetEncoding("GB18030"));
        var (exit, said, told) = await RunAsync("campaigns", file, "--union", Mine, "--check");
        File.Delete(file);
        Assert.Equal(1, exit);
        Assert.Equal("1 rows, 1 with mistakes\nencoding: gb18030\n", said, ignoreCase: true);
        Assert.Contains("line 2, column ends", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_makes_a_template_checks_a_table_and_takes_a_workbook()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.xlsx");
        Assert.Equal((0, "", ""), await RunAsync("campaigns", file, "--union", Mine, "--template"));
        // Nothing has been filled in yet.
        var (exit, _, told) = await RunAsync("campaigns", file, "--union", Mine);
        Assert.Equal((1, true), (exit, told.Contains("file: empty-file", StringComparison.Ordinal)));
        using (var book = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(file, isEditable: true))
        {
            string?[] cells = ["夏送清凉", "2018", null, "2018年夏送清凉", "2018-06-01", "2018-09-30", "1000.50", "进行中"];
            var sheet = (DocumentFormat.OpenXml.Packaging.WorksheetPart)book.WorkbookPart!.GetPartById(book.WorkbookPart.Workbook.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().First().Id!);
            sheet.Worksheet.GetFirstChild<DocumentFormat.OpenXml.Spreadsheet.SheetData>()!.Append(new DocumentFormat.OpenXml.Spreadsheet.Row(cells.Select(c => new DocumentFormat.OpenXml.Spreadsheet.Cell
            {
                DataType = DocumentFormat.OpenXml.Spreadsheet.CellValues.InlineString, InlineString = new DocumentFormat.OpenXml.Spreadsheet.InlineString(new DocumentFormat.OpenXml.Spreadsheet.Text(c ?? "")),
            })));
        }
        var (fine, shown, nothing) = await RunAsync("campaigns", file, "--union", Mine, "--check");
        Assert.Equal((0, ""), (fine, nothing));
        Assert.StartsWith("1 rows, 0 with mistakes\nsheet: ", shown, StringComparison.Ordinal);
        Assert.Contains("\nsum of budget: 1000.5\nfirst rows: ", shown, StringComparison.Ordinal);
        Assert.Contains(" | 2018年夏送清凉 | ", shown, StringComparison.Ordinal);
        Assert.Equal((0, "1 rows\n", ""), await RunAsync("campaigns", file, "--union", Mine));
        Assert.Equal("already-imported", await CheckedAsync());
        File.Delete(file);

        async Task<string> CheckedAsync()
        {
            using var clerk = await federation.ClientAsync(Mine, Role.Clerk);
            using var workbook = new ByteArrayContent(await File.ReadAllBytesAsync(file)) { Headers = { ContentType = new MediaTypeHeaderValue("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") } };
            return (await clerk.PostAsync($"/api/v1/unions/{Mine}/imports/campaigns", workbook).JsonAsync(409)).GetProperty("code").GetString()!;
        }
    }

    [Fact]
    public async Task A_program_gets_a_preview_with_what_is_wrong_in_sentences_and_a_template()
    {
        using var clerk = await federation.ClientAsync(Mine, Role.Clerk);
        var path = $"/api/v1/unions/{Mine}/imports/inspections";
        var preview = await clerk.PostAsync(path + "/preview", new StringContent("campaign,date,place,hazardsFound,hazardsFixed\nx,2017-13-01,井口,1,1\n", Encoding.UTF8, "text/csv")).JsonAsync();
        Assert.Equal((1, 1), (preview.GetProperty("rows").GetInt32(), preview.GetProperty("badRows").GetInt32()));
        var row = preview.GetProperty("bad")[0];
        Assert.Equal((2, "井口", "不是日期，请写成 2017-08-01。"), (row.GetProperty("line").GetInt32(), row.GetProperty("cells").GetProperty("place").GetString(), row.GetProperty("errors").GetProperty("date")[0].GetString()));
        using var template = await clerk.GetAsync(path + "/template");
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", template.Content.Headers.ContentType!.MediaType);
        await clerk.GetAsync(path + "/template?format=pdf").JsonAsync(400);
    }

    private async Task<(int Exit, string Said, string Told)> RunAsync(params string[] arguments)
    {
        var (stdout, stderr) = (Console.Out, Console.Error);
        using var said = new StringWriter();
        using var told = new StringWriter();
        Console.SetOut(said);
        Console.SetError(told);
        try
        {
            var verb = federation.Container.Resolve<IEnumerable<ICommandVerb>>().Select(v => v.Build((act, ct) => act(federation.Container, ct))).Single(c => c.Name == "import");
            return (await verb.Parse(arguments).InvokeAsync(), said.ToString(), told.ToString());
        }
        finally
        {
            Console.SetOut(stdout);
            Console.SetError(stderr);
        }
    }

    private static object Winter() => new { season = "winter", year = 2019, name = "送温暖", starts = "2018-12-20", ends = "2019-03-01", budget = 100 };

    [GeneratedRegex("```(?<kind>http|csv)\n(?<method>[A-Z]+) (?<path>\\S+)(?: If-Match: (?<version>\\d+))? → (?<status>\\d+)(?: as \\{(?<name>[a-z-]+)\\})?\n(?<body>[^`]*)```")]
    private static partial Regex Example();

    [GeneratedRegex("\\{([a-z-]+)\\}")]
    private static partial Regex Name();
}
