using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Unions.Contracts;

namespace Federation.Reports.Tests;

/// <summary>The way of a report, from the mine to the province and after the closing.</summary>
public sealed class JourneyTests(ReportsFederation house) : IClassFixture<ReportsFederation>
{
    private const string Year = "2018";

    [Fact]
    public async Task What_was_handed_in_stays_as_it_was_and_live_goes_on_beside_it()
    {
        var province = await house.FoundAsync();
        var mine = await house.PassAsync(province.Mine, province.District, Year, 120, 100);
        var sibling = await house.PassAsync(province.Sibling, province.District, Year, 60, 50);
        var district = await house.PassAsync(province.District, province.City, Year, 12, 10);
        Assert.Equal(160, (await house.GetAsync(province.District, district)).Row(ReportsFederation.Members).Number("total"));

        // The clerk types on: the live figure moves, what was approved does not.
        var clerk = await house.AtAsync(province.Mine, Role.Clerk);
        await clerk.PutAsJsonAsync($"/api/v1/unions/{province.Mine}/figures/{ReportsFederation.Members}?period={Year}", new { value = 110 }).JsonAsync();
        await house.Federation.RunAsync("rollup", "--period", Year);
        var read = (await house.GetAsync(province.Mine, mine)).Row(ReportsFederation.Members);
        Assert.Equal((100m, 110m, 10m), (read.Number("total"), read.Number("live"), read.Number("difference")));
        Assert.Equal(100, Figure(await house.FiguresAsync(province.Mine, Year)));
        Assert.Equal(110, Figure(await house.FiguresAsync(province.Mine, Year, "&basis=live")));
        Assert.Equal(160, Figure(await house.FiguresAsync(province.District, Year)));

        var approved = (await house.FiguresAsync(province.District, Year)).GetProperty("approved")[0];
        Assert.Equal((3, 3, false),
            (approved.GetProperty("expected").GetInt32(), approved.GetProperty("reported").GetInt32(), approved.GetProperty("closed").GetBoolean()));
        // Nothing is approved of the city yet; 2011 is from before the form was started.
        Assert.Equal(JsonValueKind.Null, (await house.FiguresAsync(province.City, Year)).GetProperty("figures")[0].GetProperty("total").ValueKind);
        Assert.True((await house.FiguresAsync(province.City, "2011")).GetProperty("beforeApproval").GetBoolean());
        Assert.Equal("approved", (await house.GetAsync(province.District, sibling)).Word("state"));
    }

    [Fact]
    public async Task One_approves_what_one_saw()
    {
        var province = await house.FoundAsync();
        var report = await house.FillAsync(province.Mine, Year, 120, 100);
        var first = await house.SubmitAsync(province.Mine, report);
        await house.ActAsync(province.Mine, Role.Clerk, report, "withdraw", new { });
        // Nothing was changed: the same content has the same hash.
        var again = await house.SubmitAsync(province.Mine, report);
        Assert.Equal((first.Word("hash"), 2), (again.Word("hash"), again.GetProperty("number").GetInt32()));
        await house.ActAsync(province.Mine, Role.Clerk, report, "withdraw", new { });
        await house.ActAsync(province.Mine, Role.Clerk, report, "fill", ReportsFederation.Cells((ReportsFederation.Members, 105)));
        await house.SubmitAsync(province.Mine, report);
        await house.ActAsync(province.District, Role.Reviewer, report, "review", new { });
        var refused = await house.ActAsync(province.District, Role.Reviewer, report, "approve", new { number = 2, hash = first.Word("hash") }, 409);
        Assert.Equal("report-changed-since", refused.Word("code"));
        Assert.Contains("会员人数 100 → 105", refused.Word("detail"), StringComparison.Ordinal);
        var seen = await house.GetAsync(province.District, report);
        await house.ActAsync(province.District, Role.Reviewer, report, "approve", new { number = 3, hash = seen.Word("hash") });
    }

