using Autofac;
using Federation.Architecture.Tests.Tenancy;
using Federation.Figures.Catalogue;
using Federation.Figures.Contracts;
using Federation.Figures.Engine;
using Federation.Figures.Reading;
using Federation.Framework.Databases;
using Federation.Framework.Ledger;
using Federation.Framework.Modules;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Figures;

namespace Federation.Architecture.Tests.Sql;

/// <summary>What really goes to SQL Server when figures are made and read and when the ledger is worked off, in order and with its parameters.</summary>
public class RecordedStatementsTests
{
    private static readonly IReadOnlyList<Period> Periods = [.. Period.Year(2017).Months(), Period.Year(2017), Period.Statistical(2017)];

    [Fact]
    public async Task Marks_are_made_good()
    {
        var recording = new Recording();
        await using var container = Build(recording);
        string[] sources = [.. container.Resolve<FigureSources>().All.Select(s => s.Code), "tree"];
        recording.Texts = sql => sql.Contains("FROM federation.stale_marks m", StringComparison.Ordinal) ? sources : [];
        // Whatever is read has a row of July; a parent would be its own one.
        (recording.Number, recording.Rows) = (201707, sql => sql.Contains("parent_id", StringComparison.Ordinal) ? 0 : 1);
        await container.Resolve<RollupEngine>().ApplyMarksAsync(100, default);
        await container.Resolve<RollupEngine>().RecordErrorAsync(new InvalidOperationException("planted"), default);
        Check(recording, "sp_getapplock", "figures.counted", "figures.typed_figures", "federation.stale_marks", "sp_releaseapplock");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_chunk_is_measured(int isNew)
    {
        var recording = new Recording { Scalar = sql => sql.Contains("catalogue_version", StringComparison.Ordinal) ? 1 : isNew };
        await using var container = Build(recording);
        var engine = container.Resolve<RollupEngine>();
        await engine.ChunksAsync(1, 5000, default);
        await engine.ParentsAsync(1, default);
        await engine.UsePeriodsAsync(Periods, default);
        await engine.MeasureChunkAsync(1, 1, 9, Periods, () => Task.CompletedTask, default);
        Check(recording, "#scope_unions", "figures.figures", "figures.periods_in_use");
    }

    [Fact]
    public async Task A_level_is_rolled_up()
    {
        var recording = new Recording();
        await using var container = Build(recording);
        await container.Resolve<RollupEngine>().RollLevelAsync(1, UnionLevel.City, 0, 9, Periods, () => Task.CompletedTask, default);
        await container.Resolve<RollupEngine>().LevelAsync(1, UnionLevel.City, default);
        Check(recording, "#targets", "#rolled");
    }

    [Fact]
    public async Task Figures_are_compared()
    {
        var recording = new Recording { Scalar = sql => sql.Contains("stale_marks", StringComparison.Ordinal) ? null : 1 };
        await using var container = Build(recording);
        Assert.NotNull(await container.Resolve<RollupEngine>().CompareAsync(1, Periods, 10, default));
        Check(recording, "#check_figures", "#check_counted");
    }

    [Theory]
    [InlineData(TreeOf.Period)]
    [InlineData(TreeOf.Today)]
    public async Task Figures_are_read(TreeOf tree)
    {
        var recording = new Recording();
        await using var container = Build(recording);
        var reader = container.Resolve<FigureReader>();
        var indicator = container.Resolve<IndicatorCatalogue>().All[0].Code;
        await reader.UnionAsync(new UnionInfo(1, "610000", "陕西省总工会", UnionLevel.Province, "territorial", null, ["610000"], [], [], true), Period.Year(2017), Period.Year(2016), tree, default);
        await reader.ReadAlongCurrentTreeAsync(1, Period.Year(2017), default);
        await reader.ChildIdsAsync(1, Period.Year(2017), default);
        await reader.ChildrenAsync(1, Period.Year(2017), indicator, [1, 2], default);
        await reader.ChildrenAsync(1, Period.Year(2017), indicator, [], default);
        await reader.ChildrenSumAsync(1, Period.Year(2017), indicator, default);
        await reader.NewestYearAsync(1, default);
        await reader.MissingAsync(1, Period.Year(2017), "SeasonalSupport", 0, 51, default);
        await reader.ChildPageAsync(1, Period.Year(2017), 0, 51, default);
        await reader.SeriesAsync(1, [Period.Year(2016), Period.Year(2017)], indicator, default);
        Check(recording, "figures.freshness", "figures.counted", "federation.tree_closure");
    }

    [Theory]
    [InlineData(false, 1, "state = 2")]
    [InlineData(true, 1, "not_before")]
    [InlineData(true, 9, "state = 3")]
    public async Task The_ledger_is_worked_off(bool fails, int attempts, string written)
    {
        var claims = 0;
        var recording = new Recording { Number = attempts, Rows = sql => sql.Contains("ledger_parts", StringComparison.Ordinal) ? 0 : 1, Scalar = _ => claims++ == 0 ? 1L : null };
        await using var container = new ContainerBuilder().With(recording, fails).Build();
        Assert.Equal(1, await container.Resolve<LedgerWorker>().DrainAsync(default));
        Check(recording, "federation.ledger_steps", "federation.ledger_runs", written);
    }

    [Fact]
    public async Task A_step_is_divided_and_its_parts_are_done()
    {
        var (claims, looks) = (0, 0);
        var recording = new Recording
        {
            // Found to be left before the parts are begun, by the one who takes it, and once more under its lock; then there is none.
            Rows = sql => sql.Contains("ledger_parts", StringComparison.Ordinal) && ++looks > 3 ? 0 : 1,
            Scalar = sql => sql.Contains("UPDATE claimed", StringComparison.Ordinal) ? claims++ == 0 ? 1L : null : sql.Contains("MAX(p.ordinal)", StringComparison.Ordinal) ? null : 1L,
        };
        await using var container = new ContainerBuilder().With(recording, fails: false, divides: true).Build();
        Assert.Equal(1, await container.Resolve<LedgerWorker>().DrainAsync(default));
        Check(recording, "INSERT INTO federation.ledger_parts", "UPDATE federation.ledger_parts SET done", "DELETE FROM federation.ledger_parts", "@LockTimeout = 0", "cpu_count", "SELECT DISTINCT p.step_id");
    }

    [Fact]
    public async Task What_an_engine_is_to_carry_is_looked_up()
    {
        var recording = new Recording { Number = 1 };
        await using var container = new ContainerBuilder().With(recording, fails: false).Build();
        await container.Resolve<LedgerWorker>().FindClaimableAsync(default);
        Check(recording, "FROM federation.ledger_steps q WHERE");
    }

    [Fact]
    public async Task A_run_is_cancelled()
    {
        var recording = new Recording { Rows = _ => 1 };
        await using var container = Build(recording);
        Assert.True(await container.Resolve<DatabaseSession>().CancelRunAsync(1, default));
        Check(recording, "federation.ledger_steps SET state = 4", "federation.ledger_runs SET state = 4");
    }

    [Fact]
    public async Task The_condition_of_the_ledger_is_read()
    {
        var recording = new Recording { Rows = _ => 1 };
        await using var container = Build(recording);
        await Host.Operations.LedgerHealth.ReadAsync(container.Resolve<DatabaseSession>(), default);
        Check(recording, "FROM federation.ledger_steps s", "FROM federation.ledger_runs WHERE state = 3", "figures.freshness");
    }

    [Fact]
    public void A_statement_that_names_what_is_not_there_is_found()
    {
        var tables = new Tables(Models.Schema(Database.SqlServer("Server=none")).Model);
        string[] planted =
        [
            "SELECT f.own FROM figures.figure f",
            "SELECT f.owned FROM figures.figures f",
            "SELECT g.own FROM figures.figures f",
            "SELECT f.own FROM figures.figures f WHERE f.period = @nobody",
            "SELECT union_id FROM figures.figures f JOIN figures.typed_figures t ON t.period = f.period",
            "SELECT f.own FROM figures.figures f WHERE EXISTS (SELECT 1 FROM #no_table n)",
            "SELECT x.own FROM (SELECT f.own FROM figures.figures f) x WHERE x.below > 0",
            "WITH up (a, b) AS (SELECT f.own FROM figures.figures f) SELECT a FROM up",
            "UPDATE figures.figures SET owned = 1",
            "INSERT INTO figures.periods_in_use (code) SELECT p.code, 1 FROM figures.periods_in_use p",
            "SELECT f.own FROM figures.figures f WITH (NOLOCK)",
            "MERGE figures.figures AS t USING figures.figures AS s ON 1 = 0 WHEN MATCHED THEN DELETE;",
            "SELECT FROM WHERE",
            "UPDATE q SET own = 1 FROM figures.figures q LIMIT 1",
        ];
        Assert.All(planted, sql => Assert.NotEmpty(TSql.Check(new Statement(sql, []), tables)));
    }

    [Fact]
    public void What_only_the_newer_version_reads_is_found()
    {
        var tables = new Tables(Models.Schema(Database.SqlServer("Server=none")).Model);
        var found = TSql.Check(new Statement("SELECT f.own FROM figures.figures f WHERE f.own IS DISTINCT FROM f.below", []), tables);
        Assert.NotEmpty(found);
        Assert.All(found, p => Assert.StartsWith("SQL Server 2019: ", p, StringComparison.Ordinal));
        Assert.Empty(TSql.Check(new Statement("SELECT f.own FROM figures.figures f WHERE f.own <> f.below", []), tables));
    }

    private static IContainer Build(Recording recording) => Recording.Build(recording, builder => builder.Register(c =>
    {
        var sources = c.Resolve<FigureSources>().All;
        var ids = sources.SelectMany(s => s.Indicators).Distinct().Select((code, i) => (code, i)).ToDictionary(x => x.code, x => x.i + 1);
        return new IndicatorCatalogue(
            [.. c.Resolve<ModuleList>().All.SelectMany(m => m.Indicators).OrderBy(i => i.Order)], System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(ids),
            System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(
                sources.Where(s => s.Indicators.Contains(Measure.HandedInCode(s.Code))).GroupBy(s => s.Module),
                g => g.Key, g => (IReadOnlyList<int>)[.. g.Select(s => ids[Measure.HandedInCode(s.Code)])]));
    }));

    private static void Check(Recording recording, params string[] said)
    {
        Assert.All(said, s => Assert.Contains(recording.Statements, r => r.Text.Contains(s, StringComparison.Ordinal)));
        var tables = new Tables(Models.Schema(Database.SqlServer("Server=none")).Model);
        // One session says them all, so temporary tables are what the statements before have made of them.
        Holds.For(recording.Statements, s => TSql.Check(s, tables));
    }
}

internal static class LedgerOnly
{
    /// <summary>The ledger with one kind of work that does as it is told.</summary>
    public static ContainerBuilder With(this ContainerBuilder builder, Recording recording, bool fails, bool divides = false)
    {
        var keys = Path.Combine(Directory.CreateTempSubdirectory("federation-architecture-").FullName, "secrets.json");
        builder.RegisterInstance(Microsoft.Extensions.Logging.Abstractions.NullLogger<LedgerWorker>.Instance).As<Microsoft.Extensions.Logging.ILogger<LedgerWorker>>();
        builder.RegisterModule(new Framework.FrameworkModule(new Database(recording, "none"), Framework.Security.Secrets.Open(keys), TimeProvider.System));
        builder.RegisterInstance(new Ids(TimeProvider.System, 1));
        builder.RegisterType<LedgerWorker>().SingleInstance();
        builder.RegisterInstance(new OneUnion()).As<IUnionDirectory>();
        builder.Register(c => new Work(c.Resolve<DatabaseSession>(), fails, divides)).As<ILedgerExecutor>();
        return builder;
    }

