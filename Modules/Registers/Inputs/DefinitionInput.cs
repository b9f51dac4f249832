using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Kernel;

namespace Federation.Registers.Inputs;

public enum FieldKind { Whole, Amount, Date, Choice, Text, Identity }

/// <summary>Who reads the records: the union and those above, or the union alone.</summary>
public enum RegisterVisibility { Open, Personal }

/// <summary>Under which heading of the menu a register stands.</summary>
public enum LineOfWork { Culture, Skills, Safety, Services, Organisation }

/// <summary>In which year the office reads it first.</summary>
public enum YearKind { Calendar, Statistical }

/// <summary>Whether a check that fails stops the record, or asks for a confirmation.</summary>
public enum CheckStrength { Stops, Asks }

public enum CountingKind { Sum, Count, Latest, Ratio, Distinct, Kinds }

/// <summary>A definition of a register. The API, the page and the workbook have these same fields.</summary>
public sealed class RegisterInput : IChecked
{
    [MaxLength(40)]
    public string Code { get; set; } = "";

    [MaxLength(40)]
    public string Zh { get; set; } = "";

    [MaxLength(80)]
    public string En { get; set; } = "";

    public LineOfWork Line { get; set; }

    public RegisterVisibility Visibility { get; set; }

    /// <summary>The date by which a record counts.</summary>
    [MaxLength(40)]
    public string Date { get; set; } = "";

    public YearKind? Year { get; set; }

    /// <summary>Codes of the fields by which a row of a table finds its record, separated by commas.</summary>
    [MaxLength(200)]
    public string? Key { get; set; }

    [MaxLength(500)]
    public string? Hint { get; set; }

    public IReadOnlyList<FieldInput> Fields { get; set; } = [];
    public IReadOnlyList<ChoiceInput> Choices { get; set; } = [];
    public IReadOnlyList<CheckInput> Checks { get; set; } = [];
    public IReadOnlyList<StateInput> States { get; set; } = [];
    public IReadOnlyList<TransitionInput> Transitions { get; set; } = [];
    public IReadOnlyList<IndicatorInput> Indicators { get; set; } = [];

    /// <summary>What is wrong with a definition is found by reading it against what was before.</summary>
    public void Check(InputProblems problems)
    {
    }
}

public sealed class FieldInput
{
    [MaxLength(40)]
    public string Code { get; set; } = "";

    [MaxLength(40)]
    public string Zh { get; set; } = "";

    [MaxLength(80)]
    public string? En { get; set; }

    public FieldKind Kind { get; set; }

    [MaxLength(20)]
    public string? Unit { get; set; }

    /// <summary>When it has to be given: a condition, or <c>true</c>.</summary>
    [MaxLength(2000)]
    public string? Required { get; set; }

    /// <summary>When it is asked at all; what is not asked is empty.</summary>
    [MaxLength(2000)]
    public string? Shown { get; set; }

    /// <summary>The formula that calculates it; such a field is not typed.</summary>
    [MaxLength(2000)]
    public string? Calculated { get; set; }

    /// <summary>What has to hold where it is given.</summary>
    [MaxLength(2000)]
    public string? Check { get; set; }

    [MaxLength(200)]
    public string? Message { get; set; }

    [MaxLength(200)]
    public string? Hint { get; set; }

    [MaxLength(40)]
    public string? Group { get; set; }

    /// <summary>Whether lists show it.</summary>
    public bool? Listed { get; set; }

    /// <summary>Whether it is no longer asked. What older records say in it stays.</summary>
    public bool? Retired { get; set; }
}

public sealed class ChoiceInput
{
    [MaxLength(40)]
    public string Field { get; set; } = "";

    [MaxLength(40)]
    public string Code { get; set; } = "";

    [MaxLength(40)]
    public string Zh { get; set; } = "";

    [MaxLength(80)]
    public string? En { get; set; }

    public bool? Retired { get; set; }
}

public sealed class CheckInput
{
    [MaxLength(2000)]
    public string Condition { get; set; } = "";

    public CheckStrength Strength { get; set; }

    [MaxLength(200)]
    public string Message { get; set; } = "";
}

public sealed class StateInput
{
    [MaxLength(40)]
    public string Code { get; set; } = "";

    [MaxLength(40)]
    public string Zh { get; set; } = "";

    [MaxLength(80)]
    public string? En { get; set; }

    public bool? First { get; set; }

    public bool? Final { get; set; }

    /// <summary>Whether a record counts in it; yes where left out.</summary>
    public bool? Counts { get; set; }

    /// <summary>Days that a record may stay in it.</summary>
    public int? Days { get; set; }
}

public sealed class TransitionInput
{
    [MaxLength(40)]
    public string From { get; set; } = "";

    [MaxLength(40)]
    public string To { get; set; } = "";

    /// <summary>On the button.</summary>
    [MaxLength(40)]
    public string Zh { get; set; } = "";

    [MaxLength(80)]
    public string? En { get; set; }

    /// <summary>Whether a clerk may do it, or only a reviewer.</summary>
    public bool? ReviewerOnly { get; set; }

    /// <summary>What has to hold before.</summary>
    [MaxLength(2000)]
    public string? Needs { get; set; }
}

public sealed class IndicatorInput
{
    [MaxLength(36)]
    public string Code { get; set; } = "";

    [MaxLength(40)]
    public string Zh { get; set; } = "";

    [MaxLength(80)]
    public string En { get; set; } = "";

    [MaxLength(20)]
    public string Unit { get; set; } = "";

    public CountingKind Kind { get; set; }

    /// <summary>What is added up, or of which field the different ones are counted.</summary>
    [MaxLength(2000)]
    public string? Of { get; set; }

    /// <summary>Which records count.</summary>
    [MaxLength(2000)]
    public string? Filter { get; set; }

    /// <summary>Of a ratio, what is added up below the line; the number of records where left out.</summary>
    [MaxLength(2000)]
    public string? Per { get; set; }

    /// <summary>Of a ratio, which records count below the line.</summary>
    [MaxLength(2000)]
    public string? PerFilter { get; set; }

    /// <summary>The field of choices that makes one "of which" for each choice.</summary>
    [MaxLength(40)]
    public string? By { get; set; }

    /// <summary>The date in whose month it counts; that of the register where left out.</summary>
    [MaxLength(40)]
    public string? On { get; set; }

    /// <summary>The first month, such as <c>2026-07</c>, in which this formula holds; from the beginning where left out. Lines of the same code hold one after the other.</summary>
    [MaxLength(7)]
    public string? From { get; set; }
}
