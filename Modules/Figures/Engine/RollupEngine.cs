using System.Data;
using System.Data.Common;
using System.Globalization;
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
/// Measures and rolls up. All writers of figures hold one lock that belongs to their connection: an incremental run exclusively, the parts of a full run, which
/// touch different unions, shared. So two hosts never add the same difference twice, and clerks who save records never wait.
/// </summary>
internal sealed class RollupEngine(DatabaseSession session, FigureSources sources, IndicatorCatalogue known, FiguresContext context, TimeProvider time)
{
    private const string LockName = "federation:figures";

    /// <summary>The levels that have children, deepest first.</summary>
    public static readonly UnionLevel[] ParentLevels = [UnionLevel.District, UnionLevel.City, UnionLevel.Province];

    private IndicatorCatalogue catalogue = known;
    private FigureStatements statements = new(session.Dialect, known.Numbers);

    /// <summary>Called between the statements of a unit of work; tests make it fail.</summary>
    internal Func<string, Task> Checkpoint { get; set; } = _ => Task.CompletedTask;

    private DateOnly Today => time.Today();
    private int ThisMonth => Period.MonthOf(Today).Code;

    /// <summary>Does the work while nobody else writes figures. A host that hangs loses the lock after the same time as its lease.</summary>
    private Task<T> WithExclusiveLockAsync<T>(Func<Task<T>> work, CancellationToken cancellation) => session.WithExclusiveLockAsync(LockName, work, cancellation, Lease.Seconds);

    /// <summary>Does a part of a full run, in parallel with its other parts.</summary>
    private Task WithSharedLockAsync(Func<Task> work, CancellationToken cancellation) => session.WithSharedLockAsync(
        LockName,
        async () =>
        {
            await work();
            return true;
        },
        cancellation,
        Lease.Seconds);

    /// <summary>
    /// Measures by the newest catalogue. Called after marks were claimed: the writer of a mark has seen its register in force, so this sees it as well.
    /// </summary>
    private async Task UseNewestCatalogueAsync(CancellationToken cancellation)
    {
        var version = Convert.ToInt32(
            await session.ScalarAsync("SELECT v.number FROM figures.catalogue_version v", cancellation), CultureInfo.InvariantCulture);
        if (version == catalogue.Version) return;
        sources.Renew();
        catalogue = LoadCatalogue.From(context, sources, version);
        statements = new FigureStatements(session.Dialect, catalogue.Numbers);
        coverages = null;
    }

    /// <summary>Processes the oldest marks in one transaction: figures and marks change together. Returns the number of marks.</summary>
    public Task<int> ApplyMarksAsync(int most, CancellationToken cancellation) => WithExclusiveLockAsync(
        async () =>
        {
            var started = time.GetUtcNow();
            await session.BeginAsync(cancellation);
            var claimed = await session.ReadPreparedAsync(
                statements.Claim(), r => new ClaimedMark(r.GetInt64(0), r.GetInt64(1), r.GetInt32(2), r.GetString(3)), cancellation,
                ("@most", DbType.Int32, Math.Min(most, session.Dialect.MaxRowsPerStatement ?? most)));
            if (claimed.Count > 0)
            {
                await UseNewestCatalogueAsync(cancellation);
                await Checkpoint("claimed");
                var changes = await new MarkedRun(session, statements, catalogue, MeasureMarkedAsync, ThisMonth, Today).FindAsync(claimed.Where(m => m.Source != StaleMark.Tree), cancellation);
                await Checkpoint("measured");
                await WriteAsync(changes, cancellation);
                await Checkpoint("lifted");
                var moved = claimed.Where(m => m.Source == StaleMark.Tree).Select(m => new UnionPeriod(m.UnionId, m.Period)).Distinct().ToList();
                if (moved.Count > 0)
                    foreach (var level in ParentLevels) await RollLevelAsync(statements, statements.TargetChanged(), level, cancellation, JsonRows.Parameter(moved));
                await session.ReadPreparedAsync(statements.DeleteClaimedMarks(), _ => 0, cancellation, JsonRows.Parameter(claimed.Select(m => new { m.Id })));
            }
            await session.ReadPreparedAsync(statements.Refresh(), _ => 0, cancellation, ("@started", DbType.DateTimeOffset, started));
            await Checkpoint("refreshed");
            await session.CommitAsync(cancellation);
            return claimed.Count;
        },
        cancellation);

