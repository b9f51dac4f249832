using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Federation.Framework.Tenancy;
using Federation.Reports.Forms;
using Federation.Reports.Inputs;

namespace Federation.Reports.Tests;

/// <summary>What others have stumbled over.</summary>
public sealed class TrapTests(ReportsFederation house) : IClassFixture<ReportsFederation>
{
    private const string Year = "2018";

    [Fact]
    public async Task A_parent_writes_no_value_without_a_mandate()
    {
        var province = await house.FoundAsync();
        var report = await house.FillAsync(province.Mine, Year, 120, 100);
        var district = await house.AtAsync(province.District, Role.Clerk);
        await house.ActAsync(province.District, Role.Clerk, report, "fill", ReportsFederation.Cells((ReportsFederation.Members, 999)), 403);
        // Nor by the address that was there before.
        var figure = $"/api/v1/unions/{province.Mine}/figures/{ReportsFederation.Members}?period={Year}";
        Assert.Equal("typing-needs-mandate", (await district.PutAsJsonAsync(figure, new { value = 999 }).JsonAsync(409)).Word("code"));
        var many = new { items = new[] { new { union = province.Mine, indicator = ReportsFederation.Members, value = 999 } } };
        var cell = (await district.PutAsJsonAsync($"/api/v1/unions/{province.District}/figures?period={Year}", many).JsonAsync()).GetProperty("items")[0];
        Assert.Contains("授权", cell.Word("error"), StringComparison.Ordinal);

        await (await house.AtAsync(province.District, Role.Leader)).PostAsJsonAsync(
            $"/api/v1/unions/{province.District}/mandates", new { unit = province.Mine, from = "2015-01-01" }).JsonAsync(201);
        await house.ActAsync(province.District, Role.Clerk, report, "fill", ReportsFederation.Cells((ReportsFederation.Members, 99)));
        var row = (await house.GetAsync(province.Mine, report)).Row(ReportsFederation.Members);
        Assert.Equal((99m, true), (row.Number("own"), row.GetProperty("byMandate").GetBoolean()));
        // The unit contests it, and until it is put right nobody hands it in.
        await house.ActAsync(province.Mine, Role.Clerk, report, "confirm", new { contested = new[] { ReportsFederation.Members } });
        Assert.Equal("report-rows-contested", (await house.ActAsync(province.District, Role.Leader, report, "submit", new { }, 409)).Word("code"));
        await house.ActAsync(province.Mine, Role.Clerk, report, "fill", ReportsFederation.Cells((ReportsFederation.Members, 100)));
        Assert.Equal("submitted", (await house.ActAsync(province.District, Role.Clerk, report, "submit", new { })).Word("state"));
    }

    [Fact]
    public async Task A_mandate_that_was_ended_opens_nothing()
    {
        var province = await house.FoundAsync();
        var given = await (await house.AtAsync(province.District, Role.Leader)).PostAsJsonAsync(
            $"/api/v1/unions/{province.District}/mandates", new { unit = province.Mine, from = "2015-01-01" }).JsonAsync(201);
        var report = await house.FillAsync(province.Mine, Year, 120, 100);
        await (await house.AtAsync(province.Mine, Role.Leader)).PostAsync($"/api/v1/unions/{province.Mine}/mandates/{given.Word("id")}/end", null).JsonAsync();
        await house.ActAsync(province.District, Role.Clerk, report, "fill", ReportsFederation.Cells((ReportsFederation.Members, 99)), 403);
    }

    [Fact]
    public async Task A_row_that_says_nothing_is_not_nil_and_an_of_which_is_not_added_to_its_total()
    {
        var province = await house.FoundAsync();
        var report = await house.OpenAsync(province.Mine, Year);
        house.Know(report, province.Mine);
        await house.ActAsync(province.Mine, Role.Clerk, report, "fill",
            ReportsFederation.Cells((ReportsFederation.Employees, 120), (ReportsFederation.Members, 100), (ReportsFederation.Women, 40)));
        Assert.Equal("report-rows-silent", (await house.ActAsync(province.Mine, Role.Leader, report, "submit", new { }, 409)).Word("code"));
        await house.ActAsync(province.Mine, Role.Clerk, report, "fill", new { cells = new[] { new { indicator = ReportsFederation.Dues, status = "nil" } } });
        var done = await house.SubmitAsync(province.Mine, report);
        Assert.Equal(("nil", 0m), (done.Row(ReportsFederation.Dues).Word("status"), done.Row(ReportsFederation.Dues).Number("total")));
        Assert.Equal((100m, 40m), (done.Row(ReportsFederation.Members).Number("total"), done.Row(ReportsFederation.Women).Number("total")));
        Assert.Equal(83.33m, done.Row(ReportsFederation.Rate).Number("total"));
    }

