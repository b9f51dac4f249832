using System.Linq.Expressions;
using Federation.Framework.Marks;
using Federation.Framework.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.Unions.UnionTree;

/// <summary>
/// Updates the closure of the tree with the unions' versions, a whole subtree at a time. The caller holds the tree's lock and has checked the rules.
/// </summary>
/// <remarks>
/// Every row stands for one unchanging path from ancestor to descendant: a change of any edge on the path ends the row. So a row leads through a union on all
/// of its days or on none, which is what lets a subtree be re-dated without looking at single days.
/// </remarks>
internal sealed class TreeClosureWriter(UnionsContext context)
{
    /// <summary>Ids per statement, below the parameter limit of both databases.</summary>
    internal const int Chunk = 500;

    /// <summary>Adds a union without children to the tree.</summary>
    public async Task AddAsync(long union, UnionLevel level, long? parent, DateOnly on, CancellationToken cancellation)
    {
        var above = parent is { } p ? await AboveAsync(p, on, cancellation) : [];
        await context.BulkInsertAsync(Founded(union, level, above, on), cancellation);
        await SettleAsync([union], cancellation);
    }

    /// <summary>The rows of a new union below the rows of its parent.</summary>
    public static IEnumerable<TreeClosure> Founded(long union, UnionLevel level, IReadOnlyList<TreeClosure> above, DateOnly on)
    {
        var self = new TreeClosure { AncestorId = union, DescendantId = union, ValidFrom = on, AncestorLevel = level, DescendantLevel = level };
        return [self, .. Joined([self], above, on)];
    }

    /// <summary>Moves unions, each with its subtree, to another parent.</summary>
    public async Task MoveAsync(IReadOnlyCollection<long> unions, long parent, DateOnly on, CancellationToken cancellation)
    {
        var above = await AboveAsync(parent, on, cancellation);
        foreach (var ids in unions.Chunk(Chunk))
        {
            var below = await context.Tree.AsNoTracking().Where(OpenAfter(on)).Where(s => ids.Contains(s.AncestorId)).ToListAsync(cancellation);
            var through = context.Tree.Where(OpenAfter(on)).Where(r => context.Tree.Any(s => ids.Contains(s.AncestorId) && s.DescendantId == r.DescendantId && s.Depth < r.Depth
                && (s.ValidTo == null || s.ValidTo > on) && (s.ValidTo == null || s.ValidTo > r.ValidFrom) && (r.ValidTo == null || r.ValidTo > s.ValidFrom)));
            await through.Where(r => r.ValidFrom >= on).ExecuteDeleteAsync(cancellation);
            await through.ExecuteUpdateAsync(r => r.SetProperty(c => c.ValidTo, on).SetProperty(c => c.Closes, false), cancellation);
            await context.BulkInsertAsync(Joined(below, above, on), cancellation);
        }
        await SettleAsync(unions, cancellation);
    }

    /// <summary>Writes another level on every row that begins or ends at the union.</summary>
    public async Task ChangeLevelAsync(long union, UnionLevel level, DateOnly on, CancellationToken cancellation)
    {
        var touched = context.Tree.Where(OpenAfter(on)).Where(r => r.AncestorId == union || r.DescendantId == union);
        var earlier = await touched.AsNoTracking().Where(r => r.ValidFrom < on).ToListAsync(cancellation);
        await touched.Where(r => r.ValidFrom >= on && r.AncestorId == union).ExecuteUpdateAsync(r => r.SetProperty(c => c.AncestorLevel, level), cancellation);
        await touched.Where(r => r.ValidFrom >= on && r.DescendantId == union).ExecuteUpdateAsync(r => r.SetProperty(c => c.DescendantLevel, level), cancellation);
        await touched.Where(r => r.ValidFrom < on).ExecuteUpdateAsync(r => r.SetProperty(c => c.ValidTo, on).SetProperty(c => c.Closes, false), cancellation);
        await context.BulkInsertAsync(
            earlier.Select(r => new TreeClosure
            {
                AncestorId = r.AncestorId, DescendantId = r.DescendantId, Depth = r.Depth, ValidFrom = on, ValidTo = r.ValidTo, Closes = r.Closes,
                AncestorLevel = r.AncestorId == union ? level : r.AncestorLevel, DescendantLevel = r.DescendantId == union ? level : r.DescendantLevel,
            }),
            cancellation);
        await SettleAsync([union, .. earlier.Where(r => r.Depth == 1).Select(r => r.DescendantId)], cancellation);
    }

