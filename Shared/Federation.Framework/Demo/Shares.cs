namespace Federation.Framework.Demo;

/// <summary>Spreads a whole number over shares, exactly: what is lost to rounding goes to the largest remainders.</summary>
public static class Shares
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
