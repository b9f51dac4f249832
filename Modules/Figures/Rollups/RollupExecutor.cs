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
/// Does the steps of a roll-up. Full: the subtree is measured in chunks, then each level is rolled up from the deepest to the top; chunks and parents run in
/// parallel. Incremental: one step processes the marks.
/// </summary>
internal sealed class RollupExecutor(ILifetimeScope scope, RollupEngine engine, DatabaseSession session, FrameworkContext context, Texts texts, TimeProvider time) : ILedgerExecutor
{
    public const string KindName = "rollup";

    /// <summary>
    /// Unions measured in one transaction: large enough for set-based statements, small enough that incremental runs get their turn in between.
    /// </summary>
    public const int ChunkSize = 5_000;

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

    public bool HasParts(LedgerRun run, LedgerStep step) => run.Mode != nameof(RollupMode.Incremental).ToLowerInvariant();

    public Task ExecuteAsync(LedgerRun run, LedgerStep step, Lease lease, CancellationToken cancellation) =>
        scope.DrainMarksAsync(cancellation, batches => lease.ReportProgressAsync(session, batches, batches, cancellation));

    public async Task<IReadOnlyList<(long First, long Last)>> SplitAsync(LedgerRun run, LedgerStep step, CancellationToken cancellation)
    {
        if (step.Name != Measuring) return Divided(await engine.LevelAsync(run.UnionId, LevelOf(step), cancellation));
        var periods = PeriodsOf(run);
        await engine.UsePeriodsAsync(periods, cancellation);
        // As many figures at once however many years they are of.
        var size = IsOnward(run) ? Math.Max(1, ChunkSize * PeriodsOf(Period.FromCode(run.Period)).Count / periods.Count) : ChunkSize;
        return Between(await engine.ChunksAsync(run.UnionId, size, cancellation));
    }

    public Task ExecutePartAsync(LedgerRun run, LedgerStep step, LedgerPart part, Func<Task> finish, CancellationToken cancellation) => step.Name == Measuring
        ? engine.MeasureChunkAsync(run.UnionId, part.First, part.Last, PeriodsOf(run), finish, cancellation)
        : engine.RollLevelAsync(run.UnionId, LevelOf(step), part.First, part.Last, PeriodsOf(run), finish, cancellation);

    public async Task CompleteAsync(LedgerRun run, LedgerStep step, CancellationToken cancellation)
    {
        if (step.Name == Measuring && (await engine.ChunksAsync(run.UnionId, ChunkSize, cancellation)).Count > 1) await engine.AnalyzeAsync(cancellation);
    }

    private IReadOnlyList<Period> PeriodsOf(LedgerRun run)
    {
        var period = Period.FromCode(run.Period);
        return IsOnward(run) ? PeriodsFrom(period, Period.MonthOf(time.Today())) : PeriodsOf(period);
    }

    private static bool IsOnward(LedgerRun run) => run.Mode == nameof(RollupMode.Onward).ToLowerInvariant();

    private static UnionLevel LevelOf(LedgerStep step) => Enum.Parse<UnionLevel>(step.Name, true);

    /// <summary>Parents by parents, as many at once as have a chunk of unions below them.</summary>
    private static List<(long First, long Last)> Divided(List<(long Union, int Size)> level)
    {
        var (starts, size) = (new List<long>(), ChunkSize);
        foreach (var (union, below) in level)
        {
            if (size >= ChunkSize)
            {
                starts.Add(union);
                size = 0;
            }
            size += Math.Max(1, below);
        }
        return Between(starts);
    }

    /// <summary>Ranges that begin at these ids and have no gap between them; one range of everything where there are none.</summary>
    private static List<(long First, long Last)> Between(List<long> starts) =>
        starts.Count == 0 ? [(0, long.MaxValue)] : [.. starts.Select((from, i) => (from, i + 1 < starts.Count ? starts[i + 1] - 1 : long.MaxValue))];

    private string Work(LedgerRun run, LedgerStep step)
    {
        if (step.Name == Measuring) return texts[run.Mode == nameof(RollupMode.Incremental).ToLowerInvariant() ? "rollup-marks" : "rollup-measuring"];
        var into = Enum.Parse<UnionLevel>(step.Name, true);
        return texts["rollup-from-to", texts[LevelCode(into + 1)], texts[LevelCode(into)]];

        static string LevelCode(UnionLevel level) => $"union-level-{level.ToString().ToLowerInvariant()}";
    }

    /// <summary>Marks the scope's parents, so that the next incremental run completes what the broken run left.</summary>
    public async Task AbandonAsync(LedgerRun run, CancellationToken cancellation)
    {
        foreach (var parent in await engine.ParentsAsync(run.UnionId, cancellation)) context.Mark(parent, Period.FromCode(run.Period).FirstMonth, StaleMark.Tree);
        await context.SaveChangesAsync(cancellation);
    }
}
