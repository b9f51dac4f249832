using System.Globalization;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Reports.Forms;
using Federation.Reports.Inputs;
using Microsoft.EntityFrameworkCore;

namespace Federation.Reports.Cases;

/// <summary>A check that hits a row.</summary>
/// <param name="Level">What it does here; a check may hint at one level of the tree and ask at another.</param>
/// <param name="Value">What was held against the others: an explanation holds for that value only.</param>
internal sealed record Hit(FormCheck Check, CheckLevel Level, CalculatedRow Row, decimal? Value, string Sentence)
{
    /// <summary>What the unit says to it; null where it says nothing, or said it of another value.</summary>
    public Explanation? Explanation { get; init; }
}

/// <summary>What siblings have handed in, for checks that look beside.</summary>
internal sealed record Sibling(long UnionId, IReadOnlyDictionary<string, SubmittedValue> Values);

/// <summary>Holds the values of a report against each other, last year's, the records and the siblings'.</summary>
internal sealed class CheckRun(ReportsContext context, Texts texts)
{
    /// <summary>Fewer siblings say nothing of what is usual.</summary>
    private const int LeastSiblings = 8;

    /// <summary>The usual bound of a modified z-score, and the factor that makes it comparable with a standard deviation.</summary>
    private const double ZScore = 3.5, Consistency = 0.6745;

    /// <summary>Units for which one person typed the same value: more of them are no accident.</summary>
    private const int Copies = 5;

    /// <summary>A factor in between is yuan for wan, or the other way round.</summary>
    private const decimal WanAtLeast = 5_000, WanAtMost = 20_000;

    private const string Members = "unions.members";

    /// <summary>Everything that hits, with what the unit says to it.</summary>
    /// <param name="forDecider">Whether the decider looks, who is told what the unit is not.</param>
    public async Task<IReadOnlyList<Hit>> RunAsync(Report report, Form form, CalculatedReport calculated, bool forDecider, CancellationToken cancellation)
    {
        var explanations = await context.Explanations.AsNoTracking().Where(e => e.ReportId == report.Id).ToDictionaryAsync(
            e => e.CheckCode, StringComparer.Ordinal, cancellation);
        var needsSiblings = form.Checks.Exists(c => c.Kind == CheckKind.Siblings || (forDecider && c.Kind == CheckKind.CopiedDigits));
        var siblings = needsSiblings ? await SiblingsAsync(report, cancellation) : [];
        var rows = calculated.Rows.ToDictionary(r => r.Row.Indicator, StringComparer.Ordinal);
        var hits = new List<Hit>();
        foreach (var check in form.Checks.OrderBy(c => c.Number))
        {
            if (check.Kind == CheckKind.CopiedDigits && !forDecider) continue;
            var row = rows[check.Row];
            if (Find(check, row, rows, calculated, siblings) is not { } sentence) continue;
            // A single unit may be unlike its neighbours; a whole district is asked.
            var level = check.Kind == CheckKind.Siblings && calculated.Level == UnionLevel.Grassroots ? CheckLevel.Hint : check.Kind == CheckKind.CopiedDigits
                ? CheckLevel.Hint : check.Level;
            hits.Add(new Hit(check, level, row, row.Total, sentence) { Explanation = explanations.GetValueOrDefault(check.Code) is { } said
                && said.Value == row.Total ? said : null });
        }
        return hits;
    }

