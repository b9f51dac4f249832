using System.Collections.Frozen;
using System.Resources;
using Autofac;
using Federation.Framework.Modules;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Contracts;
using Federation.SeasonalSupport.Deliveries;
using Federation.SeasonalSupport.Funds;
using Federation.SeasonalSupport.Inspections;
using Federation.SeasonalSupport.Records;
using Federation.SeasonalSupport.Scholarships;
using Federation.SeasonalSupport.Seeding;
using Federation.SeasonalSupport.SpringJobs;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport;

/// <summary>Seasonal Support (四季送): spring jobs, summer cooling, autumn scholarships, winter warmth.</summary>
public sealed class SeasonalSupportModule : FederationModule
{
    internal const string ModuleName = "SeasonalSupport";

    internal static readonly IReadOnlyList<IRecordKind> RecordKinds =
    [
        new RecordKind<FundsRaised, FundsInput, FundsAnswer>(),
        new RecordKind<PostsOffered, PostsInput, PostsAnswer>(),
        new RecordKind<Training, TrainingInput, TrainingAnswer>(),
        new RecordKind<Placement, PlacementInput, PlacementAnswer>(),
        new RecordKind<SummerDelivery, SummerDeliveryInput, SummerDeliveryAnswer>(ownEndpoints: false),
        new RecordKind<Inspection, InspectionInput, InspectionAnswer>(),
        new RecordKind<ScholarshipGrant, ScholarshipGrantInput, ScholarshipGrantAnswer>(),
        new RecordKind<ScholarshipPayment, PaymentInput, PaymentAnswer>(),
        new RecordKind<WinterDelivery, WinterDeliveryInput, WinterDeliveryAnswer>(ownEndpoints: false),
    ];

    /// <summary>Codes of the module's indicators.</summary>
    internal static readonly FrozenSet<string> Catalogue = new SeasonalSupportModule().Indicators.Select(i => i.Code).ToFrozenSet(StringComparer.Ordinal);

    public override string Name => ModuleName;

    public override ResourceManager Texts { get; } = new("Federation.SeasonalSupport.Texts", typeof(SeasonalSupportModule).Assembly);

    public override void MapEntities(ModelBuilder model) => SeasonalContext.Map(model);

    public override void MapEndpoints(IEndpointRouteBuilder api)
    {
        ListCampaignsEndpoint.Map(api);
        CreateCampaignEndpoint.Map(api);
        GetCampaignEndpoint.Map(api);
        ChangeCampaignEndpoint.Map(api);
        RemoveCampaignEndpoint.Map(api);
        MoveCampaignEndpoints.Map(api);
        foreach (var kind in RecordKinds) kind.MapEndpoints(api);
        DeliveryEndpoints.Map(api);
        ListRecipientsEndpoint.Map(api);
    }

    protected override void Load(ContainerBuilder builder)
    {
        base.Load(builder);
        foreach (var kind in RecordKinds) kind.Register(builder);
        builder.RegisterType<MoveCampaign>().InstancePerLifetimeScope();
        builder.RegisterType<SeasonalSeed>().As<ISeasonalSeed>().InstancePerLifetimeScope();
    }
}
