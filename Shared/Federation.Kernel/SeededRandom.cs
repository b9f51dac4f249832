namespace Federation.Kernel;

/// <summary>Numbers that are the same on every machine and in every version of .NET: SplitMix64 from a seed.</summary>
public sealed class SeededRandom
{
    private ulong state;

    public SeededRandom(int seed) => state = (ulong)seed;

    /// <param name="name">What they are for: with the same seed, each name has numbers of its own.</param>
    public SeededRandom(int seed, string name)
    {
        state = (ulong)seed * 0x9E3779B97F4A7C15;
        foreach (var c in name) state = (state ^ c) * 0x100000001B3;
    }

    /// <summary>From 0 up to, and not including, 1.</summary>
    public double Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) / (double)(1UL << 53);
    }

    /// <summary>From <paramref name="from"/> up to, and not including, <paramref name="to"/>.</summary>
    public int Next(int from, int to) => from + (int)(Next() * (to - from));

    public T Pick<T>(IReadOnlyList<T> of) => of[Next(0, of.Count)];
}
