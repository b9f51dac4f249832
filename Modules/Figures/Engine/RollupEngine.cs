using System.Data;
using Federation.Figures.Catalogue;
using Federation.Framework.Databases;
using Federation.Framework.Ledger;
using Federation.Framework.Marks;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Figures;
using Microsoft.EntityFrameworkCore;

namespace Federation.Figures.Engine;

/// <summary>
/// Measures and rolls up. Whoever writes figures holds one lock that belongs to the connection, so two hosts never add the same difference twice;
/// clerks who save records never wait for it.
/// </summary>
internal sealed class RollupEngine(DatabaseSession session, FigureSources sources, IndicatorCatalogue catalogue, TimeProvider time)
{
    private const string LockName = "federation:figures";

    /// <summary>The levels that have children, deepest first.</summary>
    public static readonly UnionLevel[] ParentLevels = [UnionLevel.District, UnionLevel.City, UnionLevel.Province];

    private readonly FigureStatements statements = new(session.Dialect);

    /// <summary>Called between the statements of a unit of work; tests make it fail.</summary>
    internal Func<string, Task> Checkpoint { get; set; } = _ => Task.CompletedTask;

    private DateOnly Today => time.Today();
    private int ThisMonth => Period.MonthOf(Today).Code;

    /// <summary>Does the work while holding the lock on writing figures. A host that hangs loses it as it loses its lease.</summary>
    public Task<T> ExclusivelyAsync<T>(Func<Task<T>> work, CancellationToken cancellation) => session.ExclusivelyAsync(LockName, work, cancellation, Lease.Seconds);

    /// <summary>Makes good the oldest marks in one transaction: figures and marks change together. The number of marks made good.</summary>
    public Task<int> ApplyMarksAsync(int most, CancellationToken cancellation) => ExclusivelyAsync(
        async () =>
        {
            var started = time.GetUtcNow();
            await session.BeginAsync(cancellation);
            await ExecuteAsync(statements.CreateForMarks(), cancellation);
            var claimed = await session.ExecuteAsync(statements.Claim(), cancellation, ("@most", DbType.Int32, most));
            if (claimed > 0)
            {
                await Checkpoint("claimed");
                await ExecuteAsync(statements.Analyze("claimed"), cancellation);
                var marked = await session.ReadAsync(statements.ClaimedSources(), r => r.GetString(0), cancellation);
                foreach (var code in marked.Where(c => c != StaleMark.Tree)) await MeasureMarkedAsync(sources.Find(code), cancellation);
                await Checkpoint("measured");
                await LiftAsync(cancellation);
                await Checkpoint("lifted");
                if (marked.Contains(StaleMark.Tree))
                    foreach (var level in ParentLevels) await RollLevelAsync(statements, statements.TargetChanged(), level, null, cancellation);
                await session.ExecuteAsync(statements.Forget(), cancellation);
            }
            await session.ExecuteAsync(statements.Refresh(), cancellation, ("@started", DbType.DateTimeOffset, started));
            await Checkpoint("refreshed");
            await session.CommitAsync(cancellation);
            return claimed;
        },
        cancellation);

    /// <summary>The first union of each chunk of a root's subtree, in order.</summary>
    public Task<List<long>> ChunksAsync(long root, int size, CancellationToken cancellation) =>
        session.ReadAsync(statements.ChunkStarts(), r => r.GetInt64(0), cancellation, ("@root", DbType.Int64, root), ("@size", DbType.Int32, size));

    /// <summary>
    /// Measures one chunk of a full run anew, in one transaction with the caller's progress. What it finds differs from the stored figures only
    /// where a mark was lost; ancestors are rolled up by the steps that follow.
    /// </summary>
    public Task MeasureChunkAsync(long root, long from, long to, IReadOnlyList<Period> periods, Func<Task> finish, CancellationToken cancellation) => ExclusivelyAsync(
        async () =>
        {
            await session.BeginAsync(cancellation);
            await FillRunAsync(periods, cancellation);
            await FillChunkAsync(root, from, to, cancellation);
            await session.ExecuteAsync(statements.ClaimChunk(), cancellation);
            await Checkpoint("claimed");
            var isNew = Convert.ToInt32(await session.ScalarAsync(statements.ChunkIsNew(), cancellation, Range(from, to)), System.Globalization.CultureInfo.InvariantCulture) == 1;
            await MeasureUnionsAsync(statements, from, to, periods, isNew, cancellation);
            await Checkpoint("measured");
            await ExecuteAsync([statements.UseRunPeriods(), statements.Forget()], cancellation);
            await finish();
            await Checkpoint("finished");
            await session.CommitAsync(cancellation);
            return true;
        },
        cancellation);

