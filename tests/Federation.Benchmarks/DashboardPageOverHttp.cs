using System.Diagnostics;
using Autofac;
using Federation.Figures.Dashboard;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.Benchmarks;

/// <summary>The province's dashboard as a page, against a page with nothing on it and the reads of the dashboard by themselves.</summary>
internal static class DashboardPageOverHttp
{
    private const int Requests = 100, Rounds = 9, Compiling = 3;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(Stage stage)
    {
        await using var installation = await Province.YearAsync(stage, stage.Unions);
        await FullRollup.RollUpAsync(stage, installation);
        await using var web = await WebStage.StartAsync(installation, withJobs: false);
        using var client = await web.ClientAsync(Province.Code, Role.Leader);
        var (pages, empties, reads) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < stage.Rounds(Rounds); round++)
        {
            empties.Add(await AskAsync(stage, client, WebStage.Empty.Replace("{union}", Province.Code, StringComparison.Ordinal)));
            pages.Add(await AskAsync(stage, client, $"/u/{Province.Code}?period={Province.Year}"));
            reads.Add(await ReadAsync(stage, web.Container));
        }
        // The first rounds compile.
        var (page, empty, read) = (Took.MedianOf(pages.Skip(pages.Count > Compiling ? Compiling : 0)), Took.MedianOf(empties.Skip(pages.Count > Compiling ? Compiling : 0)), Took.MedianOf(reads.Skip(pages.Count > Compiling ? Compiling : 0)));
        return [new Row("the province's dashboard, time of the server for a page", $"{page * 1e3:0.00} ms", $"2 × {empty * 1e3:0.00} ms + {read * 1e3:0.00} ms", $"{page / (2 * empty + read):0.00}", "", "≤ 1", "against twice an empty page and the dashboard's reads by themselves; one request after the other")];
    }

    private static async Task<double> AskAsync(Stage stage, HttpClient client, string path)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < stage.Rounds(Requests); i++)
        {
            using var answer = await client.GetAsync(path);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
        }
        return Stopwatch.GetElapsedTime(started).TotalSeconds / stage.Rounds(Requests);
    }

    private static async Task<double> ReadAsync(Stage stage, ILifetimeScope container)
    {
        var union = await container.Resolve<IUnionDirectory>().FindAsync(Province.Code, CancellationToken.None) ?? throw new InvalidOperationException("There is no province.");
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < stage.Rounds(Requests); i++)
        {
            await using var scope = container.BeginLifetimeScope();
            var caller = scope.Resolve<Caller>();
            caller.ActAsSystem();
            caller.Enter(union);
            await scope.Resolve<IHandler<ShowDashboard, DashboardView>>().HandleAsync(new ShowDashboard(Period.Year(Province.Year), null), CancellationToken.None);
        }
        return Stopwatch.GetElapsedTime(started).TotalSeconds / stage.Rounds(Requests);
    }
}
