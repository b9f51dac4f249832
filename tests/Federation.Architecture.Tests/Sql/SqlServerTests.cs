using Autofac;
using Federation.Architecture.Tests.Tenancy;
using Federation.Framework.Databases;
using Federation.Framework.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Federation.Architecture.Tests.Sql;

/// <summary>How SQL Server's errors, locks and collations reach the application.</summary>
public class SqlServerTests
{
    private static readonly SqlServerDialect Dialect = new();

    [Theory]
    [InlineData("query", 0)]
    [InlineData("save", 0)]
    [InlineData("update", 0)]
    [InlineData("command", 0)]
    [InlineData("scalar", 0)]
    [InlineData("commit", 0)]
    [InlineData("query", 3204)]
    [InlineData("save", 3204)]
    [InlineData("update", -2)]
    public async Task What_is_cancelled_ends_in_a_cancellation_whatever_the_number(string work, int number)
    {
        using var stop = new CancellationTokenSource();
        await using var unit = Unit((_, _) =>
        {
            stop.Cancel();
            throw SqlErrors.Of(number);
        });
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DoAsync(unit, work, stop.Token));
        Assert.Equal(stop.Token, error.CancellationToken);
    }

    [Theory]
    [InlineData("query")]
    [InlineData("save")]
    [InlineData("update")]
    [InlineData("command")]
    public async Task The_same_error_of_work_that_nobody_cancelled_stays_an_error(string work)
    {
        await using var unit = Unit((_, _) => throw SqlErrors.Of(0));
        var error = await Assert.ThrowsAnyAsync<Exception>(() => DoAsync(unit, work, CancellationToken.None));
        Assert.IsNotAssignableFrom<OperationCanceledException>(error);
    }

    [Fact]
    public async Task A_step_that_is_cancelled_with_an_error_of_the_server_is_free_at_once_and_counts_as_no_attempt()
    {
        using var stop = new CancellationTokenSource();
        var recording = new Recording { Rows = _ => 1 };
        recording.Before = (sql, token) =>
        {
            if (!sql.Contains("done = @done", StringComparison.Ordinal)) return;
            stop.Cancel();
            throw SqlErrors.Of(0);
        };
        await using var container = new ContainerBuilder().With(recording, fails: false).Build();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => container.Resolve<LedgerWorker>().DrainAsync(stop.Token));
        Assert.Single(recording.Statements, s => s.Text.Contains("state = 0, lease_until = NULL, attempts = attempts - 1", StringComparison.Ordinal));
        Assert.DoesNotContain(recording.Statements, s => s.Text.Contains("not_before = ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1205, true)]
    [InlineData(3960, true)]
    [InlineData(50_001, true)]
    [InlineData(50_002, false)]
    [InlineData(2627, false)]
    [InlineData(10054, false)]
    public void Deadlocks_are_told_from_the_rest(int number, bool isClash) => Assert.Equal(isClash, Dialect.IsConflict(new DbUpdateException("wrapped", SqlErrors.Of(number))));

    [Theory]
    [InlineData(10054, 11, true)]
    [InlineData(-2, 11, true)]
    [InlineData(4060, 11, true)]
    [InlineData(1205, 13, true)]
    [InlineData(42, 20, true)]
    [InlineData(2627, 14, false)]
    [InlineData(547, 16, false)]
    public void A_lost_connection_is_told_from_a_mistake(int number, byte @class, bool isTransient) =>
        Assert.Equal(isTransient, Dialect.IsTransient(new InvalidOperationException("wrapped", SqlErrors.Of(number, @class))));

    [Fact]
    public async Task A_pool_with_no_connection_left_is_a_passing_fault()
    {
        await using var unit = Recording.Build(new Recording { Opening = () => throw new InvalidOperationException("The timeout period elapsed prior to obtaining a connection from the pool.") });
        var error = await Assert.ThrowsAnyAsync<Exception>(() => DoAsync(unit, "command", CancellationToken.None));
        Assert.True(Dialect.IsTransient(error));
        Assert.False(Dialect.IsConflict(error));
    }

    [Fact]
    public void The_first_row_is_claimed_and_hints_reach_no_other_table()
    {
        var sql = Dialect.ClaimOne("federation.ledger_steps", "state = 1", "q.state = 0", "q.id", "id");
        Assert.DoesNotContain("UPDATE TOP", sql, StringComparison.Ordinal);
        Assert.Contains("SELECT TOP (1) q.* FROM federation.ledger_steps q WITH (READPAST, UPDLOCK, ROWLOCK)", sql, StringComparison.Ordinal);
        Assert.Contains("ORDER BY q.id)\nUPDATE claimed SET state = 1 OUTPUT inserted.id", sql.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Single(sql.Split("WITH (").Skip(1));
        Assert.Empty(TSql.Check(new Statement(sql, []), new Tables(Models.Schema(Database.SqlServer("Server=none")).Model)));
    }

    [Fact]
    public async Task Many_rows_are_deleted_four_thousand_at_a_time_past_those_that_others_hold()
    {
        var counts = new Queue<int>([4_000, 4_000, 17]);
        var recording = new Recording { Affected = _ => counts.Dequeue() };
        await using var session = new DatabaseSession(new Database(recording, "none"));
        Assert.Equal(8_017, await session.DeleteAsync(recording.Delete("federation.stale_marks", "q.id < 9"), default));
        Assert.Equal(3, recording.Statements.Count);
        Assert.All(recording.Statements, s => Assert.Equal("DELETE TOP (4000) q FROM federation.stale_marks q WITH (READPAST, ROWLOCK) WHERE q.id < 9", s.Text));
    }

    [Fact]
    public void Every_text_column_names_its_collation()
    {
        Holds.For([.. Models.Contexts().SelectMany(c => Models.DesignTime(c).GetEntityTypes())], WithoutCollation(Dialect));
        Holds.For([.. Models.DesignTime(Models.Schema(Database.SqlServer("Server=none"))).GetEntityTypes()], WithoutCollation(Dialect));
        Holds.For([.. Models.DesignTime(Models.Schema(Database.PostgreSql("Host=none"))).GetEntityTypes()], WithoutCollation(new PostgreSqlDialect()));
    }

    [Fact]
    public void Texts_of_temporary_tables_and_of_JSON_do_too()
    {
        Assert.Contains("source varchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL", Dialect.CreateTemporary("t", "id bigint NOT NULL, source varchar(60) NOT NULL"), StringComparison.Ordinal);
        Assert.Contains("r.source COLLATE Latin1_General_100_BIN2 AS source", Dialect.RowsFromJson("@rows", ("source", "varchar(60)")), StringComparison.Ordinal);
    }

    private static Func<IEntityType, IEnumerable<string>> WithoutCollation(Dialect dialect) => type => type.GetProperties()
        .Where(p => p.GetRelationalTypeMapping().StoreType is var store && (store.Contains("char", StringComparison.OrdinalIgnoreCase) || store == "text") && p.GetCollation() != dialect.Collation)
        .Select(p => $"{type.ClrType.FullName}.{p.Name} has the server's collation");

    private static IContainer Unit(Action<string, CancellationToken> before) => Recording.Build(new Recording { Before = before });

    private static async Task DoAsync(ILifetimeScope unit, string work, CancellationToken cancellation)
    {
        await using var scope = unit.BeginLifetimeScope();
        var context = scope.Resolve<FrameworkContext>();
        var session = scope.Resolve<DatabaseSession>();
        switch (work)
        {
            case "query": await context.Set<LedgerRun>().ToListAsync(cancellation); break;
            case "save":
                context.Add(new LedgerRun { Id = 1, Kind = "x", Key = "x", Mode = "x" });
                await context.SaveChangesAsync(cancellation);
                break;
            case "update": await context.Set<LedgerRun>().ExecuteUpdateAsync(u => u.SetProperty(r => r.Error, "x"), cancellation); break;
            case "command": await session.ExecuteAsync("SELECT 1", cancellation); break;
            case "scalar": await session.ScalarAsync("SELECT 1", cancellation); break;
            default:
                await session.BeginAsync(cancellation);
                await session.CommitAsync(cancellation);
                break;
        }
    }
}