    /// <summary>After many chunks: the planner would else take the figures for as few as they were before.</summary>
    public Task AnalyzeAsync(CancellationToken cancellation) => ExecuteAsync(statements.AnalyzeFigures(), cancellation);

    /// <summary>Rolls up every union of a level in the run's scope and above it.</summary>
    public Task RollLevelAsync(long root, UnionLevel level, IReadOnlyList<Period> periods, Func<Task> finish, CancellationToken cancellation) => ExclusivelyAsync(
        async () =>
        {
            await session.BeginAsync(cancellation);
            await FillRunAsync(periods, cancellation);
            await RollLevelAsync(statements, statements.TargetRun(), level, root, cancellation);
            await finish();
            await Checkpoint("finished");
            await session.CommitAsync(cancellation);
            return true;
        },
        cancellation);

    public Task KeepErrorAsync(Exception error, CancellationToken cancellation) => session.ExecuteAsync(
        "UPDATE figures.freshness SET error = @error", cancellation, ("@error", DbType.String, error.Message.Length > 2000 ? error.Message[..2000] : error.Message));

    /// <summary>The unions of a scope that have others below them.</summary>
    public Task<List<long>> ParentsAsync(long root, CancellationToken cancellation) =>
        session.ReadAsync(statements.ScopeParents(), r => r.GetInt64(0), cancellation, ("@root", DbType.Int64, root));

    /// <summary>
    /// Measures a root's subtree anew in one snapshot, beside the stored figures, and names every one that differs. Marks that came in since the
    /// last drain would show as differences: the caller gets null and drains again.
    /// </summary>
    public Task<IReadOnlyList<Difference>?> CompareAsync(long root, IReadOnlyList<Period> periods, int most, CancellationToken cancellation) => ExclusivelyAsync(
        async () =>
        {
            var check = new FigureStatements(session.Dialect, check: true);
            await session.BeginAsync(cancellation, session.Dialect.SnapshotIsolation);
            if (await session.ScalarAsync("SELECT MAX(id) FROM federation.stale_marks", cancellation) is not null) return null;
            await ExecuteAsync(check.CreateForCheck(), cancellation);
            await FillRunAsync(periods, cancellation);
            await FillChunkAsync(root, 0, long.MaxValue, cancellation);
            await MeasureUnionsAsync(check, 0, long.MaxValue, periods, isNew: true, cancellation);
            await ExecuteAsync(check.AnalyzeFigures(), cancellation);
            foreach (var level in ParentLevels) await RollLevelAsync(check, check.TargetBelow(), level, root, cancellation);
            var names = catalogue.Ids.ToDictionary(i => i.Value, i => i.Key);
            return (IReadOnlyList<Difference>?)await session.ReadAsync(
                check.Differences(),
                r => new Difference(
                    r.GetInt64(0), Period.FromCode(r.GetInt32(1)), names[r.GetInt32(2)],
                    new Parts(r.GetDecimal(3), r.GetDecimal(4), r.GetDecimal(5), r.GetDecimal(6), r.GetDecimal(7)),
                    new Parts(r.GetDecimal(8), r.GetDecimal(9), r.GetDecimal(10), r.GetDecimal(11), r.GetDecimal(12))),
                cancellation, ("@most", DbType.Int32, most));
        },
        cancellation);

