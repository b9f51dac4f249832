using Federation.Framework.Marks;
using Federation.Unions.Measuring;
using Microsoft.EntityFrameworkCore;

namespace Federation.Unions.Tests.UnionTree;

public sealed class RuleTests
{
    [Fact]
    public async Task A_code_belongs_to_one_union_at_a_time()
    {
        await using var host = await TestHost.StartAsync();
        var (_, province) = await host.ProvinceAsync();
        var city = await host.FoundAsync($"{province}-C", UnionLevel.City, province);
        Assert.Equal("union-code-taken", await host.RuleBrokenByAsync(r => r.FoundAsync(new NewUnion($"{province}-C", "另一个", UnionLevel.City, UnionKind.Territorial, province, TestHost.Day(2000)), default)));

        await host.RegistryAsync(r => r.RecodeAsync(city, $"{province}-D", TestHost.Day(2010), default));
        Assert.Equal("union-code-taken", await host.RuleBrokenByAsync(r => r.FoundAsync(new NewUnion($"{province}-C", "太早", UnionLevel.City, UnionKind.Territorial, province, TestHost.Day(2009)), default)));
        await host.FoundAsync($"{province}-C", UnionLevel.City, province, TestHost.Day(2010));
    }

    [Fact]
    public async Task A_change_is_never_dated_before_the_last_one()
    {
        await using var host = await TestHost.StartAsync();
        var (id, _) = await host.ProvinceAsync();
        await host.RegistryAsync(r => r.RenameAsync(id, "新名", TestHost.Day(2010), default));
        Assert.Equal("union-change-too-early", await host.RuleBrokenByAsync(r => r.RenameAsync(id, "更早", TestHost.Day(2009, 12, 31), default)));
        Assert.Equal("union-change-too-early", await host.RuleBrokenByAsync(r => r.CloseAsync(id, TestHost.Day(1980), default)));
    }

    [Fact]
    public async Task Two_changes_of_one_day_are_one_version()
    {
        await using var host = await TestHost.StartAsync();
        var (id, code) = await host.ProvinceAsync();
        await host.RegistryAsync(r => r.RenameAsync(id, "新名", TestHost.Day(2010), default));
        await host.RegistryAsync(r => r.RecodeAsync(id, $"{code}-X", TestHost.Day(2010), default));
        var versions = await host.ReadAsync(c => c.Versions.Where(v => v.UnionId == id).OrderBy(v => v.ValidFrom).ToListAsync());
        Assert.Equal([(code, TestHost.Day(2010)), ($"{code}-X", (DateOnly?)null)], versions.Select(v => (v.Code, v.ValidTo)));
        Assert.Equal("新名", versions[1].Name);
    }

    [Fact]
    public async Task A_parent_stands_at_a_higher_level_whatever_changes()
    {
        await using var host = await TestHost.StartAsync();
        var (_, province) = await host.ProvinceAsync();
        var city = await host.FoundAsync($"{province}-C", UnionLevel.City, province);
        var district = await host.FoundAsync($"{province}-D", UnionLevel.District, $"{province}-C");
        var other = await host.FoundAsync($"{province}-E", UnionLevel.District, $"{province}-C");
        Assert.Equal("union-parent-level", await host.RuleBrokenByAsync(r => r.MoveAsync(district, other, TestHost.Day(2010), default)));
        Assert.Equal("union-children-level", await host.RuleBrokenByAsync(r => r.ChangeLevelAsync(city, UnionLevel.District, TestHost.Day(2010), default)));
        Assert.Equal("union-parent-level", await host.RuleBrokenByAsync(r => r.ChangeLevelAsync(district, UnionLevel.City, TestHost.Day(2010), default)));
        Assert.Equal("union-below-itself", await host.RuleBrokenByAsync(r => r.MoveAsync(city, district, TestHost.Day(2010), default)));
        Assert.Equal("union-below-itself", await host.RuleBrokenByAsync(r => r.MergeAsync(city, district, TestHost.Day(2010), default)));
    }

    [Fact]
    public async Task A_parent_is_active_as_long_as_it_has_children()
    {
        await using var host = await TestHost.StartAsync();
        var (provinceId, province) = await host.ProvinceAsync();
        var city = await host.FoundAsync($"{province}-C", UnionLevel.City, province, TestHost.Day(2000));
        Assert.Equal("union-parent-not-active", await host.RuleBrokenByAsync(r => r.FoundAsync(new NewUnion($"{province}-D", "早", UnionLevel.District, UnionKind.Territorial, $"{province}-C", TestHost.Day(1999)), default)));
        Assert.Equal("union-has-children", await host.RuleBrokenByAsync(r => r.CloseAsync(provinceId, TestHost.Day(2010), default)));
        await host.RegistryAsync(r => r.CloseAsync(city, TestHost.Day(2010), default));
        Assert.Equal("union-parent-not-active", await host.RuleBrokenByAsync(r => r.FoundAsync(new NewUnion($"{province}-D", "晚", UnionLevel.District, UnionKind.Territorial, $"{province}-C", TestHost.Day(2005)), default)));
        Assert.Equal("union-closed", await host.RuleBrokenByAsync(r => r.RenameAsync(city, "晚", TestHost.Day(2011), default)));
    }

