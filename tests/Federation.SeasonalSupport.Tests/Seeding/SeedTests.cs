using Federation.Framework.Databases;
using Federation.Kernel;
using Federation.SeasonalSupport.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Tests.Seeding;

[Collection(HouseCollection.Name)]
public sealed class SeedTests(House house)
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
            var rule = await Assert.ThrowsAsync<RuleViolation>(() => unit.Get<ISeasonalSeed>().WriteAsync(
                [new SeededCampaign { Campaign = terms, SummerDeliveries = [Given.Cooling(1)] }], CancellationToken.None));
            Assert.Equal("spent-above-raised", rule.Code);
            Assert.False(await unit.Context.Campaigns.AnyAsync());
        }
        await using (var unit = house.Enter(mine)) await Assert.ThrowsAsync<InvalidInput>(() => unit.Get<ISeasonalSeed>().WriteAsync([new SeededCampaign { Campaign = Given.Terms(Season.Summer) }], CancellationToken.None));
    }
}
