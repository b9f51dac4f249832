using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Kernel;

namespace Federation.Reports.Inputs;

/// <summary>Opens the report of the union on a form for a period, or finds it.</summary>
public sealed record OpenInput : IChecked
{
    /// <summary>Number of the form.</summary>
    [MaxLength(20)]
    public string Form { get; init; } = null!;

    /// <summary>2017, 2017-03 or S2018.</summary>
    [MaxLength(10)]
    public string Period { get; init; } = null!;

    public void Check(InputProblems problems)
    {
        if (!Kernel.Period.TryParse(Period, out _)) problems.Add("period", "not-a-period", Period);
    }
}

/// <summary>Values, remarks and explanations.</summary>
public sealed record FillInput : IChecked
{
    public IReadOnlyList<CellInput> Cells { get; init; } = [];
    public IReadOnlyList<ExplanationInput> Explanations { get; init; } = [];

    public void Check(InputProblems problems)
    {
        if (Cells.DistinctBy(c => c.Indicator).Count() < Cells.Count) problems.Add("cells", "typed-cell-twice");
        for (var i = 0; i < Cells.Count; i++)
        {
            var (cell, at) = (Cells[i], $"cells[{i}]");
            if (cell.Status is ValueStatus.Counted or ValueStatus.NotAsked) problems.Add($"{at}.status", "status-not-given");
            var holds = cell.Status is null or ValueStatus.Typed or ValueStatus.Estimated;
            if (cell.Value is not null && !holds) problems.Add($"{at}.value", "status-without-value");
            if (cell.Value is null && cell.Status is ValueStatus.Typed or ValueStatus.Estimated) problems.Add($"{at}.value", "required");
            if (cell.Status == ValueStatus.Missing && cell.Remark is null) problems.Add($"{at}.remark", "missing-needs-remark");
        }
    }
}

/// <summary>One value of the union's own. Without a value and a status it is taken back.</summary>
public sealed record CellInput
{
    [MaxLength(80)]
    public string Indicator { get; init; } = null!;

    public decimal? Value { get; init; }

    /// <summary>Nil, estimated, withheld, or missing with a remark; typed where left out.</summary>
    public ValueStatus? Status { get; init; }

    public string? Remark { get; init; }
}

/// <summary>Why a value is right although a check hits. It lapses when the value changes.</summary>
public sealed record ExplanationInput
{
    /// <summary>Code of the check.</summary>
    [MaxLength(20)]
    public string Check { get; init; } = null!;

    public ExplanationReason Reason { get; init; }
    public string Sentence { get; init; } = null!;
}

/// <summary>The unit looks at what was typed for it.</summary>
public sealed record ConfirmInput : IChecked
{
    /// <summary>The values that are wrong; those that were typed by mandate and are not named are confirmed.</summary>
    public IReadOnlyList<string> Contested { get; init; } = [];

    public void Check(InputProblems problems)
    {
    }
}

public sealed record SubmitInput : IChecked
{
    /// <summary>Unions below that are missing, each by name.</summary>
    public IReadOnlyList<MissingInput> Missing { get; init; } = [];

    /// <summary>Answers to values that were returned and are right.</summary>
    public IReadOnlyList<CellAnswerInput> Answers { get; init; } = [];

    public void Check(InputProblems problems)
    {
        if (Missing.DistinctBy(m => m.Union).Count() < Missing.Count) problems.Add("missing", "named-twice");
        if (Answers.DistinctBy(a => a.Indicator).Count() < Answers.Count) problems.Add("answers", "named-twice");
    }
}

public sealed record MissingInput
{
    [MaxLength(40)]
    public string Union { get; init; } = null!;

    public MissingReason Reason { get; init; }
    public string? Words { get; init; }
}

/// <param name="Indicator">The row; left out for what was said of the whole report.</param>
public sealed record CellAnswerInput
{
    [MaxLength(80)]
    public string? Indicator { get; init; }

    public string Words { get; init; } = null!;
}

public sealed record WithdrawInput : IChecked
{
    public string? Reason { get; init; }

    public void Check(InputProblems problems)
    {
    }
}

/// <summary>The reviewer begins; the unit cannot change anything from then on.</summary>
public sealed record BeginReviewInput : IChecked
{
    public void Check(InputProblems problems)
    {
    }
}

public sealed record ReturnReportInput : IChecked
{
    /// <summary>Why the whole report goes back; left out where only cells do.</summary>
    public string? Reason { get; init; }

    public IReadOnlyList<ReturnedCellInput> Cells { get; init; } = [];

    public void Check(InputProblems problems)
    {
        if (Reason is null && Cells.Count == 0) problems.Add("reason", "required");
        if (Cells.DistinctBy(c => c.Indicator).Count() < Cells.Count) problems.Add("cells", "named-twice");
    }
}

public sealed record ReturnedCellInput
{
    [MaxLength(80)]
    public string Indicator { get; init; } = null!;

    public string Reason { get; init; } = null!;
}

/// <summary>What the reviewer has seen.</summary>
public sealed record ApproveInput : IChecked
{
    public int Number { get; init; }

    [MaxLength(64)]
    public string Hash { get; init; } = null!;

    public void Check(InputProblems problems)
    {
        if (Number < 1) problems.Add("number", "not-positive");
    }
}

public sealed record PullBackInput : IChecked
{
    public string Reason { get; init; } = null!;

    public void Check(InputProblems problems)
    {
    }
}

public sealed record ReviseInput : IChecked
{
    public EditionKind Kind { get; init; }
    public string Reason { get; init; } = null!;

    /// <summary>What it concerns: the rows, units and amounts.</summary>
    public string Extent { get; init; } = null!;

    /// <summary>What proves it: the number of a paper, a record.</summary>
    public string Evidence { get; init; } = null!;

    public void Check(InputProblems problems)
    {
        if (Kind == EditionKind.First) problems.Add("kind", "revision-or-correction");
    }
}

/// <summary>Closes a period for the whole tree below a root.</summary>
public sealed record CloseInput : IChecked
{
    [MaxLength(10)]
    public string Period { get; init; } = null!;

    /// <summary>What is missing and accepted, by name.</summary>
    public IReadOnlyList<GapInput> Accepted { get; init; } = [];

    public void Check(InputProblems problems)
    {
        if (!Kernel.Period.TryParse(Period, out _)) problems.Add("period", "not-a-period", Period);
        if (Accepted.DistinctBy(a => (a.Form, a.Union)).Count() < Accepted.Count) problems.Add("accepted", "named-twice");
    }
}

public sealed record GapInput
{
    [MaxLength(20)]
    public string Form { get; init; } = null!;

    [MaxLength(40)]
    public string Union { get; init; } = null!;

    public string Reason { get; init; } = null!;
}

/// <summary>A union above hands in for one below (代报).</summary>
public sealed record MandateInput : IChecked
{
    /// <summary>Code of the unit.</summary>
    [MaxLength(40)]
    public string Unit { get; init; } = null!;

    public DateOnly From { get; init; }
    public DateOnly? To { get; init; }

    public void Check(InputProblems problems) => problems.CheckDates("to", From, To);
}

/// <summary>How a union hands in.</summary>
public sealed record HandingInInput : IChecked
{
    /// <summary>Whether clerks and reviewers hand in as well, and not the leader alone.</summary>
    public bool ClerksSubmit { get; init; }

    /// <summary>Whether another person than those who typed hands in.</summary>
    public bool TwoPersons { get; init; }

    public void Check(InputProblems problems)
    {
    }
}
