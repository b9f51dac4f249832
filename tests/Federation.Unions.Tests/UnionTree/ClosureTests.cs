using Federation.Framework.Marks;
using Federation.Unions.UnionTree;
using Microsoft.EntityFrameworkCore;

namespace Federation.Unions.Tests.UnionTree;

public sealed class ClosureTests
{
    private const int Changes = 200;

    public static TheoryData<int> Seeds => [.. Repetition.Seeds(share: 2, all: 6, nameof(ClosureTests))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Any_sequence_of_changes_leaves_the_tree_that_one_would_write_down_by_hand(int seed)
    {
        await using var host = await TestHost.StartAsync();
        var dice = new Random(seed);
        var tree = new NaiveTree();
        var (accepted, refused) = (0, 0);
        for (var root = 0; root < 2; root++) tree = await FoundAsync(host, tree, dice, null, UnionLevel.Province, TestHost.Day(1990)) ?? tree;
        for (var i = 0; i < Changes; i++)
        {
            if (await ChangeAsync(host, tree, dice) is { } changed) (tree, accepted) = (changed, accepted + 1);
            else refused++;
            if (i % 10 == 0) await CompareAsync(host, tree, dice);
        }
        await CompareAsync(host, tree, dice);
        Assert.True(accepted > Changes / 3 && refused > 0, $"{accepted} accepted, {refused} refused");
    }

    /// <summary>Tries a random change on both and asserts that they agree whether it may be.</summary>
    private static async Task<NaiveTree?> ChangeAsync(TestHost host, NaiveTree tree, Random dice)
    {
        long Some() => tree.Ids[dice.Next(tree.Ids.Count)];
        var union = Some();
        // Mostly a union that may stand above the first, or changes would seldom get past the levels.
        var fitting = tree.Ids.Where(u => tree.Latest(u) is { Active: true } f && f.Level < tree.Latest(union).Level).ToList();
        var other = fitting.Count > 0 && dice.Next(5) > 0 ? fitting[dice.Next(fitting.Count)] : Some();
        // Mostly after the last change, sometimes on its day, sometimes before.
        var on = tree.LastChange(union).AddDays(dice.Next(10) switch { 0 => -dice.Next(1, 400), 1 or 2 => 0, _ => dice.Next(1, 300) });
        switch (dice.Next(tree.Ids.Count < 20 ? 6 : 14))
        {
            case < 5:
                return await FoundAsync(host, tree, dice, union, (UnionLevel)Math.Min(3, (int)tree.Latest(union).Level + dice.Next(dice.Next(8) == 0 ? 0 : 1, 3)), on);
            case 5 or 6:
                return await BothAsync(tree, t => t.Change(union, on, f => f with { Parent = other }), r => r.MoveAsync(union, other, on, default));
            case 7 or 8:
                return await BothAsync(tree, t => t.Close(union, on), r => r.CloseAsync(union, on, default));
            case 9:
                return await BothAsync(tree, t => t.Change(union, on, f => f with { Name = $"name {on}" }), r => r.RenameAsync(union, $"name {on}", on, default));
            case 10:
                var code = dice.Next(4) == 0 ? tree.Latest(other).Code : TestHost.FreshCode();
                return await BothAsync(tree, t => t.Change(union, on, f => f with { Code = code }), r => r.RecodeAsync(union, code, on, default));
            case 11:
                var level = (UnionLevel)dice.Next(0, 4);
                return await BothAsync(tree, t => t.Change(union, on, f => f with { Level = level }), r => r.ChangeLevelAsync(union, level, on, default));
            case 12:
                return await BothAsync(tree, t => t.Merge(union, other, on), r => r.MergeAsync(union, other, on, default));
            default:
                return await BothAsync(tree, t => t.Reopen(union, on), r => r.ReopenAsync(union, on, default));
        }

        async Task<NaiveTree?> BothAsync(NaiveTree before, Func<NaiveTree, bool> byHand, Func<IUnionRegistry, Task> change)
        {
            var expected = before.After(byHand);
            if (expected is not null) await host.RegistryAsync(change);
            else await Assert.ThrowsAsync<RuleViolation>(() => host.RegistryAsync(change));
            return expected;
        }
    }

    private static async Task<NaiveTree?> FoundAsync(TestHost host, NaiveTree tree, Random dice, long? parent, UnionLevel level, DateOnly on)
    {
        var facts = new NaiveTree.Facts(TestHost.FreshCode(), "new", level, true, parent);
        var founded = new NewUnion(facts.Code, facts.Name, level, UnionKind.Enterprise, parent is { } p ? tree.Latest(p).Code : null, on);
        if (tree.After(t => t.Found(-1, facts, on)) is null)
        {
            await Assert.ThrowsAsync<RuleViolation>(() => host.RegistryAsync(r => r.FoundAsync(founded, default)));
            return null;
        }
        var id = dice.Next(2) == 0
            ? await host.RegistryAsync(r => r.FoundAsync(founded, default))
            : (await host.RegistryAsync(r => r.FoundManyAsync([founded], null, default)))[facts.Code];
        return tree.After(t => t.Found(id, facts, on));
    }

    private static async Task CompareAsync(TestHost host, NaiveTree tree, Random dice)
    {
        var ids = tree.Ids;
        var lines = await host.ReadAsync(c => c.Tree.AsNoTracking().Where(l => ids.Contains(l.DescendantId)).ToListAsync());
        var versions = await host.ReadAsync(c => c.Versions.AsNoTracking().Where(v => ids.Contains(v.UnionId)).ToListAsync());
        Assert.DoesNotContain(lines, l => l.ValidTo <= l.ValidFrom);
        Assert.DoesNotContain(versions, v => v.ValidTo <= v.ValidFrom);
        foreach (var ended in lines.Where(l => l.ValidTo is not null))
            Assert.True(ended.Closes == tree.At(ended.DescendantId, ended.ValidTo!.Value) is { Active: false }, Show(ended));

        var days = tree.Days.SelectMany(d => new[] { d.AddDays(-1), d }).Concat(Enumerable.Range(0, 20).Select(_ => TestHost.Day(1989).AddDays(dice.Next(20_000))));
        foreach (var day in days.Distinct().OrderBy(_ => dice.Next()).Take(60))
        {
            var expected = ids.SelectMany(u => tree.Above(u, day).Select(a => (Ancestor: a.Id, Descendant: u, a.Depth, Above: a.Level, Below: tree.At(u, day)!.Level))).Order().ToList();
            var actual = lines.Where(l => l.ValidFrom <= day && (l.ValidTo is null || l.ValidTo > day))
                .Select(l => (Ancestor: l.AncestorId, Descendant: l.DescendantId, Depth: (int)l.Depth, Above: l.AncestorLevel, Below: l.DescendantLevel)).Order().ToList();
            Assert.Equal(expected, actual);
            foreach (var union in ids)
                Assert.Equal(tree.At(union, day), versions.Where(v => v.UnionId == union && v.HoldsOn(day)).Select(v => new NaiveTree.Facts(v.Code, v.Name, v.Level!.Value, v.State == UnionState.Active, v.ParentId)).SingleOrDefault());
        }
    }

    private static string Show(TreeClosure line) => $"{line.AncestorId} over {line.DescendantId} from {line.ValidFrom} to {line.ValidTo}, closes {line.Closes}";
}