    [Fact]
    public async Task An_estimate_is_one_in_every_total_that_holds_it()
    {
        var province = await house.FoundAsync();
        var report = await house.FillAsync(province.Mine, Year, 120, 100);
        await house.ActAsync(province.Mine, Role.Clerk, report, "fill",
            new { cells = new[] { new { indicator = ReportsFederation.Members, value = 98, status = "estimated" } } });
        await house.SubmitAsync(province.Mine, report);
        await house.ApproveAsync(province.District, report);
        var district = await house.FillAsync(province.District, Year, 10, 10);
        var read = await house.SubmitAsync(province.District, district, province.Sibling);
        Assert.Equal(("typed", true, false), (
            read.Row(ReportsFederation.Members).Word("status"), read.Row(ReportsFederation.Members).GetProperty("holdsEstimate").GetBoolean(),
            read.Row(ReportsFederation.Employees).GetProperty("holdsEstimate").GetBoolean()));
    }

    [Fact]
    public async Task Two_people_in_one_report_do_not_overwrite_each_other()
    {
        var province = await house.FoundAsync();
        var report = await house.FillAsync(province.Mine, Year, 120, 100);
        var version = (await house.GetAsync(province.Mine, report)).GetProperty("version").GetInt32();
        using var first = await house.TryAsync(province.Mine, Role.Clerk, report, "fill", ReportsFederation.Cells((ReportsFederation.Members, 90)), version);
        Assert.Equal(200, (int)first.StatusCode);
        using var second = await house.TryAsync(
            province.Mine, Role.Reviewer, report, "fill", ReportsFederation.Cells((ReportsFederation.Members, 80)), version);
        Assert.Equal(412, (int)second.StatusCode);
    }

    [Fact]
    public async Task Checks_stop_must_be_explained_or_hint_and_an_explanation_lapses_with_its_value()
    {
        var province = await house.FoundAsync();
        await house.MakeFormAsync(province, "T-3", new object[]
        {
            new { code = "A", kind = "order", level = "stop", row = ReportsFederation.Dues, others = new[] { ReportsFederation.Employees } },
            new { code = "B", kind = "presence", level = "explain", row = ReportsFederation.Members, others = new[] { ReportsFederation.Dues } },
            new { code = "C", kind = "last-year", level = "explain", row = ReportsFederation.Employees, percent = 50, amount = 20 },
            new { code = "D", kind = "unit-of-measure", level = "stop", row = ReportsFederation.Women },
            new { code = "E", kind = "balance", level = "hint", row = ReportsFederation.Employees,
                others = new[] { ReportsFederation.Members, ReportsFederation.Women } },
        });
        var before = await house.FillAsync(province.Mine, "2017", 200_000, 100_000, women: 5, dues: 1, form: "T-3");
        await house.SubmitAsync(province.Mine, before);
        await house.ApproveAsync(province.District, before);

        var report = await house.FillAsync(province.Mine, Year, 95_000, 90_000, women: 50_000, dues: 200_000, form: "T-3");
        // A factor of ten thousand is asked for before anything else.
        var asked = await house.ActAsync(province.Mine, Role.Leader, report, "submit", new { }, 409);
        Assert.Equal("to-confirm", asked.Word("code"));
        await house.ActAsync(province.Mine, Role.Clerk, report, "fill", ReportsFederation.Cells((ReportsFederation.Women, 6)));
        Assert.Equal("report-check-stops", (await house.ActAsync(province.Mine, Role.Leader, report, "submit", new { }, 409)).Word("code"));
        await house.ActAsync(province.Mine, Role.Clerk, report, "fill", ReportsFederation.Cells((ReportsFederation.Dues, 0)));
        var silent = await house.ActAsync(province.Mine, Role.Leader, report, "submit", new { }, 409);
        Assert.Equal("report-explanation-missing", silent.Word("code"));
        await house.ActAsync(province.Mine, Role.Clerk, report, "fill", new
        {
            explanations =
                new[] { new { check = "B", reason = "policy-changed", sentence = "当年免缴" }, new { check = "C", reason = "units-changed", sentence = "分立一家" } },
        });
        await house.ActAsync(province.Mine, Role.Clerk, report, "fill", ReportsFederation.Cells((ReportsFederation.Employees, 94_000)));
        // C spoke of another value.
        Assert.Contains("C ", (await house.ActAsync(province.Mine, Role.Leader, report, "submit", new { }, 409)).Word("detail"), StringComparison.Ordinal);
        await house.ActAsync(
            province.Mine, Role.Clerk, report, "fill", new { explanations = new[] { new { check = "C", reason = "units-changed", sentence = "分立一家" } } });
        await house.SubmitAsync(province.Mine, report);
        var read = await house.GetAsync(province.District, report);
        Assert.Equal(["B", "C", "E"], read.GetProperty("checks").EnumerateArray().Select(c => c.Word("check")!));
        Assert.Equal("hint", read.GetProperty("checks")[2].Word("level"));
        var submission = await (await house.AtAsync(province.District, Role.Clerk)).GetAsync(
            $"/api/v1/unions/{province.District}/form-reports/{report}/submissions/1").JsonAsync();
        Assert.Equal(["当年免缴", "分立一家"], submission.GetProperty("explanations").EnumerateArray().Select(e => e.Word("sentence")!));
    }

