using Federation.Framework.Databases;
using Federation.Kernel;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Seeding;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Tests.Seeding;

[Collection(SeasonalCollection.Name)]
public sealed class SeedTests(SeasonalFixture house)
{
    [Fact]
    public async Task A_seed_keeps_the_rules_and_writes_nothing_when_it_breaks_one()
    {
        var mine = await house.FoundMineAsync();
        await using (var unit = house.Enter(mine))
        {
            await unit.Get<DatabaseSession>().BeginAsync(CancellationToken.None);
            var terms = Given.Terms(Season.Summer);
            terms.Code = "s";
            var rule = await Assert.ThrowsAsync<RuleViolation>(() => unit.Get<SeasonalSeed>().WriteAsync(
                [new SeededUnion(mine, [new SeededCampaign { Campaign = terms, SummerDeliveries = [Given.Cooling(1)] }])], CancellationToken.None));
            Assert.Equal("spent-above-raised", rule.Code);
            Assert.False(await unit.Context.Campaigns.AnyAsync());
        }
        await using (var unit = house.Enter(mine)) await Assert.ThrowsAsync<InvalidInput>(() => unit.Get<SeasonalSeed>().WriteAsync([new SeededUnion(mine, [new SeededCampaign { Campaign = Given.Terms(Season.Summer) }])], CancellationToken.None));
    }

    [Fact]
    public async Task Many_unions_are_seeded_at_once_each_with_its_own_records_and_marks()
    {
        var mines = new[] { await house.FoundMineAsync(), await house.FoundMineAsync() };
        await using (var unit = house.Enter(mines[0]))
        {
            var session = unit.Get<DatabaseSession>();
            await session.BeginAsync(CancellationToken.None);
            await unit.Get<SeasonalSeed>().WriteAsync(mines.Select((mine, m) => new SeededUnion(mine, [Cooling(m + 1)])), CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }
        foreach (var (mine, m) in mines.Select((mine, m) => (mine, m)))
        {
            await using var unit = house.Enter(mine);
            Assert.Equal([m + 1m], await unit.Context.SummerDeliveries.Select(d => d.Money).ToListAsync());
            Assert.Contains("201707 seasonal.deliveries-summer", string.Join('\n', await house.TakeMarksAsync(mine)), StringComparison.Ordinal);
        }

        static SeededCampaign Cooling(decimal money)
        {
            var terms = Given.Terms(Season.Summer);
            terms.Code = "s";
            return new SeededCampaign
            {
                Campaign = terms, Funds = [new FundsInput { Date = terms.Starts, Source = MoneySource.UnionFunds, Amount = money }], SummerDeliveries = [Given.Cooling(money)],
            };
        }
    }
}
