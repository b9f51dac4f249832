namespace Federation.Unions.Seeding;

/// <summary>SplitMix64: the same numbers on every machine and in every version of .NET.</summary>
internal sealed class SeedDice(int seed)
{
    private ulong state = (ulong)seed;

    /// <summary>From 0 up to, and not including, 1.</summary>
    public double Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) / (double)(1UL << 53);
    }

    public T Pick<T>(IReadOnlyList<T> of) => of[(int)(Next() * of.Count)];
}
