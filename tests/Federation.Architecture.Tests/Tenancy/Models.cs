using Autofac;
using Federation.Architecture.Tests.Sql;
using Federation.Framework.Databases;
using Federation.Framework.Modules;
using Federation.Host.Start;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Federation.Architecture.Tests.Tenancy;

/// <summary>The models of the installed modules, as migrations see them and as each context does at run time. Nothing connects.</summary>
internal static class Models
{
    /// <summary>Every table with the module whose context maps it; the shared ones, which all map, are no module's.</summary>
    public static IReadOnlyList<(string Module, string Schema, string Table)> Tables { get; } =
    [
        .. from context in Contexts()
           where Solution.Clone.Modules.Contains(context.GetType().Assembly.GetName().Name)
           from table in context.Model.GetRelationalModel().Tables
           where table.Schema is not null && table.Schema != SharedTables.Schema
           select (context.GetType().Assembly.GetName().Name!, table.Schema!, table.Name),
    ];

    /// <summary>A context of its own of each kind for every caller: test classes run side by side, and a context serves one at a time.</summary>
    public static IReadOnlyList<FederationDbContext> Contexts() => [.. Recording.Installation.Value.BeginLifetimeScope().Resolve<IEnumerable<FederationDbContext>>()];

    /// <summary>The composed model that migrations are made from.</summary>
    public static SchemaContext Schema(Database database) => Migrator.Schema(database, new ModuleList(InstalledModules.All()));

    public static IModel DesignTime(DbContext context) => context.GetService<IDesignTimeModel>().Model;
}
