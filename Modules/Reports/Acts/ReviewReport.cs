using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Reports.Cases;
using Federation.Reports.Inputs;
using Microsoft.EntityFrameworkCore;

namespace Federation.Reports.Acts;

/// <summary>The reviewer begins: from then on the unit waits. There is no act by which the reviewer could change a value.</summary>
internal sealed class ReviewReport : ReportAct<BeginReviewInput>
{
    public override ReportAction Action => ReportAction.Review;

    public override async Task<Report> DoAsync(OpenReport open, BeginReviewInput input, ActTools tools, CancellationToken cancellation)
    {
        await tools.Desk.SaveAsync(open, ReportStepKind.UnderReview, "", cancellation);
        return open.Report;
    }
}

/// <summary>The reviewer sends values, or the whole report, back with a reason each.</summary>
internal sealed class ReturnReport : ReportAct<ReturnReportInput>
{
    public override ReportAction Action => ReportAction.Return;

    public override async Task<Report> DoAsync(OpenReport open, ReturnReportInput input, ActTools tools, CancellationToken cancellation)
    {
        var form = await tools.Calculator.FormOfAsync(open.Report, cancellation);
        for (var i = 0; i < input.Cells.Count; i++)
            if (!form.Rows.Exists(r => r.Indicator == input.Cells[i].Indicator)) throw new InvalidInput(
                $"cells[{i}].indicator", "form-row-unknown", input.Cells[i].Indicator);
        ReturnedCells.Add(open, input.Reason, input.Cells, tools);
        await tools.Desk.SaveAsync(open, ReportStepKind.Returned, input.Reason ?? string.Join(' ', input.Cells.Select(c => c.Indicator)), cancellation);
        return open.Report;
    }
}

internal static class ReturnedCells
{
    public static void Add(OpenReport open, string? whole, IReadOnlyList<ReturnedCellInput> cells, ActTools tools)
    {
        if (whole is not null) Add(ReturnedCell.Whole, whole);
        foreach (var cell in cells) Add(cell.Indicator, cell.Reason);

        void Add(string indicator, string reason) => tools.Context.Add(new ReturnedCell
        {
            ReportId = open.Report.Id, Submission = open.Report.Submissions, Indicator = indicator, UnionId = open.Unit.Id, Reason = reason,
        });
    }
}

/// <summary>
/// The reviewer approves what was seen: the submission of that number with that hash. In a period that is closed already, as for corrections and late reports,
/// the edition is closed with it.
/// </summary>
internal sealed class ApproveReport : ReportAct<ApproveInput>
{
    public override ReportAction Action => ReportAction.Approve;

    public override async Task<Report> DoAsync(OpenReport open, ApproveInput input, ActTools tools, CancellationToken cancellation)
    {
        var report = open.Report;
        var newest = await tools.Reading.NewestAsync(report, cancellation) ?? throw new NotFound("submission");
        if (input.Number != newest.Number || input.Hash != newest.Hash)
        {
            var seen = await tools.Reading.SubmissionAsync(report.Id, input.Number, cancellation);
            throw new RuleViolation("report-changed-since", newest.Number, seen is null ? tools.Texts["report-not-seen"] : Differences(seen, newest, tools));
        }
        // The person who submitted it must not approve it. This also holds where a root decides on its own report.
        if (tools.Desk.Person is { } person && report.SubmittedBy == person) throw new RuleViolation("report-approve-oneself");
        (report.ApprovedNumber, report.ApprovedAt) = (newest.Number, tools.Time.GetUtcNow());
        if (await tools.Context.IsClosedAsync(report.UnionId, report.Period, cancellation)) open =
            open with { Move = open.Move with { To = ReportState.Closed } };
        await tools.Desk.SaveAsync(open, ReportStepKind.Approved, newest.Hash, cancellation);
        return report;
    }

    private static string Differences(Submission seen, Submission now, ActTools tools)
    {
        var rows =
            from value in now.Values
            let before = seen.Values.Find(v => v.Row == value.Row)
            where before is null || before.Own != value.Own || before.Below != value.Below || before.Total != value.Total || before.Status != value.Status
            select $"{tools.Book.Find(value.Indicator)?.Name ?? value.Indicator} {CheckRun.Plain(before?.Total)} → {CheckRun.Plain(value.Total)}";
        return string.Join("；", rows.DefaultIfEmpty(tools.Texts["report-same-values"]));
    }
}

/// <summary>
/// The level that approved pulls back, as long as its own report is not handed in: it would hold what is approved no more. Once it is, the report above has to
/// be pulled back first, from the top down.
/// </summary>
internal sealed class PullBackReport : ReportAct<PullBackInput>
{
    public override ReportAction Action => ReportAction.PullBack;

    public override async Task<Report> DoAsync(OpenReport open, PullBackInput input, ActTools tools, CancellationToken cancellation)
    {
        var report = open.Report;
        if (report.DeciderId != report.UnionId)
        {
            var (form, period, decider) = (report.FormId, report.Period, report.DeciderId);
            var above = tools.Context.Reports.Where(r => r.FormId == form && r.Period == period && r.UnionId == decider);
            // Its version goes up: one that is being handed in at this moment has read what is approved no more, and is refused.
            var stillOpen = await above.Where(r => r.State == ReportState.Draft || r.State == ReportState.Returned)
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.Version, x => x.Version + 1), cancellation);
            if (stillOpen == 0 && await above.AnyAsync(cancellation)) throw new RuleViolation("report-handed-in-above");
        }
        (report.ApprovedNumber, report.ApprovedAt) = (null, null);
        ReturnedCells.Add(open, input.Reason, [], tools);
        await tools.Desk.SaveAsync(open, ReportStepKind.PulledBack, input.Reason, cancellation);
        return report;
    }
}
