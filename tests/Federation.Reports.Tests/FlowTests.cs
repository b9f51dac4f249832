using System.Net.Http.Json;
using System.Text.Json;
using Federation.Framework.Tenancy;
using Federation.Reports.Cases;
using Federation.Reports.Inputs;

namespace Federation.Reports.Tests;

/// <summary>Every state, every action, every role, at every place: what the table allows is done, and nothing else is.</summary>
public sealed class FlowTests(ReportsFederation house) : IClassFixture<ReportsFederation>
{
    private const string Year = "2018";

    public static TheoryData<string, string, bool> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string, bool>();
            foreach (var state in Enum.GetValues<ReportState>())
                foreach (var action in Enum.GetValues<ReportAction>())
                    foreach (var mandate in new[] { false, true })
                        if (!mandate || ReportFlow.Table.Any(m => m.Action == action && m.Side == Side.Holder)) pairs.Add(
                            state.ToString(), action.ToString(), mandate);
            return pairs;
        }
    }

    [Fact]
    public void No_line_of_the_table_stands_twice_and_every_action_has_one()
    {
        Assert.Equal(ReportFlow.Table.Count, ReportFlow.Table.DistinctBy(m => (m.From, m.Action, m.Side)).Count());
        Assert.Equal(Enum.GetValues<ReportAction>(), ReportFlow.Table.Select(m => m.Action).Distinct().Order());
        // A parent fills nothing in and hands nothing in.
        Assert.DoesNotContain(ReportFlow.Table, m => m.Side == Side.Decider && m.Action is ReportAction.Fill or ReportAction.Submit);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task What_the_table_allows_is_done_and_nothing_else(string stateName, string actionName, bool mandate)
    {
        var (state, action) = (Enum.Parse<ReportState>(stateName), Enum.Parse<ReportAction>(actionName));
        var province = await house.FoundAsync();
        if (mandate || action == ReportAction.Confirm)
            await (await house.AtAsync(province.District, Role.Leader)).PostAsJsonAsync(
                $"/api/v1/unions/{province.District}/mandates", new { unit = province.Mine, from = "2015-01-01" }).JsonAsync(201);
        var report = await ToStateAsync(province, state, action);
        var sides = new Dictionary<string, Side[]>
        {
            [province.Mine] = [Side.Unit], [province.District] = mandate || action == ReportAction.Confirm ? [Side.Decider, Side.Holder] : [Side.Decider],
            [province.City] = [],
            [province.Code] = [Side.Top], [province.Sibling] = [],
        };
        var tries = (from place in sides from role in Enum.GetValues<Role>() select (Place: place.Key, Role: role,
            Allowed: Allows(state, action, place.Value, role))).ToList();
        var before = await house.GetAsync(province.Mine, report);
        foreach (var (place, role, allowed) in tries.Where(t => !t.Allowed))
        {
            using var answer = await DoAsync(province, place, role, report, action, before);
            Assert.True((int)answer.StatusCode is 403 or 404 or 409,
                $"{state} {action} by {role} at {place}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        Assert.Equal(before.GetProperty("version").GetInt32(), (await house.GetAsync(province.Mine, report)).GetProperty("version").GetInt32());
        if (action != ReportAction.Close)
        {
            // What is offered is what is allowed, to each of them.
            foreach (var (place, role, allowed) in tries.Where(t => t.Place != province.Sibling))
            {
                var offers = (await house.GetAsync(place, report, role)).GetProperty("offers").EnumerateArray().Select(o => o.GetString()).ToList();
                Assert.Equal(allowed, offers.Contains(Kebab(action)));
            }
        }
        if (tries.Where(t => t.Allowed).ToList() is not { Count: > 0 } may) return;
        var (at, by, _) = may[(stateName.Length + actionName.Length) % may.Count];
        using var done = await DoAsync(province, at, by, report, action, before);
        Assert.True(done.IsSuccessStatusCode, $"{state} {action} by {by} at {at}: {(int)done.StatusCode} {await done.Content.ReadAsStringAsync()}");
        var to = ReportFlow.Table.First(m => m.From == state && m.Action == action).To;
        Assert.Equal(Kebab(to), (await house.GetAsync(province.Mine, report)).Word("state"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_clerk_hands_in_where_the_union_says_so(bool allowed)
    {
        var province = await house.FoundAsync();
        await (await house.AtAsync(province.Mine, Role.Leader)).PutAsJsonAsync(
            $"/api/v1/unions/{province.Mine}/handing-in", new { clerksSubmit = allowed, twoPersons = false }).JsonAsync();
        var report = await house.FillAsync(province.Mine, Year, 100, 80);
        await house.ActAsync(province.Mine, Role.Reviewer, report, "submit", new { }, allowed ? 200 : 403);
    }

    [Fact]
    public async Task Where_two_persons_are_wanted_who_typed_does_not_hand_in()
    {
        var province = await house.FoundAsync();
        await (await house.AtAsync(province.Mine, Role.Leader)).PutAsJsonAsync(
            $"/api/v1/unions/{province.Mine}/handing-in", new { clerksSubmit = true, twoPersons = true }).JsonAsync();
        var report = await house.FillAsync(province.Mine, Year, 100, 80);
        Assert.Equal("report-two-persons", (await house.ActAsync(province.Mine, Role.Clerk, report, "submit", new { }, 409)).Word("code"));
        await house.SubmitAsync(province.Mine, report);
    }

    private static bool Allows(ReportState state, ReportAction action, IReadOnlyList<Side> sides, Role role) =>
        ReportFlow.Table.Any(m => m.From == state && m.Action == action && sides.Contains(m.Side) && m.Roles.Contains(role));

    private static string Kebab(Enum word) => JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString());

    private async Task<HttpResponseMessage> DoAsync(Province province, string at, Role role, string report, ReportAction action, JsonElement seen)
    {
        if (action == ReportAction.Close)
        {
            return await (await house.AtAsync(at, role)).PostAsJsonAsync(
                $"/api/v1/unions/{at}/closed-periods",
                new { period = Year, accepted = new[] { new { form = ReportsFederation.Form, union = province.Sibling, reason = "已停产" } } });
        }
        object body = action switch
        {
            ReportAction.Fill => ReportsFederation.Cells((ReportsFederation.Employees, 130)),
            ReportAction.Submit => new { answers = new[] { new { words = "核实无误" } } },
            ReportAction.Return => new { reason = "请核实" },
            ReportAction.Approve => new { number = Math.Max(1, seen.GetProperty("number").GetInt32()), hash = seen.Word("hash") ?? "-" },
            ReportAction.PullBack => new { reason = "发现错误" },
            ReportAction.Revise => new { kind = "correction", reason = "漏报", extent = "会员人数", evidence = "花名册" },
            _ => new { },
        };
        return await house.TryAsync(at, role, report, Kebab(action), body, seen.GetProperty("version").GetInt32());
    }

    /// <summary>The mine's report in a state; for closing, everything above it is approved as well.</summary>
    private async Task<string> ToStateAsync(Province province, ReportState state, ReportAction action)
    {
        var report = await house.FillAsync(province.Mine, Year, 120, 100);
        // What was typed by mandate can be confirmed.
        if (action == ReportAction.Confirm) await house.ActAsync(
            province.District, Role.Clerk, report, "fill", ReportsFederation.Cells((ReportsFederation.Members, 90)));
        if (state == ReportState.Draft) return report;
        await house.SubmitAsync(province.Mine, report);
        if (state == ReportState.Submitted) return report;
        var seen = await house.ActAsync(province.District, Role.Reviewer, report, "review", new { });
        if (state == ReportState.UnderReview) return report;
        if (state == ReportState.Returned)
        {
            await house.ActAsync(province.District, Role.Reviewer, report, "return", new { reason = "请核实" });
            return report;
        }
        await house.ActAsync(province.District, Role.Leader, report, "approve", new { number = 1, hash = seen.Word("hash") });
        if (state == ReportState.Approved && action != ReportAction.Close) return report;
        await house.PassAsync(province.District, province.City, Year, 20, 10, province.Sibling);
        await house.PassAsync(province.City, province.Code, Year, 20, 10);
        await house.PassAsync(province.Code, province.Code, Year, 20, 10);
        if (state == ReportState.Closed) await house.CloseAsync(province, Year, [province.Sibling]);
        return report;
    }
}
