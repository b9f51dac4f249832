using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Employers;
using Federation.EmploymentFairs.Fairs;
using Federation.EmploymentFairs.Hardship;
using Federation.EmploymentFairs.Placements;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Records;
using Federation.EmploymentFairs.Seekers;
using Federation.EmploymentFairs.Visitors;
using Federation.Framework.Records;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Tests.Records;

[Collection(FairsCollection.Name)]
public sealed class RuleTests(FairsFixture house)
{
    private static readonly DateOnly Placed = Given.Last.AddDays(7);

    [Fact]
    public async Task An_employer_is_known_by_a_code_with_a_right_check_character_and_stands_once_at_a_fair()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.PlannedAsync(mine);
        var code = Given.EmployerCode();
        var wrong = code[..17] + (code[17] == '0' ? '1' : '0');
        Assert.Equal("bad-credit-code", (await Assert.ThrowsAsync<InvalidInput>(() => house.StandAsync(mine, fair, code: wrong))).Problems["employerCode"][0].Code);
        await house.StandAsync(mine, fair, code: code.ToLowerInvariant());
        await Rule("employer-there-already", () => house.StandAsync(mine, fair, code: code));
        await house.RecordAsync<Stand, StandInput, StandAnswer>(mine, fair, Stall("A12"));
        await Rule("stall-taken", () => house.RecordAsync<Stand, StandInput, StandAnswer>(mine, fair, Stall("A12")));

