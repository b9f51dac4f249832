using Autofac;
using Federation.Architecture.Tests.Solution;
using Federation.Architecture.Tests.Sql;
using Federation.Architecture.Tests.Tenancy;
using Federation.Framework.Databases;
using Federation.Framework.Import;
using Federation.Host.Start;
using Federation.Kernel.Figures;
using Microsoft.EntityFrameworkCore;

namespace Federation.Architecture.Tests.Coverage;

public class CoverageTests
{
    private static readonly string Documentation = Read("docs/api.md");

    private static string Read(string path) => File.ReadAllText(Path.Combine(Clone.Root, path));

    private static Indicator Planted(string code) =>
        new IndicatorText(1, code, "某", "planted", "unions", "planted").Typed(IndicatorKind.Sum) with { Module = "Planted" };

    [Fact]
    public void Every_indicator_is_tested_by_its_module_or_the_demo()
    {
        var all = Clone.Files("*.cs").Where(
            f => ProjectFile.LayerOf(f) == Layer.Tests && !f.StartsWith(
                "tests/Federation.Architecture.Tests/", StringComparison.Ordinal)).ToLookup(f => f.Split('/')[1], Read);
        var demo = all["Federation.Host.Tests"].Concat(all["Federation.Figures.Tests"]).ToList();
        Holds.For([.. InstalledModules.All().SelectMany(m => m.Indicators)], i => CoverageRules.Untested(i, all[$"Federation.{i.Module}.Tests"].Concat(demo)));
    }

    [Theory]
    [InlineData("fairs.held", "Assert.Equal(1, figures[\"fairs.held\"]);", 0)]
    [InlineData("fairs.held", "[\"201704 fairs.held=1\"]", 0)]
    [InlineData("fairs.held", "figures[\"fairs.held-again\"] + figures[\"job.fairs.held\"]", 1)]
    public void An_indicator_without_a_test_is_found(string code, string test, int untested) =>
        Assert.Equal(untested, CoverageRules.Untested(Planted(code), [test]).Count());

    [Fact]
    public void Every_table_that_is_taken_in_is_documented_with_its_columns()
    {
        using var scope = Recording.Installation.Value.BeginLifetimeScope();
        Holds.For([.. scope.Resolve<IEnumerable<ITableImport>>()], t => CoverageRules.Undocumented(t.Kind, t.Columns, Documentation));
    }

    [Theory]
    [InlineData("| `parcels` | date, (weight) |", 0)]
    [InlineData("| `parcels` | date |", 1)]
    [InlineData("| `letters` | date, weight |", 1)]
    [InlineData("| `letters` | date, weight |\n| `parcels` | as `letters`, (place) |", 0)]
    public void A_table_that_is_not_documented_is_found(string documentation, int missing) => Assert.Equal(
        missing, CoverageRules.Undocumented(
            "parcels", [new ImportColumn("date", typeof(DateOnly), true, 0), new ImportColumn("weight", typeof(int), false, 0)], documentation).Count());

    [Fact]
    public void Every_example_of_the_documentation_is_run() => Holds.For(CoverageRules.Blocks(Documentation), CoverageRules.NotRun);

    [Theory]
    [InlineData("```http\nPOST /api/v1/unions/{union}/parcels → 201 as {parcel}\n{ \"date\": \"2017-03-01\" }\n```", 0)]
    [InlineData("```http\nPOST /api/v1/unions/{union}/parcels\n{ \"date\": \"2017-03-01\" }\n```", 1)]
    [InlineData("```json\n{ \"date\": \"2017-03-01\" }\n```", 1)]
    public void An_example_that_is_not_run_is_found(string documentation, int broken) =>
        Assert.Equal(broken, Assert.Single(CoverageRules.Blocks(documentation).Select(b => CoverageRules.NotRun(b).Count())));

    [Fact]
    public void Every_migration_is_of_both_providers()
    {
        using var sqlServer = Models.Schema(Database.SqlServer("Server=none"));
        using var postgreSql = Models.Schema(Database.PostgreSql("Host=none"));
        List<string> one = [.. sqlServer.Database.GetMigrations()], other = [.. postgreSql.Database.GetMigrations()];
        Holds.For(one, m => CoverageRules.Unpaired(m, other));
        Holds.For(other, m => CoverageRules.Unpaired(m, one));
    }

    [Theory]
    [InlineData("20261130000000_Parcels", "20261130000001_Parcels", 0)]
    [InlineData("20261130000000_Parcels", "20261130000000_Initial", 1)]
    public void A_migration_of_one_provider_is_found(string migration, string other, int unpaired) =>
        Assert.Equal(unpaired, CoverageRules.Unpaired(migration, [other]).Count());
}
