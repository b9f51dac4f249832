using System.Buffers.Text;
using System.Diagnostics;
using System.Text;
using Federation.Framework.Tenancy;

namespace Federation.Benchmarks;

/// <summary>Pages of what lies below a province, filtered, from its first to its last, against the first page of a district.</summary>
internal static class Lists
{
    private const int Rounds = 40;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(Stage stage)
    {
        await using var installation = await Province.YearAsync(stage, stage.Unions);
        await using var connection = await stage.ConnectAsync(installation);
        var count = (long)(await connection.ScalarAsync("SELECT COUNT(*) FROM seasonal.campaigns"))!;
        var districts = await connection.ListAsync("SELECT v.code FROM unions.versions v WHERE v.level = 2 AND v.valid_to IS NULL AND v.code LIKE '61%' ORDER BY (SELECT MIN(e.descendant_id) FROM federation.tree_closure e WHERE e.ancestor_id = v.union_id AND e.depth = 1)", r => r.GetString(0));
        var (middle, last) = (await CursorAsync("COUNT(*) / 2"), await CursorAsync("COUNT(*) - 30"));
        await using var web = await WebStage.StartAsync(installation, withJobs: false);
        using var client = await web.ClientAsync(Province.Code, Role.Leader);
        string[] paths =
        [
            $"/api/v1/unions/{districts[0]}/campaigns?subtree=true&season=summer",
            $"/api/v1/unions/{Province.Code}/campaigns?subtree=true&season=summer",
            $"/api/v1/unions/{Province.Code}/campaigns?subtree=true&season=summer&cursor={middle}",
            $"/api/v1/unions/{Province.Code}/campaigns?subtree=true&season=summer&cursor={last}",
            $"/api/v1/unions/{Province.Code}/campaigns?subtree=true&season=summer&search=2016",
            $"/api/v1/unions/{districts[^1]}/campaigns?subtree=true&season=summer",
        ];
        var times = paths.Select(_ => new List<double>()).ToList();
        for (var round = 0; round < stage.Rounds(Rounds); round++)
        {
            for (var i = 0; i < paths.Length; i++)
            {
                var started = Stopwatch.GetTimestamp();
                var page = await client.GetStringAsync(paths[i]);
                // The first rounds warm up.
                if (round >= stage.Rounds(Rounds) / 4) times[i].Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
                if (page.Length < 1_000 && i != 4 && stage.Scale == Scale.Province) throw new InvalidOperationException($"{paths[i]}: {page}");
            }
        }
        var medians = times.Select(t => new Took(Took.MedianOf(t), 0)).ToList();
        return
        [
            new Row($"province's list of {count} campaigns, filtered, first page", $"{medians[1]}", $"{medians[0]}", medians[1] / medians[0], "", "≤ 2", "page of a district; lists of records are a campaign's own"),
            new Row("the same, a page in the middle", $"{medians[2]}", $"{medians[0]}", medians[2] / medians[0], "", "≤ 2"),
            new Row("the same, the last page", $"{medians[3]}", $"{medians[0]}", medians[3] / medians[0], "", "≤ 2"),
            new Row("the same, a search that finds nothing", $"{medians[4]}", $"{medians[0]}", medians[4] / medians[0], "", "≤ 2"),
            new Row("the same, first page, against the district whose campaigns come last", $"{medians[1]}", $"{medians[5]}", medians[1] / medians[5], "", "≤ 2"),
        ];

        async Task<string> CursorAsync(string place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
            $"{await connection.ScalarAsync($"SELECT id FROM seasonal.campaigns WHERE season = 1 ORDER BY id OFFSET (SELECT {place} FROM seasonal.campaigns WHERE season = 1) LIMIT 1")}"));
    }
}