    private string? Find(FormCheck check, CalculatedRow row, Dictionary<string, CalculatedRow> rows, CalculatedReport calculated, IReadOnlyList<Sibling> siblings)
    {
        var (name, total) = (row.Indicator.Name, row.Total);
        switch (check.Kind)
        {
            case CheckKind.Balance:
                var parts = check.OtherRows.Sum(o => rows[o].Total ?? 0);
                return (total ?? 0) != parts
                    ? texts["check-balance", name, Plain(total), string.Join(" + ", check.OtherRows.Select(o => rows[o].Indicator.Name)), Plain(parts)] : null;
            case CheckKind.Order:
                var larger = rows[check.OtherRows[0]];
                return total > (larger.Total ?? 0) ? texts["check-order", name, Plain(total), larger.Indicator.Name, Plain(larger.Total)] : null;
            case CheckKind.Presence:
                return total > 0 && check.OtherRows.FirstOrDefault(
                    o => rows[o].Total is null or 0) is { } absent ? texts["check-presence", name, Plain(total), rows[absent].Indicator.Name] : null;
            case CheckKind.Records:
                var records = calculated.Figures[check.OtherRows[0]].Own;
                return row.Own is not null && records is not null && row.Own != records ? texts["check-records", name, Plain(row.Own), Plain(records)] : null;
            case CheckKind.LastYear:
                if (total is null || row.Previous is not { } before) return null;
                var off = Math.Abs(total.Value - before);
                return off > check.Amount && off > before * check.Percent / 100 ? texts["check-last-year", name, Plain(total), Plain(before)] : null;
            case CheckKind.UnitOfMeasure:
                if (total is not > 0 || row.Previous is not > 0) return null;
                var factor = total.Value > row.Previous.Value ? total.Value / row.Previous.Value : row.Previous.Value / total.Value;
                return factor is >= WanAtLeast and <= WanAtMost ? texts["check-unit-of-measure", name, Plain(total), Plain(row.Previous)] : null;
            case CheckKind.Siblings:
                return IsUnlike(check.Row, rows, siblings) ? texts["check-siblings", name, Plain(total), siblings.Count] : null;
            case CheckKind.CopiedDigits:
                var copies = total is > 0 && row.TypedBy is not null ? siblings.Count(
                    s => s.Values.GetValueOrDefault(check.Row) is { } v && v.Total == total && v.TypedBy == row.TypedBy) + 1 : 0;
                return copies >= Copies ? texts["check-copied-digits", name, Plain(total), copies] : null;
            default:
                throw new InvalidOperationException($"{check.Kind} is no kind of check.");
        }
    }

    private static bool IsUnlike(string indicator, Dictionary<string, CalculatedRow> rows, IReadOnlyList<Sibling> siblings)
    {
        if (rows[indicator].Total is not { } total || PerMember(total, rows.GetValueOrDefault(Members)?.Total) is not { } value) return false;
        var others =
            siblings.Select(s => s.Values.GetValueOrDefault(indicator)?.Total is { } t ? PerMember(t, s.Values.GetValueOrDefault(Members)?.Total) : null)
                .OfType<double>().ToList();
        if (others.Count < LeastSiblings) return false;
        var middle = Median(others);
        var spread = Median([.. others.Select(o => Math.Abs(o - middle))]);
        return spread > 0 && Math.Abs(Consistency * (value - middle) / spread) > ZScore;

        // A form without members is compared as it is.
        double? PerMember(decimal amount, decimal? members) =>
            !rows.ContainsKey(Members) || indicator == Members ? (double)amount : members is > 0 ? (double)(amount / members.Value) : null;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        var half = values.Count / 2;
        return values.Count % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    /// <summary>What the other unions of the same decider have handed in last.</summary>
    private async Task<IReadOnlyList<Sibling>> SiblingsAsync(Report report, CancellationToken cancellation)
    {
        var found = await (
            from head in context.Reports
            join submission in context.Submissions on head.Id equals submission.ReportId
            where head.FormId == report.FormId && head.Period == report.Period && head.DeciderId == report.DeciderId && head.UnionId != report.UnionId
                && head.Submissions == submission.Number
            orderby head.Edition
            select submission).Include(s => s.Values).AsNoTracking().ToListAsync(cancellation);
        return [.. found.GroupBy(s => s.UnionId).Select(g => new Sibling(g.Key, g.Last().Values.ToDictionary(v => v.Indicator, StringComparer.Ordinal)))];
    }

    public static string Plain(decimal? value) => (value ?? 0).ToString("#,0.##", CultureInfo.InvariantCulture);
}
