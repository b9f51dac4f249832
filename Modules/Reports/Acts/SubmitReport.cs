using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Kernel.Figures;
using Federation.Reports.Cases;
using Federation.Reports.Forms;
using Federation.Reports.Inputs;
using Microsoft.EntityFrameworkCore;

namespace Federation.Reports.Acts;

/// <summary>
/// Hands a report in: every value is copied as it is, with the children's that stand approved, and hashed. Nothing is read live afterwards. A late report is
/// taken and marked.
/// </summary>
internal sealed class SubmitReport : ReportAct<SubmitInput>
{
    /// <summary>Asked where a value is ten thousand times last year's, or the other way round.</summary>
    private const string YuanOrWan = "report-yuan-or-wan";

    public override ReportAction Action => ReportAction.Submit;

    public override async Task<Report> DoAsync(OpenReport open, SubmitInput input, ActTools tools, CancellationToken cancellation)
    {
        var (report, period, today) = (open.Report, open.Report.PeriodOf, tools.Time.Today());
        if (today <= period.Last) throw new RuleViolation("report-period-runs", period.ToString(), period.Last);
        var form = await tools.Calculator.FormOfAsync(report, cancellation);
        var submission = await tools.Desk.InNameOfAsync(open.Unit, async () =>
        {
            if (!report.KeepsOwn && await tools.Book.IsBehindAsync(report.UnionId, period, cancellation)) throw new RuleViolation("report-figures-pending");
            var now = await tools.Calculator.ReadAsync(report, form, cancellation);
            await RequireTwoPersonsAsync(open, now, tools, cancellation);
            RequireValues(now);
            var hits = await RequireExplainedAsync(report, form, now, tools, cancellation);
            var missing = NameMissing(now, input, tools);
            var duty = form.DutyOf(now.Level, period)!;
            var made = Make(open, form, now, hits, missing, today > duty.DueOn(period), tools);
            await RequireAnsweredAsync(report, made, input, tools, cancellation);
            return made;
        });
        report.DeciderId = await tools.Tree.DeciderAsync(form, report.UnionId, period, cancellation);
        (report.Submissions, report.SubmittedAt, report.SubmittedBy, report.Late) = (submission.Number, submission.At, submission.PersonId, submission.Late);
        tools.Context.Add(submission);
        await tools.Desk.SaveAsync(open, ReportStepKind.Submitted, submission.Hash, cancellation);
        return report;
    }

    /// <summary>Where the unit wants two persons, who hands in has typed nothing.</summary>
    private static async Task RequireTwoPersonsAsync(OpenReport open, CalculatedReport now, ActTools tools, CancellationToken cancellation)
    {
        if (!await tools.Context.HandingIn.AsNoTracking().AnyAsync(h => h.UnionId == open.Report.UnionId && h.TwoPersons, cancellation)) return;
        if (tools.Desk.Person is { } person && now.Rows.Any(r => r.TypedBy == person)) throw new RuleViolation("report-two-persons");
    }

    /// <summary>A row that says nothing is no nil report. What the unit contests is not handed in for it.</summary>
    private static void RequireValues(CalculatedReport now)
    {
        var silent = now.Rows.Where(r => r.Status == ValueStatus.Missing && r.Remark is null && r.Indicator.Kind != IndicatorKind.Ratio).Select(
            r => r.Indicator.Name).ToList();
        if (silent.Count > 0) throw new RuleViolation("report-rows-silent", string.Join("、", silent));
        var contested = now.Rows.Where(r => r.Contested).Select(r => r.Indicator.Name).ToList();
        if (contested.Count > 0) throw new RuleViolation("report-rows-contested", string.Join("、", contested));
    }

    private static async Task<IReadOnlyList<Hit>> RequireExplainedAsync(Report report, Form form, CalculatedReport now, ActTools tools, CancellationToken cancellation)
    {
        var hits = await tools.Checks.RunAsync(report, form, now, forDecider: false, cancellation);
        var byKind = hits.ToLookup(h => h.Check.Kind == CheckKind.UnitOfMeasure);
        foreach (var hit in byKind[true]) tools.Questions.Ask(hit.Check.Row, YuanOrWan, hit.Sentence);
        tools.Questions.ThrowIfAny();
        var stops = byKind[false].Where(h => h.Level == CheckLevel.Stop).Select(h => h.Sentence).ToList();
        if (stops.Count > 0) throw new RuleViolation("report-check-stops", string.Join(" ", stops));
        var silent = byKind[false].Where(h => h.Level == CheckLevel.Explain && h.Explanation is null).Select(h => $"{h.Check.Code} {h.Sentence}").ToList();
        if (silent.Count > 0) throw new RuleViolation("report-explanation-missing", string.Join(" ", silent));
        return hits;
    }

    /// <summary>Every child that has nothing approved is named, with a reason; nobody else is.</summary>
    private static Dictionary<long, MissingInput> NameMissing(CalculatedReport now, SubmitInput input, ActTools tools)
    {
        var missing = now.Children.Where(c => c.Approved is null).ToDictionary(c => c.Union.Code, StringComparer.Ordinal);
        for (var i = 0; i < input.Missing.Count; i++)
            if (!missing.ContainsKey(input.Missing[i].Union)) throw new InvalidInput($"missing[{i}].union", "report-not-missing", input.Missing[i].Union);
        var unnamed = missing.Values.Where(c => input.Missing.All(m => m.Union != c.Union.Code)).Select(c => c.Union.Name).ToList();
        if (unnamed.Count > 0) throw new RuleViolation("report-children-missing", unnamed.Count, string.Join("、", unnamed.Take(10)));
        return input.Missing.ToDictionary(m => missing[m.Union].Union.Id);
    }

