using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Reports.Cases;
using Federation.Reports.Forms;
using Federation.Reports.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Reports.Reading;

/// <summary>One report in a list.</summary>
/// <param name="Id">Null for one that is owed and not opened yet.</param>
public sealed record ReportLine(
    string? Id, string Union, string UnionName, string Form, string Period, int Edition, ReportState? State, DateOnly? Due, bool Late, int Number,
    DateTimeOffset? SubmittedAt, int Version);

public sealed record ReportLines(IReadOnlyList<ReportLine> Items);

/// <summary>What the entered union owes for a period: every form, opened or not, with its editions.</summary>
internal sealed record ListOwed(Period Period) : IRequest<ReportLines>;

internal sealed class ListOwedHandler(ReportsContext context, FormTree tree, Caller caller, TimeProvider time) : IHandler<ListOwed, ReportLines>
{
    public Permission Permission => Permissions.Read;

    public async Task<ReportLines> HandleAsync(ListOwed request, CancellationToken cancellation)
    {
        var (union, period) = (caller.Union!, request.Period);
        var heads = await context.Reports.AsNoTracking().Where(r => r.UnionId == union.Id && r.Period == period.Code).OrderBy(r => r.Edition).ToListAsync(
            cancellation);
        var lines = new List<ReportLine>();
        foreach (var (form, duty) in await tree.OwedAsync(union, period, cancellation))
        {
            var due = duty.DueOn(period);
            var own = heads.Where(h => h.FormId == form.Id).ToList();
            lines.AddRange(own.Select(h => LineOf(h, union, due)));
            if (own.Count == 0) lines.Add(
                new ReportLine(null, union.Code, union.Name, form.Number, period.ToString(), 1, null, due, time.Today() > due, 0, null, 0));
        }
        return new ReportLines(lines);
    }

    internal static ReportLine LineOf(Report head, UnionInfo union, DateOnly? due) => new(
        Text.Of(head.Id), union.Code, union.Name, head.Number, head.PeriodOf.ToString(), head.Edition, head.State, due, head.Late, head.Submissions,
        head.SubmittedAt?.ToUniversalTime(), head.Version);
}

/// <summary>What waits for the entered union's decision, the oldest first; or all that it decides on, by state.</summary>
internal sealed record ListWaiting(WaitingFilter Filter, PageRequest Page) : IRequest<PageOf<ReportLine>>;

internal sealed class WaitingFilter
{
    public ReportState? State { get; set; }

    [MaxLength(10)]
    public string? Period { get; set; }

    public static WaitingFilter From(HttpRequest http) => InputReader.FromQuery<WaitingFilter>(http, (filter, problems) =>
    {
        if (filter.Period is { } text && !Kernel.Period.TryParse(text, out _)) problems.Add("period", "not-a-period", text);
    });
}

internal sealed class ListWaitingHandler(ReportsContext context, IUnionDirectory unions, Caller caller) : IHandler<ListWaiting, PageOf<ReportLine>>
{
    public Permission Permission => Permissions.Read;

    public async Task<PageOf<ReportLine>> HandleAsync(ListWaiting request, CancellationToken cancellation)
    {
        var (here, after) = (caller.Union!.Id, request.Page.AfterId ?? 0);
        var heads = context.Reports.AsNoTracking().Where(r => r.DeciderId == here && r.Id > after);
        heads = request.Filter.State is { } state ? heads.Where(r => r.State == state) : heads.Where(
            r => r.State == ReportState.Submitted || r.State == ReportState.UnderReview);
        if (request.Filter.Period is { } text)
        {
            var code = Period.Parse(text).Code;
            heads = heads.Where(r => r.Period == code);
        }
        var page = request.Page.ToPage(await heads.OrderBy(r => r.Id).Take(request.Page.Limit + 1).ToListAsync(cancellation), r => Text.Of(r.Id));
        var lines = new List<ReportLine>();
        foreach (var head in page.Items) lines.Add(
            ListOwedHandler.LineOf(head, await unions.FindAsync(head.UnionId, cancellation) ?? throw new NotFound("union"), null));
        return new PageOf<ReportLine>(lines, page.Next);
    }
}

/// <summary>One report as it is now.</summary>
internal sealed record GetReport(long Id) : IRequest<ReportAnswer>;

internal sealed class GetReportHandler(ReportDesk desk, ReadReport reading) : IHandler<GetReport, ReportAnswer>
{
    public Permission Permission => Permissions.Read;

    public async Task<ReportAnswer> HandleAsync(GetReport request, CancellationToken cancellation) =>
        await reading.AnswerAsync(await desk.SeenAsync(request.Id, cancellation), cancellation);
}

internal static class ReadingEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string reports = "/unions/{union}/form-reports", report = reports + "/{report}";
        api.MapGet(reports, async (HttpContext http, IHandler<ListOwed, ReportLines> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new ListOwed(http.Request.RequiredPeriod()), cancellation)))
            .Handles<ListOwed, ReportLines>().WithQuery(QueryParameter.Period()).WithTags("reports");
        api.MapGet("/unions/{union}/waiting-reports",
            async (HttpContext http, IHandler<ListWaiting, PageOf<ReportLine>> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(
                http, await handler.HandleAsync(new ListWaiting(WaitingFilter.From(http.Request), PageRequest.From(http.Request)), cancellation)))
            .Handles<ListWaiting, PageOf<ReportLine>>().WithQuery(QueryParameter.Of<WaitingFilter>()).WithTags("reports");
        api.MapGet(report, async (HttpContext http, IHandler<GetReport, ReportAnswer> handler, CancellationToken cancellation) =>
        {
            var answer = await handler.HandleAsync(new GetReport(http.PathId("report")), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<GetReport, ReportAnswer>().WithTags("reports");
        api.MapGet(report + "/submissions/{number}",
            async (string number, HttpContext http, IHandler<GetSubmission, SubmissionAnswer> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http,
                await handler.HandleAsync(new GetSubmission(http.PathId("report"), (int)Math.Min(EndpointExtensions.Id(number), int.MaxValue)), cancellation)))
            .Handles<GetSubmission, SubmissionAnswer>().WithTags("reports");
        api.MapGet(report + "/history", async (HttpContext http, IHandler<GetReportHistory, ReportHistory> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new GetReportHistory(http.PathId("report")), cancellation))).Handles<GetReportHistory,
                ReportHistory>().WithTags("reports");
    }
}
