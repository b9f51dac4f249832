using System.Globalization;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Inspections;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Tests.Campaigns;

[Collection(SeasonalCollection.Name)]
public sealed class CampaignTests(SeasonalFixture house)
{
    [Fact]
    public async Task The_codes_of_a_season_are_counted_up()
    {
        var mine = await house.FoundMineAsync();
        Assert.Equal("2017-summer", (await house.PlannedAsync(mine, Season.Summer)).Code);
        Assert.Equal("2017-summer-2", (await house.PlannedAsync(mine, Season.Summer)).Code);
        Assert.Equal("2017-winter", (await house.PlannedAsync(mine, Season.Winter)).Code);
    }

    [Fact]
    public async Task A_code_is_used_once_in_a_union_and_again_in_another()
    {
        var (mine, other) = (await house.FoundMineAsync(), await house.FoundMineAsync());
        var input = Given.Terms(Season.Summer);
        input.Code = "heat";
        await house.AskAsync(mine, new CreateCampaign(input));
        Assert.Equal("heat", (await house.AskAsync(other, new CreateCampaign(input))).Code);
        Assert.Equal("campaign-code-taken", (await Assert.ThrowsAsync<RuleViolation>(() => house.AskAsync(mine, new CreateCampaign(input)))).Code);
    }

    [Theory]
    [InlineData(Season.Summer, "2017-09-30", "2017-06-01", "campaign-dates-reversed")]
    [InlineData(Season.Summer, "2016-12-01", "2017-06-01", "campaign-outside-its-year")]
    [InlineData(Season.Summer, "2018-06-01", "2018-07-01", "campaign-outside-its-year")]
    [InlineData(Season.Winter, "2016-10-01", "2016-12-31", "campaign-outside-its-year")]
    [InlineData(Season.Winter, "2015-12-01", "2017-02-01", "campaign-outside-its-year")]
    [InlineData(Season.Winter, "2016-12-15", "2017-02-28", null)]
    [InlineData(Season.Winter, "2017-12-01", "2018-03-01", null)]
    public async Task A_campaign_lies_in_its_year_and_only_a_winter_round_reaches_beyond(Season season, string starts, string ends, string? rule)
    {
        var input = Given.Terms(season);
        (input.Starts, input.Ends) = (DateOnly.Parse(starts, CultureInfo.InvariantCulture), DateOnly.Parse(ends, CultureInfo.InvariantCulture));
        var mine = await house.FoundMineAsync();
        if (rule is null) await house.AskAsync(mine, new CreateCampaign(input));
        else Assert.Equal(rule, (await Assert.ThrowsAsync<RuleViolation>(() => house.AskAsync(mine, new CreateCampaign(input)))).Code);
    }

    [Fact]
    public async Task A_plan_names_indicators_of_its_season_and_a_budget_is_the_sum_of_its_lines()
    {
        var mine = await house.FoundMineAsync();
        var input = Given.Terms(Season.Summer);
        input.Plan = [new TargetInput { Indicator = "seasonal.cooling.people", Value = 4_000 }, new TargetInput { Indicator = "seasonal.goods.portions", Value = 1_000 }];
        input.BudgetLines = [new BudgetLineInput { Source = MoneySource.UnionFunds, Amount = 30_000 }, new BudgetLineInput { Source = MoneySource.Enterprise, Amount = 20_000 }];
        var made = await house.AskAsync(mine, new CreateCampaign(input));
        Assert.Equal(2, made.Plan.Count);
        Assert.Equal([MoneySource.UnionFunds, MoneySource.Enterprise], made.BudgetLines.Select(l => l.Source));

        // The same lines with other amounts: what is changed keeps its key.
        input.BudgetLines = [new BudgetLineInput { Source = MoneySource.UnionFunds, Amount = 45_000 }, new BudgetLineInput { Source = MoneySource.Finance, Amount = 5_000 }];
        var changed = await house.AskAsync(mine, new ChangeCampaign(Id(made), made.Version, input));
        Assert.Equal([45_000m, 5_000m], changed.BudgetLines.Select(l => l.Amount));
        Assert.Equal(2, (await house.AskAsync(mine, new GetCampaign(Id(made)))).BudgetLines.Count);

        input.Plan = [new TargetInput { Indicator = "seasonal.warmth.visits", Value = 1 }];
        Assert.Equal("target-of-other-season", (await Assert.ThrowsAsync<RuleViolation>(() => house.AskAsync(mine, new CreateCampaign(input)))).Code);
        input.Plan = null;
        input.Budget = 1;
        Assert.Contains("budgetLines", (await Assert.ThrowsAsync<InvalidInput>(() => house.AskAsync(mine, new CreateCampaign(input)))).Problems.Keys);
    }

