using System.Resources;
using Autofac;
using Federation.Figures.Books;
using Federation.Figures.Catalogue;
using Federation.Figures.Contracts;
using Federation.Figures.Dashboard;
using Federation.Figures.Engine;
using Federation.Figures.Map;
using Federation.Figures.Reading;
using Federation.Figures.Rollups;
using Federation.Figures.Typing;
using Federation.Framework.Export;
using Federation.Framework.Ledger;
using Federation.Framework.Modules;
using Federation.Framework.Pages;
using Federation.Kernel.Figures;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Federation.Figures;

/// <summary>Measures what the modules record, rolls it up the tree level by level, and answers for it.</summary>
public sealed class FiguresModule : FederationModule
{
    public override string Name => "Figures";

    public override ResourceManager Texts { get; } = new("Federation.Figures.Texts", typeof(FiguresModule).Assembly);

    public override void MapEntities(ModelBuilder model) => FiguresContext.Map(model);

    public override IReadOnlyList<MenuEntry> Menu { get; } =
    [
        new("", "menu-figures", ReadingFigures.Permission, 0),
        new("typing", "menu-typing", TypingFigures.Permission, 30),
        new("rollups", "menu-rollups", StartRollupHandler.MayStart, 80),
    ];

    public override IReadOnlyList<PublicEntry> PublicMenu => [new("/", "public-totals")];

    public override void MapPages(IEndpointRouteBuilder pages)
    {
        PublishedTotals.Map(pages);
        ShowDashboardHandler.Map(pages);
        ShowCardsHandler.Map(pages);
        TableOfFigures.Map(pages);
        ExplainFigureHandler.Map(pages);
        MapOfChildren.Map(pages);
        FiguresExport.Map(pages);
        ChildrenExport.Map(pages);
        MissingUnions.Map(pages);
        ShowTypingHandler.Map(pages);
        RollupPages.Map(pages);
    }

    public override void MapEndpoints(IEndpointRouteBuilder api)
    {
        ListIndicatorsHandler.Map(api);
        GetFiguresHandler.Map(api);
        GetBreakdownHandler.Map(api);
        GetSeriesHandler.Map(api);
        ListMissingHandler.Map(api);
        TypeFigureHandler.Map(api);
        ReportNilHandler.Map(api);
        TypeFiguresHandler.Map(api);
        StartRollupHandler.Map(api);
        GetRollupHandler.Map(api);
        ListRollupsHandler.Map(api);
        CancelRollupHandler.Map(api);
    }

    protected override void Load(ContainerBuilder builder)
    {
        base.Load(builder);
        builder.RegisterType<CatalogueSnapshots>().SingleInstance();
        builder.Register(c => c.Resolve<CatalogueSnapshots>().Current()).InstancePerLifetimeScope().ExternallyOwned();
        builder.RegisterType<IndicatorInitializer>().AsSelf().InstancePerLifetimeScope();
        builder.RegisterType<CatalogueRenewal>().As<IFigureCatalogue>().InstancePerLifetimeScope();
        builder.Register(c => Boundaries.Read(c.ResolveOptional<IConfiguration>()?["Map:Boundaries"])).SingleInstance();
        builder.RegisterType<FigureSources>().InstancePerLifetimeScope();
        builder.RegisterType<RollupEngine>().InstancePerLifetimeScope();
        builder.RegisterType<FigureReader>().InstancePerLifetimeScope();
        builder.RegisterType<ChildLines>().InstancePerLifetimeScope();
        builder.RegisterType<FiguresExport>().AsSelf().As<IExport>().InstancePerLifetimeScope();
        builder.RegisterType<ChildrenExport>().AsSelf().As<IExport>().InstancePerLifetimeScope();
        builder.RegisterType<TypedForm>().InstancePerLifetimeScope();
        builder.RegisterType<FigureBook>().As<IFigureBook>().InstancePerLifetimeScope();
        builder.RegisterType<BulkTyping>().InstancePerLifetimeScope();
        builder.RegisterType<RollupReader>().InstancePerLifetimeScope();
        builder.RegisterType<RollupExecutor>().As<ILedgerExecutor>().InstancePerLifetimeScope();
        builder.RegisterType<RollUpMarks>().As<IRecurringWork>().SingleInstance();
        builder.RegisterType<RollupRunner>().As<IRollups>().SingleInstance();
        builder.RegisterType<NightlyRollups>().As<IRecurringWork>().SingleInstance();
        builder.RegisterType<StatisticalYearRollup>().As<IRecurringWork>().SingleInstance();
        builder.RegisterType<CalendarYearRollup>().As<IRecurringWork>().SingleInstance();
        builder.RegisterType<Verification>().InstancePerLifetimeScope();
    }
}
