using Federation.Framework.Audit;
using Federation.Framework.Steps;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.Reports.Inputs;

namespace Federation.Reports.Cases;

/// <summary>
/// The head of one edition of one union's report on a form for a period: where it is and who decides. It holds no figure, so the union that decides on it can find it
/// wherever the union stands today; what reads it names the union or the decider.
/// </summary>
[Unlogged("Each step of a report has an entry of its own.")]
internal sealed class Report : IShared, IOwnedByUnion
{
    public long Id { get; init; }
    public long UnionId { get; init; }
    public long FormId { get; init; }

    /// <summary>Number of the form: versions of it follow one another.</summary>
    public required string Number { get; init; }

    /// <summary>Code of the period.</summary>
    public int Period { get; init; }

    public DateOnly FirstDay { get; init; }
    public DateOnly LastDay { get; init; }

    /// <summary>1 for what was handed in first, higher for revisions and corrections.</summary>
    public int Edition { get; init; }

    public EditionKind Kind { get; init; }
    public string? Reason { get; init; }
    public string? Extent { get; init; }
    public string? Evidence { get; init; }

    /// <summary>Who asked for this edition; null for the first.</summary>
    public long? AuthorId { get; init; }

    public ReportState State { get; private set; }

    /// <summary>Who decides: the parent on the reporting line at the period's end.</summary>
    public long DeciderId { get; set; }

    /// <summary>How often it was handed in: the number of the newest submission.</summary>
    public int Submissions { get; set; }

    public DateTimeOffset? SubmittedAt { get; set; }
    public long? SubmittedBy { get; set; }
    public bool Late { get; set; }

    /// <summary>The submission that stands approved; null where none does.</summary>
    public int? ApprovedNumber { get; set; }

    public DateTimeOffset? ApprovedAt { get; set; }

    /// <summary>
    /// Whether its own figures are kept with it and not read from the records: of a correction, and of what is handed in for a period that is closed already.
    /// </summary>
    public bool KeepsOwn { get; set; }

    /// <summary>Lines of its history.</summary>
    public int Steps { get; set; }

    public int Version { get; set; }

    public Period PeriodOf => Kernel.Period.FromCode(Period);

    /// <summary>The state after a move; whether the move is one of the table was asked before.</summary>
    public void MoveTo(ReportState state) => State = state;
}

/// <summary>
/// What a unit says of one row while it works on a report. The value itself stands with the records and typed figures, unless the report keeps its own
/// (<see cref="Report.KeepsOwn"/>).
/// </summary>
[Unlogged("What was filled in has an entry with the report.")]
internal sealed class ReportCell : ISubtreeReadable
{
    public long ReportId { get; init; }
    public required string Indicator { get; init; }
    public long UnionId { get; init; }

    /// <summary>Only of a report that keeps its own figures.</summary>
    public decimal? Value { get; set; }

    /// <summary>Nil, estimated, withheld or missing; null where it follows from the value.</summary>
    public ValueStatus? Status { get; set; }

    public string? Remark { get; set; }
    public long? TypedBy { get; set; }

    /// <summary>The mandate by which it was typed; null where the unit did so itself.</summary>
    public long? MandateId { get; set; }

    /// <summary>Whether the unit says that what was typed for it is wrong.</summary>
    public bool Contested { get; set; }

    /// <summary>Whether the unit has confirmed what was typed for it.</summary>
    public bool Confirmed { get; set; }
}

/// <summary>Why a value is right although a check hits; it holds for that value and no other.</summary>
[Unlogged("What was explained has an entry with the report.")]
internal sealed class Explanation : ISubtreeReadable
{
    public long ReportId { get; init; }
    public required string CheckCode { get; init; }
    public long UnionId { get; init; }
    public ExplanationReason Reason { get; set; }
    public required string Sentence { get; set; }

    /// <summary>The value that was explained.</summary>
    public decimal? Value { get; set; }

    public long? PersonId { get; set; }
}

/// <summary>A value, or the whole report, that was returned with a reason.</summary>
[Unlogged("Returning has an entry with the report.")]
internal sealed class ReturnedCell : ISubtreeReadable
{
    public const string Whole = "";

    public long ReportId { get; init; }

    /// <summary>The submission that was returned.</summary>
    public int Submission { get; init; }

    /// <summary>The row; <see cref="Whole"/> for the report as a whole.</summary>
    public required string Indicator { get; init; }

    public long UnionId { get; init; }
    public required string Reason { get; init; }

    /// <summary>What the unit says where it leaves the value as it is.</summary>
    public string? Answer { get; set; }
}

/// <summary>What can be done to a report, in its history. Part of the seals: numbers never change.</summary>
public enum ReportStepKind
{
    Opened = 0, Submitted = 1, Withdrawn = 2, UnderReview = 3, Returned = 4, Approved = 5, PulledBack = 6, Closed = 7, Contested = 8, Confirmed = 9,
    KeptOwn = 10,
}

/// <summary>One line of a report's history.</summary>
[Unlogged("Each step of a report has an entry of its own.")]
internal sealed class ReportStep : Step<ReportStepKind>, ISubtreeReadable
{
    public long ReportId { get; init; }

    /// <summary>The submission that it was about; 0 where there was none.</summary>
    public int Submission { get; init; }

    protected override string Case => $"report\n{Text.Of(ReportId)}\n{Text.Of(Submission)}";
}

/// <summary>How a union hands in. Where nothing is said, the leader hands in, and may have typed as well.</summary>
internal sealed class HandingIn : ISubtreeReadable
{
    public long UnionId { get; init; }
    public bool ClerksSubmit { get; set; }
    public bool TwoPersons { get; set; }
}
