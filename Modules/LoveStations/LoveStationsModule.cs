using System.Resources;
using Autofac;
using Federation.Framework.Export;
using Federation.Framework.Modules;
using Federation.Framework.Pages;
using Federation.Kernel.Figures;
using Federation.Framework.Records;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Demonstrations;
using Federation.LoveStations.Inspections;
using Federation.LoveStations.Kit;
using Federation.LoveStations.Mergers;
using Federation.LoveStations.Lifecycle;
using Federation.LoveStations.Photographs;
using Federation.LoveStations.Published;
using Federation.LoveStations.Records;
using Federation.LoveStations.Seeding;
using Federation.LoveStations.Served;
using Federation.LoveStations.Sites;
using Federation.LoveStations.Subsidies;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations;

/// <summary>Love stations (工会爱心驿站) and the other kinds of service site.</summary>
public sealed class LoveStationsModule : FederationModule
{
    internal const string ModuleName = "LoveStations";

    internal static readonly RecordKinds<StationsContext> RecordKinds = new(Permissions.Read, Permissions.Write, Permissions.Read, ServedCount.Definition, SiteInspection.Definition);

    public override string Name => ModuleName;

    public override ResourceManager Texts { get; } = new("Federation.LoveStations.Texts", typeof(LoveStationsModule).Assembly);

    public override IReadOnlyList<FigureSource> Figures => StationFigures.All;

    public override IReadOnlyList<Indicator> OtherIndicators => StationFigures.Derived;

    public override IModuleRecords Records => RecordKinds;

    public override void MapEntities(ModelBuilder model) => StationsContext.Map(model);

    public override void MapEndpoints(IEndpointRouteBuilder api)
    {
        ListSitesEndpoint.Map(api);
        EnterSiteEndpoint.Map(api);
        GetSiteEndpoint.Map(api);
        ReviseSiteEndpoints.Map(api);
        MoveSiteEndpoints.Map(api);
        EquipSiteEndpoints.Map(api);
        KitEndpoints.Map(api);
        DemonstrationEndpoints.Map(api);
        PhotographEndpoints.Map(api);
        SubsidyEndpoints.Map(api);
    }

    public override IReadOnlyList<MenuEntry> Menu => [new("stations", "menu-stations", Permissions.Read, 30) { OtherPaths = ["station-subsidies", "station-kit"] }];

    public override IReadOnlyList<PublicEntry> PublicMenu => [new("/stations", "public-stations")];

    public override void MapPages(IEndpointRouteBuilder pages)
    {
        PublicPages.Map(pages);
        SitePages.Map(pages);
        SitesExport.Map(pages);
        FacilitiesExport.Map(pages);
        RecordPages.Map(pages);
        StepPages.Map(pages);
        KitPages.Map(pages);
        SubsidyPages.Map(pages);
    }

    protected override void Load(ContainerBuilder builder)
    {
        base.Load(builder);
        builder.RegisterType<ListSiteRecordsHandler<ServedCount, ServedInput, ServedAnswer>>().AsImplementedInterfaces().InstancePerLifetimeScope();
        builder.RegisterType<ListSiteRecordsHandler<SiteInspection, SiteInspectionInput, SiteInspectionAnswer>>().AsImplementedInterfaces().InstancePerLifetimeScope();
        Export<SitesExport>();
        Export<ServedExport>();
        Export<InspectionsExport>();
        Export<FacilitiesExport>();
        Export<SubsidiesExport>();
        Export<PaymentsExport>();
        builder.RegisterType<FindStations>().InstancePerLifetimeScope();
        builder.RegisterType<StandingStations>().As<IStandingRecords>().InstancePerLifetimeScope();
        builder.RegisterType<KitBook>().InstancePerLifetimeScope();
        builder.RegisterType<SubsidyBook>().InstancePerLifetimeScope();
        builder.RegisterType<StationsSeed>().InstancePerLifetimeScope();

        void Export<T>() where T : IExport => builder.RegisterType<T>().AsSelf().As<IExport>().InstancePerLifetimeScope();
    }
}