    private async Task MeasureMarkedAsync(IFigureSource source, CancellationToken cancellation)
    {
        await ExecuteAsync(statements.CreateForSource(), cancellation);
        await session.ExecuteAsync(statements.FillMonths(), cancellation, ("@today", DbType.Date, Today.ToDateTime(TimeOnly.MinValue)), ("@source", DbType.AnsiString, source.Code));
        await ExecuteAsync(statements.Analyze(SharedTables.ScopedMonths), cancellation);
        var counts = false;
        if (source is FormSource)
        {
            foreach (var sql in Form(statements, source, marked: true)) await session.ExecuteAsync(sql, cancellation, ("@source", DbType.AnsiString, source.Code));
        }
        else
        {
            foreach (var measurement in source.Queries(new MarkedScope(sources.ContextOf(source), ThisMonth)))
            {
                counts |= measurement.Counts is not null;
                await MeasureAsync(statements, measurement, straight: false, cancellation);
            }
        }
        await session.ExecuteAsync(statements.FindDeltas(), cancellation, ("@source", DbType.AnsiString, source.Code));
        if (!counts) return;
        var change = statements.FindChanged().ToList();
        await session.ExecuteAsync(change[0], cancellation);
        if (await session.ExecuteAsync(change[1], cancellation, ("@source", DbType.AnsiString, source.Code)) == 0) return;
        await ExecuteAsync([.. statements.Analyze("changed"), statements.CountChanged(before: true), .. statements.ReplaceCounted(), statements.CountChanged(before: false)], cancellation);
    }

    private async Task LiftAsync(CancellationToken cancellation)
    {
        await ExecuteAsync([.. statements.Analyze("deltas"), .. statements.AddOwnMonths()], cancellation);
        await session.ExecuteAsync(statements.FindYearDeltas(), cancellation, ("@thisMonth", DbType.Int32, ThisMonth));
        await ExecuteAsync(
            [
                .. statements.AddOwnYears(), statements.Lift(), .. statements.AddBelow(), statements.UsePeriods(),
                .. statements.AddPresence(), statements.UsePresentPeriods(),
            ],
            cancellation);
        await CoverAsync(cancellation);
    }

    /// <summary>Coverage follows from totals, so it is looked at once these are right; what it changes goes up as any other difference.</summary>
    private async Task CoverAsync(CancellationToken cancellation)
    {
        if (Coverages.Count == 0 || await session.ExecuteAsync(statements.FindShaken(Coverages), cancellation) == 0) return;
        await ExecuteAsync([.. statements.Analyze("shaken"), .. statements.CreateForCoverage(), .. Coverages.Select(statements.FindCoverageDeltas)], cancellation);
        await ExecuteAsync([.. statements.AddOwnMonths(), statements.Lift(), .. statements.AddBelow()], cancellation);
    }

    private List<CoverageParts> Coverages => coverages ??=
        [.. catalogue.All.Where(i => i.Kind == IndicatorKind.Coverage).Select(i => new CoverageParts(catalogue.Ids[i.Code], catalogue.Ids[i.Above!], catalogue.Ids[i.Below!]))];

    private List<CoverageParts>? coverages;

    private async Task FillRunAsync(IReadOnlyList<Period> periods, CancellationToken cancellation)
    {
        await ExecuteAsync(statements.CreateForRun(), cancellation);
        foreach (var period in periods)
            await session.ExecuteAsync(statements.FillPeriods(), cancellation, ("@code", DbType.Int32, period.Code), ("@thisMonth", DbType.Int32, ThisMonth));
        await ExecuteAsync(statements.Analyze("run_periods"), cancellation);
    }

    private async Task FillChunkAsync(long root, long from, long to, CancellationToken cancellation)
    {
        await ExecuteAsync(statements.CreateForChunk(), cancellation);
        await session.ExecuteAsync(statements.FillUnions(), cancellation, ("@root", DbType.Int64, root), ("@from", DbType.Int64, from), ("@to", DbType.Int64, to));
        await ExecuteAsync(statements.AnalyzeChunk(), cancellation);
    }

