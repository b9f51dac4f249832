using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Hardship;
using Federation.EmploymentFairs.Matching;
using Federation.EmploymentFairs.Placements;
using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.EmploymentFairs.Tests.Matching;

[Collection(FairsCollection.Name)]
public sealed class MatchTests(FairsFixture house)
{
    [Fact]
    public async Task Posts_are_ranked_by_trade_place_and_wage_and_say_why()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        var stand = await house.StandAsync(mine, fair);
        async Task<string> OfferedAsync(Trade trade, string division, decimal? to, int openings = 10) => (await house.PostAsync(mine, fair, Given.Post(stand, openings, trade, to - 500, to, division))).Id;
        var far = await OfferedAsync(Trade.Welding, "330100", 9_000);
        var best = await OfferedAsync(Trade.Welding, "610102", 5_000);
        var city = await OfferedAsync(Trade.Welding, "610103", 4_600);
        var otherTrade = await OfferedAsync(Trade.Driving, "610102", 5_000);
        var open = await OfferedAsync(Trade.Welding, "610400", null);
        var nothing = await OfferedAsync(Trade.Sales, "330100", 1_000);
        var filled = await OfferedAsync(Trade.Welding, "610102", 9_000, 1);
        await house.RecordAsync<Placement, PlacementInput, PlacementAnswer>(mine, fair, new PlacementInput { Post = filled, Date = Given.Last });
        var absent = await house.StandAsync(mine, fair, Attendance.Absent);
        await house.PostAsync(mine, fair, Given.Post(absent, from: 8_000, to: 9_000));
        var wants = Given.Seeker(arrived: Given.First);
        (wants.Trade, wants.Division, wants.Wage) = (Trade.Welding, "610102", 5_000);
        var seeker = await house.SeekerAsync(mine, fair, wants);

        await house.RecordAsync<JobApplication, ApplicationInput, ApplicationAnswer>(mine, fair, new ApplicationInput { Seeker = seeker.Id, Post = city, Date = Given.First });
        var ranked = (await house.AskAsync(mine, new MatchPosts(fair, Given.Id(seeker.Id)))).Items;
        Assert.Equal([city], ranked.Where(r => r.Applied).Select(r => r.Post));
        Assert.Equal([seeker.Id], (await house.AskAsync(mine, new MatchSeekers(fair, Given.Id(city)))).Items.Where(r => r.Applied).Select(r => r.Seeker));
        Assert.Equal([best, city, far, open, otherTrade], ranked.Select(r => r.Post));
        Assert.Equal([9, 7, 6, 6, 5], ranked.Select(r => r.Score));
        Assert.Equal(["match-trade", "match-place", "match-wage"], ranked[0].Reasons.Select(r => r.Code));
        Assert.Equal(["match-trade", "match-city", "match-wage-near"], ranked[1].Reasons.Select(r => r.Code));
        Assert.Equal(["match-trade", "match-far", "match-wage"], ranked[2].Reasons.Select(r => r.Code));
        Assert.Equal(["match-trade", "match-province", "match-wage-open"], ranked[3].Reasons.Select(r => r.Code));
        Assert.Equal(["match-other-trade", "match-place", "match-wage"], ranked[4].Reasons.Select(r => r.Code));
        Assert.All(ranked.SelectMany(r => r.Reasons), r => Assert.NotEqual(r.Code, r.Text));
        Assert.All(ranked, r => Assert.Equal(r.Score, r.Reasons.Sum(reason => reason.Points)));
        Assert.DoesNotContain(nothing, ranked.Select(r => r.Post));
    }

    [Fact]
    public async Task A_whole_city_or_nothing_is_met_by_every_post_in_it()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        var stand = await house.StandAsync(mine, fair);
        await house.PostAsync(mine, fair, Given.Post(stand, division: "610103"));
        var wants = Given.Seeker(arrived: Given.First);
        var anything = Assert.Single((await house.AskAsync(mine, new MatchPosts(fair, Given.Id((await house.SeekerAsync(mine, fair, wants)).Id)))).Items);
        Assert.Equal((9, "match-any-trade match-any-place match-any-wage"), (anything.Score, string.Join(' ', anything.Reasons.Select(r => r.Code))));
        var inCity = Given.Seeker(arrived: Given.First);
        inCity.Division = "610100";
        var met = Assert.Single((await house.AskAsync(mine, new MatchPosts(fair, Given.Id((await house.SeekerAsync(mine, fair, inCity)).Id)))).Items);
        Assert.Equal((9, "match-any-trade match-place match-any-wage"), (met.Score, string.Join(' ', met.Reasons.Select(r => r.Code))));
    }

    [Fact]
    public async Task Seekers_whom_a_post_fits_come_with_members_of_hardship_families_first_and_without_those_placed()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        var post = await house.PostAsync(mine, fair, Given.Post(await house.StandAsync(mine, fair)));
        var number = Given.IdentityNumber();
        await house.AskAsync(mine, new MarkHardship(new HardshipInput { IdentityNumber = number, From = new DateOnly(2016, 1, 1) }));
        async Task<string> WantsAsync(Trade trade, string? division, decimal wage, string? identity = null)
        {
            var input = Given.Seeker(identity, Given.First);
            (input.Trade, input.Division, input.Wage) = (trade, division, wage);
            return (await house.SeekerAsync(mine, fair, input)).Id;
        }
        var fits = await WantsAsync(Trade.Welding, "610102", 5_000);
        var placed = await WantsAsync(Trade.Welding, "610102", 5_000);
        var hardship = await WantsAsync(Trade.Welding, "610000", 4_000, number);
        var near = await WantsAsync(Trade.Welding, "610400", 5_500);
        var other = await WantsAsync(Trade.Sales, "330100", 9_000);
        await house.RecordAsync<Placement, PlacementInput, PlacementAnswer>(mine, fair, new PlacementInput { Post = post.Id, Seeker = placed, Date = Given.Last });

        var ranked = (await house.AskAsync(mine, new MatchSeekers(fair, Given.Id(post.Id)))).Items;
        Assert.Equal([hardship, fits, near], ranked.Select(r => r.Seeker));
        Assert.Equal([9, 9, 6], ranked.Select(r => r.Score));
        Assert.Equal(["match-trade", "match-place", "match-wage", "match-hardship"], ranked[0].Reasons.Select(r => r.Code));
        Assert.All(ranked, r => Assert.Equal(r.Score, r.Reasons.Sum(reason => reason.Points)));
        Assert.DoesNotContain(other, ranked.Select(r => r.Seeker));
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(mine, new MatchSeekers(fair, 1)));
    }

    [Fact]
    public async Task Who_may_not_look_at_persons_is_given_no_ranking_of_them()
    {
        var (district, mine) = await house.FoundAsync();
        var fair = await house.AnnouncedAsync(mine);
        var post = await house.PostAsync(mine, fair);
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(mine, new MatchSeekers(fair, Given.Id(post.Id)), Role.Leader, at: district));
        await Assert.ThrowsAsync<NotAllowed>(() => house.AskAsync(mine, new MatchSeekers(fair, Given.Id(post.Id)), Role.Administrator));
    }
}
