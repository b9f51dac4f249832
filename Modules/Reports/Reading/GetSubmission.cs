using Federation.Framework.Handlers;
using Federation.Framework.Security;
using Federation.Framework.Steps;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Reports.Cases;
using Federation.Reports.Inputs;
using Microsoft.EntityFrameworkCore;

namespace Federation.Reports.Reading;

/// <summary>What was handed in, as it was, with everything that its hash is made over: <c>report check</c> recomputes it from this answer.</summary>
public sealed record SubmissionAnswer(
    string Union, string Form, int FormVersion, string DefinitionHash, string Period, int Edition, int Number, DateOnly TreeDay, DateTimeOffset At, bool Late,
    int Expected, int Reported, decimal? Weight,
    string Hash, IReadOnlyList<SubmittedRow> Rows, IReadOnlyList<SubmittedUnion> Children, IReadOnlyList<SubmittedReason> Explanations)
{
    /// <summary>The hash that the content has.</summary>
    internal string ComputeHash() => CanonicalLines.Hash(
        new CanonicalLines.Head(Form, FormVersion, DefinitionHash, Union, Period, Edition, TreeDay),
        Rows.Select(r => new CanonicalLines.Value(r.Row, r.Indicator, r.Own, r.Below, r.Total, r.Status, r.HoldsEstimate, r.Remark)),
        Children.Select(c => new CanonicalLines.Child(c.Union, c.Hash, c.Missing, c.Words)), Explanations.Select(
            e => new CanonicalLines.Said(e.Check, e.Reason, e.Sentence)));
}

public sealed record SubmittedRow(
    int Row, string Indicator, decimal? Own, decimal? Below, decimal? Total, ValueStatus Status, bool HoldsEstimate, string? Remark, bool ByMandate);

/// <param name="Hash">Of the child's submission that was added up; null where it is missing.</param>
public sealed record SubmittedUnion(string Union, string Name, string? Hash, MissingReason? Missing, string? Words);

public sealed record SubmittedReason(string Check, string Indicator, ExplanationReason Reason, string Sentence);

internal sealed record GetSubmission(long Id, int Number) : IRequest<SubmissionAnswer>;

internal sealed class GetSubmissionHandler(
    ReportsContext context, ReportDesk desk, ReadReport reading, IUnionDirectory unions) : IHandler<GetSubmission, SubmissionAnswer>
{
    public Permission Permission => Permissions.Read;

    public async Task<SubmissionAnswer> HandleAsync(GetSubmission request, CancellationToken cancellation)
    {
        var report = await desk.SeenAsync(request.Id, cancellation);
        var submission = await reading.SubmissionAsync(report.Id, request.Number, cancellation) ?? throw new NotFound("submission");
        var form = await context.Forms.AsNoTracking().IgnoreAutoIncludes().SingleAsync(f => f.Id == report.FormId, cancellation);
        // The code that it had when it was handed in is in the hash.
        var names = await unions.NamesAsync([report.UnionId], BusinessDay.Of(submission.At), cancellation);
        return new SubmissionAnswer(
            names[report.UnionId].Code, form.Number, form.Version, submission.DefinitionHash, report.PeriodOf.ToString(), report.Edition, submission.Number,
            submission.TreeDay, submission.At.ToUniversalTime(),
            submission.Late, submission.Expected, submission.Reported, submission.Weight, submission.Hash,
            [.. submission.Values.OrderBy(v => v.Row)
                .Select(v => new SubmittedRow(v.Row, v.Indicator, v.Own, v.Below, v.Total, v.Status, v.HoldsEstimate, v.Remark, v.ByMandate))],
            [.. submission.Children.OrderBy(c => c.Code, StringComparer.Ordinal).Select(c => new SubmittedUnion(c.Code, c.Name, c.Hash, c.Missing, c.Words))],
            [.. submission.Explanations.OrderBy(e => e.CheckCode, StringComparer.Ordinal)
                .Select(e => new SubmittedReason(e.CheckCode, e.Indicator, e.Reason, e.Sentence))]);
    }
}

/// <param name="Unbroken">Whether every line says what it said when it was written, and none is missing.</param>
public sealed record ReportHistory(bool Unbroken, IReadOnlyList<ReportStepAnswer> Items);

/// <param name="Union">Code of the union in whose name it was done.</param>
/// <param name="Submission">Number of the submission that it was about; 0 for none.</param>
public sealed record ReportStepAnswer(int Number, DateTimeOffset At, string Union, ReportStepKind Kind, int Submission, string Words);

internal sealed record GetReportHistory(long Id) : IRequest<ReportHistory>;

internal sealed class GetReportHistoryHandler(
    ReportsContext context, ReportDesk desk, IUnionDirectory unions, Secrets secrets) : IHandler<GetReportHistory, ReportHistory>
{
    public Permission Permission => Permissions.Read;

    public async Task<ReportHistory> HandleAsync(GetReportHistory request, CancellationToken cancellation)
    {
        var report = await desk.SeenAsync(request.Id, cancellation);
        var unit = await unions.FindAsync(report.UnionId, cancellation) ?? throw new NotFound("union");
        var steps = await desk.InNameOfAsync(
            unit, () => context.Steps.AsNoTracking().Where(s => s.ReportId == report.Id).OrderBy(s => s.Number).ToListAsync(cancellation));
        var items = new List<ReportStepAnswer>();
        foreach (var step in steps)
            items.Add(new ReportStepAnswer(step.Number, step.At.ToUniversalTime(),
                (await unions.FindAsync(step.ActingUnionId, cancellation))?.Code ?? unit.Code, step.Kind, step.Submission, step.Words));
        return new ReportHistory(StepHistory.AreUnbroken(steps, report.Steps, secrets), items);
    }
}
