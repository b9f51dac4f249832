using System.Buffers.Text;
using System.Diagnostics;
using System.Text;
using Federation.Framework.Tenancy;

namespace Federation.Benchmarks;

/// <summary>Pages of what lies below a province, filtered, near its start and deep inside, against the first page of a district.</summary>
internal static class Lists
{
    private const int Rounds = 40;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(Stage stage)
    {
        await using var installation = await Province.YearAsync(stage, stage.Unions);
        await using var connection = await stage.ConnectAsync(installation);
        var count = (long)(await connection.ScalarAsync("SELECT COUNT(*) FROM seasonal.campaigns"))!;
        var deep = (long)(await connection.ScalarAsync("SELECT id FROM seasonal.campaigns WHERE season = 1 ORDER BY id OFFSET (SELECT COUNT(*) * 9 / 10 FROM seasonal.campaigns WHERE season = 1) LIMIT 1"))!;
        var district = (string)(await connection.ScalarAsync($"SELECT code FROM unions.versions WHERE level = 2 AND valid_to IS NULL AND code LIKE '61%' ORDER BY code LIMIT 1"))!;
        await using var web = await WebStage.StartAsync(installation, withJobs: false);
        using var client = await web.ClientAsync(Province.Code, Role.Leader);
        var cursor = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{deep}"));
        string[] paths =
        [
            $"/api/v1/unions/{district}/campaigns?subtree=true&season=summer",
            $"/api/v1/unions/{Province.Code}/campaigns?subtree=true&season=summer",
            $"/api/v1/unions/{Province.Code}/campaigns?subtree=true&season=summer&cursor={cursor}",
            $"/api/v1/unions/{Province.Code}/campaigns?subtree=true&season=summer&search=2016",
        ];
        var times = paths.Select(_ => new List<double>()).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < paths.Length; i++)
            {
                var started = Stopwatch.GetTimestamp();
                var page = await client.GetStringAsync(paths[i]);
                // The first rounds warm up.
                if (round >= Rounds / 4) times[i].Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
                if (page.Length < 1_000 && i < 3 && stage.Scale == Scale.Province) throw new InvalidOperationException($"{paths[i]}: {page}");
            }
        }
        var medians = times.Select(t => new Took(Took.MedianOf(t), 0)).ToList();
        return
        [
            new Row($"province's list of {count} campaigns, filtered, first page", $"{medians[1]}", $"{medians[0]}", medians[1] / medians[0], "", "≤ 2", "page of a district; lists of records are a campaign's own"),
            new Row("the same, a page nine tenths through", $"{medians[2]}", $"{medians[0]}", medians[2] / medians[0], "", "≤ 2"),
            new Row("the same, a search that finds nothing", $"{medians[3]}", $"{medians[0]}", medians[3] / medians[0], "", "≤ 2"),
        ];
    }
}