    [Fact]
    public async Task A_county_returns_a_value_with_a_reason_and_the_unit_changes_or_answers_it()
    {
        var province = await house.FoundAsync();
        var report = await house.FillAsync(province.Mine, Year, 120, 100, 40);
        await house.SubmitAsync(province.Mine, report);
        await house.ActAsync(province.District, Role.Reviewer, report, "review", new { });
        await house.ActAsync(province.District, Role.Reviewer, report, "return", new
        {
            cells = new[] { new { indicator = ReportsFederation.Members, reason = "与花名册不符" }, new { indicator = ReportsFederation.Women, reason = "偏多" } },
        });
        var refused = await house.ActAsync(province.Mine, Role.Leader, report, "submit", new { }, 409);
        Assert.Equal("report-returned-open", refused.Word("code"));
        await house.ActAsync(province.Mine, Role.Clerk, report, "fill", ReportsFederation.Cells((ReportsFederation.Members, 98)));
        await house.ActAsync(province.Mine, Role.Leader, report, "submit", new { }, 409);
        var done = await house.ActAsync(
            province.Mine, Role.Leader, report, "submit", new { answers = new[] { new { indicator = ReportsFederation.Women, words = "女职工多" } } });
        Assert.Equal(("submitted", 2), (done.Word("state"), done.GetProperty("number").GetInt32()));
    }

    [Fact]
    public async Task A_missing_child_is_named_and_how_complete_a_report_is_goes_up()
    {
        var province = await house.FoundAsync();
        await house.PassAsync(province.Mine, province.District, Year, 120, 100);
        var district = await house.FillAsync(province.District, Year, 12, 10);
        var refused = await house.ActAsync(province.District, Role.Leader, district, "submit", new { }, 409);
        Assert.Contains("另矿工会", refused.Word("detail"), StringComparison.Ordinal);
        await house.SubmitAsync(province.District, district, province.Sibling);
        await house.ApproveAsync(province.City, district);
        var city = await house.PassAsync(province.City, province.Code, Year, 5, 5);
        var read = await house.GetAsync(province.City, city);
        // A city is not reported because one county of it was.
        Assert.Equal((4, 3), (read.GetProperty("expected").GetInt32(), read.GetProperty("reported").GetInt32()));
        Assert.Equal(115, read.Row(ReportsFederation.Members).Number("total"));

        // The latecomer is taken and marked, and who added up without it is told.
        var late = await house.PassAsync(province.Sibling, province.District, Year, 60, 50);
        Assert.True((await house.GetAsync(province.Sibling, late)).GetProperty("late").GetBoolean());
        Assert.Equal(
            [province.Sibling], (await house.GetAsync(province.District, district)).GetProperty("outdated").EnumerateArray().Select(o => o.GetString()!));

        // The year after knows how much of last year's total is there.
        await house.PassAsync(province.Mine, province.District, "2019", 120, 100);
        var next = await house.FillAsync(province.District, "2019", 12, 10);
        var weight = (await house.SubmitAsync(province.District, next, province.Sibling)).Number("weight");
        Assert.Equal(Math.Round(132m / 192 * 100, 2), weight);
    }

    [Fact]
    public async Task Nobody_pulls_a_report_back_from_under_one_that_holds_it()
    {
        var province = await house.FoundAsync();
        var mine = await house.PassAsync(province.Mine, province.District, Year, 120, 100);
        var district = await house.PassAsync(province.District, province.City, Year, 12, 10, province.Sibling);
        Assert.Equal(
            "report-handed-in-above", (await house.ActAsync(province.District, Role.Reviewer, mine, "pull-back", new { reason = "有误" }, 409)).Word("code"));
        await house.ActAsync(province.City, Role.Reviewer, district, "pull-back", new { reason = "有误" });
        await house.ActAsync(province.District, Role.Reviewer, mine, "pull-back", new { reason = "有误" });
        Assert.Null((await house.GetAsync(province.Mine, mine)).Number("approvedNumber"));
    }

    [Fact]
    public async Task A_root_does_not_approve_by_the_hand_that_handed_in()
    {
        var province = await house.FoundAsync();
        var report = await house.FillAsync(province.Code, Year, 12, 10);
        await house.SubmitAsync(province.Code, report, province.City);
        var seen = await house.ActAsync(province.Code, Role.Leader, report, "review", new { });
        Assert.Equal("report-approve-oneself",
            (await house.ActAsync(province.Code, Role.Leader, report, "approve", new { number = 1, hash = seen.Word("hash") }, 409)).Word("code"));
    }

