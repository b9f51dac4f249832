using Federation.Figures.Contracts;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Figures;
using Federation.Reports.Forms;
using Federation.Reports.Inputs;
using Microsoft.EntityFrameworkCore;

namespace Federation.Reports.Cases;

/// <summary>A row as it would be handed in now.</summary>
/// <param name="Live">The figure of today in total, which also holds what nobody has approved.</param>
/// <param name="Previous">Last year's total: approved, else live.</param>
internal sealed record CalculatedRow(
    FormRow Row, Indicator Indicator, decimal? Own, decimal? Below, decimal? Total, ValueStatus Status, bool HoldsEstimate, string? Remark, bool ByMandate,
    bool Contested, long? TypedBy,
    decimal? Live, decimal? Previous);

/// <summary>A union that is added up.</summary>
/// <param name="Approved">What stands approved of it; null where nothing does.</param>
/// <param name="State">Where its report is; null where there is none.</param>
internal sealed record CalculatedChild(UnionInfo Union, Submission? Approved, ReportState? State);

/// <summary>A report as it would be handed in now.</summary>
internal sealed record CalculatedReport(
    IReadOnlyList<CalculatedRow> Rows, IReadOnlyList<CalculatedChild> Children, UnionLevel Level, int Expected, int Reported, decimal? Weight)
{
    /// <summary>What records say, of indicators that typed rows are held against.</summary>
    public required IReadOnlyDictionary<string, BookedFigure> Figures { get; init; }
}

/// <summary>Adds up a report: its own figures, and what its children have been approved with.</summary>
internal sealed class ReportCalculator(ReportsContext context, FormTree tree, IFigureBook book, IUnionDirectory unions)
{
    /// <summary>Reports that are looked up in one statement.</summary>
    private const int AtOnce = 500;

    /// <summary>The form of a report.</summary>
    public Task<Form> FormOfAsync(Report report, CancellationToken cancellation) =>
        context.WholeForms.SingleAsync(f => f.Id == report.FormId, cancellation);

    /// <summary>Calculates a report of the entered union.</summary>
    public async Task<CalculatedReport> ReadAsync(Report report, Form form, CancellationToken cancellation)
    {
        var period = report.PeriodOf;
        var union = await unions.FindAsync(report.UnionId, cancellation) ?? throw new NotFound("union");
        var level = await tree.LevelOnAsync(union.Id, period.Last, cancellation) ?? throw new RuleViolation(
            "report-not-owed", form.Number, report.PeriodOf.ToString());
        var duty = form.DutyOf(level, period) ?? throw new RuleViolation("report-not-owed", form.Number, report.PeriodOf.ToString());
        var others = form.Checks.Where(c => c.Kind == CheckKind.Records).SelectMany(c => c.OtherRows);
        var figures = await book.ReadAsync(union, period, [.. form.Rows.Select(r => r.Indicator).Concat(others).Distinct()], cancellation);
        var cells = await context.Cells.AsNoTracking().Where(c => c.ReportId == report.Id).ToDictionaryAsync(
            c => c.Indicator, StringComparer.Ordinal, cancellation);
        var children = await ChildrenAsync(report, form, cancellation);
        var lastYear = await LastYearAsync(form, period, [union.Id, .. children.Select(c => c.Union.Id)], cancellation);
        var before = lastYear.GetValueOrDefault(union.Id)?.Values.ToDictionary(v => v.Indicator, v => v.Total, StringComparer.Ordinal) ?? [];

        var parts = new Dictionary<string, CalculatedRow>(StringComparer.Ordinal);
        foreach (var row in form.Rows)
        {
            var indicator = book.Find(row.Indicator)!;
            if (indicator.Kind == IndicatorKind.Ratio) continue;
            var (figure, cell) = (figures[row.Indicator], cells.GetValueOrDefault(row.Indicator));
            var (own, status) = duty.SumsUp ? (null, ValueStatus.NotAsked) : OwnOf(report, indicator, figure, cell);
            var below = children.Where(c => c.Approved is not null).SelectMany(c => c.Approved!.Values.Where(v => v.Indicator == row.Indicator)).ToList();
            decimal? fromBelow = children.Count == 0 ? null : below.Sum(v => v.Total ?? 0);
            parts[row.Indicator] = new CalculatedRow(
                row, indicator, own, fromBelow, own is null && fromBelow is null ? null : (own ?? 0) + (
                    fromBelow ?? 0), status, status == ValueStatus.Estimated || below.Exists(v => v.HoldsEstimate),
                cell?.Remark, cell?.MandateId is not null, cell?.Contested == true, cell?.TypedBy ?? figure.TypedBy, figure.Total,
                before.TryGetValue(row.Indicator, out var approved) ? approved : figure.Previous);
        }
        var rows = form.Rows.OrderBy(r => r.Number).Select(
            r => parts.TryGetValue(r.Indicator, out var part) ? part : Share(r, parts, figures[r.Indicator], cells.GetValueOrDefault(r.Indicator))).ToList();
        var reported = 1 + children.Sum(c => c.Approved?.Reported ?? 0);
        return new CalculatedReport(rows, children, level, await tree.CountAsync(form, union.Id, period, cancellation), reported,
            WeightOf(form, union.Id, children, lastYear)) { Figures = figures };
    }

