using Federation.Framework.Databases;
using Federation.Framework.Marks;
using Federation.Kernel.Figures;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.Figures.Engine;

/// <summary>The unions and months of claimed marks, from the session's temporary table.</summary>
internal sealed class MarkedScope(FederationDbContext context, int thisMonth) : IMeasureScope
{
    // A join, not EXISTS: the pairs are unique, and the planner may then start from whichever side is smaller.
    public IQueryable<T> Of<T>(IQueryable<T> records) where T : class, ICountsInMonth =>
        context.Set<ScopedMonth>().Join(records, s => new { s.UnionId, s.Month }, r => new { r.UnionId, r.Month }, (s, r) => r);

    public IQueryable<ScopedMonth> Months => context.Set<ScopedMonth>().Where(m => m.Month <= thisMonth);
}

/// <summary>A range of unions below a root, over a range of months: one chunk of a full roll-up. Ids follow the tree's founding, so records lie together.</summary>
internal sealed class ChunkScope(FederationDbContext context, long from, long to, int firstMonth, int lastMonth, int thisMonth, DateOnly today) : IMeasureScope
{
    public IQueryable<T> Of<T>(IQueryable<T> records) where T : class, ICountsInMonth =>
        records.Where(r => r.UnionId >= from && r.UnionId <= to && r.Month >= firstMonth && r.Month <= lastMonth)
            .Join(context.Set<ScopedUnion>(), r => r.UnionId, s => s.UnionId, (r, s) => r);

    public IQueryable<ScopedMonth> Months =>
        from s in context.Set<ScopedUnion>()
        from m in context.Calendar
        where m.Kind == 0 && m.Code >= firstMonth && m.Code <= lastMonth && m.Code <= thisMonth
        select new ScopedMonth { UnionId = s.UnionId, Month = m.Code, AsOf = m.LastDay < today ? m.LastDay : today };
}
