using Federation.Framework.Tenancy;
using Federation.Kernel.Figures;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Seeding;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Tests.Figures;

[Collection(SeasonalCollection.Name)]
public sealed class FigureTests(SeasonalFixture house)
{
    [Fact]
    public async Task The_figures_of_a_year_are_what_its_meanings_say()
    {
        var mine = await house.FoundMineAsync();
        var student = Given.IdentityNumber();
        var person = Given.IdentityNumber();
        await SeedAsync(mine,
            new SeededCampaign
            {
                Campaign = Coded(Season.Summer, "s"),
                Funds =
                [
                    new FundsInput { Date = new DateOnly(2017, 6, 1), Amount = 1_000 }, new FundsInput { Date = new DateOnly(2017, 6, 2), Amount = 500.5m },
                    new FundsInput { Date = new DateOnly(2017, 6, 2), Amount = 5_000, FromParent = true },
                ],
                SummerDeliveries =
                [
                    new SummerDeliveryInput { Date = new DateOnly(2017, 7, 1), Place = "a", Site = SiteKind.Enterprise, HeadCount = 10, Money = 30 },
                    new SummerDeliveryInput { Date = new DateOnly(2017, 7, 2), Place = "b", Site = SiteKind.Site, HeadCount = 20, Items = [Goods(7, 70, true), Goods(3, 9, false)] },
                    new SummerDeliveryInput { Date = new DateOnly(2017, 7, 3), Place = "c", Site = SiteKind.Other, HeadCount = 5 },
                ],
                Inspections =
                [
                    new InspectionInput { Date = new DateOnly(2017, 7, 1), Place = "a", HazardsFound = 4, HazardsFixed = 3 }, new InspectionInput { Date = new DateOnly(2017, 7, 9), Place = "a" },
                ],
                Closed = true,
            },
            new SeededCampaign
            {
                Campaign = Coded(Season.Winter, "w"),
                Funds = [new FundsInput { Date = new DateOnly(2016, 12, 20), Amount = 9_000 }],
                WinterDeliveries =
                [
                    new WinterDeliveryInput { Date = new DateOnly(2016, 12, 24), Place = "a", HeadCount = 100, Money = 800, Items = [Goods(40, 400, true)] },
                    new WinterDeliveryInput { Date = new DateOnly(2017, 1, 24), Place = "a", Recipients = [Person(person, 300), Person(Given.IdentityNumber(), 200)] },
                    new WinterDeliveryInput { Date = new DateOnly(2017, 2, 2), Place = "a", Recipients = [Person(person, 100)] },
                ],
            },
            new SeededCampaign
            {
                Campaign = Coded(Season.Autumn, "a"),
                Funds = [new FundsInput { Date = new DateOnly(2017, 7, 1), Amount = 4_000 }],
                Grants =
                [
                    new SeededGrant(Grant(student, 2_000), new PaymentInput { Date = new DateOnly(2017, 9, 1), Amount = 1_000 }, new PaymentInput { Date = new DateOnly(2017, 9, 20), Amount = 800 }),
                    new SeededGrant(Grant(Given.IdentityNumber(), 900)),
                ],
            },
            new SeededCampaign
            {
                Campaign = Coded(Season.Spring, "p"),
                Posts = [new PostsInput { Date = new DateOnly(2017, 6, 1), Employer = "e", Title = "t", Place = "p", Count = 40 }],
                Trainings = [new TrainingInput { Date = new DateOnly(2017, 6, 1), Topic = "t", PlacesTaken = 8 }],
                Placements = [new PlacementInput { Date = new DateOnly(2017, 6, 1), Employer = "e", People = 3 }, new PlacementInput { Date = new DateOnly(2017, 6, 1), Employer = "e", Name = "甲" }],
            });
        await house.PlannedAsync(mine, Season.Summer); // Planned only: its budget counts nowhere.

        var measured = await MeasureAsync(mine);
        var expected = new Dictionary<string, string>
        {
            ["201701 @seasonal.deliveries-winter"] = "2", ["201702 @seasonal.deliveries-winter"] = "1", ["201701 @seasonal.funds"] = "1", ["201706 @seasonal.funds"] = "3", ["201707 @seasonal.funds"] = "1",
            ["201707 @seasonal.deliveries-summer"] = "3", ["201707 @seasonal.inspections"] = "2", ["201707 @seasonal.applications"] = "2", ["201709 @seasonal.payments"] = "2",
            ["201706 @seasonal.posts"] = "1", ["201706 @seasonal.trainings"] = "1", ["201706 @seasonal.placements"] = "2", ["201701 @seasonal.budget"] = "1", ["201706 @seasonal.budget"] = "3",
            ["201702 @seasonal.budget"] = "0", ["201707 @seasonal.budget"] = "0", ["201709 @seasonal.budget"] = "0",
            ["201706 seasonal.cooling.funds"] = "1500.5", ["201707 seasonal.cooling.visits"] = "2", ["201707 seasonal.cooling.people"] = "35", ["201707 seasonal.cooling.goods"] = "79",
            ["201707 seasonal.cooling.inspections"] = "2", ["201707 seasonal.cooling.hazards"] = "4", ["201707 seasonal.cooling.hazards-fixed"] = "3/4",
            ["201701 seasonal.warmth.funds"] = "9000", ["201701 seasonal.warmth.paid"] = "1300", ["201702 seasonal.warmth.paid"] = "100", ["201701 seasonal.warmth.visits"] = "102",
            ["201702 seasonal.warmth.visits"] = "1", ["201701 seasonal.warmth.goods"] = "400", ["201701 seasonal.warmth.persons"] = "2 different", ["201702 seasonal.warmth.persons"] = "1 different",
            ["201701 seasonal.goods.portions"] = "40", ["201707 seasonal.goods.portions"] = "7",
            ["201707 seasonal.scholarship.funds"] = "4000", ["201709 seasonal.scholarship.paid"] = "1800", ["201709 seasonal.scholarship.students"] = "1 different", ["201707 seasonal.scholarship.applications"] = "2",
            ["201706 seasonal.spring.posts"] = "40", ["201706 seasonal.spring.trained"] = "8", ["201706 seasonal.spring.placed"] = "4",
            ["201701 seasonal.budget.used"] = "1700/50000", ["201702 seasonal.budget.used"] = "100/0", ["201706 seasonal.budget.used"] = "0/150000", ["201707 seasonal.budget.used"] = "109/0", ["201709 seasonal.budget.used"] = "1800/0",
        };
        Assert.Equal(expected.OrderBy(e => e.Key, StringComparer.Ordinal), measured.Where(m => m.Value != "0" || m.Key.Contains('@')).OrderBy(m => m.Key, StringComparer.Ordinal));
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

    private async Task SeedAsync(UnionInfo mine, params SeededCampaign[] campaigns)
    {
        await using var unit = house.Enter(mine);
        var session = unit.Get<Federation.Framework.Databases.DatabaseSession>();
        await session.BeginAsync(CancellationToken.None);
        await unit.Get<SeasonalSeed>().WriteAsync([new SeededUnion(mine, campaigns)], CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
    }

    private async Task<Dictionary<string, string>> MeasureAsync(UnionInfo mine)
    {
        await using var unit = house.Enter(mine);
        return new YearOfUnion(unit.Context, mine.Id, 2017).Measure(unit.Get<IEnumerable<IFigureSource>>());
    }

    private static CampaignInput Coded(Season season, string code)
    {
        var input = Given.Terms(season);
        input.Code = code;
        return input;
    }

    private static ItemInput Goods(decimal quantity, decimal value, bool inPortions) => new() { Name = "西瓜", Quantity = quantity, Unit = "份", Value = value, InPortions = inPortions };

    private static RecipientInput Person(string number, decimal amount) => new() { Name = "甲", IdentityNumber = number, Amount = amount };

    private static ScholarshipGrantInput Grant(string number, decimal amount) =>
        new() { Date = new DateOnly(2017, 7, 20), Student = "学生", IdentityNumber = number, School = "第一中学", Amount = amount, State = GrantState.Approved };
}
