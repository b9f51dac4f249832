using Autofac;
using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Employers;
using Federation.EmploymentFairs.Fairs;
using Federation.EmploymentFairs.Hardship;
using Federation.EmploymentFairs.Matching;
using Federation.EmploymentFairs.Mergers;
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
using Federation.Framework.Records;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using System.Resources;

namespace Federation.EmploymentFairs;

/// <summary>Employment fairs (招聘会): fairs with their hosts, employers and posts, seekers, and the work that they found.</summary>
public sealed class EmploymentFairsModule : FederationModule
{
    internal const string ModuleName = "EmploymentFairs";

    internal static readonly RecordKinds<FairsContext> RecordKinds = new(
        Permissions.Read, Permissions.Write, Permissions.ReadPersonal,
        Stand.Definition, Post.Definition, VisitorCount.Definition, Seeker.Definition, JobApplication.Definition, JobOffer.Definition, Placement.Definition, FollowUp.Definition);

    public override string Name => ModuleName;

    public override ResourceManager Texts { get; } = new("Federation.EmploymentFairs.Texts", typeof(EmploymentFairsModule).Assembly);

    public override IReadOnlyList<FigureSource> Figures => FairFigures.All;

    public override IModuleRecords Records => RecordKinds;

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
        FindSeekerEndpoint.Map(api);
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
        RecordPages.Register(builder);
        builder.RegisterType<StandingFairs>().As<IStandingRecords>().InstancePerLifetimeScope();
        builder.RegisterType<FairAnswers>().InstancePerLifetimeScope();
        builder.RegisterType<AnnouncedFairs>().InstancePerLifetimeScope();
        builder.RegisterType<FairsExport>().AsSelf().As<IExport>().InstancePerLifetimeScope();
        builder.RegisterType<CoHostedExport>().AsSelf().As<IExport>().InstancePerLifetimeScope();
        builder.RegisterType<FairForms>().InstancePerLifetimeScope();
        builder.RegisterType<MoveFair>().InstancePerLifetimeScope();
        builder.RegisterType<FairSeed>().InstancePerLifetimeScope();
    }
}
