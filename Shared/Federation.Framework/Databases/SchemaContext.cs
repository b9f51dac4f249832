using Federation.Framework.Modules;
using Federation.Framework.Security;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Databases;

/// <summary>All modules' tables in one model: what migrations are made from and run by. Reads and writes nothing itself.</summary>
public sealed class SchemaContext(DbContextOptions<SchemaContext> options, ModuleList modules, Dialect dialect) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => SealedText.Configure(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder model)
    {
        SharedTables.Map(model, dialect);
        foreach (var module in modules.All) module.MapEntities(model);
        model.UseSnakeCase();
        model.UseCollation(dialect);
    }
}