    [Fact]
    public async Task A_closed_period_refuses_what_it_rests_on_and_a_correction_goes_up_the_chain()
    {
        var province = await house.FoundAsync();
        var mine = await house.PassAsync(province.Mine, province.District, Year, 120, 100);
        var district = await house.PassAsync(province.District, province.City, Year, 12, 10, province.Sibling);
        await house.PassAsync(province.City, province.Code, Year, 5, 5);
        await house.PassAsync(province.Code, province.Code, Year, 5, 5);
        var clerk = await house.AtAsync(province.Mine, Role.Clerk);
        var campaign =
            (await clerk.PostAsJsonAsync($"/api/v1/unions/{province.Mine}/campaigns",
                new { season = "summer", year = 2018, name = "夏", starts = "2018-06-01", ends = "2018-09-30", budget = 1 }).JsonAsync(201)).Word("id");
        await clerk.PostAsync($"/api/v1/unions/{province.Mine}/campaigns/{campaign}/start", null).JsonAsync();
        Assert.Equal("closing-missing", (await house.CloseAsync(province, Year, [], 409)).Word("code"));
        var closing = await house.CloseAsync(province, Year, [province.Sibling]);
        Assert.Equal(4, closing.GetProperty("reports").GetInt32());

        // Typed values, records and changes of the tree, each in a sentence.
        var typed = await clerk.PutAsJsonAsync(
            $"/api/v1/unions/{province.Mine}/figures/{ReportsFederation.Members}?period={Year}", new { value = 1 }).JsonAsync(409);
        Assert.Equal("period-closed", typed.Word("code"));
        Assert.Contains("更正", typed.Word("detail"), StringComparison.Ordinal);
        var delivery = new { date = "2018-07-20", group = "site-workers", place = "工地", site = "site", headCount = 40 };
        Assert.Equal("period-closed", (await clerk.PostAsJsonAsync($"/api/v1/unions/{province.Mine}/campaigns/{campaign}/deliveries", delivery).JsonAsync(409))
            .Word("code"));
        var csv = new StringContent($"campaign,date,place,hazardsFound,hazardsFixed\n2018-summer,2018-07-01,井口,1,1\n", System.Text.Encoding.UTF8, "text/csv");
        Assert.Equal("period-closed", (await clerk.PostAsync($"/api/v1/unions/{province.Mine}/imports/inspections", csv).JsonAsync(409)).Word("code"));
        var administrator = await house.AtAsync(province.Code, Role.Administrator);
        var move = new { parent = province.City, on = "2018-05-01" };
        Assert.Equal("period-closed", (await administrator.PostAsJsonAsync($"/api/v1/unions/{province.Mine}/changes/move", move).JsonAsync(409)).Word("code"));
        // What lies after it is free, and so is another province.
        await administrator.PostAsJsonAsync($"/api/v1/unions/{province.Sibling}/changes/move", new { parent = province.City, on = "2019-05-01" }).JsonAsync();
        await clerk.PutAsJsonAsync($"/api/v1/unions/{province.Mine}/figures/{ReportsFederation.Members}?period=2019", new { value = 1 }).JsonAsync();

        var before = await SubmissionAsync(province.Mine, mine, 1);
        var correction = await house.ActAsync(
            province.Mine, Role.Leader, mine, "revise", new { kind = "correction", reason = "漏报一个分会", extent = "会员人数", evidence = "花名册" });
        var second = correction.Word("id")!;
        house.Know(second, province.Mine);
        Assert.Equal((2, "draft", 100m),
            (correction.GetProperty("edition").GetInt32(), correction.Word("state"), correction.Row(ReportsFederation.Members).Number("own")));
        await house.ActAsync(province.Mine, Role.Clerk, second, "fill", ReportsFederation.Cells((ReportsFederation.Members, 115)));
        await house.SubmitAsync(province.Mine, second);
        var approved = await house.ApproveAsync(province.District, second);
        Assert.Equal("closed", approved.Word("state"));

        Assert.Equal(before, await SubmissionAsync(province.Mine, mine, 1));
        Assert.Equal(115, Figure(await house.FiguresAsync(province.Mine, Year)));
        Assert.Equal([province.Mine], (await house.GetAsync(province.District, district)).GetProperty("outdated").EnumerateArray().Select(o => o.GetString()!));
        Assert.Equal(110, Figure(await house.FiguresAsync(province.District, Year)));
        // As published on a day: yesterday nothing was.
        var yesterday = TimeProvider.System.Today().AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(JsonValueKind.Null, (await house.FiguresAsync(province.Mine, Year, $"&basis=approved&asOf={yesterday}")).GetProperty("figures")[0]
            .GetProperty("total").ValueKind);
        var history = await (await house.AtAsync(province.District, Role.Clerk)).GetAsync(
            $"/api/v1/unions/{province.District}/form-reports/{second}/history").JsonAsync();
        Assert.True(history.GetProperty("unbroken").GetBoolean());
        Assert.Equal(["opened", "submitted", "under-review", "approved"], history.GetProperty("items").EnumerateArray().Select(i => i.Word("kind")!));
    }

