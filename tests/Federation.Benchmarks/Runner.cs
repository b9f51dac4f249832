using System.Diagnostics;

namespace Federation.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/Federation.Benchmarks -- [name …] [--scale small|province] [--times N] [--keep FOLDER]</c>: measures the named
/// rows of the table of speed, or all, and prints them as a table for docs/benchmarks.md.
/// </summary>
internal static class Runner
{
    private static readonly (string Name, Func<Stage, Task<IReadOnlyList<Row>>> Measure)[] Benchmarks =
    [
        ("full", FullRollup.MeasureAsync),
        ("incremental", Incremental.MeasureAsync),
        ("visible", VisibleOverHttp.MeasureAsync),
        ("http", FiguresOverHttp.MeasureAsync),
        ("page", DashboardPageOverHttp.MeasureAsync),
        ("verify", VerifyYear.MeasureAsync),
        ("distinct", DistinctRollup.MeasureAsync),
        ("import", ImportRows.MeasureAsync),
        ("kinds", ImportKinds.MeasureAsync),
        ("list", Lists.MeasureAsync),
        ("tenants", Tenants.MeasureAsync),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var names = new List<string>();
        var (scale, times, keep) = (Scale.Province, 3, default(string));
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--scale" when i + 1 < args.Length && Enum.TryParse(args[++i], true, out Scale given): scale = given; break;
                case "--times" when i + 1 < args.Length && int.TryParse(args[++i], out var given): times = given; break;
                case "--keep" when i + 1 < args.Length: keep = args[++i]; break;
                case var name when Array.Exists(Benchmarks, b => b.Name == name): names.Add(name); break;
                default:
                    await Console.Error.WriteLineAsync($"{args[i]}? Usage: [{string.Join('|', Benchmarks.Select(b => b.Name))} …] [--scale small|province] [--times N] [--keep FOLDER]");
                    return 2;
            }
        }
        await using var stage = await Stage.OpenAsync(scale, times, keep);
        var rows = new List<Row>();
        foreach (var (name, measure) in Benchmarks.Where(b => names.Count == 0 || names.Contains(b.Name)))
        {
            var took = Stopwatch.StartNew();
            stage.Say($"{name} …");
            rows.AddRange(await measure(stage));
            stage.Say($"{name} done after {took.Elapsed.TotalSeconds:0} s");
        }
        Console.WriteLine(Row.Table(rows));
        return 0;
    }
}
