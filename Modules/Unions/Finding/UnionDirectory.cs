using System.Collections.Concurrent;
using System.Collections.Frozen;
using Autofac.Features.OwnedInstances;
using Federation.Framework;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Unions.UnionTree;
using Microsoft.EntityFrameworkCore;

namespace Federation.Unions.Finding;

/// <summary>
/// Finds unions one at a time and remembers those that were asked for lately, whatever the size of the tree. What it remembers falls when the tree
/// has changed (here at once, on other hosts within <see cref="Freshness"/>) and at midnight.
/// </summary>
internal sealed class UnionDirectory(Func<Owned<UnionsContext>> open, TimeProvider time) : IUnionDirectory, IDisposable
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    /// <summary>More than a province has, so that all its unions stay remembered: an estimated 60 MB with 60,000 of them.</summary>
    private const int Remembered = 100_000;
    private const int UnknownRemembered = 1_000;

    /// <summary>Enough for the children of a few dozen unions, each as of the ends of a few periods.</summary>
    private const int NamesRemembered = 20_000;
    private const int LongestCode = 40;

    private readonly SemaphoreSlim checking = new(1, 1);
    private volatile Memory memory = new(-1, default);
    private long freshUntil;

    private sealed record Memory(long TreeVersion, DateOnly Day)
    {
        public RecentCache<string, UnionInfo> ByCode { get; } = new(Remembered);
        public RecentCache<long, UnionInfo> ById { get; } = new(Remembered);

        /// <summary>What unions were called on a day.</summary>
        public RecentCache<(long Id, DateOnly On), (string Code, string Name)> Names { get; } = new(NamesRemembered);

        /// <summary>By its members: one set for all that hang in the same place, so that what a request looks into is at hand in the processor's caches.</summary>
        public ConcurrentDictionary<string, FrozenSet<long>> Ancestors { get; } = new();

        /// <summary>Apart from the others, so that guessed codes do not push real ones out.</summary>
        public RecentCache<string, bool> Unknown { get; } = new(UnknownRemembered);
    }

    public async ValueTask<UnionInfo?> FindAsync(string code, CancellationToken cancellation)
    {
        if (code.Length is 0 or > LongestCode) return null;
        var known = await FreshAsync(cancellation);
        if (known.ByCode.TryGet(code, out var union)) return union;
        if (known.Unknown.TryGet(code, out _)) return null;
        await using var context = open();
        if (await context.Value.Versions.IdOfAsync(code, known.Day, cancellation) is not { } id)
        {
            known.Unknown.Set(code, true);
            return null;
        }
        if (!known.ById.TryGet(id, out union)) union = await LoadAsync(context.Value, id, known, cancellation);
        if (union is not null) known.ByCode.Set(code, union);
        return union;
    }

    public async ValueTask<UnionInfo?> FindAsync(long id, CancellationToken cancellation)
    {
        var known = await FreshAsync(cancellation);
        if (known.ById.TryGet(id, out var union)) return union;
        await using var context = open();
        return await LoadAsync(context.Value, id, known, cancellation);
    }

    public async Task<IReadOnlyDictionary<long, (string Code, string Name)>> NamesAsync(IReadOnlyCollection<long> ids, DateOnly on, CancellationToken cancellation)
    {
        var known = await FreshAsync(cancellation);
        var (names, others) = (new Dictionary<long, (string, string)>(ids.Count), new List<long>());
        foreach (var id in ids)
        {
            if (known.Names.TryGet((id, on), out var name)) names[id] = name;
            else others.Add(id);
        }
        if (others.Count == 0) return names;
        await using var context = open();
        foreach (var some in others.Distinct().Chunk(TreeLines.Chunk))
        {
            foreach (var version in await context.Value.AtAsync(some, on, cancellation))
            {
                names[version.UnionId] = (version.Code, version.Name);
                known.Names.Set((version.UnionId, on), names[version.UnionId]);
            }
        }
        return names;
    }

    /// <summary>Forgets everything; what is being loaded meanwhile goes into the memory that is thrown away.</summary>
    public void Forget() => memory = new Memory(-1, default);

    public void Dispose() => checking.Dispose();

    private ValueTask<Memory> FreshAsync(CancellationToken cancellation)
    {
        var known = memory;
        return IsFresh(known) ? new(known) : CheckedAsync(cancellation);
    }

    private async ValueTask<Memory> CheckedAsync(CancellationToken cancellation)
    {
        await checking.WaitAsync(cancellation);
        try
        {
            if (IsFresh(memory)) return memory;
            var (asked, now) = (time.GetTimestamp(), time.GetUtcNow());
            var (day, rest) = (BusinessDay.Of(now), BusinessDay.RestOfDay(now));
            await using var context = open();
            var version = await context.Value.TreeVersions.AsNoTracking().Where(v => v.Id == TreeVersion.OnlyId).Select(v => v.Number).SingleAsync(cancellation);
            var known = memory;
            if (known.TreeVersion != version || known.Day != day) memory = known = new Memory(version, day);
            Volatile.Write(ref freshUntil, asked + (long)((rest < Freshness ? rest : Freshness).TotalSeconds * time.TimestampFrequency));
            return known;
        }
        finally
        {
            checking.Release();
        }
    }

    private bool IsFresh(Memory known) => known.TreeVersion >= 0 && time.GetTimestamp() < Volatile.Read(ref freshUntil);

    private async Task<UnionInfo?> LoadAsync(UnionsContext context, long id, Memory known, CancellationToken cancellation)
    {
        if (await context.AtAsync([id], known.Day, cancellation) is not [{ } version]) return null;
        var steps = (await context.StepsAsync([version], known.Day, cancellation))[id].ToList();
        var ancestors = steps.Select(s => s.Id);
        if (version is { Level: null, ParentId: { } seat } && await LoadAsync(context, seat, known, cancellation) is { } above) ancestors = above.Ancestors.Append(seat);
        var day = known.Day;
        var industries = await context.IndustryLinks.Where(l => l.UnionId == id && l.ValidFrom <= day && (l.ValidTo == null || l.ValidTo > day)).Select(l => l.IndustryUnionId).ToListAsync(cancellation);
        var union = new UnionInfo(
            id, version.Code, version.Name, version.Level, version.Kind, steps.Count > 0 ? steps[^1].Code : null, [.. steps.Select(s => s.Code), version.Code],
            known.Ancestors.GetOrAdd(string.Join(' ', ancestors), _ => ancestors.ToFrozenSet()), industries.ToFrozenSet(), version.State == UnionState.Active && version.HoldsOn(day));
        known.ById.Set(id, union);
        return union;
    }
}