    private sealed class OneUnion : IUnionDirectory
    {
        private static readonly UnionInfo Union = new(1, "610000", "陕西省总工会", UnionLevel.Province, "territorial", null, ["610000"], [], [], true);

        public ValueTask<UnionInfo?> FindAsync(string code, CancellationToken cancellation) => new(Union);

        public ValueTask<UnionInfo?> FindAsync(long id, CancellationToken cancellation) => new(Union);

        public Task<IReadOnlyDictionary<long, (string Code, string Name)>> NamesAsync(IReadOnlyCollection<long> ids, DateOnly on, CancellationToken cancellation) => throw new NotSupportedException();
    }

    private sealed class Work(DatabaseSession session, bool fails, bool divides) : ILedgerExecutor
    {
        public bool HasParts(LedgerRun run, LedgerStep step) => divides;

        public Task<IReadOnlyList<(long First, long Last)>> SplitAsync(LedgerRun run, LedgerStep step, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<(long First, long Last)>>([(1, 9)]);

        public async Task ExecutePartAsync(LedgerRun run, LedgerStep step, LedgerPart part, Func<Task> finish, CancellationToken cancellation)
        {
            await session.BeginAsync(cancellation);
            await finish();
            await session.CommitAsync(cancellation);
        }

        public string Kind => "rollup";

        public string Title(LedgerRun run, LedgerStep step) => step.Name;

        public async Task ExecuteAsync(LedgerRun run, LedgerStep step, Lease lease, CancellationToken cancellation)
        {
            await lease.ReportProgressAsync(session, 1, 2, cancellation);
            if (fails) throw new InvalidOperationException("planted");
        }

        public Task AbandonAsync(LedgerRun run, CancellationToken cancellation) => Task.CompletedTask;
    }
}