    private static Submission Make(
        OpenReport open, Form form, CalculatedReport now, IReadOnlyList<Hit> hits, Dictionary<long, MissingInput> missing, bool late, ActTools tools)
    {
        var (report, id, unit) = (open.Report, tools.Context.Ids.Next(), open.Report.UnionId);
        var values = now.Rows.Select(r => new SubmittedValue
        {
            SubmissionId = id, Row = r.Row.Number, UnionId = unit, Indicator = r.Row.Indicator, Own = r.Own, Below = r.Below, Total = r.Total,
            Status = r.Status, HoldsEstimate = r.HoldsEstimate,
            Remark = r.Remark, ByMandate = r.ByMandate, TypedBy = r.TypedBy,
        }).ToList();
        var children = now.Children.Select(c => new SubmittedChild
        {
            SubmissionId = id, ChildId = c.Union.Id, UnionId = unit, Code = c.Union.Code, Name = c.Union.Name, ChildSubmissionId = c.Approved?.Id,
            Hash = c.Approved?.Hash,
            Missing = missing.GetValueOrDefault(c.Union.Id)?.Reason, Words = missing.GetValueOrDefault(c.Union.Id)?.Words,
        }).ToList();
        var said = hits.Where(h => h.Explanation is not null).Select(h => new SubmittedExplanation
        {
            SubmissionId = id, CheckCode = h.Check.Code, UnionId = unit, Indicator = h.Check.Row, Reason = h.Explanation!.Reason,
            Sentence = h.Explanation.Sentence,
        }).ToList();
        var head = new CanonicalLines.Head(
            form.Number, form.Version, form.DefinitionHash, open.Unit.Code, report.PeriodOf.ToString(), report.Edition, report.LastDay);
        var made = new Submission
        {
            Id = id, ReportId = report.Id, Number = report.Submissions + 1, UnionId = unit, At = tools.Time.GetUtcNow(), PersonId = tools.Desk.Person,
            MandateId = open.Mandate?.Id, TreeDay = report.LastDay,
            DefinitionHash = form.DefinitionHash, Expected = now.Expected, Reported = now.Reported, Weight = now.Weight, Late = late,
            Hash = CanonicalLines.Hash(
                head, values.Select(v => new CanonicalLines.Value(v.Row, v.Indicator, v.Own, v.Below, v.Total, v.Status, v.HoldsEstimate, v.Remark)),
                children.Select(c => new CanonicalLines.Child(c.Code, c.Hash, c.Missing, c.Words)), said.Select(
                    s => new CanonicalLines.Said(s.CheckCode, s.Reason, s.Sentence))),
        };
        made.Values.AddRange(values);
        made.Children.AddRange(children);
        made.Explanations.AddRange(said);
        return made;
    }

    /// <summary>What was returned has been changed, or is answered.</summary>
    private static async Task RequireAnsweredAsync(Report report, Submission made, SubmitInput input, ActTools tools, CancellationToken cancellation)
    {
        if (report.State != ReportState.Returned) return;
        var returned = await tools.Context.ReturnedCells.Where(r => r.ReportId == report.Id && r.Submission == report.Submissions).ToListAsync(cancellation);
        var before = await tools.Reading.NewestAsync(report, cancellation);
        for (var i = 0; i < input.Answers.Count; i++)
        {
            var cell = returned.Find(r => r.Indicator == (input.Answers[i].Indicator ?? ReturnedCell.Whole)) ?? throw new InvalidInput(
                $"answers[{i}].indicator", "report-not-returned");
            cell.Answer = input.Answers[i].Words;
        }
        var open = returned.Where(r => r.Answer is null && !(r.Indicator == ReturnedCell.Whole ? made.Hash != before!.Hash : Differs(r.Indicator))).ToList();
        if (open.Count > 0) throw new RuleViolation("report-returned-open",
            string.Join("、", open.Select(r => r.Indicator == ReturnedCell.Whole ? tools.Texts["report-whole"] : tools.Book.Find(r.Indicator)!.Name)));

        bool Differs(string indicator)
        {
            var (was, now) = (before!.Values.Find(v => v.Indicator == indicator), made.Values.Find(v => v.Indicator == indicator));
            return was?.Own != now?.Own || was?.Total != now?.Total || was?.Status != now?.Status;
        }
    }
}

/// <summary>The unit takes back what it handed in, as long as nobody reviews it.</summary>
internal sealed class WithdrawReport : ReportAct<WithdrawInput>
{
    public override ReportAction Action => ReportAction.Withdraw;

    public override async Task<Report> DoAsync(OpenReport open, WithdrawInput input, ActTools tools, CancellationToken cancellation)
    {
        await tools.Desk.SaveAsync(open, ReportStepKind.Withdrawn, input.Reason ?? "", cancellation);
        return open.Report;
    }
}
