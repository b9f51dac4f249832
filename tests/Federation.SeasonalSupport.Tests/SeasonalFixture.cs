using Autofac;
using Federation.Framework.Import;

namespace Federation.SeasonalSupport.Tests;

[CollectionDefinition(Name)]
public sealed class SeasonalCollection : ICollectionFixture<SeasonalFixture>
{
    public const string Name = "seasonal";
}

public sealed class SeasonalFixture() : ModuleFixture(new SeasonalSupportModule())
{
    protected override void Register(ContainerBuilder builder) => builder.RegisterType<Imports.RosterImport>().As<ITableImport>().InstancePerLifetimeScope();
}