    [Fact]
    public async Task A_union_closed_on_the_day_it_moved_stays_under_its_old_parent()
    {
        await using var host = await TestHost.StartAsync();
        var (_, province) = await host.ProvinceAsync();
        var (a, b) = (await host.FoundAsync($"{province}-A", UnionLevel.City, province), await host.FoundAsync($"{province}-B", UnionLevel.City, province));
        var mine = await host.FoundAsync($"{province}-M", UnionLevel.Grassroots, $"{province}-A");
        await host.RegistryAsync(r => r.MoveAsync(mine, b, TestHost.Day(2017, 5), default));
        await host.RegistryAsync(r => r.CloseAsync(mine, TestHost.Day(2017, 5), default));
        var edges = await host.ReadAsync(c => c.Tree.Where(l => l.DescendantId == mine && l.Depth == 1).ToListAsync());
        var edge = Assert.Single(edges);
        Assert.Equal((a, TestHost.Day(2017, 5), true), (edge.AncestorId, edge.ValidTo!.Value, edge.Closes));
    }

    [Fact]
    public async Task A_closed_union_opens_again_only_in_a_year_that_does_not_know_its_end()
    {
        await using var host = await TestHost.StartAsync();
        var (_, province) = await host.ProvinceAsync();
        var mine = await host.FoundAsync($"{province}-M", UnionLevel.Grassroots, province);
        await host.RegistryAsync(r => r.CloseAsync(mine, TestHost.Day(2017, 5), default));
        Assert.Equal("union-reopened-too-early", await host.RuleBrokenByAsync(r => r.ReopenAsync(mine, TestHost.Day(2017, 12, 31), default)));
        await host.RegistryAsync(r => r.ReopenAsync(mine, TestHost.Day(2018), default));
        Assert.True((await host.Unions.FindAsync($"{province}-M", default))!.Active);
    }

    [Fact]
    public async Task Years_outside_1949_to_2100_are_refused()
    {
        await using var host = await TestHost.StartAsync();
        var (id, _) = await host.ProvinceAsync();
        Assert.Equal("union-year-out-of-range", await host.RuleBrokenByAsync(r => r.RenameAsync(id, "远", TestHost.Day(2101), default)));
        Assert.Equal("union-year-out-of-range", await host.RuleBrokenByAsync(r => r.FoundAsync(new NewUnion(TestHost.FreshCode(), "古", UnionLevel.Province, UnionKind.Territorial, null, TestHost.Day(1948)), default)));
    }

    [Fact]
    public async Task A_split_hands_over_the_children_named_and_no_others()
    {
        await using var host = await TestHost.StartAsync();
        var (_, province) = await host.ProvinceAsync();
        var city = await host.FoundAsync($"{province}-C", UnionLevel.City, province);
        var (goes, stays) = (await host.FoundAsync($"{province}-D1", UnionLevel.District, $"{province}-C"), await host.FoundAsync($"{province}-D2", UnionLevel.District, $"{province}-C"));
        var part = new NewUnion($"{province}-N", "新市总工会", UnionLevel.City, UnionKind.Territorial, null, TestHost.Day(2012));
        var stranger = (await host.ProvinceAsync()).Id;
        Assert.Equal("union-not-a-child", await host.RuleBrokenByAsync(r => r.SplitAsync(city, part, [stranger], default)));
        await host.RegistryAsync(r => r.SplitAsync(city, part, [goes], default));
        Assert.Equal([province, $"{province}-N", $"{province}-D1"], (await host.Unions.FindAsync(goes, default))!.Path);
        Assert.Equal([province, $"{province}-C", $"{province}-D2"], (await host.Unions.FindAsync(stays, default))!.Path);
    }

    [Fact]
    public async Task A_change_marks_what_it_makes_stale_and_a_refused_one_nothing()
    {
        await using var host = await TestHost.StartAsync();
        var (_, province) = await host.ProvinceAsync();
        var (a, b) = (await host.FoundAsync($"{province}-A", UnionLevel.City, province), await host.FoundAsync($"{province}-B", UnionLevel.City, province));
        var mine = await host.FoundAsync($"{province}-M", UnionLevel.Grassroots, $"{province}-A", host.Clock.Today().AddMonths(-2));
        var counted = await host.ReadAsync(c => c.StaleMarks.Where(m => m.UnionId == mine && m.Source == TreeSource.SourceCode).Select(m => m.Period).ToListAsync());
        Assert.Equal(Enumerable.Range(0, 3).Select(i => Period.MonthOf(host.Clock.Today().AddMonths(-i)).Code).Order(), counted.Order());

        var before = await MarksAsync();
        var on = host.Clock.Today().AddMonths(-1);
        await host.RegistryAsync(r => r.MoveAsync(mine, b, on, default));
        Assert.Equal([(a, Period.MonthOf(on).Code), (b, Period.MonthOf(on).Code)], (await MarksAsync()).Except(before).Order());
        before = await MarksAsync();
        await host.RuleBrokenByAsync(r => r.MoveAsync(a, mine, on, default));
        Assert.Equal(before, await MarksAsync());

        async Task<List<(long, int)>> MarksAsync() => [.. (await host.ReadAsync(c => c.StaleMarks
            .Where(m => m.Source == StaleMark.Tree && (m.UnionId == a || m.UnionId == b)).OrderBy(m => m.Id).ToListAsync())).Select(m => (m.UnionId, m.Period))];
    }
}
