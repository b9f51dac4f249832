using Autofac;
using Federation.Figures.Engine;
using Federation.Framework.Databases;
using Federation.Framework.Ledger;
using Federation.Framework.Marks;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;

namespace Federation.Figures.Rollups;

/// <summary>
/// Does the steps of a roll-up. Full: the subtree is measured in chunks, then one step for each level from the deepest to the top. Incremental: one
/// step that makes good what is marked.
/// </summary>
internal sealed class RollupExecutor(RollupEngine engine, DatabaseSession session, FrameworkContext context, Texts texts, TimeProvider time) : ILedgerExecutor
{
    public const string KindName = "rollup";

    /// <summary>Unions measured in one transaction: large enough to be set-based, small enough that clerks' changes get their turn in between.</summary>
    public const int ChunkSize = 5_000;

    /// <summary>Marks made good in one transaction.</summary>
    public const int MarksAtOnce = 5_000;

    private const string Measuring = "grassroots";

    public string Kind => KindName;

    public static IEnumerable<string> StepsOf(RollupMode mode) =>
        mode == RollupMode.Incremental ? [Measuring] : [Measuring, .. RollupEngine.ParentLevels.Select(l => l.ToString().ToLowerInvariant())];

    /// <summary>
    /// The periods that a full run rolls up: the months of the period, and every year that holds one of them, because its marks are made good too.
    /// </summary>
    public static IReadOnlyList<Period> PeriodsOf(Period period) => WithYears(period.Months());

    /// <summary>The same of a period and what came after it, up to this month.</summary>
    public static IReadOnlyList<Period> PeriodsFrom(Period period, Period thisMonth)
    {
        var months = period.Months().ToList();
        for (var next = months[^1].Next(); next is { } month && month.Code <= thisMonth.Code; next = month.Next()) months.Add(month);
        return WithYears(months);
    }

    private static List<Period> WithYears(IEnumerable<Period> all)
    {
        var months = all.ToList();
        return [.. months, .. months.SelectMany(m => m.Years()).Distinct()];
    }

    public string Title(LedgerRun run, LedgerStep step) => $"{Period.FromCode(run.Period)} · {Work(run, step)}";

    public async Task ExecuteAsync(LedgerRun run, LedgerStep step, Lease lease, CancellationToken cancellation)
    {
        if (run.Mode == nameof(RollupMode.Incremental).ToLowerInvariant())
        {
            for (var done = 1; await engine.ApplyMarksAsync(MarksAtOnce, cancellation) > 0; done++) await lease.AdvanceAsync(session, done, done, cancellation);
            return;
        }
        var period = Period.FromCode(run.Period);
        var onward = run.Mode == nameof(RollupMode.Onward).ToLowerInvariant();
        var periods = onward ? PeriodsFrom(period, Period.MonthOf(time.Today())) : PeriodsOf(period);
        if (step.Name != Measuring)
        {
            await engine.RollLevelAsync(run.UnionId, Enum.Parse<UnionLevel>(step.Name, true), periods, () => lease.AdvanceAsync(session, 1, 1, cancellation), cancellation);
            return;
        }
        // As many figures at once however many years they are of.
        var size = onward ? Math.Max(1, ChunkSize * PeriodsOf(period).Count / periods.Count) : ChunkSize;
        var starts = await engine.ChunksAsync(run.UnionId, size, cancellation);
        for (var chunk = step.Done; chunk < starts.Count; chunk++)
        {
            var (from, to) = (starts[chunk], chunk + 1 < starts.Count ? starts[chunk + 1] - 1 : long.MaxValue);
            var done = chunk + 1;
            await engine.MeasureChunkAsync(run.UnionId, from, to, periods, () => lease.AdvanceAsync(session, done, starts.Count, cancellation), cancellation);
        }
        if (starts.Count > 1) await engine.AnalyzeAsync(cancellation);
    }

    private string Work(LedgerRun run, LedgerStep step)
    {
        if (step.Name == Measuring) return texts[run.Mode == nameof(RollupMode.Incremental).ToLowerInvariant() ? "rollup-marks" : "rollup-measuring"];
        var into = Enum.Parse<UnionLevel>(step.Name, true);
        return texts["rollup-from-to", texts[LevelCode(into + 1)], texts[LevelCode(into)]];

        static string LevelCode(UnionLevel level) => $"union-level-{level.ToString().ToLowerInvariant()}";
    }

    /// <summary>Marks the scope's parents, so that the next incremental run makes good what the broken run left half rolled up.</summary>
    public async Task AbandonAsync(LedgerRun run, CancellationToken cancellation)
    {
        foreach (var parent in await engine.ParentsAsync(run.UnionId, cancellation)) context.Mark(parent, Period.FromCode(run.Period).FirstMonth, StaleMark.Tree);
        await context.SaveChangesAsync(cancellation);
    }
}

/// <summary>Whatever is marked stale, when woken and, as a safety net, every minute.</summary>
internal sealed class RollUpMarks(ILifetimeScope root) : IRecurringWork
{
    public string Name => "Incremental";
    public Timetable Due => Timetable.Every(1);
    public bool IsWoken => true;

    public Task RunAsync(CancellationToken cancellation) => root.DrainMarksAsync(cancellation);
}

internal static class Draining
{
    /// <summary>Makes good all marks that are there now. A failure is kept where readers of the figures see it, and thrown on.</summary>
    public static async Task DrainMarksAsync(this ILifetimeScope root, CancellationToken cancellation)
    {
        var applied = RollupExecutor.MarksAtOnce;
        while (applied == RollupExecutor.MarksAtOnce)
        {
            await using var scope = root.BeginLifetimeScope();
            try
            {
                applied = await scope.Resolve<RollupEngine>().ApplyMarksAsync(RollupExecutor.MarksAtOnce, cancellation);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                await using var after = root.BeginLifetimeScope();
                await after.Resolve<RollupEngine>().KeepErrorAsync(error, cancellation);
                throw;
            }
        }
    }
}