    [Fact]
    public async Task A_level_that_does_not_owe_the_form_is_skipped_and_who_decides_is_the_parent_at_the_periods_end()
    {
        var province = await house.FoundAsync();
        await house.MakeFormAsync(province, "T-2", levels: ["grassroots", "city", "province"]);
        // Moved after the year: the city that it stood under at the year's end decides, and adds it up.
        var other = province.Code + "-C2";
        await house.Federation.FoundAsync(new NewUnion(other, "另市总工会", UnionLevel.City, UnionKind.Territorial, province.Code, new DateOnly(2000, 1, 1)));
        await (await house.AtAsync(province.Code, Role.Administrator)).PostAsJsonAsync(
            $"/api/v1/unions/{province.Mine}/changes/move", new { parent = other, on = "2020-01-01" }).JsonAsync();
        var mine = await house.FillAsync(province.Mine, Year, 120, 100, form: "T-2");
        Assert.Equal(province.City, (await house.SubmitAsync(province.Mine, mine)).Word("decider"));
        await house.ApproveAsync(province.City, mine);
        var city = await house.FillAsync(province.City, Year, 5, 5, form: "T-2");
        Assert.Equal(105, (await house.SubmitAsync(province.City, city, province.Sibling)).Row(ReportsFederation.Members).Number("total"));
        var elsewhere = await house.FillAsync(other, Year, 5, 5, form: "T-2");
        Assert.Equal(5, (await house.SubmitAsync(other, elsewhere)).Row(ReportsFederation.Members).Number("total"));
    }

    [Fact]
    public async Task A_closed_union_owes_nothing_and_a_new_one_owes_from_its_founding()
    {
        var province = await house.FoundAsync();
        var administrator = await house.AtAsync(province.Code, Role.Administrator);
        await administrator.PostAsJsonAsync($"/api/v1/unions/{province.Sibling}/changes/close", new { on = "2018-06-30" }).JsonAsync();
        await house.Federation.FoundAsync(
            new NewUnion(province.Code + "-M3", "新矿工会", UnionLevel.Grassroots, UnionKind.Mine, province.District, new DateOnly(2018, 7, 1)));
        var district = await house.FillAsync(province.District, Year, 1, 1);
        var read = await house.GetAsync(province.District, district);
        Assert.Equal([province.Mine, province.Code + "-M3"], read.GetProperty("children").EnumerateArray().Select(c => c.Word("union")!).Order());
        // In 2017 it was there, and the other one was not.
        var earlier = await house.FillAsync(province.District, "2017", 1, 1);
        Assert.Equal([province.Mine, province.Sibling], (await house.GetAsync(province.District, earlier)).GetProperty("children").EnumerateArray()
            .Select(c => c.Word("union")!).Order());
        await (await house.AtAsync(province.Code + "-M3", Role.Clerk)).PostAsJsonAsync(
            $"/api/v1/unions/{province.Code}-M3/form-reports", new { form = ReportsFederation.Form, period = "2017" }).JsonAsync(409);
    }

    private async Task<string> SubmissionAsync(string union, string report, int number) =>
        await (await house.AtAsync(union, Role.Clerk)).GetStringAsync($"/api/v1/unions/{union}/form-reports/{report}/submissions/{number}");

    private static decimal Figure(JsonElement figures) => figures.GetProperty("figures")[0].GetProperty("total").GetDecimal();
}
