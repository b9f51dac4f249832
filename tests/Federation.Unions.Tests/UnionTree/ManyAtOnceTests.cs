using System.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace Federation.Unions.Tests.UnionTree;

public sealed class ManyAtOnceTests
{
    private const int Grassroots = 60_000;

    [Fact]
    public async Task Sixty_thousand_unions_are_founded_in_seconds_and_found_one_by_one()
    {
        await using var host = await TestHost.StartAsync();
        var root = TestHost.FreshCode();
        List<NewUnion> unions =
        [
            New(root, UnionLevel.Province, null),
            .. Enumerable.Range(0, 11).Select(c => New($"{root}-C{c}", UnionLevel.City, root)),
            .. Enumerable.Range(0, 107).Select(d => New($"{root}-D{d}", UnionLevel.District, $"{root}-C{d % 11}")),
            .. Enumerable.Range(0, Grassroots).Select(g => New($"{root}-G{g}", UnionLevel.Grassroots, $"{root}-D{g % 107}")),
        ];
        // Parents may come after their children.
        unions.Reverse();
        var watch = Stopwatch.StartNew();
        var ids = await host.RegistryAsync(r => r.FoundManyAsync(unions, null, default));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"Founding took {watch.Elapsed}.");
        Assert.Equal(unions.Count, ids.Count);

        var deepest = ids[$"{root}-G59999"];
        Assert.Equal([root, $"{root}-C{59_999 % 107 % 11}", $"{root}-D{59_999 % 107}", $"{root}-G59999"], (await host.Unions.FindAsync(deepest, default))!.Path);
        var rootId = ids[root];
        Assert.Equal(unions.Count, await host.ReadAsync(c => c.Tree.CountAsync(l => l.AncestorId == rootId)));
        await host.RegistryAsync(r => r.MoveAsync(ids[$"{root}-C0"], ids[root], TestHost.Day(2010), default));
        Assert.Equal(unions.Count, await host.ReadAsync(c => c.Tree.CountAsync(l => l.AncestorId == rootId && l.ValidTo == null)));
    }

    [Fact]
    public async Task Founding_many_keeps_the_rules_of_founding_one()
    {
        await using var host = await TestHost.StartAsync();
        var root = TestHost.FreshCode();
        Assert.Equal("union-code-taken", await BrokenByAsync(New(root, UnionLevel.Province, null), New(root, UnionLevel.Province, null)));
        Assert.Equal("unknown-union", await BrokenByAsync(New(root, UnionLevel.City, $"{root}-X")));
        Assert.Equal("union-parent-level", await BrokenByAsync(New(root, UnionLevel.City, $"{root}-X"), New($"{root}-X", UnionLevel.City, root)));
        Assert.Equal("union-parent-not-active", await BrokenByAsync(New(root, UnionLevel.Province, null), New($"{root}-C", UnionLevel.City, root) with { FoundedOn = TestHost.Day(1980) }));
        Assert.Equal("union-is-industry", await BrokenByAsync(New($"{root}-I", null, null), New(root, UnionLevel.City, $"{root}-I")));
        Assert.Equal("union-not-industry", await BrokenByAsync(New(root, UnionLevel.Province, null), New($"{root}-C", UnionLevel.City, root) with { Industries = [root] }));
        var taken = New($"{root}-C", UnionLevel.City, root) with { Former = [new FormerName($"{root}-OLD", "旧", TestHost.Day(2000))] };
        Assert.Equal("union-code-taken", await BrokenByAsync(New(root, UnionLevel.Province, null), taken, New($"{root}-OLD", UnionLevel.City, root)));
        Assert.Null(await host.Unions.FindAsync(root, default));

        Task<string> BrokenByAsync(params NewUnion[] unions) => host.RuleBrokenByAsync(r => r.FoundManyAsync(unions, null, default));
    }

    [Fact]
    public async Task Two_hosts_change_the_tree_one_after_the_other()
    {
        await using var one = await TestHost.StartAsync();
        await using var other = await TestHost.StartAsync();
        var (_, province) = await one.ProvinceAsync();
        var (a, b) = (await one.FoundAsync($"{province}-A", UnionLevel.City, province), await one.FoundAsync($"{province}-B", UnionLevel.City, province));
        var mine = await one.FoundAsync($"{province}-M", UnionLevel.Grassroots, $"{province}-A");

        var founded = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
        {
            try
            {
                return await (i % 2 == 0 ? one : other).FoundAsync($"{province}-N", UnionLevel.District, $"{province}-A");
            }
            catch (RuleViolation taken) when (taken.Code == "union-code-taken")
            {
                return 0;
            }
        }));
        Assert.Single(founded, id => id != 0);

        // One and the same day: each move amends the one before, and the last one holds.
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => (i % 2 == 0 ? one : other).RegistryAsync(r => r.MoveAsync(mine, i % 3 == 0 ? a : b, TestHost.Day(2015), default))));
        var parent = await one.ReadAsync(c => c.Versions.Where(v => v.UnionId == mine && v.ValidTo == null).Select(v => v.ParentId).SingleAsync());
        Assert.Equal(parent, (await one.ReadAsync(c => c.Tree.Where(l => l.DescendantId == mine && l.Depth == 1 && l.ValidTo == null).SingleAsync())).AncestorId);
    }

    private static NewUnion New(string code, UnionLevel? level, string? parent) => new(code, $"{code}工会", level, level is null ? UnionKind.Industry : UnionKind.Territorial, parent, TestHost.Day(1990));
}
