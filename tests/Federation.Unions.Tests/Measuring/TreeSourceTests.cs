using Federation.Framework.Marks;
using Federation.Kernel.Figures;
using Federation.Kernel.Tenancy;
using Federation.Unions.Measuring;
using Microsoft.EntityFrameworkCore;

namespace Federation.Unions.Tests.Measuring;

public sealed class TreeSourceTests
{
    [Fact]
    public async Task A_grassroots_union_and_a_district_count_while_they_are_active_and_are_one()
    {
        await using var host = await TestHost.StartAsync();
        var (_, province) = await host.ProvinceAsync();
        var district = await host.FoundAsync($"{province}-D", UnionLevel.District, province);
        var mine = await host.FoundAsync($"{province}-M", UnionLevel.Grassroots, $"{province}-D", TestHost.Day(2017, 3, 31));
        await host.RegistryAsync(r => r.RenameAsync(mine, "改名", TestHost.Day(2017, 5, 10), default));
        await host.RegistryAsync(r => r.CloseAsync(mine, TestHost.Day(2017, 7, 31), default));

        await using var scope = host.Scope();
        var context = scope.Resolve<UnionsContext>();
        var measurement = Assert.Single(TreeSource.Declared.Queries(new Months(context, [district, mine], 201701, 201712)));
        var rows = await ((IQueryable<IMeasuredRow>)measurement.Query).ToListAsync();
        foreach (var (indicator, union, months) in new[] { ("unions.grassroots", mine, Enumerable.Range(201703, 4)), ("unions.districts", district, Enumerable.Range(201701, 12)) })
        {
            var column = measurement.Columns.Single(c => c.Indicator == indicator).Column;
            // The figure itself must be a column of the statement, under its property's name.
            Assert.Contains($"AS \"{column}\"", measurement.Query.ToQueryString(), StringComparison.Ordinal);
            Assert.Equal(months.Select(m => (union, m, 1)), rows.Select(r => (r.UnionId, r.Month, (int)r.GetType().GetProperty(column)!.GetValue(r)!)).Where(r => r.Item3 != 0).Order());
        }
    }

    [Fact]
    public void The_module_lists_its_indicators_and_measures_those_from_records()
    {
        var indicators = new UnionsModule().Indicators;
        Assert.Equal(["unions.grassroots", "unions.districts"], indicators.Where(i => i.Source == IndicatorSource.Records).Select(i => i.Code));
        Assert.Equal(
            [
                "unions.members", "unions.members-women", "unions.members-migrant", "unions.employees", "unions.organised", "unions.cadres",
                "unions.congresses", "unions.agreements", "unions.dues", "unions.member-rate"
            ],
            indicators.Where(i => i.Source == IndicatorSource.Form).Select(i => i.Code));
        Assert.Equal(["unions.members-women", "unions.members-migrant"], indicators.Where(i => i.PartOf == "unions.members").Select(i => i.Code));
        Assert.All(indicators, i => Assert.Equal(i.Kind == IndicatorKind.Sum ? FlowOrStock.Flow : FlowOrStock.Stock, i.Numerator));
        Assert.Equal(FlowOrStock.Stock, indicators.Single(i => i.Kind == IndicatorKind.Ratio).Denominator);
    }

    private sealed class Months(UnionsContext context, IReadOnlyList<long> unions, int first, int last) : IMeasureScope
    {
        public IQueryable<T> Filter<T>() where T : class, ICountsInMonth => throw new NotSupportedException();

        public IQueryable<T> All<T>() where T : class, IOwnedByUnion => throw new NotSupportedException();

        public IQueryable<T> Shared<T>() where T : class, IShared => context.Set<T>();

        IQueryable<ScopedMonth> IMeasureScope.Months =>
            from u in context.Unions
            from m in context.Set<CalendarPeriod>()
            where unions.Contains(u.Id) && m.Kind == 0 && m.Code >= first && m.Code <= last
            select new ScopedMonth { UnionId = u.Id, Month = m.Code, AsOf = m.LastDay };
    }
}
