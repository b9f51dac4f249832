using System.Text.Json;
using Autofac;
using Federation.Framework.Tenancy;

namespace Federation.Benchmarks;

/// <summary>The province's figures over HTTP, signed in, against a bare endpoint that reads the same rows; and both again while the year is rebuilt.</summary>
internal static class FiguresOverHttp
{
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<Row>> MeasureAsync(Stage stage)
    {
        await using var installation = await Province.YearAsync(stage, stage.Unions);
        await FullRollup.RollUpAsync(stage, installation);
        await using var web = await WebStage.StartAsync(installation, withJobs: false);
        using var client = await web.ClientAsync(Province.Code, Role.Leader);
        var figures = $"/api/v1/unions/{Province.Code}/figures?period={Province.Year}";
        var bare = $"/api/v1/unions/{Province.Code}/bare?period={Province.Year}";
        // Until the runtime has compiled for the second time what runs often, which it does beside the load.
        for (var time = 0; time < 4; time++)
            foreach (var path in new[] { figures, bare }) await WebStage.LoadAsync(client, path, Each);

        var before = await AnswerAsync();
        var (ours, theirs) = await TurnAboutAsync(2 * stage.Times, () => true);
        await using var container = installation.Build();
        var rebuild = Task.Run(() => FullRollup.RollUpAsync(container));
        var (oursMeanwhile, theirsMeanwhile) = await TurnAboutAsync(4 * stage.Times, () => !rebuild.IsCompleted);
        await rebuild;
        return
        [
            new Row("province's figures over HTTP, signed in", $"{ours:0}/s", $"{theirs:0}/s", $"{ours / theirs:0.00}", "", "≥ 0.70", "8 connections, 5 s in turn; load and server share the processors"),
            new Row("the same while a rebuild runs", $"{oursMeanwhile:0}/s", $"{theirsMeanwhile:0}/s", $"{oursMeanwhile / theirsMeanwhile:0.00}", "", "≥ 0.70", $"the same answers; {oursMeanwhile / ours:0.00} of the requests without a rebuild, which takes a processor for itself"),
        ];

        // All but when the figures were last made fresh.
        async Task<string> AnswerAsync()
        {
            using var answer = JsonDocument.Parse(await client.GetStringAsync(figures));
            return answer.RootElement.GetProperty("figures").GetRawText();
        }

        async Task<(double, double)> TurnAboutAsync(int times, Func<bool> goOn)
        {
            var (our, their) = (new List<double>(), new List<double>());
            for (var i = 0; i < times && (i == 0 || goOn()); i++)
            {
                var (us, them) = (await WebStage.LoadAsync(client, figures, Each), await WebStage.LoadAsync(client, bare, Each));
                if (await AnswerAsync() != before) throw new InvalidOperationException("The figures changed while nothing was written.");
                stage.Say($"figures {us:0}/s, bare {them:0}/s");
                if (i > 0 && !goOn()) break;
                our.Add(us);
                their.Add(them);
            }
            return (Took.MedianOf(our), Took.MedianOf(their));
        }
    }
}
