using System.Diagnostics;
using System.Globalization;

namespace Federation.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/Federation.Benchmarks -- all|name … [--scale tiny|small|province] [--times N] [--keep FOLDER]</c>: measures the named
/// rows of the table of speed, or all, and prints them as the table of docs/benchmarks.md has them, each with the command that made it.
/// </summary>
internal static class Runner
{
    public static readonly IReadOnlyList<(string Name, Func<Stage, Task<IReadOnlyList<Row>>> Measure)> Benchmarks =
    [
        ("full", FullRollup.MeasureAsync),
        ("incremental", Incremental.MeasureAsync),
        ("visible", VisibleOverHttp.MeasureAsync),
        ("writes", WritesOverHttp.MeasureAsync),
        ("load", LoadOverHttp.MeasureAsync),
        ("http", FiguresOverHttp.MeasureAsync),
        ("page", DashboardPageOverHttp.MeasureAsync),
        ("verify", VerifyYear.MeasureAsync),
        ("distinct", DistinctRollup.MeasureAsync),
        ("import", ImportRows.MeasureAsync),
        ("kinds", ImportKinds.MeasureAsync),
        ("list", Lists.MeasureAsync),
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
                case "all": names.AddRange(Benchmarks.Select(b => b.Name)); break;
                case var name when Benchmarks.Any(b => b.Name == name): names.Add(name); break;
                default:
                    await Console.Error.WriteLineAsync($"{args[i]}? Usage: [all|{string.Join('|', Benchmarks.Select(b => b.Name))} …] [--scale tiny|small|province] [--times N] [--keep FOLDER]");
                    return 2;
            }
        }
        await using var stage = await Stage.OpenAsync(scale, times, keep);
        var rows = new List<Row>();
        foreach (var (name, measure) in Benchmarks.Where(b => names.Count == 0 || names.Contains(b.Name)))
        {
            var (took, load) = (Stopwatch.StartNew(), Load());
            stage.Say($"{name} …");
            var command = $"`{name} --scale {scale.ToString().ToLowerInvariant()} --times {times}`, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}, load {load}";
            rows.AddRange((await measure(stage)).Select(r => r with { Run = $"{command} to {Load()}" }));
            stage.Say($"{name} done after {took.Elapsed.TotalSeconds:0} s");
        }
        Console.WriteLine(Row.Table(rows));
        return 0;
    }

    /// <summary>The machine's load of the last minute.</summary>
    private static string Load() => File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture).ToString("0", CultureInfo.InvariantCulture) : "unknown";
}
