using System.Text.Json;
using Federation.Framework.Tenancy;
using Federation.Host.Start;
using Npgsql;

namespace Federation.Benchmarks;

/// <summary>The province's figures over HTTP, signed in, against a bare endpoint that reads the same rows; and both again while the year is rebuilt.</summary>
internal static class FiguresOverHttp
{
    public static async Task<IReadOnlyList<Row>> MeasureAsync(Stage stage)
    {
        await using var installation = await Province.YearAsync(stage, stage.Unions);
        await FullRollup.EmptyAsync(stage, installation);
        await using (var container = installation.Build()) await FullRollup.RollUpAsync(container);
        // Nobody has vacuumed or analysed what the roll-up left.
        var rows = new List<Row>(await WithoutRebuildAsync(stage, installation, "province's figures over HTTP, signed in, right after a roll-up"));
        await FullRollup.SettleAsync(stage, installation);
        rows.AddRange(await WithRebuildAsync(stage, installation));
        await using var connection = new NpgsqlConnection(stage.Superuser(installation));
        await connection.OpenAsync();
        await using var many = await stage.SameAsync(installation, MadeUpModules.WithInstalled());
        await MadeUpModules.FillAsync(many, connection);
        rows.AddRange(await WithoutRebuildAsync(stage, many, $"the same with {MadeUpModules.Times} times the modules"));
        await MadeUpModules.EmptyAsync(connection);
        return rows;
    }

    private static async Task<IReadOnlyList<Row>> WithoutRebuildAsync(Stage stage, Installation installation, string what)
    {
        await using var pair = await FiguresAndBarePage.OpenAsync(stage, installation);
        var (ours, theirs) = await pair.TurnAboutAsync(2 * stage.Times, () => true);
        return [Row(what, ours, theirs)];
    }

    private static async Task<IReadOnlyList<Row>> WithRebuildAsync(Stage stage, Installation installation)
    {
        await using var pair = await FiguresAndBarePage.OpenAsync(stage, installation);
        var (ours, theirs) = await pair.TurnAboutAsync(2 * stage.Times, () => true);
        await using var container = installation.Build();
        var rebuild = Task.Run(() => FullRollup.RollUpAsync(container));
        var (oursMeanwhile, theirsMeanwhile) = await pair.TurnAboutAsync(4 * stage.Times, () => !rebuild.IsCompleted);
        await rebuild;
        return
        [
            Row("the same, vacuumed", ours, theirs),
            Row("the same while a rebuild runs", oursMeanwhile, theirsMeanwhile) with { Note = $"the same answers; {oursMeanwhile.EachSecond / ours.EachSecond:0.00} of the requests without a rebuild, which takes both processors" },
        ];
    }

    private static Row Row(string what, Served ours, Served theirs) =>
        new(what, $"{ours.EachSecond:0}/s", $"{theirs.EachSecond:0}/s", $"{ours.EachSecond / theirs.EachSecond:0.00}", $"{ours.EachCpuSecond / theirs.EachCpuSecond:0.00}", "≥ 0.70", "8 connections, in turn; load and server share the processors");

    /// <summary>Requests by the clock and by the processor time of load generator, server and database.</summary>
    private readonly record struct Served(double EachSecond, double EachCpuSecond)
    {
        public static Served Median(List<Served> all) => new(Took.MedianOf(all.Select(s => s.EachSecond)), Took.MedianOf(all.Select(s => s.EachCpuSecond)));
    }

    /// <summary>The product's endpoint and the bare one of one host, asked in turn.</summary>
    private sealed class FiguresAndBarePage(Stage stage, WebStage web, HttpClient client) : IAsyncDisposable
    {
        private const string Figures = $"/api/v1/unions/{Province.Code}/figures?{Period}", Bare = $"/api/v1/unions/{Province.Code}/bare?{Period}", Period = "period=2017";

        private string before = "";

        public static async Task<FiguresAndBarePage> OpenAsync(Stage stage, Installation installation)
        {
            var web = await WebStage.StartAsync(installation, withJobs: false);
            var pair = new FiguresAndBarePage(stage, web, await web.ClientAsync(Province.Code, Role.Leader));
            // Until the runtime has compiled for the second time what runs often, which it does beside the load.
            for (var time = 0; time < 4; time++)
                foreach (var path in new[] { Figures, Bare }) await WebStage.LoadAsync(pair.Client, path, stage.LoadFor);
            pair.before = await pair.AnswerAsync();
            return pair;
        }

        private HttpClient Client => client;

        public async Task<(Served, Served)> TurnAboutAsync(int times, Func<bool> goOn)
        {
            var (our, their) = (new List<Served>(), new List<Served>());
            for (var i = 0; i < times && (i == 0 || goOn()); i++)
            {
                var (us, them) = (await LoadAsync(Figures), await LoadAsync(Bare));
                if (await AnswerAsync() != before) throw new InvalidOperationException("The figures changed while nothing was written.");
                stage.Say($"figures {us.EachSecond:0}/s, bare {them.EachSecond:0}/s; by processor time {us.EachCpuSecond / them.EachCpuSecond:0.00}");
                if (i > 0 && !goOn()) break;
                our.Add(us);
                their.Add(them);
            }
            return (Served.Median(our), Served.Median(their));

            async Task<Served> LoadAsync(string path)
            {
                var each = 0.0;
                var took = await stage.TimeAsync(async () => each = await WebStage.LoadAsync(client, path, stage.LoadFor));
                return new Served(each, each * took.Seconds / took.Cpu);
            }
        }

        public async ValueTask DisposeAsync()
        {
            client.Dispose();
            await web.DisposeAsync();
        }

        /// <summary>All but when the figures were last made fresh.</summary>
        private async Task<string> AnswerAsync()
        {
            using var answer = JsonDocument.Parse(await client.GetStringAsync(Figures));
            return answer.RootElement.GetProperty("figures").GetRawText();
        }
    }
}
