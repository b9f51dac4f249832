using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Fairs;
using Federation.EmploymentFairs.Placements;
using Federation.EmploymentFairs.Seeding;
using Federation.EmploymentFairs.Seekers;
using Federation.EmploymentFairs.Visitors;
using Federation.Framework.Databases;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Figures;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Tests.Figures;

[Collection(FairsCollection.Name)]
public sealed class FigureTests(FairsFixture house)
{
    [Fact]
    public async Task The_figures_of_a_fair_are_what_its_meanings_say()
    {
        var (host, other) = (await house.FoundMineAsync(), await house.FoundMineAsync());
        var terms = Given.Terms(new CoHostInput { Union = other.Code });
        terms.Ends = new DateOnly(2017, 4, 1);
        var fair = await house.AnnouncedAsync(host, terms);
        var code = Given.EmployerCode();
        var present = await house.StandAsync(host, fair, code: code);
        await house.StandAsync(host, fair);
        var absent = await house.StandAsync(host, fair, Attendance.Absent);
        var post = await house.PostAsync(host, fair, Given.Post(present, openings: 30));
        await house.PostAsync(host, fair, Given.Post(absent, openings: 99));
        await house.RecordAsync<VisitorCount, VisitorsInput, VisitorsAnswer>(host, fair, new VisitorsInput { Date = Given.First, People = 200 });
        var seeker = await house.SeekerAsync(host, fair);
        await house.SeekerAsync(host, fair, Given.Seeker(arrived: terms.Ends));
        await house.SeekerAsync(host, fair, Given.Seeker());
        await house.RecordAsync<JobApplication, ApplicationInput, ApplicationAnswer>(host, fair, new ApplicationInput { Seeker = seeker.Id, Post = post.Id, Date = Given.First });
        await house.RecordAsync<JobOffer, OfferInput, OfferAnswer>(host, fair, new OfferInput { Post = post.Id, Seeker = seeker.Id, Date = Given.First });
        await house.RecordAsync<JobOffer, OfferInput, OfferAnswer>(host, fair, new OfferInput { Post = post.Id, People = 11, Date = Given.Last });
        var placed = await house.RecordAsync<Placement, PlacementInput, PlacementAnswer>(host, fair, new PlacementInput { Post = post.Id, People = 9, OfHardship = 4, Date = new DateOnly(2017, 4, 10) });
        await house.RecordAsync<Placement, PlacementInput, PlacementAnswer>(host, fair, new PlacementInput { Post = post.Id, Seeker = seeker.Id, Date = new DateOnly(2017, 5, 2) });
        await house.RecordAsync<FollowUp, FollowUpInput, FollowUpAnswer>(host, fair, new FollowUpInput { Placement = placed.Id, After = 30, Date = new DateOnly(2017, 5, 20), Employed = 8 });
        await house.RecordAsync<FollowUp, FollowUpInput, FollowUpAnswer>(host, fair, new FollowUpInput { Placement = placed.Id, After = 90, Date = new DateOnly(2017, 7, 20), Reached = 6, Employed = 3 });
        await house.CloseAsync(host, fair);
        // Another fair with the same employer: one more attendance, no other employer. It is announced only, and so not held.
        await house.StandAsync(host, await house.AnnouncedAsync(host), code: code);
        await house.PlannedAsync(host, Given.Terms(new CoHostInput { Union = other.Code }));

        var expected = new Dictionary<string, string>
        {
            ["201704 fairs.held"] = "1", ["201703 fairs.attendances"] = "1", ["201704 fairs.attendances"] = "2", ["201703 fairs.employers"] = "1 different", ["201704 fairs.employers"] = "2 different",
            ["201704 fairs.posts"] = "30", ["201703 fairs.visitors"] = "201", ["201704 fairs.visitors"] = "1", ["201703 fairs.offers"] = "12", ["201704 fairs.placed"] = "9", ["201705 fairs.placed"] = "1",
            ["201704 fairs.placed-hardship"] = "4", ["201705 fairs.retained"] = "8/9", ["201707 fairs.retained"] = "3/6",
            ["201704 @fairs.fairs"] = "1", ["201703 @fairs.stands"] = "1", ["201704 @fairs.stands"] = "2", ["201704 @fairs.posts"] = "1", ["201703 @fairs.visitors"] = "2", ["201704 @fairs.visitors"] = "1",
            ["201703 @fairs.applications"] = "1", ["201703 @fairs.offers"] = "2", ["201704 @fairs.placements"] = "1", ["201705 @fairs.placements"] = "1", ["201705 @fairs.follow-ups"] = "1", ["201707 @fairs.follow-ups"] = "1",
        };
        var measured = await MeasureAsync(host);
        Assert.Equal(expected.OrderBy(e => e.Key, StringComparer.Ordinal), measured.Where(m => m.Value != "0").OrderBy(m => m.Key, StringComparer.Ordinal));
        Assert.Equal(["201704 @fairs.co-hosts=1", "201704 fairs.co-hosted=1"], (await MeasureAsync(other)).Select(m => $"{m.Key}={m.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_measuring_query_filters_first_and_gives_each_column_an_expression_of_its_own()
    {
        await using var unit = house.Enter(await house.FoundMineAsync());
        foreach (var source in unit.Get<IEnumerable<IFigureSource>>())
        {
            foreach (var measurement in source.Queries(new YearOfUnion(unit.Context, 1, 2017)))
            {
                var sql = measurement.Query.ToQueryString();
                Assert.DoesNotContain("tree_closure", sql, StringComparison.Ordinal);
                Assert.DoesNotContain("JOIN", sql, StringComparison.Ordinal);
                if (measurement.Counts is null) Assert.True(sql.IndexOf("WHERE", StringComparison.Ordinal) < sql.LastIndexOf("GROUP BY", StringComparison.Ordinal), sql);
                Assert.All(measurement.Columns, c => Assert.Contains($"AS \"{c.Column}\"", sql, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task A_seed_keeps_the_rules_and_writes_the_same_as_one_by_one()
    {
        var mine = await house.FoundMineAsync();
        var other = await house.FoundMineAsync();
        await Assert.ThrowsAsync<RuleViolation>(() => SeedAsync(openings: 5));
        await SeedAsync(openings: 20);
        Assert.Equal(
            ["201703 fairs.fairs", "201703 fairs.offers", "201703 fairs.posts", "201703 fairs.stands", "201703 fairs.visitors", "201704 fairs.placements", "201705 fairs.follow-ups"], await house.TakeMarksAsync(mine));
        Assert.Equal(["201703 fairs.co-hosts"], await house.TakeMarksAsync(other));
        var measured = await MeasureAsync(mine);
        Assert.Equal(("1", "1", "20", "12", "7", "11/12"), (measured["201703 fairs.held"], measured["201703 fairs.attendances"], measured["201703 fairs.posts"], measured["201704 fairs.placed"], measured["201704 fairs.placed-hardship"], measured["201705 fairs.retained"]));

        async Task SeedAsync(int openings)
        {
            await using var unit = house.Enter(mine);
            var session = unit.Get<DatabaseSession>();
            await session.BeginAsync(CancellationToken.None);
            var placed = new DateOnly(2017, 4, 10);
            await unit.Get<FairSeed>().WriteAsync(
            [
                (mine,
                [
                    new SeededFair
                    {
                        Fair = Given.Terms(), CoHosts = [other.Id], AnnouncedOn = Given.First.AddDays(-9), Held = true, Visitors = [new VisitorsInput { Date = Given.First, People = 40 }],
                        Stands =
                        [
                            new SeededStand(new StandInput { Employer = "某厂", EmployerCode = Given.EmployerCode(), Sector = Sector.Energy, Attendance = Attendance.Present }, new SeededPost(
                                new PostInput { Title = "电工", Trade = Trade.Electrical, Openings = openings, Division = "610102", Place = "新城区" }, [new OfferInput { People = 15, Date = Given.First }],
                                [new SeededPlacement(new PlacementInput { People = 12, OfHardship = 7, Date = placed }, new FollowUpInput { After = 30, Date = placed.AddDays(30), Employed = 11 })])),
                        ],
                    },
                ]),
            ], CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }
    }

    private async Task<Dictionary<string, string>> MeasureAsync(UnionInfo union)
    {
        await using var unit = house.Enter(union);
        return new YearOfUnion(unit.Context, union.Id, 2017).Measure(unit.Get<IEnumerable<IFigureSource>>());
    }
}
