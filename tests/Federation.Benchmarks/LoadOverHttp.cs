using System.Collections.Concurrent;
using System.Diagnostics;
using Autofac;
using Federation.Figures.Engine;
using Federation.Framework.Tenancy;

namespace Federation.Benchmarks;

/// <summary>Two hundred readers and twenty writers at once, with far fewer connections to the database than they are: nobody fails and nobody waits long.</summary>
internal static class LoadOverHttp
{
    private const int Readers = 200, Writers = 20;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(Stage stage)
    {
        await using var installation = await Province.YearAsync(stage, stage.Unions);
        await FullRollup.RollUpAsync(stage, installation);
        await using var connection = await stage.ConnectAsync(installation);
        var (mine, campaign) = await VisibleOverHttp.MineAsync(connection);
        await using var web = await WebStage.StartAsync(installation, withJobs: true);
        using var clerk = await web.ClientAsync(mine, Role.Clerk);
        using var leader = await web.ClientAsync(Province.Code, Role.Leader);
        (HttpClient Reader, string Path)[] paths =
        [
            (leader, $"/u/{Province.Code}?period={Province.Year}"), (leader, $"/api/v1/unions/{Province.Code}/figures?period={Province.Year}"),
            (leader, $"/api/v1/unions/{Province.Code}/figures/seasonal.cooling.people/breakdown?period={Province.Year}"), (clerk, $"/u/{mine}?period={Province.Year}"),
            (clerk, $"/api/v1/unions/{mine}/campaigns/{campaign}/deliveries"), (leader, "/"),
        ];
        // Compiled and planned before the load begins.
        foreach (var (reader, path) in paths) await ReadAsync(reader, path);

        var length = stage.Of(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60));
        var (read, written) = (new ConcurrentBag<(string Path, double Seconds)>(), new ConcurrentBag<double>());
        var started = Stopwatch.GetTimestamp();
        var readers = Enumerable.Range(0, Readers).Select(n => RepeatAsync(started, length, async () =>
        {
            var (reader, path) = paths[n % paths.Length];
            read.Add((path, await ReadAsync(reader, path)));
        }));
        var writers = Enumerable.Range(0, Writers).Select(_ => RepeatAsync(started, length, async () => written.Add(await WritesOverHttp.WriteAsync(clerk, mine, campaign))));
        await Task.WhenAll([.. readers, .. writers]);

        await MakeGoodAsync(web.Container);
        var each = read.GroupBy(r => r.Path).Select(g => (Path: g.Key, Median: Took.MedianOf(g.Select(r => r.Seconds)), Slow: SlowestHundredth(g.Select(r => r.Seconds)))).ToList();
        var worst = each.MaxBy(e => e.Slow / e.Median);
        return
        [
            new Row(
                $"{Readers} readers of six addresses and {Writers} writers for {length.TotalSeconds:0} s, {stage.Unions} unions: the slowest hundredth", $"{worst.Slow * 1e3:0} ms", $"{worst.Median * 1e3:0} ms", $"{worst.Slow / worst.Median:0.0}", "", "≤ 5",
                $"against the median, of the address where it is worst ({worst.Path}); {read.Count} read, {written.Count} written, none failed; a record took {Took.MedianOf(written) * 1e3:0} ms, its slowest hundredth {SlowestHundredth(written) * 1e3:0} ms"),
        ];
    }

    /// <summary>Other benchmarks measure on the same database: no mark is left for them.</summary>
    private static async Task MakeGoodAsync(ILifetimeScope container)
    {
        await using var scope = container.BeginLifetimeScope();
        while (await scope.Resolve<RollupEngine>().ApplyMarksAsync(5_000, CancellationToken.None) > 0)
        {
        }
    }

    private static double SlowestHundredth(IEnumerable<double> times)
    {
        var sorted = times.Order().ToList();
        return sorted[sorted.Count * 99 / 100];
    }

    private static Task RepeatAsync(long started, TimeSpan length, Func<Task> work) => Task.Run(async () =>
    {
        do await work();
        while (Stopwatch.GetElapsedTime(started) < length);
    });

    private static async Task<double> ReadAsync(HttpClient client, string path)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await client.GetAsync(path);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        await answer.Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