    /// <summary>The first union of each chunk of a root's subtree, in order.</summary>
    public Task<List<long>> ChunksAsync(long root, int size, CancellationToken cancellation) =>
        session.ReadAsync(statements.ChunkStarts(), r => r.GetInt64(0), cancellation, ("@root", DbType.Int64, root), ("@size", DbType.Int32, size));

    /// <summary>
    /// Measures one chunk of a full run, in one transaction with the caller's progress. The result differs from the stored figures only if a mark was lost. The
    /// next steps roll up the ancestors.
    /// </summary>
    public Task MeasureChunkAsync(long root, long from, long to, IReadOnlyList<Period> periods, Func<Task> finish, CancellationToken cancellation) => WithSharedLockAsync(
        async () =>
        {
            await session.BeginAsync(cancellation);
            await FillRunAsync(periods, cancellation);
            await FillChunkAsync(root, from, to, cancellation);
            await session.ExecuteAsync(statements.ClaimChunk(), cancellation);
            await UseNewestCatalogueAsync(cancellation);
            await Checkpoint("claimed");
            var isNew = Convert.ToInt32(await session.ScalarAsync(statements.ChunkIsNew(), cancellation, Range(from, to)), CultureInfo.InvariantCulture) == 1;
            await MeasureUnionsAsync(statements, from, to, periods, isNew, cancellation);
            await Checkpoint("measured");
            await session.DeleteAsync(statements.DeleteMarks(), cancellation);
            await finish();
            await Checkpoint("finished");
            await session.CommitAsync(cancellation);
        },
        cancellation);

    /// <summary>Updates the planner's statistics after many chunks.</summary>
    public Task AnalyzeAsync(CancellationToken cancellation) => ExecuteAsync(statements.AnalyzeFigures(), cancellation);

    /// <summary>Adds a run's periods before its first part.</summary>
    public Task UsePeriodsAsync(IReadOnlyList<Period> periods, CancellationToken cancellation) => WithExclusiveLockAsync(
        async () =>
        {
            await session.BeginAsync(cancellation);
            await ExecuteAsync(statements.UsePeriods(), cancellation, JsonRows.Parameter(periods.Select(p => new { Period = p.Code })));
            await session.CommitAsync(cancellation);
            return true;
        },
        cancellation);

    /// <summary>The unions of a level that a run rolls up, in order, each with how many unions stand below it.</summary>
    public Task<List<(long Union, int Size)>> LevelAsync(long root, UnionLevel level, CancellationToken cancellation) => session.ReadAsync(
        statements.LevelSizes(), r => (r.GetInt64(0), Convert.ToInt32(r.GetValue(1), CultureInfo.InvariantCulture)), cancellation,
        ("@root", DbType.Int64, root), ("@level", DbType.Int32, (int)level));

    /// <summary>Rolls up every union of a level in the run's scope and above it, from one id to another.</summary>
    public Task RollLevelAsync(long root, UnionLevel level, long from, long to, IReadOnlyList<Period> periods, Func<Task> finish, CancellationToken cancellation) => WithSharedLockAsync(
        async () =>
        {
            await session.BeginAsync(cancellation);
            await UseNewestCatalogueAsync(cancellation);
            await FillRunAsync(periods, cancellation);
            await RollLevelAsync(statements, statements.TargetRun(), level, cancellation, [("@root", DbType.Int64, root), .. Range(from, to)]);
            await finish();
            await Checkpoint("finished");
            await session.CommitAsync(cancellation);
        },
        cancellation);

    public Task RecordErrorAsync(Exception error, CancellationToken cancellation) => session.ExecuteAsync(
        "UPDATE figures.freshness SET error = @error",
        cancellation, ("@error", DbType.String, error.Message.Length > 2000 ? error.Message[..2000] : error.Message));

