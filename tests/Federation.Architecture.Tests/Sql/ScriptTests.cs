using Federation.Architecture.Tests.Tenancy;
using Federation.Framework.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Federation.Architecture.Tests.Sql;

public class ScriptTests
{
    public static TheoryData<string> Providers => ["SqlServer", "PostgreSql"];

    private static Database DatabaseOf(string provider) => provider == "SqlServer" ? Database.SqlServer("Server=none") : Database.PostgreSql("Host=none");

    [Fact]
    public void The_models_script_reads_as_TSql()
    {
        using var schema = Models.Schema(DatabaseOf("SqlServer"));
        Assert.Empty(TSql.Read(schema.Database.GenerateCreateScript(), out var fragment));
        Assert.NotEmpty(((TSqlScript)fragment).Batches.SelectMany(b => b.Statements).OfType<CreateTableStatement>());
        Assert.Empty(TSql.Forbidden(fragment));
    }

    [Fact]
    public void The_migrations_script_reads_as_TSql()
    {
        using var schema = Models.Schema(DatabaseOf("SqlServer"));
        Assert.NotEmpty(schema.Database.GetMigrations());
        foreach (var options in new[] { MigrationsSqlGenerationOptions.Default, MigrationsSqlGenerationOptions.Idempotent })
        {
            Assert.Empty(TSql.Read(schema.GetService<IMigrator>().GenerateScript(options: options), out var fragment));
            Assert.Empty(TSql.Forbidden(fragment));
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void No_change_of_the_model_waits_for_a_migration(string provider)
    {
        using var schema = Models.Schema(DatabaseOf(provider));
        Assert.NotEmpty(schema.Database.GetMigrations());
        Assert.False(schema.Database.HasPendingModelChanges(), $"{provider}: the model has changed since the last migration; add one for each provider.");
    }
}
