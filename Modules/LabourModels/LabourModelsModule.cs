using Autofac;
using Federation.Framework.Import;
using Federation.Framework.Modules;
using Federation.Framework.Pages;
using Federation.Kernel.Figures;
using Federation.Framework.Records;
using Federation.LabourModels.Allowances;
using Federation.LabourModels.Calendar;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Files;
using Federation.LabourModels.Imports;
using Federation.LabourModels.Mergers;
using Federation.LabourModels.Nominations;
using Federation.LabourModels.Honours;
using Federation.LabourModels.Seeding;
using Federation.LabourModels.Studios;
using Federation.LabourModels.Talks;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using System.Resources;

[assembly: FieldHeadings("models-field-")]

namespace Federation.LabourModels;

/// <summary>Labour models (劳模): honours and their nomination, the lifelong files, allowances, studios and talks.</summary>
public sealed class LabourModelsModule : FederationModule
{
    internal const string ModuleName = "LabourModels";

    internal static readonly RecordKinds<LabourContext> RecordKinds = new(
        Permissions.Read, Permissions.Write, Permissions.ReadPersonal,
        ModelFile.Definition, Award.Definition, Studio.Definition, Talk.Definition, Honour.Definition, Selection.Definition, AllowanceRule.Definition, Quota.Definition,
        HardshipSpell.Definition, Benefit.Definition, Member.Definition, Project.Definition, Result.Definition, Patent.Definition, Method.Definition)
    {
        Tabs = typeof(LabourTabs),
    };

    /// <summary>What can be done to a nomination, what comes first in its life first.</summary>
    internal static readonly IReadOnlyList<INominationAct> Acts =
    [
        new PassNomination(), new GrantHonour(), new GiveConsent(), new GiveNotice(), new ReviewNomination(), new GiveOpinion(), new AnswerObjection(), new RaiseObjection(), new ReturnNomination(),
        new RefuseNomination(), new WithdrawNomination(),
    ];

    public override string Name => ModuleName;

    public override ResourceManager Texts { get; } = new("Federation.LabourModels.Texts", typeof(LabourModelsModule).Assembly);

    public override IReadOnlyList<FigureSource> Figures => LabourFigures.All;

    public override IModuleRecords Records => RecordKinds;

    public override void MapEntities(ModelBuilder model) => LabourContext.Map(model);

    public override void MapEndpoints(IEndpointRouteBuilder api)
    {
        ShowNominationsEndpoints.Map(api);
        BeginNominationEndpoint.Map(api);
        PaperEndpoints.Map(api);
        foreach (var act in Acts) act.MapEndpoints(api);
        EntitlementsEndpoint.Map(api);
        HolidayEndpoints.Map(api);
    }

    public override IReadOnlyList<MenuEntry> Menu => [new("nominations", "menu-labour-models", Permissions.Read, 50) { OtherPaths = [.. RecordKinds.All.Where(k => k.ParentSegment is null).Select(k => k.Path), "calendar"] }];

    public override void MapPages(IEndpointRouteBuilder pages)
    {
        NominationPages.Map(pages);
        PaperPages.Map(pages);
        CalendarPages.Map(pages);
        foreach (var act in Acts) act.MapPages(pages);
    }

    protected override void Load(ContainerBuilder builder)
    {
        base.Load(builder);
        foreach (var act in Acts) act.Register(builder);
        builder.RegisterType<StandingModels>().As<IStandingRecords>().InstancePerLifetimeScope();
        Register<StudioPartImport<Member, MemberInput, MemberAnswer, MemberRow>>();
        Register<StudioPartImport<Project, ProjectInput, ProjectAnswer, ProjectRow>>();
        Register<StudioPartImport<Result, ResultInput, ResultAnswer, ResultRow>>();
        Register<StudioPartImport<Patent, PatentInput, PatentAnswer, PatentRow>>();
        Register<StudioPartImport<Method, MethodInput, MethodAnswer, MethodRow>>();
        builder.RegisterAssemblyTypes(GetType().Assembly).AssignableTo<IFieldChoices<LabourContext>>().As<IFieldChoices<LabourContext>>().InstancePerLifetimeScope();
        builder.RegisterType<FileSummary>().As<IRecordSummary<LabourContext>>().InstancePerLifetimeScope();
        builder.RegisterType<ActTools>().InstancePerLifetimeScope();
        builder.RegisterType<NominationDesk>().InstancePerLifetimeScope();
        builder.RegisterType<ModelFiles>().InstancePerLifetimeScope();

        void Register<T>() where T : ITableImport => builder.RegisterType<T>().As<ITableImport>().InstancePerLifetimeScope();
    }
}
