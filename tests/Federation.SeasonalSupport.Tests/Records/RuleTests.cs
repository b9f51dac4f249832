using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Deliveries;
using Federation.SeasonalSupport.Funds;
using Federation.SeasonalSupport.Inspections;
using Federation.SeasonalSupport.Records;
using Federation.SeasonalSupport.SpringJobs;

namespace Federation.SeasonalSupport.Tests.Records;

[Collection(SeasonalCollection.Name)]
public sealed class RuleTests(SeasonalFixture house)
{
    [Fact]
    public async Task A_planned_campaign_takes_funds_and_nothing_else()
    {
        var mine = await house.FoundMineAsync();
        var place = new RecordPlace(long.Parse((await house.PlannedAsync(mine, Season.Summer)).Id, System.Globalization.CultureInfo.InvariantCulture));
        await house.RecordAsync<FundsRaised, FundsInput, FundsAnswer>(mine, place, new FundsInput { Date = new DateOnly(2017, 6, 5), Amount = 100 });
        Assert.Equal("campaign-not-running", await RuleOf(house.DeliverAsync(mine, place, 10)));
        Assert.Equal("campaign-not-running", await RuleOf(InspectAsync(mine, place)));
    }

    [Fact]
    public async Task Nothing_is_recorded_changed_or_removed_in_a_closed_campaign()
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Summer);
        var inspection = await InspectAsync(mine, place);
        await house.AskAsync(mine, new CloseCampaign(place.Parent));
        Assert.Equal("campaign-closed", await RuleOf(InspectAsync(mine, place)));
        Assert.Equal("campaign-closed", await RuleOf(house.RecordAsync<FundsRaised, FundsInput, FundsAnswer>(mine, place, new FundsInput { Date = new DateOnly(2017, 6, 5), Amount = 100 })));
        Assert.Equal("campaign-closed", await RuleOf(house.AskAsync(mine, Change(place, inspection, new InspectionInput { Date = inspection.Date, Place = "别处" }))));
        Assert.Equal("campaign-closed", await RuleOf(house.AskAsync(mine, new RemoveRecord<Inspection>(place, Id(inspection), inspection.Version))));
        Assert.Equal("campaign-closed", await RuleOf(house.AskAsync(mine, new ChangeCampaign(place.Parent, (await house.AskAsync(mine, new GetCampaign(place.Parent))).Version, Given.Terms(Season.Summer)))));
    }

    [Theory]
    [InlineData("2017-05-31")]
    [InlineData("2017-10-01")]
    public async Task A_record_lies_within_the_dates_of_its_campaign(string day)
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Summer);
        Assert.Equal("outside-campaign", await RuleOf(InspectAsync(mine, place, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public async Task Each_season_has_its_own_records()
    {
        var mine = await house.FoundMineAsync();
        var winter = await house.RunningAsync(mine, Season.Winter);
        Assert.Equal("wrong-season", await RuleOf(InspectAsync(mine, winter, new DateOnly(2017, 1, 5))));
        Assert.Equal("wrong-season", await RuleOf(house.AskAsync(mine, new ListRecords<PostsOffered, PostsAnswer>(winter, new RecordFilter(), new PageRequest(50, null)))));
        Assert.Equal("wrong-season", await RuleOf(house.AskAsync(mine, new ListRecords<SummerDelivery, SummerDeliveryAnswer>(winter, new RecordFilter(), new PageRequest(50, null)))));
    }

    [Fact]
    public async Task No_more_is_spent_than_was_raised_money_and_goods_together()
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Summer, raised: 1_000);
        var goods = Given.Cooling(400);
        goods.Items = [new ItemInput { Name = "西瓜", Quantity = 100, Unit = "公斤", Value = 500 }];
        var delivery = await house.RecordAsync<SummerDelivery, SummerDeliveryInput, SummerDeliveryAnswer>(mine, place, goods);
        Assert.Equal("spent-above-raised", await RuleOf(house.DeliverAsync(mine, place, 100.01m)));
        await house.DeliverAsync(mine, place, 100);

        // A dearer one is refused, a cheaper one makes room, and taking one away too.
        goods.Money = 401;
        Assert.Equal("spent-above-raised", await RuleOf(house.AskAsync(mine, new ChangeRecord<SummerDelivery, SummerDeliveryInput, SummerDeliveryAnswer>(place, Id(delivery), delivery.Version, goods))));
        goods.Money = 300;
        var changed = await house.AskAsync(mine, new ChangeRecord<SummerDelivery, SummerDeliveryInput, SummerDeliveryAnswer>(place, Id(delivery), delivery.Version, goods));
        Assert.Equal((300m, 500m), (changed.Money, changed.GoodsValue));
        await house.DeliverAsync(mine, place, 100);
        await house.AskAsync(mine, new RemoveRecord<SummerDelivery>(place, Id(delivery), changed.Version));
        var campaign = await house.AskAsync(mine, new GetCampaign(place.Parent));
        Assert.Equal((1_000m, 200m), (campaign.Raised, campaign.Spent));
    }

    [Fact]
    public async Task Funds_that_are_spent_are_not_taken_back()
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Summer, raised: 0);
        var funds = await house.RecordAsync<FundsRaised, FundsInput, FundsAnswer>(mine, place, new FundsInput { Date = new DateOnly(2017, 6, 5), Amount = 500, FromParent = true });
        await house.DeliverAsync(mine, place, 450);
        Assert.Equal("spent-above-raised", await RuleOf(house.AskAsync(mine, new RemoveRecord<FundsRaised>(place, Id(funds), funds.Version))));
        await house.AskAsync(mine, new ChangeRecord<FundsRaised, FundsInput, FundsAnswer>(place, Id(funds), funds.Version, new FundsInput { Date = funds.Date, Amount = 450 }));
    }

    [Fact]
    public async Task Two_clerks_at_once_neither_overspend_nor_turn_each_other_away()
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Summer, raised: 1_000);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            try
            {
                await house.DeliverAsync(mine, place, 100);
                return "done";
            }
            catch (RuleViolation rule)
            {
                return rule.Code;
            }
        }));
        Assert.Equal(10, outcomes.Count(o => o == "done"));
        Assert.Equal(6, outcomes.Count(o => o == "spent-above-raised"));
        Assert.Equal(1_000m, (await house.AskAsync(mine, new GetCampaign(place.Parent))).Spent);
    }

    [Fact]
    public async Task Of_the_hazards_found_no_more_are_put_right()
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Summer);
        var input = new InspectionInput { Date = new DateOnly(2017, 7, 1), Place = "井口", HazardsFound = 2, HazardsFixed = 3 };
        Assert.Equal("more-put-right-than-found", await RuleOf(house.RecordAsync<Inspection, InspectionInput, InspectionAnswer>(mine, place, input)));
    }

    [Fact]
    public async Task Absurd_numbers_are_told_field_by_field()
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Summer);
        var input = Given.Cooling(-1);
        input.HeadCount = 1_000_001;
        input.Items = [new ItemInput { Name = "扇子", Quantity = 1.5m, Unit = "份", Value = -2, InPortions = true }];
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.RecordAsync<SummerDelivery, SummerDeliveryInput, SummerDeliveryAnswer>(mine, place, input));
        Assert.Equal(["headCount", "items[0].quantity", "items[0].value", "money"], told.Problems.Keys.Order());
    }

    [Fact]
    public async Task A_change_names_the_version_that_was_read_and_marks_both_months()
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Summer);
        await house.TakeMarksAsync(mine);
        var inspection = await InspectAsync(mine, place);
        Assert.Equal(["201707 seasonal.inspections"], await house.TakeMarksAsync(mine));
        var changed = await house.AskAsync(mine, Change(place, inspection, new InspectionInput { Date = new DateOnly(2017, 8, 1), Place = "别处" }));
        Assert.Equal(2, changed.Version);
        Assert.Equal(["201707 seasonal.inspections", "201708 seasonal.inspections"], await house.TakeMarksAsync(mine));
        await Assert.ThrowsAsync<StaleRecord>(() => house.AskAsync(mine, Change(place, inspection, new InspectionInput { Date = inspection.Date, Place = "别处" })));
        await Assert.ThrowsAsync<StaleRecord>(() => house.AskAsync(mine, new RemoveRecord<Inspection>(place, Id(inspection), 1)));
        await house.AskAsync(mine, new RemoveRecord<Inspection>(place, Id(inspection), 2));
        Assert.Equal(["201708 seasonal.inspections"], await house.TakeMarksAsync(mine));
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(mine, new GetRecord<Inspection, InspectionAnswer>(place, Id(inspection))));
    }

    [Fact]
    public async Task What_breaks_a_rule_leaves_nothing_behind()
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Summer, raised: 100);
        await house.TakeMarksAsync(mine);
        Assert.Equal("spent-above-raised", await RuleOf(house.DeliverAsync(mine, place, 101)));
        Assert.Empty(await house.TakeMarksAsync(mine));
        Assert.Empty((await house.AskAsync(mine, new ListRecords<SummerDelivery, SummerDeliveryAnswer>(place, new RecordFilter(), new PageRequest(50, null)))).Items);
    }

    [Fact]
    public async Task Records_are_listed_page_by_page_and_read_from_above()
    {
        var (district, mine) = await house.FoundAsync();
        var place = await house.RunningAsync(mine, Season.Summer);
        for (var i = 0; i < 5; i++) await InspectAsync(mine, place);
        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await house.AskAsync(mine, new ListRecords<Inspection, InspectionAnswer>(place, new RecordFilter(), new PageRequest(2, after)), Role.Leader, at: district);
            seen.AddRange(page.Items.Select(i => i.Id));
            after = page.Next is null ? null : page.Items[^1].Id;
        }
        while (after is not null);
        Assert.Equal(5, seen.Distinct().Count());
        await Assert.ThrowsAsync<NotAllowed>(() => house.AskAsync(mine, new AddRecord<Inspection, InspectionInput, InspectionAnswer>(place, new InspectionInput { Date = new DateOnly(2017, 7, 1), Place = "x" }), Role.Clerk, at: district));
        await Assert.ThrowsAsync<NotAllowed>(() => house.AskAsync(mine, new AddRecord<Inspection, InspectionInput, InspectionAnswer>(place, new InspectionInput { Date = new DateOnly(2017, 7, 1), Place = "x" }), Role.Leader));
    }

    [Theory]
    [InlineData(2017, "2016-12-25", 201701)]
    [InlineData(2017, "2017-01-03", 201701)]
    [InlineData(2017, "2017-03-01", 201703)]
    [InlineData(2016, "2017-02-01", 201612)]
    public async Task A_winter_round_counts_in_its_campaigns_year(int year, string day, int month)
    {
        var mine = await house.FoundMineAsync();
        var terms = Given.Terms(Season.Winter, year);
        (terms.Starts, terms.Ends) = (new DateOnly(year - 1, 12, 1), new DateOnly(year + 1, 3, 1));
        var campaign = await house.AskAsync(mine, new CreateCampaign(terms));
        var place = new RecordPlace(long.Parse(campaign.Id, System.Globalization.CultureInfo.InvariantCulture));
        await house.AskAsync(mine, new StartCampaign(place.Parent));
        await house.TakeMarksAsync(mine);
        await house.RecordAsync<FundsRaised, FundsInput, FundsAnswer>(mine, place, new FundsInput { Date = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Amount = 10 });
        Assert.Equal([$"{month} seasonal.funds"], await house.TakeMarksAsync(mine));
    }

    private Task<InspectionAnswer> InspectAsync(UnionInfo mine, RecordPlace place, DateOnly? day = null) =>
        house.RecordAsync<Inspection, InspectionInput, InspectionAnswer>(mine, place, new InspectionInput { Date = day ?? new DateOnly(2017, 7, 1), Place = "井口", HazardsFound = 3, HazardsFixed = 1 });

    private static ChangeRecord<Inspection, InspectionInput, InspectionAnswer> Change(RecordPlace place, InspectionAnswer inspection, InspectionInput input) =>
        new(place, Id(inspection), inspection.Version, input);

    private static long Id(IRecordAnswer answer) => long.Parse(answer.Id, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> RuleOf(Task work) => (await Assert.ThrowsAsync<RuleViolation>(() => work)).Code;
}
