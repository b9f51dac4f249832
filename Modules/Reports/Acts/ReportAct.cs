using System.Text.Json;
using Autofac;
using Federation.Figures.Contracts;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Reports.Cases;
using Federation.Reports.Forms;
using Federation.Reports.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Reports.Acts;

/// <summary>An act as the module lists it.</summary>
internal interface IReportAct
{
    ReportAction Action { get; }

    void Register(ContainerBuilder builder);

    void MapEndpoint(IEndpointRouteBuilder api);
}

/// <summary>Something that is done to a report, by the table of <see cref="ReportFlow"/>.</summary>
internal abstract class ReportAct<TInput> : IReportAct where TInput : class, IChecked, new()
{
    public abstract ReportAction Action { get; }

    /// <summary>The last part of its address.</summary>
    public string Path => JsonNamingPolicy.KebabCaseLower.ConvertName(Action.ToString());

    public Permission Permission => field ??= new Permission(ReportDesk.CodeOf(Action), Reach.Itself, ReportFlow.RolesFor(Action));

    /// <summary>Does it to a report that the table allows it to be done to, and saves it.</summary>
    /// <returns>The report that is shown afterwards.</returns>
    public abstract Task<Report> DoAsync(OpenReport open, TInput input, ActTools tools, CancellationToken cancellation);

    public void Register(ContainerBuilder builder) =>
        builder.RegisterType<ActOnReportHandler<TInput>>().As<IHandler<ActOnReport<TInput>, ReportAnswer>>().WithParameter(
            TypedParameter.From(this)).InstancePerLifetimeScope();

    public void MapEndpoint(IEndpointRouteBuilder api) =>
        api.MapPost($"/unions/{{union}}/form-reports/{{report}}/{Path}",
            async (HttpContext http, IHandler<ActOnReport<TInput>, ReportAnswer> handler, CancellationToken cancellation) =>
        {
            var version = http.Request.RequiredVersion();
            var input = await http.Request.ReadInputAsync<TInput>(cancellation);
            var answer = await handler.HandleAsync(new ActOnReport<TInput>(http.PathId("report"), version, input), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<ActOnReport<TInput>, ReportAnswer>().AcceptsInput<TInput>().WithTags("reports");
}

/// <summary>Does something to a report, having read the version that is named; the operator takes it as it is.</summary>
internal sealed record ActOnReport<TInput>(long Id, int? Version, TInput Input) : ICommand<ReportAnswer>, IChecked where TInput : class, IChecked, new()
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

/// <summary>What acts are done with.</summary>
internal sealed class ActTools(
    ReportsContext context, ReportDesk desk, FormTree tree, ReportCalculator calculator, CheckRun checks, ReadReport reading, IFigureBook book, IUnionDirectory unions,
    Questions questions, Texts texts, TimeProvider time)
{
    public ReportsContext Context { get; } = context;
    public ReportDesk Desk { get; } = desk;
    public FormTree Tree { get; } = tree;
    public ReportCalculator Calculator { get; } = calculator;
    public CheckRun Checks { get; } = checks;
    public ReadReport Reading { get; } = reading;
    public IFigureBook Book { get; } = book;
    public IUnionDirectory Unions { get; } = unions;
    public Questions Questions { get; } = questions;
    public Texts Texts { get; } = texts;
    public TimeProvider Time { get; } = time;
}

internal sealed class ActOnReportHandler<TInput>(
    ReportAct<TInput> act, ActTools tools) : IHandler<ActOnReport<TInput>, ReportAnswer> where TInput : class, IChecked, new()
{
    public Permission Permission => act.Permission;

    public async Task<ReportAnswer> HandleAsync(ActOnReport<TInput> request, CancellationToken cancellation)
    {
        var open = await tools.Desk.OpenAsync(request.Id, request.Version, act.Action, cancellation);
        var report = await act.DoAsync(open, request.Input, tools, cancellation);
        return await tools.Reading.AnswerAsync(report, cancellation);
    }
}
