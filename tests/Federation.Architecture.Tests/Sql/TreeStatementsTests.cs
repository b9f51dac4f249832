using Autofac;
using Federation.Architecture.Tests.Tenancy;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Unions;
using Federation.Unions.Contracts;
using Federation.Unions.Finding;
using Federation.Unions.Reading;
using Federation.Unions.UnionTree;
using Microsoft.EntityFrameworkCore;

namespace Federation.Architecture.Tests.Sql;

/// <summary>What goes to SQL Server when the tree is changed, read and searched.</summary>
public class TreeStatementsTests
{
    private static readonly DateOnly On = new(2017, 7, 1);

    [Fact]
    public async Task The_closure_is_kept()
    {
        var recording = new Recording();
        await using var container = Recording.Build(recording);
        await using var scope = container.BeginLifetimeScope();
        var lines = new TreeClosureWriter(scope.Resolve<UnionsContext>());
        await lines.AddAsync(1, UnionLevel.City, 2, On, default);
        await lines.MoveAsync([.. Enumerable.Range(1, 1200).Select(i => (long)i)], 5000, On, default);
        await lines.ChangeLevelAsync(1, UnionLevel.City, On, default);
        await lines.CloseAsync(1, On, default);
        Check(recording, "DELETE FROM", "UPDATE", "EXISTS", "tree_closure");
    }

    [Fact]
    public async Task Unions_are_founded_found_searched_and_counted()
    {
        var recording = new Recording { Rows = sql => sql.Contains("CASE", StringComparison.Ordinal) ? 1 : 0 };
        await using var container = Recording.Build(recording);
        await using var scope = container.BeginLifetimeScope();
        scope.Resolve<Caller>().SignIn(1, "tester", [new Grant(1, Role.Clerk)]);
        await scope.Resolve<BulkFounding>().FoundAsync([new NewUnion("610000", "陕西省总工会", UnionLevel.Province, UnionKind.Territorial, null, On)], null, default);
        var context = scope.Resolve<UnionsContext>();
        await context.Versions.IdOfAsync("610000", On, default);
        await context.AtAsync([1, 2], On, default);
        await scope.Resolve<IHandler<SearchUnions, PageOf<UnionAnswer>>>().HandleAsync(new SearchUnions("南郑_", new PageRequest(50, "610000")), default);
        await context.TreeVersions.ExecuteUpdateAsync(t => t.SetProperty(v => v.Number, v => v.Number + 1));
        Check(recording, "[unions].[versions]", "[unions].[tree_version]", "LIKE", "industry_links");
    }

    private static void Check(Recording recording, params string[] said)
    {
        Assert.All(said, s => Assert.Contains(recording.Statements, r => r.Text.Contains(s, StringComparison.Ordinal)));
        var tables = new Tables(Models.Schema(Database.SqlServer("Server=none")).Model);
        Holds.For(recording.Statements, s => TSql.Check(s, tables));
    }
}
