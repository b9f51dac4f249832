using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Federation.Framework.Audit;
using Federation.Framework.Steps;
using Federation.Kernel.Tenancy;
using Federation.Reports.Inputs;

namespace Federation.Reports.Cases;

/// <summary>
/// What was handed in, with every value as it was. It is only ever added; later changes of records show as differences from it. Figures that were handed in are
/// the federation's, as all figures are: the union that decides adds them up wherever the unit stands today. <see cref="ReportDesk"/> asks who may see a report.
/// </summary>
[Unlogged("Handing in has an entry with the report.")]
internal sealed class Submission : IShared, IOwnedByUnion, IOnlyGrows
{
    public long Id { get; init; }
    public long ReportId { get; init; }

    /// <summary>1 for the first of the edition.</summary>
    public int Number { get; init; }

    public long UnionId { get; init; }
    public DateTimeOffset At { get; init; }
    public long? PersonId { get; init; }

    /// <summary>The mandate by which it was handed in for the unit; null where the unit did so itself.</summary>
    public long? MandateId { get; init; }

    /// <summary>The day whose tree was added up.</summary>
    public DateOnly TreeDay { get; init; }

    public required string DefinitionHash { get; init; }

    /// <summary>SHA-256 over the canonical lines, as hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>Unions of the subtree that owe the report.</summary>
    public int Expected { get; init; }

    /// <summary>Those of them whose figures are in it.</summary>
    public int Reported { get; init; }

    /// <summary>The share of those in last year's total of the first row, in percent; null where there is no last year.</summary>
    public decimal? Weight { get; init; }

    public bool Late { get; init; }
    public List<SubmittedValue> Values { get; } = [];
    public List<SubmittedChild> Children { get; } = [];
    public List<SubmittedExplanation> Explanations { get; } = [];
}

/// <summary>One row of a submission.</summary>
[Unlogged("Handing in has an entry with the report.")]
internal sealed class SubmittedValue : IShared, IOwnedByUnion, IOnlyGrows
{
    public long SubmissionId { get; init; }
    public int Row { get; init; }
    public long UnionId { get; init; }
    public required string Indicator { get; init; }
    public decimal? Own { get; init; }
    public decimal? Below { get; init; }
    public decimal? Total { get; init; }
    public ValueStatus Status { get; init; }

    /// <summary>Whether an estimate is in the total, be it from below.</summary>
    public bool HoldsEstimate { get; init; }

    public string? Remark { get; init; }

    /// <summary>Whether it was typed by mandate.</summary>
    public bool ByMandate { get; init; }

    /// <summary>Who typed it; null for what was counted or added up.</summary>
    public long? TypedBy { get; init; }
}

/// <summary>A union that the submission adds up, or that is missing from it.</summary>
[Unlogged("Handing in has an entry with the report.")]
internal sealed class SubmittedChild : IShared, IOwnedByUnion, IOnlyGrows
{
    public long SubmissionId { get; init; }
    public long ChildId { get; init; }
    public long UnionId { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }

    /// <summary>Its submission that was added up; null where it is missing.</summary>
    public long? ChildSubmissionId { get; init; }

    public string? Hash { get; init; }
    public MissingReason? Missing { get; init; }
    public string? Words { get; init; }
}

[Unlogged("Handing in has an entry with the report.")]
internal sealed class SubmittedExplanation : IShared, IOwnedByUnion, IOnlyGrows
{
    public long SubmissionId { get; init; }
    public required string CheckCode { get; init; }
    public long UnionId { get; init; }
    public required string Indicator { get; init; }
    public ExplanationReason Reason { get; init; }
    public required string Sentence { get; init; }
}

/// <summary>
/// The lines that a hash is made over. Only what was handed in is in them, so that the same content has the same hash whenever and by whomever it is handed in.
/// The hash can be recomputed from an export.
/// </summary>
internal static class CanonicalLines
{
    public sealed record Head(string Form, int FormVersion, string DefinitionHash, string Union, string Period, int Edition, DateOnly TreeDay);

    public sealed record Value(int Row, string Indicator, decimal? Own, decimal? Below, decimal? Total, ValueStatus Status, bool HoldsEstimate, string? Remark);

    public sealed record Child(string Union, string? Hash, MissingReason? Missing, string? Words);

    public sealed record Said(string Check, ExplanationReason Reason, string Sentence);

    public static string Hash(Head head, IEnumerable<Value> values, IEnumerable<Child> children, IEnumerable<Said> explanations) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Of(head, values, children, explanations)))));

    public static IEnumerable<string> Of(Head head, IEnumerable<Value> values, IEnumerable<Child> children, IEnumerable<Said> explanations)
    {
        yield return "federation-report 1";
        yield return FormattableString.Invariant($"form {Word(head.Form)} {head.FormVersion} {head.DefinitionHash}");
        yield return FormattableString.Invariant($"union {Word(head.Union)} period {head.Period} edition {head.Edition} tree {head.TreeDay:yyyy-MM-dd}");
        foreach (var v in values.OrderBy(v => v.Row))
            yield return FormattableString.Invariant($"row {v.Row} {v.Indicator} {v.Status} {Number(v.Own)} {Number(v.Below)} {Number(v.Total)} {(v.HoldsEstimate ? "estimate" : "-")} {Word(v.Remark)}");
        foreach (var c in children.OrderBy(c => c.Union, StringComparer.Ordinal)) yield return FormattableString.Invariant(
            $"child {Word(c.Union)} {c.Hash ?? "-"} {c.Missing?.ToString() ?? "-"} {Word(c.Words)}");
        foreach (var e in explanations.OrderBy(e => e.Check, StringComparer.Ordinal)) yield return FormattableString.Invariant(
            $"explained {Word(e.Check)} {e.Reason} {Word(e.Sentence)}");
    }

    private static string Number(decimal? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>In quotes, with line ends and quotes escaped, so that no text can pass for another line.</summary>
    private static string Word(string? text) =>
        text is null ? "-" : "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace(
            "\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "\"";
}
