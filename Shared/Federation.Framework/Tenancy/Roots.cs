using Federation.Framework.Databases;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Tenancy;

public static class Roots
{
    /// <summary>The unions of the tree that stand under no other: the provinces. The one with the most unions below it comes first.</summary>
    public static async Task<IReadOnlyList<UnionInfo>> OfAsync(FrameworkContext context, IUnionDirectory unions, CancellationToken cancellation)
    {
        var tree = context.Tree;
        var ids = await tree.Where(t => t.Depth == 0 && t.ValidTo == null && !tree.Any(p => p.DescendantId == t.DescendantId && p.Depth == 1))
            .OrderByDescending(t => tree.Count(b => b.AncestorId == t.DescendantId)).ThenBy(t => t.DescendantId)
            .Select(t => t.DescendantId).ToListAsync(cancellation);
        var roots = new List<UnionInfo>();
        foreach (var id in ids)
            if (await unions.FindAsync(id, cancellation) is { } union) roots.Add(union);
        return roots;
    }
}
