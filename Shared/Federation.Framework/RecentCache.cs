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

    private sealed record Generations(ConcurrentDictionary<TKey, TValue> Recent, ConcurrentDictionary<TKey, TValue> Older)
    {
        public int Added;
    }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var seen = now;
        if (seen.Recent.TryGetValue(key, out value)) return true;
        if (!seen.Older.TryGetValue(key, out value)) return false;
        Set(key, value);
        return true;
    }

    public void Set(TKey key, TValue value)
    {
        var seen = now;
        seen.Recent[key] = value;
        if (Interlocked.Increment(ref seen.Added) == size) now = new Generations(new(), seen.Recent);
    }
}
