using Federation.Framework.Databases;
using Federation.Framework.Marks;
using Federation.Kernel.Figures;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.Figures.Engine;

/// <summary>
/// The unions and months of claimed marks, as one parameter of every query. No table is created, and a query's plan is reused by the next run.
/// </summary>
/// <param name="months">Rows as <see cref="JsonRows"/> writes them.</param>
internal sealed class MarkedScope(FederationDbContext context, Dialect dialect, string months, int thisMonth) : IMeasureScope
{
    // A join, not EXISTS: the pairs are unique, and the planner may then start from whichever side is smaller.
    public IQueryable<T> Filter<T>() where T : class, ICountsInMonth =>
        Marked.Join(context.Set<T>().AcrossUnions(), s => new { s.UnionId, s.Month }, r => new { r.UnionId, r.Month }, (s, r) => r);

    public IQueryable<T> All<T>() where T : class, IOwnedByUnion => context.Set<T>().AcrossUnions();

    public IQueryable<T> Shared<T>() where T : class, IShared => context.Set<T>();

    public IQueryable<ScopedMonth> Months => Marked.Where(m => m.Month <= thisMonth);

    private IQueryable<ScopedMonth> Marked
    {
        get
        {
            var sql = $"SELECT r.union_id, r.month, r.as_of FROM {dialect.RowsFromJson("{0}", ("union_id", "bigint"), ("month", "int"), ("as_of", "date"))}";
            return context.Set<ScopedMonth>().FromSqlRaw(sql, months);
        }
    }
}

/// <summary>A range of unions below a root, over a range of months: one chunk of a full roll-up. Ids follow the tree's founding, so records lie together.</summary>
internal sealed class ChunkScope(FederationDbContext context, long from, long to, int firstMonth, int lastMonth, int thisMonth, DateOnly today) : IMeasureScope
{
    public IQueryable<T> Filter<T>() where T : class, ICountsInMonth =>
        context.Set<T>().AcrossUnions().Where(r => r.UnionId >= from && r.UnionId <= to && r.Month >= firstMonth && r.Month <= lastMonth)
            .Join(context.Set<ScopedUnion>(), r => r.UnionId, s => s.UnionId, (r, s) => r);

    public IQueryable<T> All<T>() where T : class, IOwnedByUnion => context.Set<T>().AcrossUnions();

    public IQueryable<T> Shared<T>() where T : class, IShared => context.Set<T>();

    public IQueryable<ScopedMonth> Months =>
        from s in context.Set<ScopedUnion>()
        from m in context.Calendar
        where m.Kind == 0 && m.Code >= firstMonth && m.Code <= lastMonth && m.Code <= thisMonth
        select new ScopedMonth { UnionId = s.UnionId, Month = m.Code, AsOf = m.LastDay < today ? m.LastDay : today };
}