    [Fact]
    public async Task A_change_names_the_version_that_was_read()
    {
        var mine = await house.FoundMineAsync();
        var made = await house.PlannedAsync(mine, Season.Summer);
        var terms = Given.Terms(Season.Summer);
        terms.Name = "夏送清凉";
        var changed = await house.AskAsync(mine, new ChangeCampaign(Id(made), made.Version, terms));
        Assert.Equal(("夏送清凉", made.Version + 1), (changed.Name, changed.Version));
        await Assert.ThrowsAsync<StaleRecord>(() => house.AskAsync(mine, new ChangeCampaign(Id(made), made.Version, terms)));
    }

    [Fact]
    public async Task Records_stay_within_the_dates_when_these_are_changed()
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Summer);
        await house.RecordAsync<Inspection, InspectionInput, InspectionAnswer>(mine, place, new InspectionInput { Date = new DateOnly(2017, 9, 20), Place = "井口" });
        var terms = Given.Terms(Season.Summer);
        terms.Ends = new DateOnly(2017, 9, 10);
        var version = (await house.AskAsync(mine, new GetCampaign(place.Parent))).Version;
        Assert.Equal("records-outside-dates", (await Assert.ThrowsAsync<RuleViolation>(() => house.AskAsync(mine, new ChangeCampaign(place.Parent, version, terms)))).Code);
        terms.Ends = new DateOnly(2017, 9, 25);
        await house.AskAsync(mine, new ChangeCampaign(place.Parent, version, terms));
    }

    [Fact]
    public async Task A_campaign_is_started_closed_with_what_is_open_and_reopened_by_a_reviewer()
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Summer, raised: 900);
        await house.RecordAsync<Inspection, InspectionInput, InspectionAnswer>(mine, place, new InspectionInput { Date = new DateOnly(2017, 7, 1), Place = "井口", HazardsFound = 5, HazardsFixed = 3 });
        Assert.Equal("campaign-not-planned", (await Assert.ThrowsAsync<RuleViolation>(() => house.AskAsync(mine, new StartCampaign(place.Parent)))).Code);

        var closed = await house.AskAsync(mine, new CloseCampaign(place.Parent));
        Assert.Equal([new OpenMatter("money-left", 900), new OpenMatter("hazards-open", 2)], closed.Open);
        Assert.Equal(CampaignState.Closed, closed.Campaign.State);
        Assert.Equal("campaign-closed", (await Assert.ThrowsAsync<RuleViolation>(() => house.AskAsync(mine, new CloseCampaign(place.Parent)))).Code);

        await Assert.ThrowsAsync<NotAllowed>(() => house.AskAsync(mine, new ReopenCampaign(place.Parent)));
        Assert.Equal(CampaignState.Running, (await house.AskAsync(mine, new ReopenCampaign(place.Parent), Role.Reviewer)).State);
        await using var unit = house.Enter(mine);
        Assert.Equal(["seasonal.start", "seasonal.close", "seasonal.reopen"], unit.Context.AuditEntries.Where(a => a.UnionId == mine.Id && a.Action.StartsWith("seasonal.")).OrderBy(a => a.Id).Select(a => a.Action));
    }

    [Fact]
    public async Task Only_a_planned_and_empty_campaign_is_removed()
    {
        var mine = await house.FoundMineAsync();
        var planned = await house.PlannedAsync(mine, Season.Summer);
        await house.AskAsync(mine, new RemoveCampaign(Id(planned), planned.Version));
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(mine, new GetCampaign(Id(planned))));

        var funded = await house.PlannedAsync(mine, Season.Summer);
        await house.RecordAsync<SeasonalSupport.Funds.FundsRaised, FundsInput, SeasonalSupport.Funds.FundsAnswer>(mine, new(Id(funded)), new FundsInput { Date = new DateOnly(2017, 6, 5), Amount = 1 });
        Assert.Equal("campaign-not-empty", (await Assert.ThrowsAsync<RuleViolation>(() => house.AskAsync(mine, new RemoveCampaign(Id(funded), funded.Version)))).Code);
        var running = await house.AskAsync(mine, new StartCampaign(Id(funded)));
        Assert.Equal("campaign-not-planned", (await Assert.ThrowsAsync<RuleViolation>(() => house.AskAsync(mine, new RemoveCampaign(Id(running), running.Version)))).Code);
    }

    [Fact]
    public async Task A_list_is_filtered_searched_and_paged_and_goes_down_the_tree_where_asked()
    {
        var (district, mine) = await house.FoundAsync();
        var own = await house.PlannedAsync(district, Season.Winter);
        var below = await house.PlannedAsync(mine, Season.Summer);
        await house.PlannedAsync(mine, Season.Winter, 2016);

        async Task<IReadOnlyList<string>> List(CampaignFilter filter, int limit = 50) =>
            [.. (await house.AskAsync(district, new ListCampaigns(filter, new PageRequest(limit, null)), Role.Leader)).Items.Select(c => $"{c.Union} {c.Code}")];

        Assert.Equal([$"{district.Code} {own.Code}"], await List(new CampaignFilter()));
        Assert.Equal(3, (await List(new CampaignFilter { Subtree = true })).Count);
        Assert.Equal([$"{mine.Code} {below.Code}"], await List(new CampaignFilter { Subtree = true, Season = Season.Summer }));
        Assert.Equal([$"{mine.Code} 2016-winter"], await List(new CampaignFilter { Subtree = true, Year = 2016 }));
        Assert.Equal(2, (await List(new CampaignFilter { Subtree = true, Search = "送温" })).Count);
        Assert.Empty(await List(new CampaignFilter { Subtree = true, State = CampaignState.Running }));

        var first = await house.AskAsync(district, new ListCampaigns(new CampaignFilter { Subtree = true }, new PageRequest(2, null)));
        Assert.Equal(2, first.Items.Count);
        Assert.NotNull(first.Next);
    }

    [Fact]
    public async Task A_campaign_below_is_read_from_above_but_neither_changed_there_nor_seen_beside()
    {
        var (district, mine) = await house.FoundAsync();
        var campaign = await house.PlannedAsync(mine, Season.Summer);
        Assert.Equal(mine.Code, (await house.AskAsync(district, new GetCampaign(Id(campaign)), Role.Leader)).Union);
        // A clerk of the district has no grant at the mine, and under the district's own name the mine's campaign is not to be written.
        await Assert.ThrowsAsync<NotAllowed>(() => house.AskAsync(mine, new StartCampaign(Id(campaign)), Role.Clerk, at: district));
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(district, new StartCampaign(Id(campaign))));
        await Assert.ThrowsAsync<NotFound>(async () => await house.AskAsync(await house.FoundMineAsync(), new GetCampaign(Id(campaign))));
    }

    [Fact]
    public async Task A_change_of_state_or_dates_makes_all_its_months_stale_for_every_source_of_its_season()
    {
        var mine = await house.FoundMineAsync();
        var campaign = await house.PlannedAsync(mine, Season.Summer);
        await house.TakeMarksAsync(mine);
        var started = await house.AskAsync(mine, new StartCampaign(Id(campaign)));
        var marks = await house.TakeMarksAsync(mine);
        var months = new[] { 201706, 201707, 201708, 201709 };
        var sources = new[] { "seasonal.budget", "seasonal.deliveries-summer", "seasonal.funds", "seasonal.inspections", "seasonal.portions" };
        Assert.Equal(months.SelectMany(m => sources.Select(s => $"{m} {s}")), marks);

        var terms = Given.Terms(Season.Summer);
        (terms.Starts, terms.Ends) = (new DateOnly(2017, 5, 1), new DateOnly(2017, 8, 31));
        await house.AskAsync(mine, new ChangeCampaign(Id(campaign), started.Version, terms));
        Assert.Equal(months.Prepend(201705).SelectMany(m => sources.Select(s => $"{m} {s}")), await house.TakeMarksAsync(mine));
    }

    private static long Id(CampaignAnswer campaign) => long.Parse(campaign.Id, CultureInfo.InvariantCulture);
}
