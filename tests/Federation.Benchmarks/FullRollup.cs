using Autofac;
using Federation.Figures.Contracts;
using Federation.Host.Start;
using Federation.Kernel;
using Npgsql;

namespace Federation.Benchmarks;

/// <summary>Every record of a year measured and rolled up through the ledger by the host's own program, against hand-written SQL.</summary>
internal static class FullRollup
{
    public static async Task<IReadOnlyList<Row>> MeasureAsync(Stage stage)
    {
        await using var installation = await Province.YearAsync(stage, stage.Unions);
        return await AgainstHandWrittenAsync(stage, installation, $"full roll-up of a year, {stage.Unions} unions", "≤ 1.0");
    }

    /// <summary>Both in turn into emptied tables; ends with the product's figures in place.</summary>
    public static async Task<IReadOnlyList<Row>> AgainstHandWrittenAsync(Stage stage, Installation installation, string what, string target)
    {
        var (ours, theirs, peaks) = (new List<Took>(), new List<Took>(), new List<double>());
        string? figures = null;
        for (var time = 0; time < stage.Times; time++)
        {
            await EmptyAsync(stage, installation);
            theirs.Add(await stage.TimeAsync(async () =>
            {
                await using var connection = await stage.ConnectAsync(installation);
                await HandWritten.RunAsync(connection);
            }));
            figures ??= await SumAsync(stage, installation);
            await EmptyAsync(stage, installation);
            var host = new HostProcess(stage, installation);
            var ran = await stage.TimeAsync(() => host.RunAsync("rollup", "--period", $"{Province.Year}", "--scope", Province.Code, "--full"), () => host.Cpu);
            // By the ledger's clock: the start of the program is not the roll-up.
            ours.Add(ran with { Seconds = await LastRunAsync(stage, installation) });
            peaks.Add(host.PeakMegabytes);
            stage.Say($"{what}: {ours[^1]} ({ours[^1].Cpu:0} s CPU) against {theirs[^1]} ({theirs[^1].Cpu:0} s CPU), peak {host.PeakMegabytes:0} MB");
            var rolled = await SumAsync(stage, installation);
            if (rolled != figures) throw new InvalidOperationException($"The roll-up and the hand-written SQL gave different figures:\n{await DifferencesAsync(stage, installation)}");
        }
        var (median, baseline) = (Took.Median(ours), Took.Median(theirs));
        return
        [
            new Row(what, $"{median}", $"{baseline}", median / baseline, median.WorkOver(baseline), target, $"rows equal: {figures!.Split(' ')[0]} figures"),
            new Row("its host's memory", $"{peaks.Max():0} MB", "", "", "", "< 300 MB", "peak working set"),
        ];
    }

    /// <summary>Leaves the product's figures of the year in place, as long use would: vacuumed and analysed.</summary>
    public static async Task RollUpAsync(Stage stage, Installation installation)
    {
        await using (var connection = await stage.ConnectAsync(installation))
            if (await connection.ScalarAsync($"SELECT 1 FROM figures.figures WHERE period = {Province.Year} LIMIT 1") is not null) return;
        stage.Say("rolling up");
        await using var container = installation.Build();
        await RollUpAsync(container);
        await SettleAsync(stage, installation);
    }

    /// <summary>As long use leaves it: vacuumed and analysed.</summary>
    public static async Task SettleAsync(Stage stage, Installation installation)
    {
        await using var after = new NpgsqlConnection(stage.Superuser(installation));
        await after.OpenAsync();
        await after.RunAsync("VACUUM ANALYZE");
    }

    public static async Task RollUpAsync(ILifetimeScope container)
    {
        var (succeeded, lines) = await container.Resolve<IRollups>().RollUpAsync(Period.Year(Province.Year), Province.Code, true, CancellationToken.None);
        if (!succeeded) throw new InvalidOperationException(string.Join("; ", lines));
    }

    public static async Task EmptyAsync(Stage stage, Installation installation)
    {
        await using var connection = new NpgsqlConnection(stage.Superuser(installation));
        await connection.OpenAsync();
        await connection.RunAsync("TRUNCATE figures.figures, figures.counted, figures.periods_in_use, federation.stale_marks");
        // What one of the two left to be written must not be written while the other is measured.
        await connection.RunAsync("CHECKPOINT");
    }

    private static async Task<string> DifferencesAsync(Stage stage, Installation installation)
    {
        await using var connection = await stage.ConnectAsync(installation);
        await connection.RunAsync("CREATE TEMPORARY TABLE rolled AS SELECT * FROM figures.figures");
        await EmptyAsync(stage, installation);
        await HandWritten.RunAsync(connection);
        return string.Join('\n', await connection.ListAsync(
            "SELECT i.code || ' ' || d::text FROM ((SELECT 'rolled', * FROM (SELECT * FROM rolled EXCEPT SELECT * FROM figures.figures) r) UNION ALL (SELECT 'by hand', * FROM (SELECT * FROM figures.figures EXCEPT SELECT * FROM rolled) h)) d JOIN figures.indicators i ON i.id = d.indicator_id ORDER BY d.union_id, d.period, d.indicator_id LIMIT 30",
            r => r.GetString(0)));
    }

    private static async Task<double> LastRunAsync(Stage stage, Installation installation)
    {
        await using var connection = await stage.ConnectAsync(installation);
        return (double)(await connection.ScalarAsync("SELECT EXTRACT(EPOCH FROM finished_at - started_at)::float8 FROM federation.ledger_runs ORDER BY id DESC LIMIT 1"))!;
    }

    private static async Task<string> SumAsync(Stage stage, Installation installation)
    {
        await using var connection = await stage.ConnectAsync(installation);
        return (string)(await connection.ScalarAsync(
            """
            SELECT (SELECT COUNT(*) || ' ' || COALESCE(SUM(hashtextextended(f::text, 0)::numeric), 0) FROM figures.figures f WHERE own <> 0 OR own_denominator <> 0 OR below <> 0 OR below_denominator <> 0)
                || ' ' || (SELECT COUNT(*) || ' ' || COALESCE(SUM(hashtextextended(c::text, 0)::numeric), 0) FROM figures.counted c)
            """))!;
    }
}
