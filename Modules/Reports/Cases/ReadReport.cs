using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Reports.Forms;
using Federation.Reports.Inputs;
using Microsoft.EntityFrameworkCore;

namespace Federation.Reports.Cases;

/// <summary>A report as the API answers it.</summary>
/// <param name="Union">Code of the union whose report it is.</param>
/// <param name="Form">Number of the form.</param>
/// <param name="Edition">1 for the first, higher for revisions and corrections.</param>
/// <param name="Decider">Code of the union that decides.</param>
/// <param name="Due">The last day, by the calendar in China, on which it is not late; null where it is not owed.</param>
/// <param name="Number">How often it was handed in.</param>
/// <param name="Hash">Of the newest submission; null before the first.</param>
/// <param name="ApprovedNumber">The submission that stands approved.</param>
/// <param name="Expected">Unions of the subtree that owe the report.</param>
/// <param name="Reported">Those of them whose figures are in it.</param>
/// <param name="Weight">Their share in last year's total, in percent; null where there is no last year.</param>
/// <param name="Offers">What the caller may do now, as the last part of the address.</param>
/// <param name="Outdated">Children whose approved figures are others than those in the newest submission, by code.</param>
public sealed record ReportAnswer(
    string Id, string Union, string UnionName, string Form, string FormName, int FormVersion, string Period, int Edition, EditionKind Kind, string? Reason,
    string? Extent, string? Evidence,
    ReportState State, string Decider, DateOnly? Due, bool Late, int Number, string? Hash, int? ApprovedNumber, DateTimeOffset? ApprovedAt, int Expected,
    int Reported, decimal? Weight,
    IReadOnlyList<ReportAction> Offers, IReadOnlyList<RowAnswer> Rows, IReadOnlyList<ChildAnswer> Children, IReadOnlyList<HitAnswer> Checks,
    IReadOnlyList<ReturnedAnswer> Returned,
    IReadOnlyList<string> Outdated, int Version);

/// <param name="Below">What the children were approved with, added up.</param>
/// <param name="Live">The figure of now in total, approved or not.</param>
/// <param name="Difference">Live less total.</param>
/// <param name="Previous">Last year's total.</param>
/// <param name="Submitted">The total in the newest submission; null before the first.</param>
/// <param name="HoldsEstimate">Whether an estimate is in the total.</param>
/// <param name="ByMandate">Whether it was typed for the unit.</param>
public sealed record RowAnswer(
    int Number, string Indicator, string Name, string Unit, string? PartOf, decimal? Own, decimal? Below, decimal? Total, ValueStatus Status,
    bool HoldsEstimate, string? Remark, bool ByMandate,
    bool Contested, decimal? Live, decimal? Difference, decimal? Previous, decimal? Submitted);

/// <param name="Hash">Of the submission that stands approved; null where none does.</param>
/// <param name="State">Where its report is; null where there is none.</param>
public sealed record ChildAnswer(string Union, string Name, ReportState? State, string? Hash, MissingReason? Missing, string? Words);

/// <param name="Explained">What the unit says to it; null where it says nothing of this value.</param>
public sealed record HitAnswer(string Check, CheckKind Kind, CheckLevel Level, string Indicator, string Sentence, string? Explained);

/// <param name="Indicator">The row; null for the whole report.</param>
public sealed record ReturnedAnswer(string? Indicator, string Reason, string? Answer);

