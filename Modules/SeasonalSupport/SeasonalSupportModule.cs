using Autofac;
using Federation.Framework.Export;
using Federation.Framework.Import;
using Federation.Framework.Modules;
using Federation.Framework.Pages;
using Federation.Framework.Records;
using Federation.Kernel.Figures;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Deliveries;
using Federation.SeasonalSupport.Funds;
using Federation.SeasonalSupport.Imports;
using Federation.SeasonalSupport.Inspections;
using Federation.SeasonalSupport.Mergers;
using Federation.SeasonalSupport.Records;
using Federation.SeasonalSupport.Scholarships;
using Federation.SeasonalSupport.Seeding;
using Federation.SeasonalSupport.SpringJobs;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using System.Collections.Frozen;
using System.Resources;

namespace Federation.SeasonalSupport;

/// <summary>Seasonal Support (四季送): spring jobs, summer cooling, autumn scholarships, winter warmth.</summary>
public sealed class SeasonalSupportModule : FederationModule
{
    internal const string ModuleName = "SeasonalSupport";

    internal static readonly RecordKinds<SeasonalContext> RecordKinds = new(
        Permissions.Read, Permissions.Write, Permissions.ReadPersonal,
        PostsOffered.Definition, Training.Definition, Placement.Definition, SummerDelivery.Definition, Inspection.Definition, ScholarshipGrant.Definition, ScholarshipPayment.Definition,
        WinterDelivery.Definition, FundsRaised.Definition);

    public override string Name => ModuleName;

    public override ResourceManager Texts { get; } = new("Federation.SeasonalSupport.Texts", typeof(SeasonalSupportModule).Assembly);

    public override IReadOnlyList<FigureSource> Figures => SeasonalFigures.All;

    public override IModuleRecords Records => RecordKinds;

    public override void MapEntities(ModelBuilder model) => SeasonalContext.Map(model);

    public override void MapEndpoints(IEndpointRouteBuilder api)
    {
        ListCampaignsEndpoint.Map(api);
        CreateCampaignEndpoint.Map(api);
        GetCampaignEndpoint.Map(api);
        GetProgressEndpoint.Map(api);
        ChangeCampaignEndpoint.Map(api);
        RemoveCampaignEndpoint.Map(api);
        MoveCampaignEndpoints.Map(api);
        DeliveryEndpoints.Map(api);
        ListRecipientsEndpoint.Map(api);
    }

    public override IReadOnlyList<MenuEntry> Menu => [new("campaigns", "menu-campaigns", Permissions.Read, 20)];

    public override void MapPages(IEndpointRouteBuilder pages)
    {
        CampaignPages.Map(pages);
        CampaignsExport.Map(pages);
        CampaignForms.Map(pages);
        MoveCampaignPages.Map(pages);
        RecordPages.Map(pages);
    }

    protected override void Load(ContainerBuilder builder)
    {
        base.Load(builder);
        RecordPages.Register(builder);
        builder.RegisterType<CampaignsExport>().AsSelf().As<IExport>().InstancePerLifetimeScope();
        builder.RegisterType<StandingCampaigns>().As<IStandingRecords>().InstancePerLifetimeScope();
        builder.RegisterType<MoveCampaign>().InstancePerLifetimeScope();
        Register<RecordImport<FundsRaised, FundsInput, FundsAnswer, FundsRow>>();
        Register<RecordImport<PostsOffered, PostsInput, PostsAnswer, PostsRow>>();
        Register<RecordImport<Training, TrainingInput, TrainingAnswer, TrainingRow>>();
        Register<RecordImport<Placement, PlacementInput, PlacementAnswer, PlacementRow>>();
        Register<RecordImport<Inspection, InspectionInput, InspectionAnswer, InspectionRow>>();
        Register<RecordImport<SummerDelivery, SummerDeliveryInput, SummerDeliveryAnswer, SummerDeliveryRow>>();
        Register<RecordImport<WinterDelivery, WinterDeliveryInput, WinterDeliveryAnswer, WinterDeliveryRow>>();
        Register<RecordImport<ScholarshipGrant, ScholarshipGrantInput, ScholarshipGrantAnswer, ScholarshipGrantRow>>();
        builder.RegisterType<SeasonalSeed>().InstancePerLifetimeScope();

        void Register<T>() where T : ITableImport => builder.RegisterType<T>().As<ITableImport>().InstancePerLifetimeScope();
    }
}
