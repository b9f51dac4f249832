using Federation.Kernel.Figures;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Tests;

[Collection(SeasonalCollection.Name)]
public sealed class ModelTests(SeasonalFixture house)
{
    [Fact]
    public async Task Every_entity_says_to_whom_it_belongs()
    {
        await using var unit = house.Enter(await house.FoundMineAsync());
        var own = unit.Context.Model.GetEntityTypes().Where(t => t.GetSchema() == SeasonalContext.Schema).Select(t => t.ClrType).ToList();
        Assert.Equal(16, own.Count);
        Assert.All(own, t => Assert.Single(new[] { typeof(IOwnOnly), typeof(ISubtreeReadable), typeof(IShared) }, i => i.IsAssignableFrom(t)));
        Assert.All(unit.Context.Model.GetEntityTypes().Where(t => typeof(ICountsInMonth).IsAssignableFrom(t.ClrType)), t =>
            Assert.Contains(t.GetIndexes(), i => i.Properties.Select(p => p.Name).SequenceEqual(["UnionId", "Month", "Id"])));
    }

    [Fact]
    public async Task Personal_data_is_read_by_its_own_union_alone()
    {
        await using var unit = house.Enter(await house.FoundMineAsync());
        Assert.Equal(
            ["DeliveryRecipient", "Placement", "ScholarshipGrant", "ScholarshipPayment"],
            unit.Context.Model.GetEntityTypes().Where(t => t.GetSchema() == SeasonalContext.Schema && typeof(IOwnOnly).IsAssignableFrom(t.ClrType)).Select(t => t.ClrType.Name).Order());
    }

    [Fact]
    public async Task Every_indicator_of_the_module_comes_from_exactly_one_source()
    {
        await using var unit = house.Enter(await house.FoundMineAsync());
        var sources = unit.Get<IEnumerable<IFigureSource>>().Where(s => s.Module == SeasonalSupportModule.ModuleName).ToList();
        var measured = sources.SelectMany(s => s.Indicators).ToList();
        Assert.Equal(measured.Count, measured.Distinct().Count());
        Assert.Equal(new SeasonalSupportModule().Indicators.Select(i => i.Code).Order(), measured.Where(i => !i.StartsWith('@')).Order());
        var marked = typeof(SeasonalSupportModule).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes(typeof(CountsForAttribute), false)).Cast<CountsForAttribute>().SelectMany(a => a.Sources);
        Assert.Equal(sources.Select(s => s.Code).Order(), marked.Distinct().Order());
    }
}
