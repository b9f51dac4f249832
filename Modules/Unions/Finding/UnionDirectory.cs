using System.Collections.Frozen;
using Autofac.Features.OwnedInstances;
using Federation.Framework.Databases;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Unions.UnionTree;
using Microsoft.EntityFrameworkCore;

namespace Federation.Unions.Finding;

/// <summary>
/// Finds unions one at a time, in the host's memory or in the database. Within a transaction it reads on that transaction's connection, since a unit of
/// work has one; what it finds there may never be committed, so it stays out of the host's memory.
/// </summary>
internal sealed class UnionDirectory(UnionMemory memory, DatabaseSession session, Lazy<UnionsContext> own, Func<Owned<UnionsContext>> open, TimeProvider time) : IUnionDirectory
{
    private const int MaxCodeLength = 40;

    /// <summary>What was found within the transaction.</summary>
    private KnownUnions? uncommitted;

    public async ValueTask<UnionInfo?> FindAsync(string code, CancellationToken cancellation)
    {
        if (code.Length is 0 or > MaxCodeLength) return null;
        var (known, shared) = await KnownAsync(cancellation);
        if (shared?.ByCode.TryGet(code, out var union) is true || known.ByCode.TryGet(code, out union)) return union;
        if (known.Unknown.TryGet(code, out _)) return null;
        return await ReadAsync(async context =>
        {
            if (await context.Versions.IdOfAsync(code, known.Day, cancellation) is not { } id)
            {
                known.Unknown.Set(code, true);
                return null;
            }
            if (!known.ById.TryGet(id, out var found)) found = await LoadAsync(context, id, known, cancellation);
            if (found is not null) known.ByCode.Set(code, found);
            return found;
        });
    }

    public async ValueTask<UnionInfo?> FindAsync(long id, CancellationToken cancellation)
    {
        var (known, shared) = await KnownAsync(cancellation);
        if (shared?.ById.TryGet(id, out var union) is true || known.ById.TryGet(id, out union)) return union;
        return await ReadAsync(context => LoadAsync(context, id, known, cancellation));
    }

    public async Task<IReadOnlyDictionary<long, (string Code, string Name)>> NamesAsync(IReadOnlyCollection<long> ids, DateOnly on, CancellationToken cancellation)
    {
        var (known, shared) = await KnownAsync(cancellation);
        var (names, others) = (new Dictionary<long, (string, string)>(ids.Count), new List<long>());
        foreach (var id in ids)
        {
            if (shared?.Names.TryGet((id, on), out var name) is true || known.Names.TryGet((id, on), out name)) names[id] = name;
            else others.Add(id);
        }
        if (others.Count == 0) return names;
        return await ReadAsync(async context =>
        {
            foreach (var some in others.Distinct().Chunk(TreeClosureWriter.Chunk))
            {
                foreach (var version in await context.AtAsync(some, on, cancellation))
                {
                    names[version.UnionId] = (version.Code, version.Name);
                    known.Names.Set((version.UnionId, on), names[version.UnionId]);
                }
            }
            return names;
        });
    }

    /// <summary>Forgets everything, on this host for everybody: the tree has changed.</summary>
    public void Forget()
    {
        ForgetUncommitted();
        memory.Forget();
    }

    /// <summary>Forgets what was found within the transaction: it is about to change the tree.</summary>
    public void ForgetUncommitted() => uncommitted = null;

    /// <summary>Where what is found is kept, and what besides may be looked into.</summary>
    private async ValueTask<(KnownUnions Known, KnownUnions? Shared)> KnownAsync(CancellationToken cancellation)
    {
        if (session.Transaction is not null) return (uncommitted ??= new KnownUnions(-1, time.Today()), memory.IfFresh);
        ForgetUncommitted();
        return (await memory.FreshAsync(cancellation), null);
    }

    private async Task<T> ReadAsync<T>(Func<UnionsContext, Task<T>> read)
    {
        if (session.Transaction is not null) return await read(own.Value);
        await using var context = open();
        return await read(context.Value);
    }

    private static async Task<UnionInfo?> LoadAsync(UnionsContext context, long id, KnownUnions known, CancellationToken cancellation)
    {
        if (await context.AtAsync([id], known.Day, cancellation) is not [{ } version]) return null;
        var steps = (await context.StepsAsync([version], known.Day, cancellation))[id].ToList();
        var ancestors = steps.Select(s => s.Id);
        if (version is { Level: null, ParentId: { } seat } && await LoadAsync(context, seat, known, cancellation) is { } above) ancestors = above.Ancestors.Append(seat);
        var day = known.Day;
        var industries = await context.IndustryLinks.Where(l => l.UnionId == id && l.ValidFrom <= day && (l.ValidTo == null || l.ValidTo > day)).Select(l => l.IndustryUnionId).ToListAsync(cancellation);
        var life = await context.Versions.Where(v => v.UnionId == id).OrderBy(v => v.ValidFrom).Select(v => new { v.ValidFrom, v.State }).ToListAsync(cancellation);
        var union = new UnionInfo(
            id, version.Code, version.Name, version.Level, version.Kind, steps.Count > 0 ? steps[^1].Code : null, [.. steps.Select(s => s.Code), version.Code],
            known.Ancestors.GetOrAdd(string.Join(' ', ancestors), _ => ancestors.ToFrozenSet()), industries.ToFrozenSet(), version.State == UnionState.Active && version.HoldsOn(day))
        {
            Life = UnionLife.Of([.. life.Select(v => (v.ValidFrom, v.State == UnionState.Active))]),
        };
        known.ById.Set(id, union);
        return union;
    }
}