    [Fact]
    public async Task A_form_of_what_does_not_add_up_is_refused_and_a_version_begins_after_the_one_before()
    {
        var province = await house.FoundAsync();
        var reviewer = await house.AtAsync(province.Code, Role.Reviewer);
        object Form(string from, string indicator, int low = 10) => new
        {
            number = "V", nameZh = "表", nameEn = "form", issuer = "某省总工会", validFrom = from, yearType = "calendar", rows = new[] { new { indicator } },
            duties = new object[] { new { level = "grassroots", from = "2010-01-01", dueDays = low },
                new { level = "province", from = "2010-01-01", dueDays = 30 } },
        };
        var path = $"/api/v1/unions/{province.Code}/forms";
        await reviewer.PostAsJsonAsync(path, Form("2010-01-01", "seasonal.scholarship.students")).JsonAsync(400);
        await reviewer.PostAsJsonAsync(path, Form("2010-01-01", ReportsFederation.Members, low: 40)).JsonAsync(400);
        var first = await reviewer.PostAsJsonAsync(path, Form("2010-01-01", ReportsFederation.Members)).JsonAsync(201);
        await reviewer.PostAsJsonAsync(path, Form("2010-01-01", ReportsFederation.Dues)).JsonAsync(409);
        var second = await reviewer.PostAsJsonAsync(path, Form("2019-01-01", ReportsFederation.Dues)).JsonAsync(201);
        Assert.Equal((1, 2), (first.GetProperty("version").GetInt32(), second.GetProperty("version").GetInt32()));
        await reviewer.PutAsJsonAsync($"{path}/V/start", new { from = "2012-01-01" }).JsonAsync();
        // Each year reads by its own version.
        var earlier = await house.OpenAsync(province.Mine, "2018", "V");
        var later = await house.OpenAsync(province.Mine, "2019", "V");
        Assert.Equal(ReportsFederation.Members, (await house.GetAsync(province.Mine, earlier)).GetProperty("rows")[0].Word("indicator"));
        Assert.Equal(ReportsFederation.Dues, (await house.GetAsync(province.Mine, later)).GetProperty("rows")[0].Word("indicator"));
    }

