using Federation.Figures.Contracts;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Reports.Cases;
using Federation.Reports.Forms;
using Federation.Reports.Inputs;
using Microsoft.EntityFrameworkCore;

namespace Federation.Reports.Reading;

/// <summary>What stands approved of a union, or stood on a day ("as published on").</summary>
internal sealed class ApprovedReader(ReportsContext context, FormTree tree, ReportDesk desk) : IApprovedFigures
{
    public async Task<ApprovedFigures?> FindAsync(UnionInfo union, Period period, DateOnly? asOf, CancellationToken cancellation)
    {
        var owed = await tree.OwedAsync(union, period, cancellation);
        if (owed.Count == 0) return null;
        var heads = await context.Reports.AsNoTracking().Where(r => r.UnionId == union.Id && r.Period == period.Code).OrderBy(r => r.Number).ThenBy(
            r => r.Edition).ToListAsync(cancellation);
        var standing = asOf is { } day ? await StoodAsync(union, heads, day, cancellation)
            : [.. heads.Where(h => h.ApprovedNumber is not null).Select(h => (Head: h, Number: h.ApprovedNumber!.Value, At: h.ApprovedAt!.Value))];
        var reports = new List<ApprovalView>();
        var rows = new Dictionary<string, ApprovedFigure>(StringComparer.Ordinal);
        foreach (var (head, number, at) in standing.GroupBy(s => s.Head.FormId).Select(g => g.MaxBy(s => s.Head.Edition)))
        {
            var submission = await context.Submissions.AsNoTracking().Include(s => s.Values).SingleAsync(
                s => s.ReportId == head.Id && s.Number == number, cancellation);
            reports.Add(new ApprovalView(
                head.Number, head.Edition, number, submission.Hash, head.State == ReportState.Closed, at.ToUniversalTime(), submission.Expected,
                submission.Reported, submission.Weight));
            foreach (var value in submission.Values) rows[value.Indicator] = new ApprovedFigure(value.Own, value.Below, value.Total);
        }
        return new ApprovedFigures(reports, rows);
    }

    /// <summary>What stood approved at the end of a day, by the history of the reports.</summary>
    private async Task<IReadOnlyList<(Report Head, int Number, DateTimeOffset At)>> StoodAsync(
        UnionInfo union, IReadOnlyList<Report> heads, DateOnly day, CancellationToken cancellation)
    {
        var ids = heads.Select(h => h.Id).ToList();
        var steps = await desk.InNameOfAsync(union, () => context.Steps.AsNoTracking()
            .Where(s => ids.Contains(s.ReportId) && (s.Kind == ReportStepKind.Approved || s.Kind == ReportStepKind.PulledBack)).OrderBy(
                s => s.Number).ToListAsync(cancellation));
        return
        [
            .. from head in heads
               let last = steps.LastOrDefault(s => s.ReportId == head.Id && BusinessDay.Of(s.At) <= day)
               where last is { Kind: ReportStepKind.Approved }
               select (head, last.Submission, last.At),
        ];
    }
}
