using System.Resources;
using Autofac;
using Federation.Framework.Import;
using Federation.Framework.Modules;
using Federation.Framework.Pages;
using Federation.Kernel.Figures;
using Federation.LabourModels.Allowances;
using Federation.LabourModels.Calendar;
using Federation.LabourModels.Contracts;
using Federation.LabourModels.Honours;
using Federation.LabourModels.Files;
using Federation.LabourModels.Imports;
using Federation.LabourModels.Nominations;
using Federation.LabourModels.Register;
using Federation.LabourModels.Studios;
using Federation.LabourModels.Talks;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels;

/// <summary>Labour models (劳模): honours and their nomination, the lifelong files, allowances, studios and talks.</summary>
public sealed class LabourModelsModule : FederationModule
{
    internal const string ModuleName = "LabourModels";

    internal static readonly IReadOnlyList<IEntryKind> Kinds =
    [
        new EntryKind<ModelFile, ModelInput, ModelAnswer>(
            new("person-full-name", m => m.Name), new("models-field-workplace", m => m.Workplace), new("models-field-since", m => m.Since, Wide: true), new("models-field-service", m => m.Service), new("on-record", m => m.OnRecord))
        {
            Tables = ["models", "models-benefits", "models-hardship"],
            Next = m => ("new-awards", $"awards/new?model={m.Id}&name={Uri.EscapeDataString(m.Name)}"),
        },
        new EntryKind<Award, AwardInput, AwardAnswer>(
            new("models-field-name", a => a.Name), new("honour", a => a.HonourName), new("models-field-body", a => a.Body, Wide: true), new("decision-number", a => a.Number, Wide: true), new("decision-date", a => a.Date))
        {
            Tables = ["awards"],
        },
        new EntryKind<Studio, StudioInput, StudioAnswer>(
            new("models-field-name", s => s.Name), new("models-field-leader", s => s.Leader), new("models-field-opened", s => s.Opened, Wide: true), new("models-field-closed", s => s.Closed, Wide: true))
        {
            Tables = ["studios", "studio-members", "studio-projects", "studio-results", "studio-patents", "studio-methods"],
        },
        new EntryKind<Talk, TalkInput, TalkAnswer>(
            new("models-field-topic", t => t.Topic), new("models-field-speaker", t => t.Speaker), new("models-field-date", t => t.Date), new("models-field-place", t => t.Place, Wide: true), new("models-field-audience", t => t.Audience, Wide: true))
        {
            Tables = ["talks"],
        },
        new EntryKind<Honour, HonourInput, HonourAnswer>(
            new("models-field-name", h => h.Name), new("models-field-level", h => h.Level), new("models-field-recipient", h => h.Recipient), new("models-field-body", h => h.Body, Wide: true)),
        new EntryKind<Selection, SelectionInput, SelectionAnswer>(
            new("models-field-name", s => s.Name), new("models-field-year", s => s.Year), new("models-field-opens", s => s.Opens, Wide: true), new("models-field-closes", s => s.Closes), new("models-field-places", s => s.Places, Wide: true))
        {
            Tables = ["quotas"],
            Next = s => ("new-nominations", $"nominations/new?selection={s.Id}"),
        },
        new EntryKind<AllowanceRule, AllowanceInput, AllowanceAnswer>(
            new("models-field-kind", r => r.Kind), new("models-field-valid-from", r => r.ValidFrom), new("models-field-valid-to", r => r.ValidTo, Wide: true), new("models-field-line", r => r.Line, Money: true, Wide: true),
            new("models-field-cap", r => r.Cap ?? r.Each * r.Times, Money: true), new("models-field-paper", r => r.Paper, Wide: true)),
        new EntryKind<Quota, QuotaInput, QuotaAnswer>(
            new("models-field-for", q => new UnionCode(q.For)), new("models-field-places", q => q.Places), new("models-field-frontline", q => q.Frontline), new("models-field-women", q => q.Women), new("models-field-migrant", q => q.Migrant))
        {
            Tables = ["quotas"],
        },
        new EntryKind<HardshipSpell, HardshipInput, HardshipAnswer>(new("models-field-from", s => s.From), new("models-field-to", s => s.To), new("models-field-cause", s => s.Cause))
        {
            Tables = ["models-hardship"],
        },
        new EntryKind<Benefit, BenefitInput, BenefitAnswer>(
            new("models-field-date", b => b.Date), new("models-field-kind", b => b.Kind), new("models-field-amount", b => b.Amount, Money: true), new("models-field-note", b => b.Note, Wide: true))
        {
            Tables = ["models-benefits"],
        },
        new EntryKind<Member, MemberInput, MemberAnswer>(new("person-full-name", m => m.Name), new("models-field-trade", m => m.Trade), new("models-field-from", m => m.From), new("models-field-to", m => m.To, Wide: true))
        {
            Tables = ["studio-members"],
        },
        new EntryKind<Project, ProjectInput, ProjectAnswer>(new("models-field-name", p => p.Name), new("models-field-date", p => p.Date), new("models-field-finished", p => p.Finished))
        {
            Tables = ["studio-projects"],
        },
        new EntryKind<Result, ResultInput, ResultAnswer>(new("models-field-name", r => r.Name), new("models-field-date", r => r.Date), new("models-field-prize", r => r.Prize), new("models-field-benefit", r => r.Benefit, Money: true, Wide: true))
        {
            Tables = ["studio-results"],
        },
        new EntryKind<Patent, PatentInput, PatentAnswer>(new("models-field-name", p => p.Name), new("models-field-kind", p => p.Kind), new("models-field-date", p => p.Date), new("patent-number", p => p.Number, Wide: true))
        {
            Tables = ["studio-patents"],
        },
        new EntryKind<Method, MethodInput, MethodAnswer>(new("models-field-name", m => m.Name), new("models-field-date", m => m.Date), new("models-field-use", m => m.Use, Wide: true))
        {
            Tables = ["studio-methods"],
        },
    ];

