using System.Resources;
using Autofac;
using Federation.Framework.Modules;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Kernel.Figures;
using Federation.Unions.Administration;
using Federation.Unions.Contracts;
using Federation.Unions.Finding;
using Federation.Unions.Measuring;
using Federation.Unions.Reading;
using Federation.Unions.UnionTree;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Unions;

/// <summary>The tree of the federation: its unions, their names and their places, each with dates.</summary>
public sealed class UnionsModule : FederationModule
{
    public override string Name => "Unions";

    public override ResourceManager Texts { get; } = new("Federation.Unions.Texts.Sentences", typeof(UnionsModule).Assembly);

    public override IReadOnlyList<FigureSource> Figures => [TreeSource.Declared];

    public override IReadOnlyList<Indicator> OtherIndicators => TypedIndicators.All;

    public override IReadOnlyList<MenuEntry> Menu => [new(EndUnionPages.List, "menu-unions", Administrators.Permission, 92) { OtherPaths = [EndUnionPages.Path] }];

    public override void MapEntities(ModelBuilder model) => UnionsContext.Map(model);

    public override void MapEndpoints(IEndpointRouteBuilder api)
    {
        SearchUnions.Map(api);
        ReadUnion.Map(api);
        ListChildren.Map(api);
        FoundUnion.Map(api);
        RenameUnion.Map(api);
        RecodeUnion.Map(api);
        ChangeUnionKind.Map(api);
        ChangeUnionLevel.Map(api);
        MoveUnion.Map(api);
        MergeUnion.Map(api);
        SplitUnion.Map(api);
        CloseUnion.Map(api);
        PreviewHandOver.Map(api);
        ReopenUnion.Map(api);
    }

    public override void MapPages(IEndpointRouteBuilder pages) => EndUnionPages.Map(pages);

    protected override void Load(ContainerBuilder builder)
    {
        base.Load(builder);
        builder.RegisterType<UnionMemory>().SingleInstance();
        // Singletons may keep the root's: no transaction is ever open there.
        builder.RegisterType<UnionDirectory>().AsSelf().As<IUnionDirectory>().InstancePerLifetimeScope();
        builder.RegisterType<BulkFounding>().InstancePerLifetimeScope();
        builder.RegisterType<UnionRegistry>().As<IUnionRegistry>().InstancePerLifetimeScope();
        builder.RegisterType<HandingOver>().InstancePerLifetimeScope();
        builder.RegisterType<Administrators>().InstancePerLifetimeScope();
    }
}