    private async Task MeasureUnionsAsync(FigureStatements into, long from, long to, IReadOnlyList<Period> periods, bool isNew, CancellationToken cancellation)
    {
        var months = periods.Where(p => p.Kind == PeriodKind.Month).ToList();
        foreach (var source in sources.All.Where(s => s is not FormSource))
        {
            var scope = new ChunkScope(sources.ContextOf(source), from, to, months[0].Code, months[^1].Code, ThisMonth, Today);
            foreach (var measurement in source.Queries(scope)) await MeasureAsync(into, measurement, straight: isNew, cancellation);
        }
        await ExecuteAsync(isNew ? [into.InsertCounted()] : into.SetCounted(), cancellation, Range(from, to));
        await ExecuteAsync(into.AnalyzeMonths(), cancellation);
        await ExecuteAsync([into.MeasureYears(straight: isNew), into.CountOwn(straight: isNew)], cancellation, Range(from, to));
        foreach (var source in sources.All.OfType<FormSource>())
            foreach (var sql in Form(into, source, marked: false)) await session.ExecuteAsync(sql, cancellation, ("@source", DbType.AnsiString, source.Code));
        if (isNew)
        {
            await session.ExecuteAsync(into.InsertMeasured(), cancellation);
            return;
        }
        await ExecuteAsync(into.Analyze("measured"), cancellation);
        await ExecuteAsync([into.FindDiffering(), .. into.Analyze("differing"), .. into.WriteDiffering()], cancellation, Range(from, to));
    }

    private static (string, DbType, object?)[] Range(long from, long to) => [("@from", DbType.Int64, from), ("@to", DbType.Int64, to)];

    private IEnumerable<string> Form(FigureStatements into, IFigureSource source, bool marked)
    {
        var ratios = catalogue.All.Where(i => i is { Source: Spring.Form, Kind: IndicatorKind.Ratio } && i.Module == source.Module)
            .Select(i => (catalogue.Ids[i.Code], catalogue.Ids[i.Above!], catalogue.Ids[i.Below!]));
        return into.MeasureForm(marked, catalogue.Ids[Measure.HandedInCode(source.Code)], ratios);
    }

    /// <summary>Runs a source's query inside the database: EF translates it, the statement around it inserts what it gives.</summary>
    private async Task MeasureAsync(FigureStatements into, Measurement measurement, bool straight, CancellationToken cancellation)
    {
        await using var translated = measurement.Query.CreateDbCommand();
        var sql = measurement.Counts is { } indicator
            ? into.SeeInto(translated.CommandText, catalogue.Ids[indicator])
            : into.MeasureInto(translated.CommandText, [.. measurement.Columns.Select(c => (catalogue.Ids[c.Indicator], c.Column, c.DenominatorColumn))], straight);
        await using var command = session.Command(sql);
        foreach (ICloneable parameter in translated.Parameters) command.Parameters.Add(parameter.Clone());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task RollLevelAsync(FigureStatements into, string target, UnionLevel level, long? root, CancellationToken cancellation)
    {
        await ExecuteAsync(into.CreateForLevel(), cancellation);
        (string, DbType, object?)[] parameters = root is { } id ? [("@level", DbType.Int32, (int)level), ("@root", DbType.Int64, id)] : [("@level", DbType.Int32, (int)level)];
        if (await session.ExecuteAsync(target, cancellation, parameters) == 0) return;
        await ExecuteAsync([.. into.Analyze("targets"), into.RollValues(), into.RollDistinct(), .. into.Analyze("rolled"), .. into.SetBelow(), .. Coverages.SelectMany(into.SetCoverage)], cancellation);
    }

    private async Task ExecuteAsync(IEnumerable<string> sql, CancellationToken cancellation, params (string Name, DbType Type, object? Value)[] parameters)
    {
        foreach (var statement in sql) await session.ExecuteAsync(statement, cancellation, parameters);
    }
}

/// <summary>What a figure is made of.</summary>
internal sealed record Parts(decimal Own, decimal OwnDenominator, decimal Below, decimal BelowDenominator, decimal Overlap);

/// <summary>A stored figure that is not what measuring anew gives.</summary>
internal sealed record Difference(long UnionId, Period Period, string Indicator, Parts Stored, Parts Expected);