    /// <summary>What can be done to a nomination, what comes first in its life first.</summary>
    internal static readonly IReadOnlyList<INominationAct> Acts =
    [
        new PassNomination(), new GrantHonour(), new GiveConsent(), new GiveNotice(), new ReviewNomination(), new GiveOpinion(), new AnswerObjection(), new RaiseObjection(), new ReturnNomination(),
        new RefuseNomination(), new WithdrawNomination(),
    ];

    public override string Name => ModuleName;

    public override ResourceManager Texts { get; } = new("Federation.LabourModels.Texts", typeof(LabourModelsModule).Assembly);

    public override IReadOnlyList<FigureSource> Figures => LabourFigures.All;

    public override void MapEntities(ModelBuilder model) => LabourContext.Map(model);

    public override void MapEndpoints(IEndpointRouteBuilder api)
    {
        foreach (var kind in Kinds) kind.MapEndpoints(api);
        ShowNominationsEndpoints.Map(api);
        BeginNominationEndpoint.Map(api);
        PaperEndpoints.Map(api);
        foreach (var act in Acts) act.MapEndpoints(api);
        EntitlementsEndpoint.Map(api);
        HolidayEndpoints.Map(api);
    }

    public override IReadOnlyList<MenuEntry> Menu => [new("nominations", "menu-labour-models", Permissions.Read, 50) { Also = [.. Kinds.Where(k => k.HolderPath is null).Select(k => k.Path), "calendar"] }];

    public override void MapPages(IEndpointRouteBuilder pages)
    {
        NominationPages.Map(pages);
        PaperPages.Map(pages);
        CalendarPages.Map(pages);
        foreach (var act in Acts) act.MapPages(pages);
        foreach (var kind in Kinds) kind.MapPages(pages);
    }

    protected override void Load(ContainerBuilder builder)
    {
        base.Load(builder);
        foreach (var kind in Kinds) kind.Register(builder);
        foreach (var act in Acts) act.Register(builder);
        builder.RegisterAssemblyTypes(GetType().Assembly).AssignableTo<IEntryChoices>().As<IEntryChoices>().InstancePerLifetimeScope();
        builder.RegisterType<FileSummary>().As<IEntrySummary>().InstancePerLifetimeScope();
        Register<StudioPartImport<Member, MemberInput, MemberAnswer, MemberRow>>();
        Register<StudioPartImport<Project, ProjectInput, ProjectAnswer, ProjectRow>>();
        Register<StudioPartImport<Result, ResultInput, ResultAnswer, ResultRow>>();
        Register<StudioPartImport<Patent, PatentInput, PatentAnswer, PatentRow>>();
        Register<StudioPartImport<Method, MethodInput, MethodAnswer, MethodRow>>();
        builder.RegisterType<EntryTools>().InstancePerLifetimeScope();
        builder.RegisterType<ActTools>().InstancePerLifetimeScope();
        builder.RegisterType<NominationDesk>().InstancePerLifetimeScope();
        builder.RegisterType<ModelFiles>().InstancePerLifetimeScope();

        void Register<T>() where T : ITableImport => builder.RegisterType<T>().As<ITableImport>().InstancePerLifetimeScope();
    }
}
