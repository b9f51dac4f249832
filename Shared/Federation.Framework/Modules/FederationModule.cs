using System.Reflection;
using System.Resources;
using Autofac;
using Federation.Framework.Commands;
using Federation.Framework.Databases;
using Federation.Framework.Demo;
using Federation.Framework.Handlers;
using Federation.Framework.Import;
using Federation.Framework.Pages;
using Federation.Framework.Records;
using Federation.Framework.Search;
using Federation.Kernel.Figures;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Modules;

/// <summary>
/// One line of work. A module says what it contributes; the host's list of modules serves the web host, the migrations, the command line and the
/// tests.
/// </summary>
public abstract class FederationModule : Autofac.Module
{
    /// <summary>Name of the module as the indicator catalogue writes it.</summary>
    public abstract string Name { get; }

    /// <summary>The module's tables, in a schema of its own.</summary>
    public abstract void MapEntities(ModelBuilder model);

    /// <summary>The module's kinds of record. Their handlers, endpoints and pages come with them.</summary>
    public virtual IModuleRecords? Records => null;

    /// <summary>The module's other endpoints below <c>/api/v1</c>.</summary>
    public virtual void MapEndpoints(IEndpointRouteBuilder api)
    {
    }

    /// <summary>The module's other pages.</summary>
    public virtual void MapPages(IEndpointRouteBuilder pages)
    {
    }

    /// <summary>The module's lines in the menu of a union's pages.</summary>
    public virtual IReadOnlyList<MenuEntry> Menu => [];

    /// <summary>Its pages for anybody, in the menu of pages that belong to no union.</summary>
    public virtual IReadOnlyList<PublicEntry> PublicMenu => [];

    /// <summary>What the module counts.</summary>
    public virtual IReadOnlyList<FigureSource> Figures => [];

    /// <summary>The module's indicators that no source of its own measures: they are typed on a form, or follow from others.</summary>
    public virtual IReadOnlyList<Indicator> OtherIndicators => [];

    /// <summary>The module's lines of the indicator catalogue.</summary>
    public IReadOnlyList<Indicator> Indicators =>
        field ??= [.. Figures.SelectMany(f => f.Indicators).Concat(OtherIndicators).Select(i => i with { Module = Name })];

    /// <summary>Sentences for people, zh-CN and en.</summary>
    public virtual ResourceManager? Texts => null;

    /// <summary>Registers the module's context and its figure sources, and every handler, command, import, searchable kind and demo seed of its assembly.</summary>
    protected override void Load(ContainerBuilder builder)
    {
        var assembly = GetType().Assembly;
        builder.RegisterInstance(this).As<FederationModule>();
        Records?.Register(builder);
        // Joined from the start: a query of a context that has saved nothing yet belongs to the open transaction as well.
        builder.RegisterAssemblyTypes(assembly).AssignableTo<FederationDbContext>().AsSelf().As<FederationDbContext>().InstancePerLifetimeScope()
            .OnActivated(c => ((FederationDbContext)c.Instance).Join());
        builder.RegisterAssemblyTypes(assembly).AssignableTo<IDatabaseInitializer>().As<IDatabaseInitializer>().InstancePerLifetimeScope();
        foreach (var source in Figures) builder.RegisterInstance(source.In(Name)).As<IFigureSource>();
        builder.RegisterAssemblyTypes(assembly).AssignableTo<ISearchable>().As<ISearchable>().InstancePerLifetimeScope();
        builder.RegisterAssemblyTypes(assembly).AssignableTo<IDemoSeed>().As<IDemoSeed>().InstancePerLifetimeScope();
        builder.RegisterAssemblyTypes(assembly).AssignableTo<ITableImport>().As<ITableImport>().InstancePerLifetimeScope();
        builder.RegisterAssemblyTypes(assembly).AssignableTo<ICommandVerb>().As<ICommandVerb>().SingleInstance();
        builder.RegisterAssemblyTypes(assembly).AsClosedTypesOf(typeof(IHandler<,>)).InstancePerLifetimeScope();
    }
}

/// <summary>The modules of this installation, in the order in which they build on each other.</summary>
public sealed record ModuleList(IReadOnlyList<FederationModule> All);
