using Federation.Framework.Marks;
using Federation.Unions.UnionTree;
using Microsoft.EntityFrameworkCore;

namespace Federation.Unions.Finding;

/// <summary>One step of the way from the root to a union's parent.</summary>
internal sealed record Step(long Id, string Code, int Depth);

internal static class UnionQueries
{
    /// <summary>The versions that hold on a day; of a union that is founded later, none.</summary>
    public static IQueryable<UnionVersion> On(this IQueryable<UnionVersion> versions, DateOnly day) =>
        versions.Where(v => v.ValidFrom <= day && (v.ValidTo == null || v.ValidTo > day));

    /// <summary>The union with that code on the day; else the one that had it last; else the one that will have it first.</summary>
    public static async Task<long?> IdOfAsync(this IQueryable<UnionVersion> versions, string code, DateOnly day, CancellationToken cancellation)
    {
        var had = await versions.Where(v => v.Code == code).Select(v => new { v.UnionId, v.ValidFrom, v.ValidTo }).ToListAsync(cancellation);
        return had.OrderBy(v => v.ValidFrom > day).ThenByDescending(v => v.ValidTo is null || v.ValidTo > day).ThenBy(v => Math.Abs(v.ValidFrom.DayNumber - day.DayNumber))
            .Select(v => (long?)v.UnionId).FirstOrDefault();
    }

    /// <summary>What each union was on a day; of one that is founded later, what it will be at first.</summary>
    public static async Task<List<UnionVersion>> AtAsync(this UnionsContext context, IReadOnlyCollection<long> unions, DateOnly day, CancellationToken cancellation)
    {
        var at = await context.Versions.AsNoTracking().Where(v => unions.Contains(v.UnionId)).On(day).ToListAsync(cancellation);
        if (at.Count == unions.Count) return at;
        var later = unions.Except(at.Select(v => v.UnionId)).ToList();
        var versions = await context.Versions.AsNoTracking().Where(v => later.Contains(v.UnionId)).ToListAsync(cancellation);
        return [.. at, .. versions.GroupBy(v => v.UnionId).Select(g => g.MinBy(v => v.ValidFrom)!)];
    }

    /// <summary>The way from the root to the parent of each version's union on a day; of a closed union the last one.</summary>
    public static async Task<ILookup<long, Step>> StepsAsync(this UnionsContext context, IReadOnlyList<UnionVersion> versions, DateOnly day, CancellationToken cancellation)
    {
        var ids = versions.Select(v => v.UnionId).ToList();
        var closings = versions.Where(v => v.State == UnionState.Closed).ToDictionary(v => v.UnionId, v => v.ValidFrom);
        var lines = await context.Tree.AsNoTracking().Where(c => ids.Contains(c.DescendantId) && c.Depth > 0).ToListAsync(cancellation);
        var holding = lines.Where(c => closings.TryGetValue(c.DescendantId, out var closed) ? c.ValidTo == closed : Holds(c, day)).ToList();
        var codes = (await context.AtAsync(holding.Select(c => c.AncestorId).ToHashSet(), day, cancellation)).ToDictionary(v => v.UnionId, v => v.Code);
        return holding.OrderByDescending(c => c.Depth).ToLookup(c => c.DescendantId, c => new Step(c.AncestorId, codes[c.AncestorId], c.Depth));
    }

    private static bool Holds(TreeClosure line, DateOnly day) => line.ValidFrom <= day && (line.ValidTo is null || line.ValidTo > day);
}
