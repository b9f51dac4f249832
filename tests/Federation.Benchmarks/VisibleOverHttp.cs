using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Federation.Framework.Tenancy;
using Npgsql;

namespace Federation.Benchmarks;

/// <summary>From a clerk's record, committed over HTTP, to the province's figure over HTTP, in a host that rolls up by itself.</summary>
internal static class VisibleOverHttp
{
    private const int Rounds = 15;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(Stage stage)
    {
        await using var installation = await Province.YearAsync(stage, stage.Unions);
        await FullRollup.RollUpAsync(stage, installation);
        await using var connection = await stage.ConnectAsync(installation);
        var (mine, campaign) = await MineAsync(connection);
        await using var web = await WebStage.StartAsync(installation, withJobs: true);
        using var clerk = await web.ClientAsync(mine, Role.Clerk);
        using var leader = await web.ClientAsync(Province.Code, Role.Leader);
        var times = new List<double>();
        for (var round = 0; round < stage.Rounds(Rounds); round++)
        {
            var before = await PeopleAsync(leader);
            using var recorded = await clerk.PostAsJsonAsync($"/api/v1/unions/{mine}/campaigns/{campaign}/deliveries", new { date = "2017-07-03", group = "miners", place = "二号井口", site = "site", headCount = 7 });
            if (!recorded.IsSuccessStatusCode) throw new InvalidOperationException(await recorded.Content.ReadAsStringAsync());
            var committed = Stopwatch.GetTimestamp();
            while (await PeopleAsync(leader) != before + 7)
            {
                if (Stopwatch.GetElapsedTime(committed).TotalSeconds > 90) throw new InvalidOperationException("The province's figure did not change.");
                await Task.Delay(10);
            }
            times.Add(Stopwatch.GetElapsedTime(committed).TotalSeconds);
        }
        return [new Row($"the same from the answer to the clerk to the province's figure over HTTP, {stage.Unions} unions", $"{Took.MedianOf(times):0.00} s", "", "", "", "≤ 2 s", $"longest of {Rounds}: {times.Max():0.00} s")];
    }

    /// <summary>A mine with a campaign of the summer.</summary>
    public static async Task<(string Mine, long Campaign)> MineAsync(NpgsqlConnection connection) => (await connection.ListAsync(
            "SELECT v.code, c.id FROM seasonal.campaigns c JOIN unions.versions v ON v.union_id = c.union_id AND v.valid_to IS NULL WHERE c.season = 1 AND v.level = 3 ORDER BY c.id OFFSET (SELECT LEAST(100, COUNT(*) / 2) FROM unions.versions v WHERE v.level = 3 AND v.code LIKE '61%') LIMIT 1",
            r => (r.GetString(0), r.GetInt64(1))))[0];

    private static async Task<decimal> PeopleAsync(HttpClient client)
    {
        using var answer = JsonDocument.Parse(await client.GetStringAsync($"/api/v1/unions/{Province.Code}/figures?period={Province.Year}&indicator=seasonal.cooling.people"));
        return answer.RootElement.GetProperty("figures")[0].GetProperty("total").GetDecimal();
    }
}
