using System.Resources;
using Autofac;
using Federation.Figures.Contracts;
using Federation.Framework.Modules;
using Federation.Reports.Acts;
using Federation.Reports.Cases;
using Federation.Reports.Closing;
using Federation.Reports.FormKeeping;
using Federation.Reports.Forms;
using Federation.Reports.Mandates;
using Federation.Reports.Reading;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Reports;

/// <summary>Figures that a federation answers for: forms, the reports on them, their way up, and the closing of periods.</summary>
public sealed class ReportsModule : FederationModule
{
    /// <summary>What can be done to a report.</summary>
    private static readonly IReadOnlyList<IReportAct> Acts =
    [
        new FillReport(), new ConfirmTyped(), new SubmitReport(), new WithdrawReport(), new ReviewReport(), new ReturnReport(), new ApproveReport(),
        new PullBackReport(), new ReviseReport(),
    ];

    public override string Name => "Reports";

    public override ResourceManager Texts { get; } = new("Federation.Reports.Texts", typeof(ReportsModule).Assembly);

    public override void MapEntities(ModelBuilder model) => ReportsContext.Map(model);

    public override void MapEndpoints(IEndpointRouteBuilder api)
    {
        FormEndpoints.Map(api);
        OpenFormEndpoint.Map(api);
        ReadingEndpoints.Map(api);
        MandateEndpoints.Map(api);
        HandingInEndpoint.Map(api);
        ClosingEndpoints.Map(api);
        foreach (var act in Acts) act.MapEndpoint(api);
    }

    protected override void Load(ContainerBuilder builder)
    {
        base.Load(builder);
        foreach (var act in Acts) act.Register(builder);
        builder.RegisterType<FormTree>().InstancePerLifetimeScope();
        builder.RegisterType<ReportCalculator>().InstancePerLifetimeScope();
        builder.RegisterType<CheckRun>().InstancePerLifetimeScope();
        builder.RegisterType<ReportDesk>().InstancePerLifetimeScope();
        builder.RegisterType<ReadReport>().InstancePerLifetimeScope();
        builder.RegisterType<ActTools>().InstancePerLifetimeScope();
        builder.RegisterType<ApprovedReader>().As<IApprovedFigures>().InstancePerLifetimeScope();
        builder.RegisterType<TypingByMandate>().As<ITypingRules>().InstancePerLifetimeScope();
    }
}
