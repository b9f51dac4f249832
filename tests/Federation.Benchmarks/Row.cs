using System.Globalization;
using System.Text;

namespace Federation.Benchmarks;

/// <summary>One line of the table: what was measured against which baseline, both in the same run and the same database.</summary>
/// <param name="Ratio">What is compared with the target.</param>
/// <param name="Target">As design.md has it: <c>≤ 1.5</c>.</param>
/// <param name="Work">The same ratio in processor time, which other work on the machine does not lengthen; empty where it says nothing.</param>
internal sealed record Row(string What, string Measured, string Baseline, string Ratio, string Work, string Target, string Note = "")
{
    /// <summary>How the row was made: the command, the day and the load of the machine.</summary>
    public string Run { get; init; } = "";

    /// <summary>Whether the target is met; empty where it is not one number against another.</summary>
    public string Verdict
    {
        get
        {
            var words = Target.Split(' ');
            if (words.Length < 2 || !Number(words[1], out var bound) || !Number((Ratio.Length > 0 ? Ratio : Measured).Split(' ')[0], out var value)) return "";
            return (words[0] == "≥" ? value >= bound : words[0] == "<" ? value < bound : value <= bound) ? "met" : "**missed**";
        }
    }

    /// <summary>The lines of the table in docs/benchmarks.md.</summary>
    public static string Table(IEnumerable<Row> rows)
    {
        var table = new StringBuilder("| what | measured | baseline | ratio | CPU | target | | run |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var r in rows) table.Append(CultureInfo.InvariantCulture, $"| {r.What} | {r.Measured} | {r.Baseline} | {r.Ratio} | {r.Work} | {r.Target} | {string.Join("; ", new[] { r.Verdict, r.Note }.Where(t => t.Length > 0))} | {r.Run} |\n");
        return table.ToString();
    }

    private static bool Number(string text, out double number) => double.TryParse(text, CultureInfo.InvariantCulture, out number);
}

/// <summary>How long something took, by the clock and in processor time of the database and of this process.</summary>
internal readonly record struct Took(double Seconds, double Cpu)
{
    public static Took Median(IEnumerable<Took> all)
    {
        var list = all.ToList();
        return new Took(MedianOf(list.Select(t => t.Seconds)), MedianOf(list.Select(t => t.Cpu)));
    }

    public static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    public override string ToString() => Seconds >= 10 ? $"{Seconds:0} s" : Seconds >= 1 ? $"{Seconds:0.0} s" : Seconds >= 0.01 ? $"{Seconds * 1000:0} ms" : $"{Seconds * 1000:0.00} ms";

    public static string operator /(Took a, Took b) => $"{a.Seconds / b.Seconds:0.00}";

    public string WorkOver(Took other) => $"{Cpu / other.Cpu:0.00}";
}
