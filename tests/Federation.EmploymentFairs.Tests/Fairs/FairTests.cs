using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Employers;
using Federation.EmploymentFairs.Fairs;
using Federation.EmploymentFairs.Records;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Tests.Fairs;

[Collection(FairsCollection.Name)]
public sealed class FairTests(FairsFixture house)
{
    [Fact]
    public async Task A_joint_fair_is_held_once_with_the_host_and_co_hosted_with_the_others()
    {
        var (host, other, third) = (await house.FoundMineAsync(), await house.FoundMineAsync(), await house.FoundMineAsync());
        var fair = await house.AnnouncedAsync(host, Given.Terms(new CoHostInput { Union = other.Code }, new CoHostInput { Union = third.Code }));
        await house.StandAsync(host, fair);
        foreach (var union in new[] { host, other }) await house.TakeMarksAsync(union);
        var held = await house.CloseAsync(host, fair);
        Assert.Equal((FairState.Held, 2), (held.State, held.CoHosts.Count));
        Assert.Equal(["201703 fairs.fairs"], await house.TakeMarksAsync(host));
        Assert.Equal(["201703 fairs.co-hosts"], await house.TakeMarksAsync(other));
        var seen = Assert.Single((await house.AskAsync(other, new ListCoHosted(new CoHostedFilter(), PageRequest.First))).Items);
        Assert.Equal((host.Code, FairState.Held), (seen.Host, seen.State));
        // The co-host reads that it is co-hosted, not the fair's own records.
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(other, new GetFair(fair)));
        Assert.Empty((await house.AskAsync(host, new ListCoHosted(new CoHostedFilter(), PageRequest.First))).Items);
    }

    [Fact]
    public async Task What_a_union_co_hosts_is_listed_by_the_last_day_and_by_year()
    {
        var (host, other) = (await house.FoundMineAsync(), await house.FoundMineAsync());
        foreach (var (year, title) in new[] { (2018, "甲"), (2016, "乙"), (2017, "丙") })
        {
            var terms = Given.Terms(new CoHostInput { Union = other.Code });
            (terms.Title, terms.Starts, terms.Ends) = (title, new DateOnly(year, 3, 1), new DateOnly(year, 3, 2));
            await house.PlannedAsync(host, terms);
        }
        var first = await house.AskAsync(other, new ListCoHosted(new CoHostedFilter(), new PageRequest(2, null)));
        var rest = await house.AskAsync(other, new ListCoHosted(new CoHostedFilter(), PageRequest.Following(first.Next)));
        Assert.Equal(["甲", "丙", "乙"], first.Items.Concat(rest.Items).Select(f => f.Title));
        Assert.Equal(["丙"], (await house.AskAsync(other, new ListCoHosted(new CoHostedFilter { Year = 2017 }, PageRequest.First))).Items.Select(f => f.Title));
    }

    [Fact]
    public async Task Taking_a_co_host_out_takes_the_fair_from_it()
    {
        var (host, other) = (await house.FoundMineAsync(), await house.FoundMineAsync());
        var fair = await house.PlannedAsync(host, Given.Terms(new CoHostInput { Union = other.Code }));
        await house.AskAsync(host, new ChangeFair(fair, 1, Given.Terms()));
        Assert.Empty((await house.AskAsync(other, new ListCoHosted(new CoHostedFilter(), PageRequest.First))).Items);
    }

    [Fact]
    public async Task A_fair_goes_from_planned_to_held_and_back_by_a_reviewer()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.PlannedAsync(mine);
        await Rule("fair-not-announced", () => house.CloseAsync(mine, fair));
        await house.AnnounceAsync(mine, fair);
        await Rule("fair-not-planned", () => house.AnnounceAsync(mine, fair));
        await Rule("no-employer-present", () => house.CloseAsync(mine, fair));
        var stand = await house.StandAsync(mine, fair);
        await house.CloseAsync(mine, fair);
        await Rule("fair-held", () => house.CloseAsync(mine, fair));
        await Rule("fair-held", () => house.AskAsync(mine, new ChangeFair(fair, 3, Given.Terms())));
        await Rule("fair-held", () => house.StandAsync(mine, fair));
        await Rule("fair-held", () => house.AskAsync(mine, new RemoveRecord<Stand>(fair, Given.Id(stand.Id), 1)));
        await Assert.ThrowsAsync<NotAllowed>(() => house.ReopenAsync(mine, fair));
        Assert.Equal(FairState.Announced, (await house.ReopenAsync(mine, fair, Role.Reviewer)).State);
        await Rule("fair-not-held", () => house.ReopenAsync(mine, fair, Role.Reviewer));
    }

    [Fact]
    public async Task A_fair_that_is_still_on_is_not_reported_and_nobody_is_present_before_it_begins()
    {
        var mine = await house.FoundMineAsync();
        var terms = Given.Terms();
        (terms.Starts, terms.Ends) = (TimeProvider.System.Today().AddDays(3), TimeProvider.System.Today().AddDays(4));
        var fair = await house.AnnouncedAsync(mine, terms);
        await Rule("fair-not-over", () => house.CloseAsync(mine, fair));
        await Rule("fair-not-begun", () => house.StandAsync(mine, fair));
        await Rule("date-ahead", () => house.SeekerAsync(mine, fair, Given.Seeker(arrived: terms.Starts)));
    }

    [Fact]
    public async Task Only_a_fair_to_which_nobody_came_is_cancelled()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        var cancelled = await house.CancelAsync(mine, fair);
        Assert.Equal((FairState.Cancelled, "暴雨"), (cancelled.State, cancelled.CancelReason));
        await Rule("fair-cancelled", () => house.StandAsync(mine, fair));
        await Rule("fair-cancelled", () => house.CloseAsync(mine, fair));
        var attended = await house.AnnouncedAsync(mine);
        await house.SeekerAsync(mine, attended);
        await Rule("fair-attended", () => house.CancelAsync(mine, attended));
    }

    [Fact]
    public async Task A_planned_fair_without_records_is_removed_and_no_other()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.PlannedAsync(mine, Given.Terms(new CoHostInput { Union = (await house.FoundMineAsync()).Code }));
        await Assert.ThrowsAsync<StaleRecord>(() => house.AskAsync(mine, new RemoveFair(fair, 7)));
        var stand = await house.StandAsync(mine, fair);
        await Rule("fair-not-empty", () => house.AskAsync(mine, new RemoveFair(fair, 1)));
        await house.AskAsync(mine, new RemoveRecord<Stand>(fair, Given.Id(stand.Id), 1));
        await house.AskAsync(mine, new RemoveFair(fair, 1));
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(mine, new GetFair(fair)));
        var announced = await house.AnnouncedAsync(mine);
        await Rule("fair-not-planned", () => house.AskAsync(mine, new RemoveFair(announced, 2)));
    }

    [Fact]
    public async Task What_counts_with_the_last_day_moves_with_it()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        await house.PostAsync(mine, fair);
        await house.SeekerAsync(mine, fair, Given.Seeker());
        await house.TakeMarksAsync(mine);
        var terms = Given.Terms();
        terms.Ends = new DateOnly(2017, 4, 1);
        await house.AskAsync(mine, new ChangeFair(fair, 2, terms));
        Assert.Equal(
            ["201703 fairs.fairs", "201703 fairs.posts", "201703 fairs.stands", "201703 fairs.visitors", "201704 fairs.fairs", "201704 fairs.posts", "201704 fairs.stands", "201704 fairs.visitors"],
            await house.TakeMarksAsync(mine));
        await Assert.ThrowsAsync<StaleRecord>(() => house.AskAsync(mine, new ChangeFair(fair, 2, terms)));
        await house.SeekerAsync(mine, fair);
        terms.Starts = Given.Last;
        await Rule("fair-records-outside", () => house.AskAsync(mine, new ChangeFair(fair, 3, terms)));
    }

    [Fact]
    public async Task What_is_wrong_with_a_fair_is_told_at_once()
    {
        var mine = await house.FoundMineAsync();
        var terms = Given.Terms(new CoHostInput { Union = "nobody" });
        await Invalid("coHosts[0].union", "no-such-union", () => house.PlannedAsync(mine, terms));
        terms = Given.Terms(new CoHostInput { Union = mine.Code });
        await Rule("host-is-co-host", () => house.PlannedAsync(mine, terms));
        terms = Given.Terms();
        (terms.Starts, terms.Ends) = (Given.Last, Given.First);
        await Rule("fair-dates-reversed", () => house.PlannedAsync(mine, terms));
        terms.Ends = terms.Starts.AddYears(10);
        await Rule("fair-too-long", () => house.PlannedAsync(mine, terms));
        (terms.Ends, terms.Mode, terms.Link, terms.Division) = (terms.Starts, FairMode.Online, "javascript:alert(1)", "61010");
        var wrong = await Assert.ThrowsAsync<InvalidInput>(() => house.PlannedAsync(mine, terms));
        Assert.Equal(["division", "link"], wrong.Problems.Keys.Order());
        terms = Given.Terms();
        terms.Venue = null;
        await Invalid("venue", "required", () => house.PlannedAsync(mine, terms));
    }

    [Fact]
    public async Task Fairs_are_found_by_year_state_and_part_of_the_title_and_those_below_where_asked_for()
    {
        var (district, mine) = await house.FoundAsync();
        var of2018 = Given.Terms();
        (of2018.Title, of2018.Starts, of2018.Ends) = ("民营企业招聘周", new DateOnly(2017, 12, 31), new DateOnly(2018, 1, 2));
        await house.PlannedAsync(mine, of2018);
        var announced = await house.AnnouncedAsync(mine);
        await house.PlannedAsync(district);
        async Task<IReadOnlyList<string>> FoundAsync(UnionInfo union, FairFilter filter) => [.. (await house.AskAsync(union, new ListFairs(filter, PageRequest.First))).Items.Select(f => f.Title)];
        Assert.Equal(["民营企业招聘周"], await FoundAsync(mine, new FairFilter { Year = 2018 }));
        Assert.Equal(["民营企业招聘周"], await FoundAsync(mine, new FairFilter { Search = "招聘周" }));
        Assert.Equal(["春风行动招聘会"], await FoundAsync(mine, new FairFilter { State = FairState.Announced }));
        Assert.Single(await FoundAsync(district, new FairFilter()));
        Assert.Equal(3, (await FoundAsync(district, new FairFilter { Subtree = true })).Count);
        var first = await house.AskAsync(district, new ListFairs(new FairFilter { Subtree = true }, new PageRequest(2, null)));
        var next = await house.AskAsync(district, new ListFairs(new FairFilter { Subtree = true }, PageRequest.Following(first.Next)));
        Assert.Equal(3, first.Items.Concat(next.Items).Select(f => f.Id).Distinct().Count());
        // From above it is read and not written.
        Assert.Equal(mine.Code, (await house.AskAsync(district, new GetFair(announced))).Union);
        await Assert.ThrowsAsync<NotFound>(() => house.CloseAsync(district, announced));
        await Assert.ThrowsAsync<NotFound>(() => house.StandAsync(district, announced));
    }

    private static async Task Rule(string code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<RuleViolation>(act)).Code);

    private static async Task Invalid(string field, string code, Func<Task> act) =>
        Assert.Contains((await Assert.ThrowsAsync<InvalidInput>(act)).Problems[field], p => p.Code == code);
}