        static StandInput Stall(string stall) => new() { Employer = "某厂", EmployerCode = Given.EmployerCode(), Sector = Sector.Mining, Stall = stall };
    }

    [Fact]
    public async Task Posts_are_offered_once_their_employer_is_present()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        var stand = await house.StandAsync(mine, fair, Attendance.Expected);
        await house.PostAsync(mine, fair, Given.Post(stand));
        await house.TakeMarksAsync(mine);
        await house.AskAsync(mine, new ChangeRecord<Stand, StandInput, StandAnswer>(fair, Given.Id(stand.Id), 1, new StandInput { Employer = stand.Employer, EmployerCode = stand.EmployerCode, Sector = stand.Sector, Attendance = Attendance.Present }));
        Assert.Equal(["201703 fairs.posts", "201703 fairs.stands"], await house.TakeMarksAsync(mine));
        await using var unit = house.Enter(mine);
        Assert.True((await unit.Context.Posts.SingleAsync(p => p.FairId == fair)).Offered);
    }

    [Fact]
    public async Task A_post_has_an_employer_of_the_same_fair_openings_and_wages_in_order()
    {
        var mine = await house.FoundMineAsync();
        var (fair, other) = (await house.PlannedAsync(mine), await house.PlannedAsync(mine));
        var elsewhere = await house.StandAsync(mine, other, Attendance.Expected);
        Assert.Equal("no-such-record", (await Assert.ThrowsAsync<InvalidInput>(() => house.PostAsync(mine, fair, Given.Post(elsewhere)))).Problems["stand"][0].Code);
        var wrong = await Assert.ThrowsAsync<InvalidInput>(() => house.PostAsync(mine, other, Given.Post(elsewhere, openings: 0, from: 5_000, to: 4_000, division: "xian")));
        Assert.Equal(["division", "openings", "wageTo"], wrong.Problems.Keys.Order());
        await house.PostAsync(mine, other, Given.Post(elsewhere));
        await Rule("stand-has-posts", () => house.AskAsync(mine, new RemoveRecord<Stand>(other, Given.Id(elsewhere.Id), 1)));
    }

    [Fact]
    public async Task Nobody_is_counted_before_the_fair_is_announced_or_outside_its_days()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.PlannedAsync(mine);
        await Rule("fair-not-announced", () => house.SeekerAsync(mine, fair));
        await house.AnnounceAsync(mine, fair);
        await Rule("outside-fair", () => house.RecordAsync<VisitorCount, VisitorsInput, VisitorsAnswer>(mine, fair, new VisitorsInput { Date = Given.Last.AddDays(1), People = 5 }));
        await Rule("outside-fair", () => house.SeekerAsync(mine, fair, Given.Seeker(arrived: Given.First.AddDays(-1))));
        await house.RecordAsync<VisitorCount, VisitorsInput, VisitorsAnswer>(mine, fair, new VisitorsInput { Date = Given.Last, People = 5 });
    }

    [Fact]
    public async Task A_phone_number_is_registered_once_at_a_fair_however_it_is_written_and_shown_masked()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        var phone = Given.Phone();
        var seeker = await house.SeekerAsync(mine, fair, new SeekerInput { Name = "甲", Phone = phone });
        Assert.Equal(phone[..3] + "****" + phone[7..], seeker.Phone);
        await Rule("phone-registered-already", () => house.SeekerAsync(mine, fair, new SeekerInput { Name = "乙", Phone = $"+86 {phone[..3]}-{phone[3..7]} {phone[7..]}" }));
        Assert.Equal("bad-phone", (await Assert.ThrowsAsync<InvalidInput>(() => house.SeekerAsync(mine, fair, new SeekerInput { Name = "乙", Phone = "029-88888888" }))).Problems["phone"][0].Code);
        Assert.Equal("required", (await Assert.ThrowsAsync<InvalidInput>(() => house.SeekerAsync(mine, fair, new SeekerInput { Name = "乙" }))).Problems["phone"][0].Code);
        await house.SeekerAsync(mine, await house.AnnouncedAsync(mine), new SeekerInput { Name = "甲", Phone = phone });
        // Found by the whole number at the door; the change leaves the number as it is.
        var found = Assert.Single((await house.AskAsync(mine, new ListRecords<Seeker, SeekerAnswer>(fair, new RecordFilter { Search = phone }, PageRequest.First))).Items);
        var arrived = await house.AskAsync(mine, new ChangeRecord<Seeker, SeekerInput, SeekerAnswer>(fair, Given.Id(found.Id), found.Version, new SeekerInput { Name = "甲", ArrivedOn = Given.First }));
        Assert.Equal((seeker.Phone, Given.First), (arrived.Phone, arrived.ArrivedOn));
        await Assert.ThrowsAsync<StaleRecord>(() => house.AskAsync(mine, new ChangeRecord<Seeker, SeekerInput, SeekerAnswer>(fair, Given.Id(found.Id), found.Version, new SeekerInput { Name = "甲" })));
    }

    [Fact]
    public async Task What_a_union_marks_is_known_at_another_unions_fair_by_the_number_alone()
    {
        var (keeper, host) = (await house.FoundMineAsync(), await house.FoundMineAsync());
        var (hardship, former) = (Given.IdentityNumber(), Given.IdentityNumber());
        await house.AskAsync(keeper, new MarkHardship(new HardshipInput { IdentityNumber = hardship, From = new DateOnly(2016, 1, 1) }));
        await house.AskAsync(keeper, new MarkHardship(new HardshipInput { IdentityNumber = former, From = new DateOnly(2015, 1, 1), Until = new DateOnly(2016, 1, 1) }));
        var fair = await house.AnnouncedAsync(host);
        var post = await house.PostAsync(host, fair);
        var marked = await house.SeekerAsync(host, fair, Given.Seeker(hardship.ToLowerInvariant(), Given.First));
        var over = await house.SeekerAsync(host, fair, Given.Seeker(former, Given.First));
        var other = await house.SeekerAsync(host, fair, Given.Seeker(Given.IdentityNumber(), Given.First));
        Assert.Equal((true, false, false), (marked.Hardship, over.Hardship, other.Hardship));
        Assert.Equal(1, (await PlaceAsync(host, fair, post, marked)).OfHardship);
        Assert.Equal(0, (await PlaceAsync(host, fair, post, other)).OfHardship);
        Assert.DoesNotContain(hardship, marked.IdentityNumber, StringComparison.Ordinal);
        await using var unit = house.Enter(host);
        Assert.All(await unit.Context.HardshipMarks.Where(m => m.KeeperId == keeper.Id).ToListAsync(), m => Assert.Equal(16, m.PersonHash.Length));
        // Marking again ends the mark that there is.
        await house.AskAsync(keeper, new MarkHardship(new HardshipInput { IdentityNumber = hardship, From = new DateOnly(2016, 1, 1), Until = new DateOnly(2016, 12, 31) }));
        Assert.Equal(2, await unit.Context.HardshipMarks.CountAsync(m => m.KeeperId == keeper.Id));
        var later = await house.AnnouncedAsync(host);
        Assert.False((await house.SeekerAsync(host, later, Given.Seeker(hardship, Given.First))).Hardship);
        await Assert.ThrowsAsync<InvalidInput>(() => house.AskAsync(keeper, new MarkHardship(new HardshipInput { IdentityNumber = hardship, From = new DateOnly(2016, 1, 1), Until = new DateOnly(2015, 1, 1) })));
    }

    [Fact]
    public async Task Marking_again_keeps_the_first_day_and_a_hardship_that_comes_back_is_a_second_mark()
    {
        var keeper = await house.FoundMineAsync();
        var number = Given.IdentityNumber();
        Task<HardshipAnswer> MarkAsync(string from, string? until = null) => house.AskAsync(keeper, new MarkHardship(new HardshipInput { IdentityNumber = number, From = Day(from), Until = until is null ? null : Day(until) }));
        static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        async Task<bool> WasAsync(DateOnly day)
        {
            await using var unit = house.Enter(keeper);
            var hash = unit.Get<PersonIdentity>().Hash(number);
            return (await unit.Context.HardshipMarks.Where(m => m.PersonHash == hash).ToListAsync()).Exists(m => m.Holds(day));
        }
        await MarkAsync("2016-01-01");
        await Rule("marked-already", () => MarkAsync("2016-06-01"));
        await Rule("marked-already", () => MarkAsync("2015-06-01"));
        Assert.True(await WasAsync(new DateOnly(2016, 2, 1)));
        // The same again says nothing new; with a last day it ends, once.
        await MarkAsync("2016-01-01");
        await MarkAsync("2016-01-01", "2016-12-31");
        await Rule("mark-ended-already", () => MarkAsync("2016-01-01", "2017-12-31"));
        Assert.Equal((true, false), (await WasAsync(new DateOnly(2016, 12, 31)), await WasAsync(new DateOnly(2017, 1, 1))));
        await MarkAsync("2018-01-01");
        Assert.Equal((true, false, true), (await WasAsync(new DateOnly(2016, 5, 1)), await WasAsync(new DateOnly(2017, 5, 1)), await WasAsync(new DateOnly(2018, 5, 1))));
        // Of several the latest is taken back.
        await house.AskAsync(keeper, new UnmarkHardship(new UnmarkInput { IdentityNumber = number }));
        Assert.Equal((true, false), (await WasAsync(new DateOnly(2016, 5, 1)), await WasAsync(new DateOnly(2018, 5, 1))));
    }

    [Fact]
    public async Task A_mark_is_taken_back_by_the_union_that_made_it_and_by_no_other()
    {
        var (keeper, other) = (await house.FoundMineAsync(), await house.FoundMineAsync());
        var number = Given.IdentityNumber();
        await house.AskAsync(keeper, new MarkHardship(new HardshipInput { IdentityNumber = number, From = new DateOnly(2016, 1, 1) }));
        await Rule("not-marked-here", () => house.AskAsync(other, new UnmarkHardship(new UnmarkInput { IdentityNumber = number })));
        await Assert.ThrowsAsync<NotAllowed>(() => house.AskAsync(keeper, new UnmarkHardship(new UnmarkInput { IdentityNumber = number }), Role.Leader));
        await house.AskAsync(keeper, new UnmarkHardship(new UnmarkInput { IdentityNumber = number.ToLowerInvariant() }));
        await Rule("not-marked-here", () => house.AskAsync(keeper, new UnmarkHardship(new UnmarkInput { IdentityNumber = number })));
        var fair = await house.AnnouncedAsync(keeper);
        Assert.False((await house.SeekerAsync(keeper, fair, Given.Seeker(number, Given.First))).Hardship);
        await using var unit = house.Enter(keeper);
        Assert.Equal(
            ["fairs.mark-hardship", "fairs.unmark-hardship"],
            await unit.Context.AuditEntries.Where(a => a.UnionId == keeper.Id && a.Action.EndsWith("mark-hardship")).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync());
    }

    [Fact]
    public async Task A_seeker_applies_for_a_post_once_and_for_none_that_is_filled()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        var (post, seeker) = (await house.PostAsync(mine, fair, 1), await house.SeekerAsync(mine, fair));
        var input = new ApplicationInput { Seeker = seeker.Id, Post = post.Id, Date = Given.First };
        await house.RecordAsync<JobApplication, ApplicationInput, ApplicationAnswer>(mine, fair, input);
        await Rule("applied-already", () => house.RecordAsync<JobApplication, ApplicationInput, ApplicationAnswer>(mine, fair, input));
        await Rule("seeker-in-use", () => house.AskAsync(mine, new RemoveRecord<Seeker>(fair, Given.Id(seeker.Id), 1)));
        await Rule("post-in-use", () => house.AskAsync(mine, new RemoveRecord<Post>(fair, Given.Id(post.Id), 1)));
        await PlaceAsync(mine, fair, post, seeker);
        var late = await house.SeekerAsync(mine, fair);
        await Rule("post-filled", () => house.RecordAsync<JobApplication, ApplicationInput, ApplicationAnswer>(mine, fair, new ApplicationInput { Seeker = late.Id, Post = post.Id, Date = Given.First }));
    }

    [Fact]
    public async Task Offers_are_to_one_seeker_or_to_a_number()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        var (post, seeker) = (await house.PostAsync(mine, fair), await house.SeekerAsync(mine, fair));
        Task<OfferAnswer> OfferAsync(string? to, int? people) => house.RecordAsync<JobOffer, OfferInput, OfferAnswer>(mine, fair, new OfferInput { Post = post.Id, Seeker = to, People = people, Date = Given.First });
        Assert.Equal((1, seeker.Name), ((await OfferAsync(seeker.Id, null)) is var one ? (one.People, one.Name) : default));
        Assert.Equal(30, (await OfferAsync(null, 30)).People);
        await Rule("offered-already", () => OfferAsync(seeker.Id, null));
        Assert.Equal("one-seeker", (await Assert.ThrowsAsync<InvalidInput>(() => OfferAsync(seeker.Id, 2))).Problems["people"][0].Code);
        await Rule("outside-fair", () => house.RecordAsync<JobOffer, OfferInput, OfferAnswer>(mine, fair, new OfferInput { Post = post.Id, Date = Given.First.AddDays(-1) }));
    }

    [Fact]
    public async Task Placements_fill_the_openings_and_no_more_also_when_they_are_changed_or_taken_back()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        var post = await house.PostAsync(mine, fair, 10);
        var placed = await PlaceAsync(mine, fair, post, 8, 3);
        Assert.Equal(3, placed.OfHardship);
        await Rule("placed-above-openings", () => PlaceAsync(mine, fair, post, 3, 0));
        await Rule("hardship-above-people", () => PlaceAsync(mine, fair, post, 1, 2));
        await house.CloseAsync(mine, fair);
        var changed = await house.AskAsync(mine, new ChangeRecord<Placement, PlacementInput, PlacementAnswer>(fair, Given.Id(placed.Id), 1, new PlacementInput { Post = post.Id, People = 10, Date = Placed }));
        Assert.Equal(10, (await GetPostAsync()).Filled);
        await house.AskAsync(mine, new RemoveRecord<Placement>(fair, Given.Id(placed.Id), changed.Version));
        Assert.Equal(0, (await GetPostAsync()).Filled);
        await PlaceAsync(mine, fair, post, 9, 0);
        await house.ReopenAsync(mine, fair, Role.Reviewer);
        var read = await GetPostAsync();
        var fewer = Given.Post(new StandAnswer(read.Stand, "", "", default, null, default, 0), openings: 5);
        await Rule("placed-above-openings", () => house.AskAsync(mine, new ChangeRecord<Post, PostInput, PostAnswer>(fair, Given.Id(post.Id), read.Version, fewer)));

        Task<PostAnswer> GetPostAsync() => house.AskAsync(mine, new GetRecord<Post, PostAnswer>(fair, Given.Id(post.Id)));
    }

    [Fact]
    public async Task A_seeker_is_placed_once_at_a_fair_and_the_mark_says_the_hardship()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        var (post, seeker) = (await house.PostAsync(mine, fair), await house.SeekerAsync(mine, fair));
        Assert.Equal("hardship-by-mark", (await Assert.ThrowsAsync<InvalidInput>(() => house.RecordAsync<Placement, PlacementInput, PlacementAnswer>(
            mine, fair, new PlacementInput { Post = post.Id, Seeker = seeker.Id, OfHardship = 1, Date = Placed }))).Problems["ofHardship"][0].Code);
        await PlaceAsync(mine, fair, post, seeker);
        await Rule("placed-already", () => PlaceAsync(mine, fair, post, seeker));
    }

    [Fact]
    public async Task Follow_ups_come_after_30_and_90_days_once_each_and_reach_no_more_than_were_placed()
    {
        var mine = await house.FoundMineAsync();
        var fair = await house.AnnouncedAsync(mine);
        var post = await house.PostAsync(mine, fair);
        var placed = await PlaceAsync(mine, fair, post, 8, 0);
        Task<FollowUpAnswer> AskedAsync(int after, int days, int employed, int? reached = null) => house.RecordAsync<FollowUp, FollowUpInput, FollowUpAnswer>(
            mine, fair, new FollowUpInput { Placement = placed.Id, After = after, Date = Placed.AddDays(days), Employed = employed, Reached = reached });
        Task<PageOf<PlacementAnswer>> DueAsync() => house.AskAsync(mine, new ListRecords<Placement, PlacementAnswer>(fair, new RecordFilter { Due = true }, PageRequest.First));
        Task<DueFollowUps> NowAsync() => house.AskAsync(mine, new FollowUpsDue(fair, Given.Id(placed.Id)));
        Assert.Equal([30, 90], (await NowAsync()).After);
        await Rule("follow-up-too-early", () => AskedAsync(30, 29, 8));
        await Rule("employed-above-reached", () => AskedAsync(30, 30, 5, 4));
        await Rule("reached-above-placed", () => AskedAsync(30, 30, 5, 9));
        Assert.Equal("not-30-or-90", (await Assert.ThrowsAsync<InvalidInput>(() => AskedAsync(60, 60, 5))).Problems["after"][0].Code);
        Assert.Equal(8, (await AskedAsync(30, 30, 7)).Reached);
        Assert.Equal([90], (await NowAsync()).After);
        Assert.Equal(placed.Id, Assert.Single((await DueAsync()).Items).Id);
        await AskedAsync(90, 95, 5, 6);
        Assert.Empty((await NowAsync()).After);
        Assert.Empty((await DueAsync()).Items);
        await Rule("followed-up-already", () => AskedAsync(30, 40, 7));
        await Rule("placement-followed-up", () => house.AskAsync(mine, new RemoveRecord<Placement>(fair, Given.Id(placed.Id), 1)));
        await Rule("reached-above-placed", () => house.AskAsync(mine, new ChangeRecord<Placement, PlacementInput, PlacementAnswer>(fair, Given.Id(placed.Id), 1, new PlacementInput { Post = post.Id, People = 7, Date = Placed })));
        await Rule("follow-up-too-early", () => house.AskAsync(mine, new ChangeRecord<Placement, PlacementInput, PlacementAnswer>(fair, Given.Id(placed.Id), 1, new PlacementInput { Post = post.Id, People = 8, Date = Placed.AddDays(9) })));
    }

    [Fact]
    public async Task Seekers_and_what_came_of_them_are_there_for_their_own_union_alone_and_looking_is_logged()
    {
        var (district, mine) = await house.FoundAsync();
        var fair = await house.AnnouncedAsync(mine);
        var post = await house.PostAsync(mine, fair);
        var seeker = await house.SeekerAsync(mine, fair);
        await PlaceAsync(mine, fair, post, seeker);
        Assert.Single((await house.AskAsync(district, new ListRecords<Post, PostAnswer>(fair, new RecordFilter(), PageRequest.First), Role.Leader)).Items);
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(district, new ListRecords<Seeker, SeekerAnswer>(fair, new RecordFilter(), PageRequest.First), Role.Leader));
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(mine, new ListRecords<Seeker, SeekerAnswer>(fair, new RecordFilter(), PageRequest.First), Role.Leader, at: district));
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(mine, new GetRecord<Placement, PlacementAnswer>(fair, 1), Role.Leader, at: district));
        await Assert.ThrowsAsync<NotAllowed>(() => house.AskAsync(mine, new ListRecords<Seeker, SeekerAnswer>(fair, new RecordFilter(), PageRequest.First), Role.Administrator));
        await house.AskAsync(mine, new ListRecords<Seeker, SeekerAnswer>(fair, new RecordFilter(), PageRequest.First), Role.Leader);
        // The whole number is for those who call.
        await Assert.ThrowsAsync<NotAllowed>(() => house.AskAsync(mine, new OpenField<Seeker>(fair, Given.Id(seeker.Id), "phone"), Role.Leader));
        await Assert.ThrowsAsync<NotAllowed>(() => house.AskAsync(mine, new OpenField<Seeker>(fair, Given.Id(seeker.Id), "phone"), at: district));
        var other = await house.AnnouncedAsync(mine);
        await Assert.ThrowsAsync<NotFound>(() => house.AskAsync(mine, new OpenField<Seeker>(other, Given.Id(seeker.Id), "phone")));
        Assert.Matches("^139[0-9]{8}$", (await house.AskAsync(mine, new OpenField<Seeker>(fair, Given.Id(seeker.Id), "phone")))["phone"]);
        await using var unit = house.Enter(mine);
        Assert.Equal([$"seekers {fair} {seeker.Id} phone"], await unit.Context.AuditEntries.Where(a => a.UnionId == mine.Id && a.Action == "record.open").Select(a => a.Subject).ToListAsync());
        Assert.Contains($"seekers {fair}", await unit.Context.AuditEntries.Where(a => a.UnionId == mine.Id && a.Action == "fairs.read-personal").Select(a => a.Subject).ToListAsync());
    }

    private Task<PlacementAnswer> PlaceAsync(UnionInfo union, long fair, PostAnswer post, SeekerAnswer seeker) =>
        house.RecordAsync<Placement, PlacementInput, PlacementAnswer>(union, fair, new PlacementInput { Post = post.Id, Seeker = seeker.Id, Date = Placed });

    private Task<PlacementAnswer> PlaceAsync(UnionInfo union, long fair, PostAnswer post, int people, int ofHardship) =>
        house.RecordAsync<Placement, PlacementInput, PlacementAnswer>(union, fair, new PlacementInput { Post = post.Id, People = people, OfHardship = ofHardship, Date = Placed });

    private static async Task Rule(string code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<RuleViolation>(act)).Code);
}
