using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Federation.Framework;

/// <summary>
/// Keeps what was used recently, between <paramref name="size"/> and twice as many entries: when the young generation is full it becomes the old one,
/// and what is used again moves over. Nothing is ordered or locked on a read.
/// </summary>
public sealed class RecentCache<TKey, TValue>(int size) where TKey : notnull
{
    private volatile Generations now = new(new(), new());

    private sealed record Generations(ConcurrentDictionary<TKey, TValue> Young, ConcurrentDictionary<TKey, TValue> Old)
    {
        public int Added;
    }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var seen = now;
        if (seen.Young.TryGetValue(key, out value)) return true;
        if (!seen.Old.TryGetValue(key, out value)) return false;
        Set(key, value);
        return true;
    }

    public void Set(TKey key, TValue value)
    {
        var seen = now;
        seen.Young[key] = value;
        if (Interlocked.Increment(ref seen.Added) == size) now = new Generations(new(), seen.Young);
    }
}
