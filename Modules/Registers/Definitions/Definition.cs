using Federation.Kernel;
using Federation.Registers.Inputs;
using Federation.Registers.Language;

namespace Federation.Registers.Definitions;

/// <summary>A definition that was read: everything that a record, a table and the figures of the register need, with its formulas as delegates and trees.</summary>
internal sealed class Definition
{
    public required RegisterInput Input { get; init; }
    public required Layout Layout { get; init; }

    /// <summary>In the order of the form; retired ones among them.</summary>
    public required IReadOnlyList<DefinedField> Fields { get; init; }

    /// <summary>What formulas may name.</summary>
    public required IReadOnlyList<FormulaField> Named { get; init; }

    /// <summary>The calculated fields in the order of evaluation: each after the fields that its formula reads.</summary>
    public required IReadOnlyList<DefinedField> Calculated { get; init; }

    public required IReadOnlyList<DefinedCheck> Checks { get; init; }
    public required IReadOnlyList<DefinedState> States { get; init; }
    public required IReadOnlyList<DefinedTransition> Transitions { get; init; }
    public required IReadOnlyList<DefinedIndicator> Indicators { get; init; }

    /// <summary>The fields by which a row of a table finds its record.</summary>
    public required IReadOnlyList<DefinedField> Key { get; init; }

    public string Code => Input.Code;

    public string Source => SourceOf(Code);

    public bool IsPersonal => Input.Visibility == RegisterVisibility.Personal;

    public DefinedField Date => Fields.First(f => f.Code == Input.Date);

    public DefinedState? First => States.FirstOrDefault(s => s.Input.First == true);

    /// <summary>The numbers of the states in which a record counts; null for a register without states.</summary>
    public IReadOnlyList<int>? Counting => States.Count == 0 ? null : [.. States.Where(s => s.Input.Counts != false).Select(s => s.Number)];

    /// <summary>Further dates by which indicators count, besides that of the register.</summary>
    public IReadOnlyList<DefinedField> FurtherDates => [.. Indicators.Select(i => i.On).OfType<DefinedField>().Distinct()];

    /// <summary>What the engine knows the register by, as module and as source.</summary>
    public static string SourceOf(string code) => "register." + code;
}

/// <summary>A field with its column and its formulas.</summary>
internal sealed class DefinedField
{
    public required FieldInput Input { get; init; }
    public required Slot Slot { get; init; }

    /// <summary>As formulas know it; null where they cannot, which is so for identities.</summary>
    public required FormulaField? InFormulas { get; init; }

    public IReadOnlyList<FormulaChoice> Choices => InFormulas?.Choices ?? [];

    /// <summary>Codes of choices that are no longer offered.</summary>
    public required IReadOnlySet<string> RetiredChoices { get; init; }

    public Func<ISlots, bool>? IsRequired { get; set; }
    public Func<ISlots, bool>? IsShown { get; set; }
    public Func<ISlots, bool>? Check { get; set; }
    public Func<ISlots, decimal?>? Calculate { get; set; }
    public Node? Formula { get; set; }

    public string Code => Input.Code;
    public bool IsTyped => Input.Retired != true && Calculate is null;
}

internal sealed record DefinedCheck(CheckInput Input, Func<ISlots, bool> Holds);

internal sealed record DefinedState(StateInput Input, int Number);

internal sealed record DefinedTransition(TransitionInput Input, Func<ISlots, bool>? Needs);

/// <summary>An indicator with the formulas that hold one after the other.</summary>
internal sealed class DefinedIndicator
{
    /// <summary>The newest line: what it is called, and of what kind it is.</summary>
    public required IndicatorInput Input { get; init; }

    /// <summary>By the month from which on they hold; the first from the beginning.</summary>
    public required IReadOnlyList<DatedFormula> Formulas { get; init; }

    public DefinedField? By { get; init; }

    /// <summary>The date in whose month it counts; null for that of the register.</summary>
    public DefinedField? On { get; init; }

    /// <summary>Of which field the different ones are counted.</summary>
    public DefinedField? Different { get; init; }

    public string CodeIn(string register) => $"{register}.{Input.Code}";
}

/// <param name="From">As <see cref="Period.Code"/> of a month; 0 for the beginning.</param>
internal sealed record DatedFormula(int From, Node? Of, Node? Filter, Node? Per, Node? PerFilter);
