using System.Resources;
using Autofac;
using Federation.EmploymentFairs.Contracts;
using Federation.EmploymentFairs.Employers;
using Federation.EmploymentFairs.Fairs;
using Federation.EmploymentFairs.Hardship;
using Federation.EmploymentFairs.Matching;
using Federation.EmploymentFairs.Placements;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.PublicPages;
using Federation.EmploymentFairs.Records;
using Federation.EmploymentFairs.Seeding;
using Federation.EmploymentFairs.Seekers;
using Federation.EmploymentFairs.Visitors;
using Federation.Framework.Export;
using Federation.Framework.Modules;
using Federation.Framework.Pages;
using Federation.Kernel.Figures;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs;

/// <summary>Employment fairs (招聘会): fairs with their hosts, employers and posts, seekers, and the work that they found.</summary>
public sealed class EmploymentFairsModule : FederationModule
{
    internal const string ModuleName = "EmploymentFairs";

    internal static readonly IReadOnlyList<IRecordKind> RecordKinds =
    [
        new RecordKind<Stand, StandInput, StandAnswer>(Sheets.Stand),
        new RecordKind<Post, PostInput, PostAnswer>(Sheets.Post),
        new RecordKind<VisitorCount, VisitorsInput, VisitorsAnswer>(Sheets.Visitors),
        new RecordKind<Seeker, SeekerInput, SeekerAnswer>(Sheets.Seeker),
        new RecordKind<JobApplication, ApplicationInput, ApplicationAnswer>(Sheets.Application),
        new RecordKind<JobOffer, OfferInput, OfferAnswer>(Sheets.Offer),
        new RecordKind<Placement, PlacementInput, PlacementAnswer>(Sheets.Placement),
        new RecordKind<FollowUp, FollowUpInput, FollowUpAnswer>(Sheets.FollowUp),
    ];

    public override string Name => ModuleName;

    public override ResourceManager Texts { get; } = new("Federation.EmploymentFairs.Texts", typeof(EmploymentFairsModule).Assembly);

    public override IReadOnlyList<FigureSource> Figures => FairFigures.All;

    public override void MapEntities(ModelBuilder model) => FairsContext.Map(model);

    public override void MapEndpoints(IEndpointRouteBuilder api)
    {
        ListFairsEndpoints.Map(api);
        PlanFairEndpoint.Map(api);
        GetFairEndpoint.Map(api);
        ChangeFairEndpoint.Map(api);
        RemoveFairEndpoint.Map(api);
        MoveFairEndpoints.Map(api);
        SummariseFairEndpoint.Map(api);
        foreach (var kind in RecordKinds) kind.MapEndpoints(api);
        FindSeekerEndpoint.Map(api);
        ShowPhoneEndpoint.Map(api);
        MatchPostsEndpoint.Map(api);
        MatchSeekersEndpoint.Map(api);
        MarkHardshipEndpoint.Map(api);
        UnmarkHardshipEndpoint.Map(api);
    }

    public override IReadOnlyList<MenuEntry> Menu => [new("fairs", "menu-fairs", Permissions.Read, 25)];

    public override IReadOnlyList<PublicEntry> PublicMenu => [new("/fairs", "public-fairs")];

    public override void MapPages(IEndpointRouteBuilder pages)
    {
        FairPages.Map(pages);
        FairsExport.Map(pages);
        CoHostedExport.Map(pages);
        RecordPages.Map(pages);
        HardshipPages.Map(pages);
        PublicFairPages.Map(pages);
    }

    protected override void Load(ContainerBuilder builder)
    {
        base.Load(builder);
        foreach (var kind in RecordKinds) kind.Register(builder);
        builder.RegisterType<FairAnswers>().InstancePerLifetimeScope();
        builder.RegisterType<AnnouncedFairs>().InstancePerLifetimeScope();
        builder.RegisterType<FairsExport>().AsSelf().As<IExport>().InstancePerLifetimeScope();
        builder.RegisterType<CoHostedExport>().AsSelf().As<IExport>().InstancePerLifetimeScope();
        builder.RegisterType<FairForms>().InstancePerLifetimeScope();
        builder.RegisterType<MoveFair>().InstancePerLifetimeScope();
        builder.RegisterType<FairSeed>().InstancePerLifetimeScope();
    }
}
