using System.Reflection;
using System.Text.RegularExpressions;
using Autofac;
using Federation.Architecture.Tests.Code;
using Federation.Architecture.Tests.Tenancy;
using Federation.Figures.Catalogue;
using Federation.Figures.Engine;
using Federation.Framework.Databases;
using Federation.Framework.Ledger;
using Federation.Kernel.Figures;
using Microsoft.EntityFrameworkCore;

namespace Federation.Architecture.Tests.Sql;

/// <summary>Every statement that can be asked for, in every variant, whether or not a run of today says it.</summary>
public class StatementMembersTests
{
    private static readonly IReadOnlyList<(Measurement Measurement, string Sql)> Measurements = [.. Translate()];

    public static TheoryData<bool> Variants => [false, true];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Every_figure_statement_reads_as_TSql_and_names_what_there_is(bool check)
    {
        var statements = new FigureStatements(new SqlServerDialect(), new IndicatorNumbers(1, new Dictionary<int, int> { [2] = 3, [4] = 3 }, [5]), check);
        var members = typeof(FigureStatements).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).ToList();
        var said = members.SelectMany(m => Said(statements, m)).ToList();
        Assert.All(members, m => Assert.Contains(m.ReturnType, new[] { typeof(string), typeof(IEnumerable<string>) }));
        var created = Created(said.Select(s => s.Sql));
        Holds.For(said, s => TSql.Check(new Statement(s.Sql, Parameters), created()).Select(b => $"{s.Member}: {b}"));
    }

    [Fact]
    public void Measuring_has_statements_of_every_shape() => Assert.Equal(
        [true, false], Measurements.Select(m => m.Measurement.Counts is null).Distinct().OrderDescending());

    [Fact]
    public void Every_word_of_the_dialect_reads_as_TSql()
    {
        var dialect = new SqlServerDialect();
        string[] said =
        [
            $"SELECT {dialect.Now}, {dialect.SecondsFromNow("@p")}, {dialect.True}", dialect.LockSession("@p"), dialect.UnlockSession("@p"), dialect.LockSessionShared("@p"), dialect.UnlockSessionShared("@p"), dialect.TryLockSession("@p"), dialect.ProcessorCount!,
            $"SELECT r.id FROM {dialect.RowsFromJson("@p", ("id", "bigint"), ("amount", "numeric(20,2)"), ("code", "varchar(60)"))}", dialect.LockTransaction("@p", shared: true), dialect.LockTransaction("@p", shared: false), dialect.NextValue("host_numbers"),
            $"SELECT {dialect.Top("@p").Front}r.{dialect.Quote("id")} FROM federation.ledger_runs r {dialect.LateralJoin} (SELECT s.id AS step FROM federation.ledger_steps s WHERE s.run_id = r.id) s ORDER BY r.id{dialect.Top("@p").Behind}",
            dialect.CreateTemporary("t", "id bigint NOT NULL PRIMARY KEY, amount numeric(20,2) NOT NULL, hash bytea NOT NULL, day date NULL"),
            dialect.ClaimOne("federation.ledger_steps", "state = 1", "q.state = 0", "q.id", "id"),
        ];
        Holds.For(said, s => TSql.Check(new Statement(s, ["@p"]), new Tables(Models.Schema(Database.SqlServer("Server=none")).Model)));
    }

    [Fact]
    public void Every_statement_that_is_written_as_one_text_names_what_there_is()
    {
        var tables = new Tables(Models.Schema(Database.SqlServer("Server=none")).Model);
        // Pieces of a statement are looked at where they are put together.
        var whole = Compiled.Product.Where(t => Compiled.AssemblyOf(t) is var a && !a.StartsWith("Federation.Migrations", StringComparison.Ordinal))
            .SelectMany(Compiled.WholeLiterals).Distinct().Where(t => Regex.IsMatch(t, @"^\s*(SELECT|INSERT|UPDATE|DELETE|MERGE)\s") && TSql.IsTSql(t)).ToList();
        Holds.For(whole, s => TSql.Check(new Statement(s, [.. Regex.Matches(s, @"@\w+").Select(m => m.Value)]), tables));
    }

    private static readonly string[] Parameters =
        ["@most", "@started", "@today", "@source", "@root", "@from", "@to", "@size", "@thisMonth", "@code", "@rows", "@scope", "@level", .. Measurements.SelectMany(m => ParametersOf(m.Measurement)).Distinct()];

    private static IEnumerable<string> ParametersOf(Measurement measurement)
    {
        using var command = measurement.Query.CreateDbCommand();
        return [.. command.Parameters.Cast<System.Data.Common.DbParameter>().Select(p => p.ParameterName)];
    }

    private static IEnumerable<(Measurement Measurement, string Sql)> Translate()
    {
        var scope = Recording.Installation.Value.BeginLifetimeScope();
        var sources = scope.Resolve<FigureSources>();
        foreach (var source in scope.Resolve<IEnumerable<IFigureSource>>())
        {
            var context = sources.ContextOf(source);
            IMeasureScope[] scopes = [new MarkedScope(context, new SqlServerDialect(), "[]", 201707), new ChunkScope(context, 1, 9, 201701, 201712, 201707, new DateOnly(2017, 7, 20))];
            foreach (var measurement in scopes.SelectMany(source.Queries))
            {
                using var command = measurement.Query.CreateDbCommand();
                yield return (measurement, command.CommandText);
            }
        }
    }

    /// <summary>What a member says for every choice that its parameters leave.</summary>
    private static IEnumerable<(string Member, string Sql)> Said(FigureStatements statements, MethodInfo member)
    {
        IEnumerable<object?[]> choices = member.Name switch
        {
            nameof(FigureStatements.MeasureInto) => from m in Measurements where m.Measurement.Counts is null from straight in new[] { false, true } select new object?[] { m.Sql, Columns(m.Measurement), straight },
            nameof(FigureStatements.SelectMeasured) => from m in Measurements where m.Measurement.Counts is null select new object?[] { m.Sql, Columns(m.Measurement) },
            nameof(FigureStatements.MeasureHashesInto) => from m in Measurements where m.Measurement.Counts is not null select new object?[] { m.Sql, 1 },
            _ => member.GetParameters().Aggregate<ParameterInfo, IEnumerable<object?[]>>([[]], (chosen, parameter) => from before in chosen from value in Values(parameter.ParameterType) select (object?[])[.. before, value]),
        };
        return from choice in choices
               from sql in member.Invoke(statements, choice) is string one ? [one] : (IEnumerable<string>)member.Invoke(statements, choice)!
               select ($"{member.Name}({string.Join(", ", choice)})", sql);
    }

    private static IEnumerable<object?> Values(Type type) =>
        type == typeof(bool) ? [false, true]
        : type.IsEnum ? Enum.GetValues(type).Cast<object>()
        : type == typeof(int) ? [1]
        : type == typeof(string[]) ? [new[] { "measured" }]
        : type == typeof(IEnumerable<(int, int, int)>) ? [new[] { (1, 2, 3) }]
        : type == typeof(IEnumerable<CoverageParts>) ? [new[] { new CoverageParts(1, 2, 3) }]
        : type == typeof(CoverageParts) ? [new CoverageParts(1, 2, 3)]
        : throw new NotSupportedException($"Say what a {type} may be.");

    private static IReadOnlyList<(int, string, string?)> Columns(Measurement measurement) => [.. measurement.Columns.Select((c, i) => (i + 1, c.Column, c.DenominatorColumn))];

    private static Func<Tables> Created(IEnumerable<string> said)
    {
        var creating = said.Where(s => s.Contains("CREATE TABLE", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(creating);
        var model = Models.Schema(Database.SqlServer("Server=none")).Model;
        return () =>
        {
            var tables = new Tables(model);
            foreach (var sql in creating)
            {
                TSql.Read(sql, out var fragment);
                _ = new Names(tables, []).In(fragment);
            }
            return tables;
        };
    }
}