    /// <summary>The unions of a scope that have others below them.</summary>
    public Task<List<long>> ParentsAsync(long root, CancellationToken cancellation) =>
        session.ReadAsync(statements.ScopeParents(), r => r.GetInt64(0), cancellation, ("@root", DbType.Int64, root));

    /// <summary>
    /// Measures a root's subtree in one snapshot and compares the result with the stored figures. Returns null if there are new marks, which would show as
    /// differences; the caller drains them and tries again.
    /// </summary>
    public Task<IReadOnlyList<Difference>?> CompareAsync(long root, IReadOnlyList<Period> periods, int most, CancellationToken cancellation) => WithExclusiveLockAsync(
        async () =>
        {
            await session.BeginAsync(cancellation, session.Dialect.SnapshotIsolation);
            await UseNewestCatalogueAsync(cancellation);
            var check = new FigureStatements(session.Dialect, catalogue.Numbers, check: true);
            if (await session.ScalarAsync("SELECT MAX(id) FROM federation.stale_marks", cancellation) is not null) return null;
            await ExecuteAsync(check.CreateForCheck(), cancellation);
            await FillRunAsync(periods, cancellation);
            await FillChunkAsync(root, 0, long.MaxValue, cancellation);
            await MeasureUnionsAsync(check, 0, long.MaxValue, periods, isNew: true, cancellation);
            await ExecuteAsync(check.AnalyzeFigures(), cancellation);
            foreach (var level in ParentLevels) await RollLevelAsync(check, check.TargetBelow(), level, cancellation, ("@root", DbType.Int64, root));
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

    /// <summary>What a source gives for the marked unions and months: own values, and by how much the distinct counts change that follow from who was counted.</summary>
    private async Task MeasureMarkedAsync(string code, string scope, FigureChanges own, FigureChanges distinct, CancellationToken cancellation)
    {
        var source = sources.Find(code);
        if (source is FormSource)
        {
            foreach (var sql in Form(statements, source, marked: true)) await ReadOwnAsync(session.Command(sql, ("@source", DbType.AnsiString, source.Code), ("@scope", DbType.String, scope)), own, cancellation);
            return;
        }
        var counts = false;
        foreach (var measurement in source.Queries(new MarkedScope(sources.ContextOf(source), session.Dialect, scope, ThisMonth)))
        {
            if (measurement.Counts is null)
            {
                await using var translated = measurement.Query.CreateDbCommand();
                await ReadOwnAsync(Wrapped(translated, statements.SelectMeasured(translated.CommandText, Columns(measurement))), own, cancellation);
                continue;
            }
            if (!counts) await ExecuteAsync(statements.CreateForHashes(), cancellation);
            counts = true;
            await MeasureAsync(statements, measurement, straight: false, cancellation);
        }
        if (!counts || await session.ExecuteAsync(statements.FindChanged(), cancellation, ("@source", DbType.AnsiString, source.Code), ("@scope", DbType.String, scope)) == 0) return;
        await ExecuteAsync(statements.Analyze("changed"), cancellation);
        await CountAsync(-1);
        foreach (var sql in statements.ReplaceCounted()) await session.ExecuteAsync(sql, cancellation, ("@scope", DbType.String, scope));
        await CountAsync(1);

        async Task CountAsync(int sign)
        {
            foreach (var (key, parts) in await session.ReadAsync(
                statements.CountChanged(), r => (new FigureKey(r.GetInt64(0), r.GetInt32(1), r.GetInt32(2)), new Parts(r.GetDecimal(3), 0, r.GetDecimal(4), 0, r.GetDecimal(5))), cancellation))
                distinct.Add(key, sign > 0 ? parts : -parts);
        }
    }

    private async Task ReadOwnAsync(DbCommand command, FigureChanges own, CancellationToken cancellation)
    {
        await using (command)
        {
            await session.Dialect.PrepareAsync(command, cancellation);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                own.Add(new FigureKey(reader.GetInt64(0), reader.GetInt32(1), reader.GetInt32(2)), new Parts(reader.GetDecimal(3), reader.GetDecimal(4), 0, 0, 0));
        }
    }

    private async Task WriteAsync(FigureChanges changes, CancellationToken cancellation)
    {
        var rows = changes.All.Select(c => new ChangedFigure(c.Key.UnionId, c.Key.Period, c.Key.IndicatorId, c.By.Own, c.By.OwnDenominator, c.By.Below, c.By.BelowDenominator, c.By.Overlap)).ToList();
        if (rows.Count == 0) return;
        var begun = await session.ReadPreparedAsync(statements.Add(), r => r.GetInt32(0), cancellation, JsonRows.Parameter(rows));
        if (begun.Count > 0) await ExecuteAsync(statements.UsePeriods(), cancellation, JsonRows.Parameter(begun.Select(p => new { Period = p })));
    }

    private List<CoverageParts> Coverages => coverages ??= CoverageParts.Of(catalogue);

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
        var ratios = catalogue.All.Where(i => i is { Source: IndicatorSource.Form, Kind: IndicatorKind.Ratio } && i.Module == source.Module)
            .Select(i => (catalogue.Ids[i.Code], catalogue.Ids[i.Above!], catalogue.Ids[i.Below!]));
        return into.MeasureForm(marked, catalogue.Ids[Measure.HandedInCode(source.Code)], ratios);
    }

    /// <summary>Runs a source's query inside the database: EF translates it, and the statement around it inserts the result.</summary>
    private async Task MeasureAsync(FigureStatements into, Measurement measurement, bool straight, CancellationToken cancellation)
    {
        await using var translated = measurement.Query.CreateDbCommand();
        var sql = measurement.Counts is { } indicator
            ? into.MeasureHashesInto(translated.CommandText, catalogue.Ids[indicator])
            : into.MeasureInto(translated.CommandText, Columns(measurement), straight);
        await using var command = Wrapped(translated, sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private DbCommand Wrapped(DbCommand translated, string sql)
    {
        var command = session.Command(sql);
        foreach (ICloneable parameter in translated.Parameters) command.Parameters.Add(parameter.Clone());
        return command;
    }

    private IReadOnlyList<(int, string, string?)> Columns(Measurement measurement) => [.. measurement.Columns.Select(c => (catalogue.Ids[c.Indicator], c.Column, c.DenominatorColumn))];

    private async Task RollLevelAsync(FigureStatements into, string target, UnionLevel level, CancellationToken cancellation, params (string, DbType, object?)[] parameters)
    {
        await ExecuteAsync(into.CreateForLevel(), cancellation);
        if (await session.ExecuteAsync(target, cancellation, [("@level", DbType.Int32, (int)level), .. parameters]) == 0) return;
        await ExecuteAsync(
            [
                .. into.Analyze("targets"), into.RollValues(), into.RollDistinct(), .. into.RollCompleteness(), .. into.Analyze("rolled"), .. into.SetBelow(),
                .. Coverages.SelectMany(into.SetCoverage),
            ],
            cancellation);
    }

    private async Task ExecuteAsync(IEnumerable<string> sql, CancellationToken cancellation, params (string Name, DbType Type, object? Value)[] parameters)
    {
        foreach (var statement in sql) await session.ExecuteAsync(statement, cancellation, parameters);
    }
}

/// <summary>The parts of a figure, or of a change of it.</summary>
internal readonly record struct Parts(decimal Own, decimal OwnDenominator, decimal Below, decimal BelowDenominator, decimal Overlap)
{
    public bool IsNone => Own == 0 && OwnDenominator == 0 && Below == 0 && BelowDenominator == 0 && Overlap == 0;

    public static Parts operator +(Parts a, Parts b) =>
        new(a.Own + b.Own, a.OwnDenominator + b.OwnDenominator, a.Below + b.Below, a.BelowDenominator + b.BelowDenominator, a.Overlap + b.Overlap);

    public static Parts operator -(Parts a) => new(-a.Own, -a.OwnDenominator, -a.Below, -a.BelowDenominator, -a.Overlap);
}

/// <summary>A stored figure that differs from a fresh measurement.</summary>
internal sealed record Difference(long UnionId, Period Period, string Indicator, Parts Stored, Parts Expected);