    /// <summary>Removes a union without children from the tree.</summary>
    public async Task CloseAsync(long union, DateOnly on, CancellationToken cancellation)
    {
        var own = context.Tree.Where(r => r.DescendantId == union);
        await own.Where(r => r.ValidFrom >= on).ExecuteDeleteAsync(cancellation);
        // Rows that another change of the same day has ended are the last ones now.
        await own.Where(r => r.ValidTo == null || r.ValidTo >= on).ExecuteUpdateAsync(r => r.SetProperty(c => c.ValidTo, on).SetProperty(c => c.Closes, true), cancellation);
        await SettleAsync([union], cancellation);
    }

    /// <summary>
    /// Says of each edge of the unions from when to when figures go up along it: the first from the beginning, each until the next, the last for good. So the days on
    /// which a union was not active belong to the parent that it had last, or first.
    /// </summary>
    private async Task SettleAsync(IEnumerable<long> unions, CancellationToken cancellation)
    {
        foreach (var ids in unions.Distinct().Chunk(Chunk))
            await context.Tree.Where(e => e.Depth == 1 && ids.Contains(e.DescendantId)).ExecuteUpdateAsync(
                e => e
                    .SetProperty(c => c.CountsFrom, c => context.Tree.Any(o => o.DescendantId == c.DescendantId && o.Depth == 1 && o.ValidFrom < c.ValidFrom) ? c.ValidFrom : (DateOnly?)null)
                    .SetProperty(c => c.CountsTo, c => context.Tree.Where(o => o.DescendantId == c.DescendantId && o.Depth == 1 && o.ValidFrom > c.ValidFrom).Min(o => (DateOnly?)o.ValidFrom)),
                cancellation);
    }

    /// <summary>The edges to a union's children from a day on.</summary>
    public IQueryable<TreeClosure> ChildrenFrom(long union, DateOnly on) =>
        context.Tree.AsNoTracking().Where(OpenAfter(on)).Where(c => c.AncestorId == union && c.Depth == 1);

    /// <summary>A union's rows to itself and to all above it from a day on.</summary>
    public Task<List<TreeClosure>> AboveAsync(long union, DateOnly on, CancellationToken cancellation) =>
        context.Tree.AsNoTracking().Where(OpenAfter(on)).Where(u => u.DescendantId == union).ToListAsync(cancellation);

    public static Expression<Func<TreeClosure, bool>> OpenAfter(DateOnly on) => c => c.ValidTo == null || c.ValidTo > on;

    /// <summary>Every path down from a moved union joined with every path up from its new parent, on the days on which both hold.</summary>
    private static IEnumerable<TreeClosure> Joined(IReadOnlyList<TreeClosure> below, IReadOnlyList<TreeClosure> above, DateOnly on)
    {
        foreach (var s in below)
        {
            foreach (var u in above)
            {
                var from = Later(on, Later(s.ValidFrom, u.ValidFrom));
                var endsBelow = u.ValidTo is null || (s.ValidTo is not null && s.ValidTo <= u.ValidTo);
                var to = endsBelow ? s.ValidTo : u.ValidTo;
                if (to <= from) continue;
                yield return new TreeClosure
                {
                    AncestorId = u.AncestorId, DescendantId = s.DescendantId, Depth = (short)(s.Depth + u.Depth + 1), ValidFrom = from, ValidTo = to,
                    Closes = endsBelow && s.Closes, AncestorLevel = u.AncestorLevel, DescendantLevel = s.DescendantLevel,
                };
            }
        }
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
