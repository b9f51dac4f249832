using System.Globalization;
using Federation.Framework.Audit;
using Federation.Framework.Databases;
using Federation.Framework.Marks;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Unions.Contracts;
using Federation.Unions.Finding;
using Federation.Unions.Measuring;
using Microsoft.EntityFrameworkCore;

namespace Federation.Unions.UnionTree;

internal sealed class UnionRegistry(UnionsContext context, DatabaseSession session, UnionDirectory directory, BulkFounding founding, HandingOver standing, Caller caller, TimeProvider time)
    : IUnionRegistry
{
    private readonly TreeClosureWriter closure = new(context);

    public Task<long> FoundAsync(NewUnion union, CancellationToken cancellation) => ChangeAsync(
        async () =>
        {
            var parent = union.Parent is { } code ? await FindAsync(code, cancellation) : (long?)null;
            return (await AddAsync(union, parent, cancellation)).Id;
        },
        cancellation);

    public Task<IReadOnlyDictionary<string, long>> FoundManyAsync(IReadOnlyList<NewUnion> unions, Period? countedFrom, CancellationToken cancellation) =>
        ChangeAsync(
            async () =>
            {
                var ids = await founding.FoundAsync(unions, countedFrom, cancellation);
                Record("unions.found-many", unions.Count.ToString(CultureInfo.InvariantCulture), null);
                return ids;
            },
            cancellation);

    public Task RenameAsync(long union, string name, DateOnly on, CancellationToken cancellation) => ChangeAsync(
        async () =>
        {
            var changed = await LoadAsync(union, cancellation);
            changed.Rename(name, on);
            Record("unions.rename", changed.Latest.Code, union);
        },
        cancellation);

    public Task RecodeAsync(long union, string code, DateOnly on, CancellationToken cancellation) => ChangeAsync(
        async () =>
        {
            var changed = await LoadAsync(union, cancellation);
            var before = changed.Latest.Code;
            await RequireFreeAsync(code, union, on, cancellation);
            changed.Recode(code, on);
            Record("unions.recode", $"{before} {code}", union);
        },
        cancellation);

    public Task ChangeKindAsync(long union, string kind, DateOnly on, CancellationToken cancellation) => ChangeAsync(
        async () =>
        {
            var changed = await LoadAsync(union, cancellation);
            changed.ChangeKind(kind, on);
            Record("unions.change-kind", changed.Latest.Code, union);
        },
        cancellation);

    public Task ChangeLevelAsync(long union, UnionLevel level, DateOnly on, CancellationToken cancellation) => ChangeAsync(
        async () =>
        {
            var changed = await LoadAsync(union, cancellation);
            var before = changed.Latest.Level;
            changed.ChangeLevel(level, on);
            if (changed.Latest.ParentId is { } parent && !(await LoadAsync(parent, cancellation)).StandsAbove(level, on))
                throw new RuleViolation("union-parent-level", changed.Latest.Code);
            if (await closure.ChildrenFrom(union, on).AnyAsync(c => c.DescendantLevel <= level, cancellation)) throw new RuleViolation("union-children-level", changed.Latest.Code);
            await closure.ChangeLevelAsync(union, level, on, cancellation);
            MarkTree(changed.Latest.ParentId, on);
            MarkTree(union, on);
            if (TreeSource.Counts(before) || TreeSource.Counts(level)) MarkCount(union, on);
            Record("unions.change-level", changed.Latest.Code, union);
        },
        cancellation);

    public Task MoveAsync(long union, long parent, DateOnly on, CancellationToken cancellation) => ChangeAsync(
        async () =>
        {
            var moved = await LoadAsync(union, cancellation);
            var old = moved.Latest.ParentId;
            moved.MoveTo(parent, on);
            if (await IsBelowAsync(parent, union, on, cancellation)) throw new RuleViolation("union-below-itself", moved.Latest.Code);
            await RequireParentAsync(parent, moved.Latest.Level!.Value, on, cancellation);
            await closure.MoveAsync([union], parent, on, cancellation);
            var since = CountsFrom(moved, on);
            MarkTree(old, since);
            MarkTree(parent, since);
            Record("unions.move", moved.Latest.Code, union);
        },
        cancellation);

    public Task MergeAsync(long union, long into, DateOnly on, CancellationToken cancellation) => ChangeAsync(
        async () =>
        {
            var merged = await LoadAsync(union, cancellation);
            if (await IsBelowAsync(into, union, on, cancellation)) throw new RuleViolation("union-below-itself", merged.Latest.Code);
            var target = await LoadAsync(into, cancellation);
            if (!target.IsActiveFrom(on)) throw new RuleViolation("union-parent-not-active", target.Latest.Code, on);
            var children = await closure.ChildrenFrom(union, on).Select(c => c.DescendantId).Distinct().ToListAsync(cancellation);
            await standing.RunAsync(merged, target, on, cancellation);
            var since = await HandOverAsync(children, target, on, cancellation);
            await CloseAsync(merged, on, cancellation);
            MarkTree(union, since);
            MarkTree(into, since);
            Record("unions.merge", $"{merged.Latest.Code} {target.Latest.Code}", union);
        },
        cancellation);

    public Task<long> SplitAsync(long union, NewUnion part, IReadOnlyCollection<long> children, CancellationToken cancellation) => ChangeAsync(
        async () =>
        {
            var on = part.FoundedOn;
            var split = await LoadAsync(union, cancellation);
            if (!split.IsActiveFrom(on)) throw new RuleViolation("union-closed", split.Latest.Code);
            var parent = part.Parent is { } code ? await FindAsync(code, cancellation) : split.Latest.ParentId;
            var added = await AddAsync(part, parent, cancellation);
            var own = await closure.ChildrenFrom(union, on).Select(c => c.DescendantId).Distinct().ToListAsync(cancellation);
            if (children.Except(own).Any()) throw new RuleViolation("union-not-a-child", split.Latest.Code);
            var since = await HandOverAsync(children, added, on, cancellation);
            MarkTree(union, since);
            MarkTree(added.Id, since);
            Record("unions.split", $"{split.Latest.Code} {part.Code}", union);
            return added.Id;
        },
        cancellation);

    public Task CloseAsync(long union, DateOnly on, CancellationToken cancellation, long? handTo = null) => ChangeAsync(
        async () =>
        {
            var closed = await LoadAsync(union, cancellation);
            var successor = handTo is { } id ? await LoadAsync(id, cancellation) : null;
            if (successor is not null && (successor.Id == union || !successor.IsActiveFrom(on))) throw new RuleViolation("union-parent-not-active", successor.Latest.Code, on);
            await standing.RunAsync(closed, successor, on, cancellation);
            await CloseAsync(closed, on, cancellation);
            Record("unions.close", closed.Latest.Code, union);
        },
        cancellation);

    public Task ReopenAsync(long union, DateOnly on, CancellationToken cancellation) => ChangeAsync(
        async () =>
        {
            var reopened = await LoadAsync(union, cancellation);
            reopened.Reopen(on);
            if (reopened.Latest.Level is { } level)
            {
                if (reopened.Latest.ParentId is { } parent) await RequireParentAsync(parent, level, on, cancellation);
                await closure.AddAsync(union, level, reopened.Latest.ParentId, on, cancellation);
                MarkTree(reopened.Latest.ParentId ?? union, on);
                if (TreeSource.Counts(level)) MarkCount(union, on);
            }
            Record("unions.reopen", reopened.Latest.Code, union);
        },
        cancellation);

    public Task LinkIndustryAsync(long industry, long union, DateOnly from, CancellationToken cancellation) => ChangeAsync(
        async () =>
        {
            var linked = await LoadAsync(union, cancellation);
            await LinkAsync(industry, linked, from, cancellation);
            Record("unions.link-industry", linked.Latest.Code, union);
        },
        cancellation);

    public Task UnlinkIndustryAsync(long industry, long union, DateOnly to, CancellationToken cancellation) => ChangeAsync(
        async () =>
        {
            var link = await context.IndustryLinks.SingleOrDefaultAsync(l => l.IndustryUnionId == industry && l.UnionId == union && l.ValidTo == null, cancellation)
                ?? throw new NotFound("industry link");
            if (to < link.ValidFrom) throw new RuleViolation("union-change-too-early", industry, link.ValidFrom);
            if (to == link.ValidFrom) context.Remove(link);
            else link.ValidTo = to;
            Record("unions.unlink-industry", industry.ToString(CultureInfo.InvariantCulture), union);
        },
        cancellation);

    private async Task<Union> AddAsync(NewUnion founded, long? parent, CancellationToken cancellation)
    {
        var on = founded.FoundedOn;
        var union = Union.Found(context.Ids.Next(), founded with { Former = [] }, parent);
        await RequireFreeAsync(founded.Code, union.Id, on, cancellation);
        context.Add(union);
        foreach (var industry in founded.Industries) await LinkAsync(await FindAsync(industry, cancellation), union, on, cancellation);
        if (founded.Level is { } level)
        {
            if (parent is { } above) await RequireParentAsync(above, level, on, cancellation);
            await closure.AddAsync(union.Id, level, parent, on, cancellation);
            MarkTree(parent ?? union.Id, on);
            if (TreeSource.Counts(level)) MarkCount(union.Id, on);
        }
        Record("unions.found", founded.Code, union.Id);
        return union;
    }

    private async Task LinkAsync(long industry, Union union, DateOnly from, CancellationToken cancellation)
    {
        Union.CheckYear(from);
        var looksAfter = await LoadAsync(industry, cancellation);
        if (looksAfter.Latest.Level is not null) throw new RuleViolation("union-not-industry", looksAfter.Latest.Code);
        foreach (var one in new[] { looksAfter, union })
            if (!one.IsActiveFrom(from)) throw new RuleViolation("union-parent-not-active", one.Latest.Code, from);
        if (await context.IndustryLinks.AnyAsync(l => l.IndustryUnionId == industry && l.UnionId == union.Id && (l.ValidTo == null || l.ValidTo > from), cancellation))
            throw new RuleViolation("union-linked-already", union.Latest.Code);
        context.Add(new IndustryLink { IndustryUnionId = industry, UnionId = union.Id, ValidFrom = from });
    }

    private async Task CloseAsync(Union union, DateOnly on, CancellationToken cancellation)
    {
        var level = union.Latest.Level;
        union.Close(on);
        if (await closure.ChildrenFrom(union.Id, on).AnyAsync(cancellation)) throw new RuleViolation("union-has-children", union.Latest.Code);
        await closure.CloseAsync(union.Id, on, cancellation);
        await context.IndustryLinks.Where(l => (l.UnionId == union.Id || l.IndustryUnionId == union.Id) && l.ValidFrom >= on).ExecuteDeleteAsync(cancellation);
        await context.IndustryLinks.Where(l => (l.UnionId == union.Id || l.IndustryUnionId == union.Id) && (l.ValidTo == null || l.ValidTo > on))
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.ValidTo, on), cancellation);
        if (level is null) return;
        MarkTree(union.Latest.ParentId ?? union.Id, on);
        if (TreeSource.Counts(level)) MarkCount(union.Id, on);
    }

    /// <summary>Moves the children, and answers with the first day whose figures go up elsewhere.</summary>
    private async Task<DateOnly> HandOverAsync(IReadOnlyCollection<long> children, Union parent, DateOnly on, CancellationToken cancellation)
    {
        var since = on;
        foreach (var ids in children.Chunk(TreeClosureWriter.Chunk))
        {
            foreach (var child in await context.Unions.Include(u => u.Versions).Where(u => ids.Contains(u.Id)).ToListAsync(cancellation))
            {
                child.MoveTo(parent.Id, on);
                if (CountsFrom(child, on) < since) since = CountsFrom(child, on);
                if (!parent.StandsAbove(child.Latest.Level!.Value, on)) throw new RuleViolation("union-parent-level", child.Latest.Code);
            }
        }
        await closure.MoveAsync(children, parent.Id, on, cancellation);
        return since;
    }

    /// <summary>A union that moves on the day of its founding was never under another parent: what it counts of earlier days goes up the new way too.</summary>
    private static DateOnly CountsFrom(Union moved, DateOnly on) => on == moved.FoundedOn ? new DateOnly(Period.FirstYear, 1, 1) : on;

    /// <summary>Changes of the tree are serialized here, across all hosts.</summary>
    private async Task<T> ChangeAsync<T>(Func<Task<T>> change, CancellationToken cancellation)
    {
        var own = session.Transaction is null;
        if (own) await session.BeginAsync(cancellation);
        try
        {
            await context.TreeVersions.ExecuteUpdateAsync(t => t.SetProperty(v => v.Number, v => v.Number + 1), cancellation);
            // Entities that were read before the lock may be outdated.
            context.ChangeTracker.Clear();
            directory.ForgetUncommitted();
            var answer = await change();
            await context.SaveChangesAsync(cancellation);
            directory.ForgetUncommitted();
            session.AfterCommit(directory.Forget);
            if (own) await session.CommitAsync(cancellation);
            return answer;
        }
        catch when (own)
        {
            await session.RollbackAsync();
            context.ChangeTracker.Clear();
            throw;
        }
    }

    private Task ChangeAsync(Func<Task> change, CancellationToken cancellation) => ChangeAsync(
        async () =>
        {
            await change();
            return true;
        },
        cancellation);

    private async Task<long> FindAsync(string code, CancellationToken cancellation) =>
        await context.Versions.IdOfAsync(code, time.Today(), cancellation) ?? throw new RuleViolation("unknown-union", code);

    private async Task<Union> LoadAsync(long id, CancellationToken cancellation) =>
        await context.Unions.Include(u => u.Versions).SingleOrDefaultAsync(u => u.Id == id, cancellation) ?? throw new NotFound($"union {id}");

    private async Task RequireParentAsync(long id, UnionLevel below, DateOnly on, CancellationToken cancellation)
    {
        var parent = await LoadAsync(id, cancellation);
        if (parent.Latest.Level is null) throw new RuleViolation("union-is-industry", parent.Latest.Code);
        if (!parent.IsActiveFrom(on)) throw new RuleViolation("union-parent-not-active", parent.Latest.Code, on);
        if (!parent.StandsAbove(below, on)) throw new RuleViolation("union-parent-level", parent.Latest.Code);
    }

    private async Task RequireFreeAsync(string code, long union, DateOnly on, CancellationToken cancellation)
    {
        if (await context.Versions.AnyAsync(v => v.Code == code && v.UnionId != union && (v.ValidTo == null || v.ValidTo > on), cancellation))
            throw new RuleViolation("union-code-taken", code);
    }

    private Task<bool> IsBelowAsync(long union, long ancestor, DateOnly on, CancellationToken cancellation) =>
        context.Tree.Where(TreeClosureWriter.OpenAfter(on)).AnyAsync(c => c.AncestorId == ancestor && c.DescendantId == union, cancellation);

    private void MarkTree(long? union, DateOnly on)
    {
        if (union is { } id) context.Mark(id, Period.MonthOf(on).Code, StaleMark.Tree);
    }

    private void MarkCount(long union, DateOnly on)
    {
        for (var (month, now) = (Period.MonthOf(on), Period.MonthOf(time.Today())); month.Code <= now.Code; month = month.Next()!.Value)
            context.Mark(union, month.Code, TreeSource.SourceCode);
    }

    private void Record(string action, string subject, long? union) =>
        context.AuditEntries.Add(new AuditEntry { Id = context.Ids.Next(), At = time.GetUtcNow(), PersonId = caller.PersonId, UnionId = union, Action = action, Subject = subject });
}