    /// <summary>The children of a report with what stands approved of each.</summary>
    private async Task<IReadOnlyList<CalculatedChild>> ChildrenAsync(Report report, Form form, CancellationToken cancellation)
    {
        var ids = await tree.ChildrenAsync(form, report.UnionId, report.PeriodOf, cancellation);
        var standing = await StandingAsync(form, report.Period, ids, cancellation);
        var states = new Dictionary<long, ReportState>();
        foreach (var some in ids.Chunk(AtOnce))
            foreach (var head in await context.Reports.AsNoTracking().Where(r => r.FormId == form.Id && r.Period == report.Period && some.Contains(r.UnionId))
                .OrderBy(r => r.Edition).ToListAsync(cancellation))
                states[head.UnionId] = head.State;
        var children = new List<CalculatedChild>();
        foreach (var id in ids)
            children.Add(new CalculatedChild(await unions.FindAsync(id, cancellation) ?? throw new NotFound("union"), standing.GetValueOrDefault(id),
                states.TryGetValue(id, out var state) ? state : null));
        return children;
    }

    /// <summary>What stands approved of unions: of each the submission of the latest edition that is approved or closed.</summary>
    public async Task<Dictionary<long, Submission>> StandingAsync(Form form, int period, IReadOnlyList<long> of, CancellationToken cancellation)
    {
        var standing = new Dictionary<long, Submission>();
        foreach (var some in of.Chunk(AtOnce))
        {
            var found = await (
                from head in context.Reports
                join submission in context.Submissions on head.Id equals submission.ReportId
                where head.FormId == form.Id && head.Period == period && some.Contains(head.UnionId) && head.ApprovedNumber == submission.Number
                orderby head.Edition
                select submission).Include(s => s.Values).AsNoTracking().ToListAsync(cancellation);
            foreach (var submission in found) standing[submission.UnionId] = submission;
        }
        return standing;
    }

    private async Task<Dictionary<long, Submission>> LastYearAsync(Form form, Period period, IReadOnlyList<long> of, CancellationToken cancellation)
    {
        if (period.YearEarlier() is not { } year) return [];
        // Last year may have been asked by the version before.
        var versions = await context.WholeForms.Where(f => f.UnionId == form.UnionId && f.Number == form.Number).ToListAsync(cancellation);
        return versions.Find(f => f.IsOf(year)) is { } version ? await StandingAsync(version, year.Code, of, cancellation) : [];
    }

    private static (decimal? Own, ValueStatus Status) OwnOf(Report report, Indicator indicator, BookedFigure figure, ReportCell? cell)
    {
        if (report.KeepsOwn)
        {
            var kept = cell?.Status ?? (cell?.Value is null ? ValueStatus.Missing : ValueStatus.Typed);
            return (kept == ValueStatus.Nil ? 0 : cell?.Value, kept);
        }
        if (cell?.Status is ValueStatus.Withheld or ValueStatus.Missing) return (null, cell.Status.Value);
        if (figure.Own is null) return cell?.Status == ValueStatus.Nil ? (0, ValueStatus.Nil) : (null, ValueStatus.Missing);
        if (indicator.Source == IndicatorSource.Records) return (figure.Own, ValueStatus.Counted);
        return (figure.Own, figure.IsNil ? ValueStatus.Nil : cell?.Status == ValueStatus.Estimated ? ValueStatus.Estimated : ValueStatus.Typed);
    }

    /// <summary>The share of two rows. It is never added up: it is the quotient of what was.</summary>
    private CalculatedRow Share(FormRow row, Dictionary<string, CalculatedRow> parts, BookedFigure figure, ReportCell? cell)
    {
        var indicator = book.Find(row.Indicator)!;
        var (above, below) = (parts[indicator.Above!], parts[indicator.Below!]);
        return new CalculatedRow(
            row, indicator, Quotient(above.Own, below.Own), Quotient(above.Below, below.Below), Quotient(above.Total, below.Total), ValueStatus.Counted,
            above.HoldsEstimate || below.HoldsEstimate, cell?.Remark, false, false, null, figure.Total, figure.Previous);
    }

    private static decimal? Quotient(decimal? above, decimal? below) =>
        above is null || below is null or 0 ? null : Math.Round(above.Value / below.Value * 100, 2, MidpointRounding.AwayFromZero);

    /// <summary>How much of last year's total the unions had that are in it now, in percent, by the form's first row that adds up.</summary>
    private decimal? WeightOf(Form form, long union, IReadOnlyList<CalculatedChild> children, Dictionary<long, Submission> lastYear)
    {
        var by = form.Rows.OrderBy(r => r.Number).First(r => book.Find(r.Indicator)!.Kind != IndicatorKind.Ratio).Indicator;
        decimal Of(long id, Func<SubmittedValue, decimal?> part) =>
            lastYear.GetValueOrDefault(id)?.Values.Find(v => v.Indicator == by) is { } value ? part(value) ?? 0 : 0;
        var own = Of(union, v => v.Own);
        var whole = own + children.Sum(c => Of(c.Union.Id, v => v.Total));
        if (whole == 0) return null;
        var there = own + children.Where(c => c.Approved is not null).Sum(c => Of(c.Union.Id, v => v.Total) * (c.Approved!.Weight ?? 100) / 100);
        return Math.Round(there / whole * 100, 2, MidpointRounding.AwayFromZero);
    }
}