/// <summary>Puts together what is seen of a report.</summary>
internal sealed class ReadReport(ReportsContext context, ReportDesk desk, ReportCalculator calculator, CheckRun checks, IUnionDirectory unions)
{
    public async Task<ReportAnswer> AnswerAsync(Report report, CancellationToken cancellation)
    {
        var unit = await unions.FindAsync(report.UnionId, cancellation) ?? throw new NotFound("union");
        var decider = await unions.FindAsync(report.DeciderId, cancellation) ?? throw new NotFound("union");
        var form = await calculator.FormOfAsync(report, cancellation);
        var offers = await desk.OffersAsync(report, cancellation);
        var isDecider = desk.Union.Id == report.DeciderId;
        var (calculated, hits, returned) = await desk.InNameOfAsync(unit, async () =>
        {
            var now = await calculator.ReadAsync(report, form, cancellation);
            return (now, await checks.RunAsync(report, form, now, isDecider, cancellation), await ReturnedAsync(report, cancellation));
        });
        var newest = await NewestAsync(report, cancellation);
        var submitted = newest?.Values.ToDictionary(v => v.Indicator, StringComparer.Ordinal) ?? [];
        var isOut = report.State is not (ReportState.Draft or ReportState.Returned);
        var (expected, reported, weight) = isOut
            ? (newest!.Expected, newest.Reported, newest.Weight) : (calculated.Expected, calculated.Reported, calculated.Weight);
        return new ReportAnswer(
            Text.Of(report.Id), unit.Code, unit.Name, form.Number, form.Name, form.Version, report.PeriodOf.ToString(), report.Edition, report.Kind,
            report.Reason, report.Extent, report.Evidence,
            report.State, decider.Code, form.DutyOf(calculated.Level, report.PeriodOf)?.DueOn(
                report.PeriodOf), report.Late, report.Submissions, newest?.Hash, report.ApprovedNumber,
            report.ApprovedAt?.ToUniversalTime(), expected, reported, weight, offers,
            [.. calculated.Rows.Select(r => RowOf(r, submitted.GetValueOrDefault(r.Row.Indicator), isOut))],
            [.. calculated.Children.Select(c => ChildOf(c, newest?.Children.Find(s => s.ChildId == c.Union.Id)))],
            [.. hits.Select(h => new HitAnswer(h.Check.Code, h.Check.Kind, h.Level, h.Check.Row, h.Sentence, h.Explanation?.Sentence))], returned, Outdated(
                newest, calculated), report.Version);
    }

    /// <summary>The newest submission of an edition, in full.</summary>
    public Task<Submission?> NewestAsync(Report report, CancellationToken cancellation) => SubmissionAsync(report.Id, report.Submissions, cancellation);

    public Task<Submission?> SubmissionAsync(long report, int number, CancellationToken cancellation) => context.Submissions.AsNoTracking()
        .Include(s => s.Values).Include(s => s.Children).Include(s => s.Explanations).AsSplitQuery().SingleOrDefaultAsync(
            s => s.ReportId == report && s.Number == number, cancellation);

    /// <summary>Children that stand approved with other figures than those that were added up.</summary>
    private static IReadOnlyList<string> Outdated(Submission? newest, CalculatedReport calculated) => newest is null ? [] :
    [
        .. calculated.Children.Where(c => newest.Children.Find(s => s.ChildId == c.Union.Id)?.ChildSubmissionId != c.Approved?.Id).Select(c => c.Union.Code),
    ];

    private async Task<IReadOnlyList<ReturnedAnswer>> ReturnedAsync(Report report, CancellationToken cancellation) =>
    [
        .. (await context.ReturnedCells.AsNoTracking().Where(r => r.ReportId == report.Id && r.Submission == report.Submissions).OrderBy(r => r.Indicator)
            .ToListAsync(cancellation))
            .Select(r => new ReturnedAnswer(r.Indicator == ReturnedCell.Whole ? null : r.Indicator, r.Reason, r.Answer)),
    ];

    /// <summary>What was handed in is shown as it was while it is out; otherwise what stands now.</summary>
    private static RowAnswer RowOf(CalculatedRow now, SubmittedValue? submitted, bool isOut)
    {
        var (own, below, total, status, holdsEstimate, remark) = isOut && submitted is not null
            ? (submitted.Own, submitted.Below, submitted.Total, submitted.Status, submitted.HoldsEstimate, submitted.Remark)
            : (now.Own, now.Below, now.Total, now.Status, now.HoldsEstimate, now.Remark);
        return new RowAnswer(
            now.Row.Number, now.Row.Indicator, now.Indicator.Name, now.Indicator.Unit, now.Row.PartOf, own, below, total, status, holdsEstimate, remark,
            now.ByMandate, now.Contested, now.Live, now.Live - total, now.Previous, submitted?.Total);
    }

    private static ChildAnswer ChildOf(CalculatedChild child, SubmittedChild? submitted) =>
        new(child.Union.Code, child.Union.Name, child.State, child.Approved?.Hash, submitted?.Missing, submitted?.Words);
}