    [Fact]
    public async Task The_national_surveys_are_there_and_wait_for_the_province_to_start_them()
    {
        var province = await house.FoundAsync();
        var reviewer = await house.AtAsync(province.Code, Role.Reviewer);
        var forms = (await reviewer.GetAsync($"/api/v1/unions/{province.Mine}/forms").JsonAsync()).GetProperty("items").EnumerateArray().Where(
            f => f.GetProperty("owner").ValueKind == JsonValueKind.Null).ToList();
        Assert.Equal([NationalForms.Grassroots, NationalForms.Above], forms.Select(f => f.Word("number")!));
        await (await house.AtAsync(province.Mine, Role.Clerk)).PostAsJsonAsync(
            $"/api/v1/unions/{province.Mine}/form-reports", new { form = NationalForms.Grassroots, period = "S2019" }).JsonAsync(409);
        await (await house.AtAsync(province.District, Role.Reviewer)).PutAsJsonAsync(
            $"/api/v1/unions/{province.District}/forms/{NationalForms.Grassroots}/start", new { from = "2018-10-01" }).JsonAsync(403);
        await reviewer.PutAsJsonAsync($"/api/v1/unions/{province.Code}/forms/{NationalForms.Grassroots}/start", new { from = "2018-10-01" }).JsonAsync();
        var report = await house.OpenAsync(province.Mine, "S2019", NationalForms.Grassroots);
        Assert.Equal("2019-10-15", (await house.GetAsync(province.Mine, report)).Word("due"));
        // Statistical and calendar year in one chain: the form takes its own kind only.
        await (await house.AtAsync(province.Mine, Role.Clerk)).PostAsJsonAsync(
            $"/api/v1/unions/{province.Mine}/form-reports", new { form = NationalForms.Grassroots, period = "2019" }).JsonAsync(409);
        // A district adds up and is not asked for figures of its own.
        var district = await house.OpenAsync(province.District, "S2019", NationalForms.Grassroots);
        house.Know(district, province.District);
        Assert.Equal("not-asked", (await house.GetAsync(province.District, district)).Row(ReportsFederation.Members).Word("status"));
        await house.ActAsync(province.District, Role.Clerk, district, "fill", ReportsFederation.Cells((ReportsFederation.Members, 1)), 409);
    }

    [Fact]
    public async Task Anyone_can_recompute_the_hash_of_an_export()
    {
        var province = await house.FoundAsync();
        await house.PassAsync(province.Mine, province.District, Year, 120, 100);
        await house.FillAsync(province.District, Year, 12, 10);
        var handed = await house.Federation.RunAsync(
            "report", "submit", "--union", province.District, "--form", ReportsFederation.Form, "--period", Year, "--missing", province.Sibling);
        Assert.True(handed.Exit == 0, handed.Error);
        Assert.Equal(0,
            (await house.Federation.RunAsync("report", "approve", "--union", province.City, "--unit", province.District, "--form", ReportsFederation.Form,
                "--period", Year)).Exit);
        var listed = await house.Federation.RunAsync("report", "list", "--union", province.District, "--period", Year);
        Assert.Contains($"{ReportsFederation.Form} {Year} 1 approved 1 ", listed.Out, StringComparison.Ordinal);
        var export = (
            await house.Federation.RunAsync("report", "export", "--union", province.District, "--form", ReportsFederation.Form, "--period", Year)).Out;
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, export);
        Assert.Equal(0, (await house.Federation.RunAsync("report", "check", file)).Exit);
        var changed = JsonNode.Parse(export)!;
        changed["rows"]![1]!["total"] = 999;
        await File.WriteAllTextAsync(file, changed.ToJsonString());
        Assert.Equal(1, (await house.Federation.RunAsync("report", "check", file)).Exit);
        File.Delete(file);
    }

    [Fact]
    public async Task What_does_not_belong_to_somebody_is_not_there()
    {
        var (province, other) = (await house.FoundAsync(), await house.FoundAsync());
        var report = await house.FillAsync(province.Mine, Year, 120, 100);
        await (await house.AtAsync(other.District, Role.Clerk)).GetAsync($"/api/v1/unions/{other.District}/form-reports/{report}").JsonAsync(404);
        await (await house.AtAsync(province.Sibling, Role.Clerk)).GetAsync($"/api/v1/unions/{province.Sibling}/form-reports/{report}").JsonAsync(404);
        await (await house.AtAsync(province.City, Role.Clerk)).GetAsync($"/api/v1/unions/{province.City}/form-reports/{report}/history").JsonAsync();
    }

    [Fact]
    public async Task Rows_that_were_handed_in_cannot_be_changed_in_the_database_either()
    {
        var province = await house.FoundAsync();
        var report = await house.FillAsync(province.Mine, Year, 120, 100);
        await house.SubmitAsync(province.Mine, report);
        foreach (var table in new[] { "reports.submissions", "reports.submitted_values", "reports.report_steps", "federation.closed_periods" })
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => house.ExecuteAsync($"DELETE FROM {table}"));
    }
}
