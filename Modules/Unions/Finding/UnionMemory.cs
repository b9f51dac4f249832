using System.Collections.Concurrent;
using System.Collections.Frozen;
using Autofac.Features.OwnedInstances;
using Federation.Framework;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Unions.UnionTree;
using Microsoft.EntityFrameworkCore;

namespace Federation.Unions.Finding;

/// <summary>What is known of the tree as of one version of it and one day.</summary>
internal sealed record KnownUnions(long TreeVersion, DateOnly Day)
{
    /// <summary>More than a province has, so that all its unions stay remembered: an estimated 60 MB with 60,000 of them.</summary>
    private const int Remembered = 100_000;
    private const int UnknownRemembered = 1_000;

    /// <summary>Enough for the children of a few dozen unions at the ends of a few periods.</summary>
    private const int NamesRemembered = 20_000;

    public RecentCache<string, UnionInfo> ByCode { get; } = new(Remembered);
    public RecentCache<long, UnionInfo> ById { get; } = new(Remembered);

    /// <summary>What unions were called on a day.</summary>
    public RecentCache<(long Id, DateOnly On), (string Code, string Name)> Names { get; } = new(NamesRemembered);

    /// <summary>One shared set for all unions with the same ancestors, which keeps the sets that requests use small and in the processor's caches.</summary>
    public ConcurrentDictionary<string, FrozenSet<long>> Ancestors { get; } = new();

    /// <summary>A cache of its own, so that guessed codes do not evict real ones.</summary>
    public RecentCache<string, bool> Unknown { get; } = new(UnknownRemembered);
}

/// <summary>
/// What this host remembers of the tree as it is committed. It falls when the tree has changed (here at once, on other hosts within <see cref="Freshness"/>)
/// and at midnight.
/// </summary>
internal sealed class UnionMemory(Func<Owned<UnionsContext>> open, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private static readonly KnownUnions Nothing = new(-1, default);

    private readonly SemaphoreSlim checking = new(1, 1);
    private volatile KnownUnions memory = Nothing;
    private long freshUntil;

    /// <summary>What is remembered, where it need not be checked; null otherwise.</summary>
    public KnownUnions? IfFresh => memory is var known && known.TreeVersion >= 0 && time.GetTimestamp() < Volatile.Read(ref freshUntil) ? known : null;

    public ValueTask<KnownUnions> FreshAsync(CancellationToken cancellation) => IfFresh is { } known ? new(known) : CheckedAsync(cancellation);

    /// <summary>Clears the cache. A load that is in progress goes into the discarded one.</summary>
    public void Forget() => memory = new KnownUnions(-1, default);

    public void Dispose() => checking.Dispose();

    /// <summary>A waiter holds no connection, so the caller that checks always gets one.</summary>
    private async ValueTask<KnownUnions> CheckedAsync(CancellationToken cancellation)
    {
        await checking.WaitAsync(cancellation);
        try
        {
            if (IfFresh is { } fresh) return fresh;
            var (asked, now) = (time.GetTimestamp(), time.GetUtcNow());
            var (day, rest) = (BusinessDay.Of(now), BusinessDay.RestOfDay(now));
            await using var context = open();
            var version = await context.Value.TreeVersions.AsNoTracking().Where(v => v.Id == TreeVersion.OnlyId).Select(v => v.Number).SingleAsync(cancellation);
            var known = memory;
            if (known.TreeVersion != version || known.Day != day) memory = known = new KnownUnions(version, day);
            Volatile.Write(ref freshUntil, asked + (long)((rest < Freshness ? rest : Freshness).TotalSeconds * time.TimestampFrequency));
            return known;
        }
        finally
        {
            checking.Release();
        }
    }
}
