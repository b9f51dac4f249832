using Federation.Framework.Databases;
using Federation.Framework.Modules;
using Microsoft.EntityFrameworkCore.Design;

namespace Federation.Host.Start;

/// <summary>Lets <c>dotnet ef migrations add</c> make a migration for either provider: <c>-- SqlServer</c> or <c>-- PostgreSql</c>. Connects nowhere.</summary>
internal sealed class SchemaContextFactory : IDesignTimeDbContextFactory<SchemaContext>
{
    public SchemaContext CreateDbContext(string[] args) => Migrator.Schema(
        args.Contains("SqlServer") ? Database.SqlServer("Server=design-time") : Database.PostgreSql("Host=design-time"), new ModuleList(InstalledModules.All()));
}
