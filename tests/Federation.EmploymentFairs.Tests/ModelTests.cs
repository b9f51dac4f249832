using Federation.Kernel.Figures;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Tests;

[Collection(FairsCollection.Name)]
public sealed class ModelTests(FairsFixture house)
{
    [Fact]
    public async Task Every_entity_says_to_whom_it_belongs()
    {
        await using var unit = house.Enter(await house.FoundMineAsync());
        var own = unit.Context.Model.GetEntityTypes().Where(t => t.GetSchema() == FairsContext.Schema).Select(t => t.ClrType).ToList();
        Assert.Equal(11, own.Count);
        Assert.All(own, t => Assert.Single(new[] { typeof(IOwnOnly), typeof(ISubtreeReadable), typeof(IShared) }, i => i.IsAssignableFrom(t)));
        Assert.All(unit.Context.Model.GetEntityTypes().Where(t => typeof(ICountsInMonth).IsAssignableFrom(t.ClrType)), t =>
            Assert.Contains(t.GetIndexes(), i => i.Properties.Select(p => p.Name).SequenceEqual(["UnionId", "Month", "Id"])));
    }

    [Fact]
    public async Task Persons_are_read_by_their_own_union_alone()
    {
        await using var unit = house.Enter(await house.FoundMineAsync());
        Assert.Equal(
            ["FollowUp", "JobApplication", "JobOffer", "Placement", "Seeker"],
            unit.Context.Model.GetEntityTypes().Where(t => t.GetSchema() == FairsContext.Schema && typeof(IOwnOnly).IsAssignableFrom(t.ClrType)).Select(t => t.ClrType.Name).Order());
    }

    [Fact]
    public async Task Every_indicator_of_the_module_comes_from_exactly_one_source()
    {
        await using var unit = house.Enter(await house.FoundMineAsync());
        var sources = unit.Get<IEnumerable<IFigureSource>>().Where(s => s.Module == EmploymentFairsModule.ModuleName).ToList();
        var measured = sources.SelectMany(s => s.Indicators).ToList();
        Assert.Equal(measured.Count, measured.Distinct().Count());
        Assert.Equal(new EmploymentFairsModule().Indicators.Select(i => i.Code).Order(), measured.Where(i => !i.StartsWith('@')).Order());
        var marked = typeof(EmploymentFairsModule).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes(typeof(CountsForAttribute), false)).Cast<CountsForAttribute>().SelectMany(a => a.Sources);
        Assert.Equal(sources.Select(s => s.Code).Order(), marked.Distinct().Order());
    }
}
