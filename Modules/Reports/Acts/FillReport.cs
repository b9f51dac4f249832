using Federation.Figures.Contracts;
using Federation.Kernel;
using Federation.Kernel.Figures;
using Federation.Reports.Cases;
using Federation.Reports.Forms;
using Federation.Reports.Inputs;
using Microsoft.EntityFrameworkCore;

namespace Federation.Reports.Acts;

/// <summary>
/// The unit, or who hands in for it, fills in values and explains them. A typed figure of a year is the live one as well: there is one place where it stands.
/// What records say cannot be typed over.
/// </summary>
internal sealed class FillReport : ReportAct<FillInput>
{
    public override ReportAction Action => ReportAction.Fill;

    public override async Task<Report> DoAsync(OpenReport open, FillInput input, ActTools tools, CancellationToken cancellation)
    {
        var form = await tools.Calculator.FormOfAsync(open.Report, cancellation);
        await tools.Desk.InNameOfAsync(open.Unit, async () =>
        {
            var now = await tools.Calculator.ReadAsync(open.Report, form, cancellation);
            var cells = await tools.Context.Cells.Where(c => c.ReportId == open.Report.Id).ToDictionaryAsync(
                c => c.Indicator, StringComparer.Ordinal, cancellation);
            await KeepOwnWhereClosedAsync(open, now, cells, tools, cancellation);
            var typed = new List<TypedCellOf>();
            for (var i = 0; i < input.Cells.Count; i++)
            {
                var given = input.Cells[i];
                var row = now.Rows.FirstOrDefault(r => r.Row.Indicator == given.Indicator) ?? throw new InvalidInput(
                    $"cells[{i}].indicator", "form-row-unknown", given.Indicator);
                Require(row, given, open.Report, i);
                Apply(CellOf(cells, given.Indicator, open, tools), given, open, tools);
                if (!open.Report.KeepsOwn && row.Indicator.Source == IndicatorSource.Form)
                    typed.Add(new TypedCellOf(given.Indicator, given.Value, given.Status == ValueStatus.Nil));
            }
            await tools.Book.TypeAsync(open.Report.PeriodOf, typed, cancellation);
            return true;
        });
        await tools.Desk.SaveFilledAsync(open, cancellation);
        await ExplainAsync(open, form, input.Explanations, tools, cancellation);
        return open.Report;
    }

    private static void Require(CalculatedRow row, CellInput given, Report report, int place)
    {
        if (row.Status == ValueStatus.NotAsked) throw new RuleViolation("report-row-not-asked", row.Indicator.Name);
        if (row.Indicator.Kind == IndicatorKind.Ratio) throw new RuleViolation("report-row-is-reckoned", row.Indicator.Name);
        var isOver = (row.Indicator.Source == IndicatorSource.Records && given.Value is not null) || (row.Status == ValueStatus.Counted && given.Status is not null);
        if (isOver && !report.KeepsOwn) throw new RuleViolation("report-row-from-records", row.Indicator.Name);
        if (given.Value is < 0) throw new InvalidInput($"cells[{place}].value", "negative-number");
        if (given.Value is { } value && row.Indicator.Unit != "yuan" && decimal.Truncate(value) != value) throw new InvalidInput(
            $"cells[{place}].value", "not-a-whole-number");
    }

    private static void Apply(ReportCell cell, CellInput given, OpenReport open, ActTools tools)
    {
        cell.Value = open.Report.KeepsOwn ? given.Value : null;
        cell.Status = given.Status == ValueStatus.Typed ? null : given.Status;
        cell.Remark = given.Remark;
        cell.TypedBy = tools.Desk.Person;
        (cell.MandateId, cell.Contested, cell.Confirmed) = (open.Mandate?.Id, false, false);
    }

    /// <summary>What is handed in for a period that is closed already cannot change the figures below it: the report keeps its own from then on.</summary>
    private static async Task KeepOwnWhereClosedAsync(
        OpenReport open, CalculatedReport now, Dictionary<string, ReportCell> cells, ActTools tools, CancellationToken cancellation)
    {
        var report = open.Report;
        if (report.KeepsOwn || !await tools.Context.IsClosedAsync(report.UnionId, report.Period, cancellation)) return;
        report.KeepsOwn = true;
        foreach (var row in now.Rows.Where(r => r.Status != ValueStatus.NotAsked && r.Indicator.Kind != IndicatorKind.Ratio))
        {
            var cell = CellOf(cells, row.Row.Indicator, open, tools);
            (cell.Value, cell.Status) = (row.Own, row.Status == ValueStatus.Typed ? null : row.Status);
        }
    }

    private static ReportCell CellOf(Dictionary<string, ReportCell> cells, string indicator, OpenReport open, ActTools tools)
    {
        if (cells.TryGetValue(indicator, out var cell)) return cell;
        tools.Context.Add(cells[indicator] = cell = new ReportCell { ReportId = open.Report.Id, Indicator = indicator, UnionId = open.Unit.Id });
        return cell;
    }

    /// <summary>An explanation holds for the value that stands now.</summary>
    private static async Task ExplainAsync(
        OpenReport open, Form form, IReadOnlyList<ExplanationInput> explanations, ActTools tools, CancellationToken cancellation)
    {
        if (explanations.Count == 0) return;
        await tools.Desk.InNameOfAsync(open.Unit, async () =>
        {
            var now = await tools.Calculator.ReadAsync(open.Report, form, cancellation);
            for (var i = 0; i < explanations.Count; i++)
            {
                var given = explanations[i];
                var check = form.Checks.Find(c => c.Code == given.Check) ?? throw new InvalidInput(
                    $"explanations[{i}].check", "form-check-unknown", given.Check);
                var said = await tools.Context.Explanations.SingleOrDefaultAsync(e => e.ReportId == open.Report.Id && e.CheckCode == check.Code, cancellation);
                if (said is null) tools.Context.Add(
                    said = new Explanation { ReportId = open.Report.Id, CheckCode = check.Code, UnionId = open.Unit.Id, Sentence = given.Sentence });
                (said.Reason, said.Sentence, said.PersonId) = (given.Reason, given.Sentence, tools.Desk.Person);
                said.Value = now.Rows.First(r => r.Row.Indicator == check.Row).Total;
            }
            return await tools.Context.SaveChangesAsync(cancellation);
        });
    }
}

/// <summary>The unit looks at what was typed for it by mandate: it is right, or it is contested and not handed in.</summary>
internal sealed class ConfirmTyped : ReportAct<ConfirmInput>
{
    public override ReportAction Action => ReportAction.Confirm;

    public override async Task<Report> DoAsync(OpenReport open, ConfirmInput input, ActTools tools, CancellationToken cancellation)
    {
        var typed = await tools.Context.Cells.Where(c => c.ReportId == open.Report.Id && c.MandateId != null).ToListAsync(cancellation);
        if (typed.Count == 0) throw new RuleViolation("nothing-typed-by-mandate");
        foreach (var unknown in input.Contested.Where(c => !typed.Exists(t => t.Indicator == c))) throw new InvalidInput(
            "contested", "form-row-unknown", unknown);
        foreach (var cell in typed) (cell.Contested, cell.Confirmed) = (input.Contested.Contains(cell.Indicator), !input.Contested.Contains(cell.Indicator));
        await tools.Desk.SaveAsync(
            open, input.Contested.Count > 0 ? ReportStepKind.Contested : ReportStepKind.Confirmed, string.Join(' ', input.Contested), cancellation);
        return open.Report;
    }
}
