namespace Federation.Host.Seeding;

/// <summary>Numbers that are the same on every machine and in every version: SplitMix64 from a seed and a name.</summary>
internal sealed class Dice
{
    private ulong state;

    public Dice(int seed, string name)
    {
        state = (ulong)seed * 0x9E3779B97F4A7C15;
        foreach (var c in name) state = (state ^ c) * 0x100000001B3;
    }

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

/// <summary>Spreads a whole number over shares, exactly: what is lost to rounding goes to the largest remainders.</summary>
internal static class Shares
{
    public static long[] Split(long total, IReadOnlyList<double> weights)
    {
        var sum = weights.Sum();
        var parts = new long[weights.Count];
        if (sum <= 0) return parts;
        var remainders = new (double Remainder, int Index)[weights.Count];
        long given = 0;
        for (var i = 0; i < weights.Count; i++)
        {
            var exact = total * (weights[i] / sum);
            parts[i] = (long)Math.Floor(exact);
            given += parts[i];
            remainders[i] = (exact - parts[i], i);
        }
        foreach (var (_, index) in remainders.OrderByDescending(r => r.Remainder).ThenBy(r => r.Index).Take((int)(total - given))) parts[index]++;
        return parts;
    }
}
