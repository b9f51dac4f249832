using System.Diagnostics;
using Autofac;
using Federation.Framework.Tenancy;
using Federation.Host.Start;
using Federation.Unions.Finding;

namespace Federation.Benchmarks;

/// <summary>Finding the union that a request names: in a whole province, against a handful.</summary>
internal static class Tenants
{
    private const int Few = 6;
    private const int Rounds = 15;
    private const int Finds = 20_000;
    private const int ColdFinds = 200;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(Stage stage)
    {
        await using var large = await Province.TreeAsync(stage, stage.Unions);
        await using var small = await Province.TreeAsync(stage, Few);
        await using var ofLarge = large.Build();
        await using var ofSmall = small.Build();
        var all = await CodesAsync(stage, large);
        var six = (await CodesAsync(stage, small)).Where(c => c.Contains("-G", StringComparison.Ordinal)).Take(Few).ToList();
        var used = all.Where((_, i) => i % 15 == 0).ToList();
        var (big, little) = ((UnionDirectory)ofLarge.Resolve<IUnionDirectory>(), (UnionDirectory)ofSmall.Resolve<IUnionDirectory>());

        var (warm, warmFew, any, first, firstFew) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            warmFew.Add(await FindAsync(little, six, Finds, forget: false));
            warm.Add(await FindAsync(big, used, Finds, forget: false));
            firstFew.Add(await FindAsync(little, six, ColdFinds, forget: true));
            first.Add(await FindAsync(big, all, ColdFinds, forget: true));
        }
        for (var round = 0; round < 5; round++) any.Add(await FindAsync(big, all, Finds / 4, forget: false));
        var (w, wf, f, ff, a) = (Median(warm), Median(warmFew), Median(first), Median(firstFew), Median(any));
        return
        [
            new Row($"tenant resolution, {all.Count} unions of which {used.Count} are in use", $"{w * 1e6:0.00} µs", $"{wf * 1e6:0.00} µs", $"{w / wf:0.00}", "", "≤ 1.2", $"against {Few} unions"),
            new Row("the same, asked for the first time", $"{f * 1e3:0.00} ms", $"{ff * 1e3:0.00} ms", $"{f / ff:0.00}", "", "≤ 1.2"),
            new Row("the same, any of all unions at random", $"{a * 1e6:0.00} µs", $"{wf * 1e6:0.00} µs", $"{a / wf:0.00}", "", "≤ 1.2", "most are not remembered"),
        ];

        // The first rounds fill the memory.
        static double Median(List<double> times) => Took.MedianOf(times.Skip(times.Count / 3));
    }

    private static async Task<double> FindAsync(UnionDirectory directory, List<string> codes, int times, bool forget)
    {
        var random = new Random(1);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            if (forget) directory.Forget();
            if (await directory.FindAsync(codes[random.Next(codes.Count)], CancellationToken.None) is null) throw new InvalidOperationException("A union was not found.");
        }
        return Stopwatch.GetElapsedTime(started).TotalSeconds / times;
    }

    private static async Task<List<string>> CodesAsync(Stage stage, Installation installation)
    {
        await using var connection = await stage.ConnectAsync(installation);
        return await connection.ListAsync("SELECT code FROM unions.versions WHERE valid_to IS NULL ORDER BY union_id", r => r.GetString(0));
    }
}
