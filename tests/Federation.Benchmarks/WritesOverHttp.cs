using System.Diagnostics;
using System.Net.Http.Json;
using Federation.Framework.Databases;
using Federation.Framework.Tenancy;
using Federation.Host.Start;

namespace Federation.Benchmarks;

/// <summary>What a clerk waits for a record to be kept while the year is rebuilt on every core, against a rebuild on one connection.</summary>
internal static class WritesOverHttp
{
    private const int AtLeast = 20;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(Stage stage)
    {
        await using var installation = await Province.YearAsync(stage, stage.Unions);
        await FullRollup.RollUpAsync(stage, installation);
        await using var connection = await stage.ConnectAsync(installation);
        var (mine, campaign) = await VisibleOverHttp.MineAsync(connection);
        await using var web = await WebStage.StartAsync(installation, withJobs: false);
        using var clerk = await web.ClientAsync(mine, Role.Clerk);
        var quiet = new List<double>();
        for (var i = 0; i < stage.Rounds(10 * AtLeast); i++) quiet.Add(await WriteAsync(clerk, mine, campaign));
        var (one, every) = (new List<double>(), new List<double>());
        for (var time = 0; time < stage.Times; time++)
        {
            one.AddRange(await MeanwhileAsync(stage, installation, "1", clerk, mine, campaign));
            every.AddRange(await MeanwhileAsync(stage, installation, null, clerk, mine, campaign));
        }
        var (alone, o, e) = (Took.MedianOf(quiet), Took.MedianOf(one), Took.MedianOf(every));
        return
        [
            new Row($"a clerk's record over HTTP while the year is rebuilt on every core, {every.Count} records, {stage.Unions} unions", $"{e * 1e3:0.0} ms", $"{o * 1e3:0.0} ms", $"{e / o:0.00}", "", "", $"against a rebuild on one connection; without any rebuild {alone * 1e3:0.0} ms; slowest twentieth {Slow(every) * 1e3:0} ms against {Slow(one) * 1e3:0} ms"),
        ];
    }

    private static double Slow(List<double> times) => times.Order().ElementAt(times.Count * 19 / 20);

    private static async Task<List<double>> MeanwhileAsync(Stage stage, Installation installation, string? cores, HttpClient clerk, string mine, long campaign)
    {
        await using var limited = await stage.SameAsync(installation, settings: new Dictionary<string, string?> { [DatabaseCores.Setting] = cores });
        await using var container = limited.Build();
        var rebuild = Task.Run(() => FullRollup.RollUpAsync(container));
        var times = new List<double>();
        while (!rebuild.IsCompleted || times.Count == 0) times.Add(await WriteAsync(clerk, mine, campaign));
        await rebuild;
        return times;
    }

    public static async Task<double> WriteAsync(HttpClient clerk, string mine, long campaign)
    {
        var started = Stopwatch.GetTimestamp();
        using var recorded = await clerk.PostAsJsonAsync($"/api/v1/unions/{mine}/campaigns/{campaign}/deliveries", new { date = "2017-07-03", group = "miners", place = "二号井口", site = "site", headCount = 1 });
        if (!recorded.IsSuccessStatusCode) throw new InvalidOperationException(await recorded.Content.ReadAsStringAsync());
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
