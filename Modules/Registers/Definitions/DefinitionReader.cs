using System.Text.RegularExpressions;
using Federation.Kernel;
using Federation.Registers.Inputs;
using Federation.Registers.Language;

namespace Federation.Registers.Definitions;

/// <summary>
/// Validates a definition and reports all problems at once, each with its path: <c>fields[2].check</c>. A change must not alter the meaning of stored records.
/// </summary>
internal sealed partial class DefinitionReader
{
    /// <summary>Indicators of a register, with the lines that an earlier formula has.</summary>
    public const int MaxIndicators = 60;

    private readonly RegisterInput input;
    private readonly Definition? before;
    private readonly InputProblems problems;
    private readonly Layout layout;
    private readonly Dictionary<string, DefinedField> fields = new(StringComparer.Ordinal);

    /// <summary>What formulas may name: the fields, and the state.</summary>
    private readonly List<FormulaField> named = [];

    private DefinitionReader(RegisterInput input, Layout layout, Definition? before, InputProblems problems) =>
        (this.input, this.before, this.problems, this.layout) = (input, before, problems, layout.Extended(input));

    /// <param name="layout">What has been given away so far.</param>
    /// <param name="before">The definition that is in force; null where none has been.</param>
    /// <returns>Null where anything is wrong.</returns>
    public static Definition? Read(RegisterInput input, Layout layout, Definition? before, InputProblems problems) =>
        new DefinitionReader(input, layout, before, problems).Read();

    private Definition? Read()
    {
        ReadRegister();
        var states = ReadStates();
        ReadFields();
        ReadFormulas();
        var calculated = InOrder();
        var checks = input.Checks.Select((c, i) => (Input: c, Holds: Condition(c.Condition, $"checks[{i}].condition"))).ToList();
        var transitions = ReadTransitions();
        var indicators = ReadIndicators();
        var key = ReadKey();
        return problems.Any ? null : new Definition
        {
            Input = input, Layout = layout, Named = named, Fields = [.. input.Fields.Select(f => fields[f.Code])], Calculated = calculated, States = states, Transitions = transitions,
            Checks = [.. checks.Select(c => new DefinedCheck(c.Input, c.Holds!))], Indicators = indicators, Key = key,
        };
    }

    private void ReadRegister()
    {
        CheckCode("code", input.Code);
        CheckName("zh", input.Zh);
        CheckName("en", input.En);
        if (before is null) return;
        if (before.Code != input.Code) problems.Add("code", "register-code-stays", before.Code);
        if (before.Input.Visibility != input.Visibility) problems.Add("visibility", "register-visibility-stays");
        if (before.Input.Date != input.Date) problems.Add("date", "register-date-stays", before.Input.Date);
    }

    private List<DefinedState> ReadStates()
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (state, i) in input.States.Select((s, i) => (s, i)))
        {
            CheckCode($"states[{i}].code", state.Code, known);
            CheckName($"states[{i}].zh", state.Zh);
        }
        if (input.States.Count > 0 && input.States.Count(s => s.First == true) != 1) problems.Add("states", "register-one-first-state");
        foreach (var lost in before?.States.Where(s => !known.Contains(s.Input.Code)) ?? []) problems.Add("states", "register-state-stays", lost.Input.Code);
        if (input.States.Count > 0)
        {
            var choices = input.States.Where(s => layout.States.ContainsKey(s.Code)).Select(s => new FormulaChoice(layout.States[s.Code], s.Code, s.Zh, s.En ?? s.Code));
            named.Add(new FormulaField("state", "状态", "state", ValueKind.Choice, Slot.State, [.. choices]));
        }
        return [.. input.States.DistinctBy(s => s.Code).Select(s => new DefinedState(s, layout.States[s.Code]))];
    }

    private void ReadFields()
    {
        if (input.Fields.Count == 0) problems.Add("fields", "required");
        HashSet<string> codes = new(StringComparer.Ordinal), names = new(StringComparer.Ordinal);
        foreach (var (field, i) in input.Fields.Select((f, i) => (f, i)))
        {
            CheckCode($"fields[{i}].code", field.Code, codes);
            CheckName($"fields[{i}].zh", field.Zh);
            if (!names.Add(field.Zh)) problems.Add($"fields[{i}].zh", "register-given-twice", field.Zh);
            if (Formula.IsTaken(field.Code)) problems.Add($"fields[{i}].code", "register-name-taken", field.Code);
            if (Formula.IsTaken(field.Zh)) problems.Add($"fields[{i}].zh", "register-name-taken", field.Zh);
            if (field.Kind == FieldKind.Identity && input.Visibility != RegisterVisibility.Personal) problems.Add($"fields[{i}].kind", "register-identity-in-open");
            if (layout.Fields.TryGetValue(field.Code, out var placed) && placed.Kind != field.Kind) problems.Add($"fields[{i}].kind", "register-kind-stays", field.Code, placed.Kind);
            if (layout.SlotOf(field.Code) is not { } slot)
            {
                problems.Add($"fields[{i}].kind", "register-no-room", field.Kind, Slot.Most(Layout.SlotKindOf(field.Kind)));
                continue;
            }
            fields.TryAdd(field.Code, Placed(field, slot));
        }
        ReadChoices(codes);
        foreach (var lost in before?.Fields.Where(f => !codes.Contains(f.Code)) ?? []) problems.Add("fields", "register-field-stays", lost.Code);
        if (!fields.TryGetValue(input.Date, out var date) || date.Slot.Kind != SlotKind.Day) problems.Add("date", "register-date-needed", input.Date);
        else if (date.Input.Retired == true || date.Input.Shown is not null || date.Input.Calculated is not null) problems.Add("date", "register-date-always", input.Date);
        named.AddRange(fields.Values.Select(f => f.InFormulas).OfType<FormulaField>());
    }

    private DefinedField Placed(FieldInput field, Slot slot)
    {
        var choices = input.Choices.Where(c => c.Field == field.Code).DistinctBy(c => c.Code).ToList();
        ValueKind? kind = slot.Kind switch
        {
            SlotKind.Number => ValueKind.Number, SlotKind.Day => ValueKind.Date, SlotKind.Choice => ValueKind.Choice, SlotKind.Text => ValueKind.Text, _ => null,
        };
        return new DefinedField
        {
            Input = field, Slot = slot, RetiredChoices = choices.Where(c => c.Retired == true).Select(c => c.Code).ToHashSet(StringComparer.Ordinal),
            InFormulas = kind is null ? null : new FormulaField(
                field.Code, field.Zh, field.En ?? field.Code, kind.Value, slot,
                [.. choices.Select(c => new FormulaChoice(layout.Choices[field.Code][c.Code], c.Code, c.Zh, c.En ?? c.Code))]),
        };
    }

    private void ReadChoices(HashSet<string> codes)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (choice, i) in input.Choices.Select((c, i) => (c, i)))
        {
            CheckCode($"choices[{i}].code", choice.Code, known, $"{choice.Field} {choice.Code}");
            CheckName($"choices[{i}].zh", choice.Zh);
            if (!codes.Contains(choice.Field)) problems.Add($"choices[{i}].field", "register-no-such-field", choice.Field);
            else if (input.Fields.First(f => f.Code == choice.Field).Kind != FieldKind.Choice) problems.Add($"choices[{i}].field", "register-no-choices-there", choice.Field);
        }
        foreach (var (field, i) in input.Fields.Select((f, i) => (f, i)))
            if (field.Kind == FieldKind.Choice && !input.Choices.Any(c => c.Field == field.Code)) problems.Add($"fields[{i}].kind", "register-without-choices", field.Code);
        if (before is null) return;
        foreach (var field in before.Fields)
            foreach (var lost in field.Choices.Where(c => !known.Contains($"{field.Code} {c.Code}"))) problems.Add("choices", "register-choice-stays", field.Code, lost.Code);
    }

    private void ReadFormulas()
    {
        foreach (var (field, i) in input.Fields.Select((f, i) => (f, i)))
        {
            if (!fields.TryGetValue(field.Code, out var defined) || defined.Input != field) continue;
            defined.IsRequired = Condition(field.Required, $"fields[{i}].required");
            defined.IsShown = Condition(field.Shown, $"fields[{i}].shown");
            defined.Check = Condition(field.Check, $"fields[{i}].check");
            if (field.Calculated is null) continue;
            if (defined.Slot.Kind != SlotKind.Number) problems.Add($"fields[{i}].calculated", "register-calculates-numbers");
            else if (Read(field.Calculated, ValueKind.Number, FormulaUse.Record, $"fields[{i}].calculated") is { } formula)
                (defined.Formula, defined.Calculate) = (formula.Root, Evaluation.Number(formula.Root));
        }
    }

    /// <summary>The calculated fields, each after those that it reads.</summary>
    private List<DefinedField> InOrder()
    {
        var ordered = new List<DefinedField>();
        var state = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var (field, i) in input.Fields.Select((f, i) => (f, i)))
            if (fields.TryGetValue(field.Code, out var defined) && !Visit(defined)) problems.Add($"fields[{i}].calculated", "register-circle", field.Code);
        return ordered;

        // False where the field rests on itself. What is being visited is known and not done yet.
        bool Visit(DefinedField field)
        {
            if (field.Formula is null) return true;
            if (state.TryGetValue(field.Code, out var done)) return done;
            state[field.Code] = false;
            if (!field.Formula.Fields().All(f => !fields.TryGetValue(f, out var other) || Visit(other))) return false;
            state[field.Code] = true;
            ordered.Add(field);
            return true;
        }
    }

    private List<DefinedTransition> ReadTransitions()
    {
        var read = new List<DefinedTransition>();
        var known = input.States.Select(s => s.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var (transition, i) in input.Transitions.Select((t, i) => (t, i)))
        {
            if (!known.Contains(transition.From)) problems.Add($"transitions[{i}].from", "register-no-such-state", transition.From);
            if (!known.Contains(transition.To)) problems.Add($"transitions[{i}].to", "register-no-such-state", transition.To);
            CheckName($"transitions[{i}].zh", transition.Zh);
            if (input.Transitions.Take(i).Any(t => t.From == transition.From && t.To == transition.To)) problems.Add($"transitions[{i}].to", "register-given-twice", transition.To);
            read.Add(new DefinedTransition(transition, Condition(transition.Needs, $"transitions[{i}].needs")));
        }
        return read;
    }

    private List<DefinedField> ReadKey()
    {
        var key = new List<DefinedField>();
        foreach (var code in (input.Key ?? "").Split([',', '，', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (fields.TryGetValue(code, out var field) && field.Formula is null) key.Add(field);
            else problems.Add("key", "register-no-such-field", code);
        }
        return key;
    }

    private List<DefinedIndicator> ReadIndicators()
    {
        if (input.Indicators.Count > MaxIndicators) problems.Add("indicators", "too-many", MaxIndicators);
        var lines = input.Indicators.Select((indicator, i) => (Indicator: indicator, At: $"indicators[{i}]", Formula: ReadIndicator(indicator, $"indicators[{i}]"))).ToList();
        var read = new List<DefinedIndicator>();
        foreach (var group in lines.GroupBy(l => l.Indicator.Code))
        {
            var ordered = group.OrderBy(l => l.Formula.From).ToList();
            foreach (var twice in ordered.Skip(1).Where((l, i) => l.Formula.From == ordered[i].Formula.From)) problems.Add($"{twice.At}.from", "register-given-twice", twice.Indicator.Code);
            foreach (var other in ordered.Where(l => l.Indicator.Kind != ordered[^1].Indicator.Kind || l.Indicator.On != ordered[^1].Indicator.On || l.Indicator.By != ordered[^1].Indicator.By))
                problems.Add($"{other.At}.kind", "register-indicator-kind-stays", group.Key);
            var newest = ordered[^1].Indicator;
            read.Add(new DefinedIndicator
            {
                Input = newest, Formulas = [.. ordered.Select(l => l.Formula)], By = FieldOf(newest.By), On = newest.On == input.Date ? null : FieldOf(newest.On),
                Different = newest.Kind is CountingKind.Distinct or CountingKind.Kinds ? FieldOf(newest.Of) : null,
            });
        }
        foreach (var old in before?.Indicators ?? [])
        {
            var now = read.Find(i => i.Input.Code == old.Input.Code);
            if (now is null) problems.Add("indicators", "register-indicator-stays", old.Input.Code);
            else if (now.Input.Kind != old.Input.Kind || now.By?.Code != old.By?.Code || now.On?.Code != old.On?.Code) problems.Add("indicators", "register-indicator-kind-stays", old.Input.Code);
        }
        return read;
    }

    private DefinedField? FieldOf(string? code) => code is null ? null : fields.GetValueOrDefault(code);

    private DatedFormula ReadIndicator(IndicatorInput indicator, string at)
    {
        CheckCode($"{at}.code", indicator.Code);
        CheckName($"{at}.zh", indicator.Zh);
        CheckName($"{at}.en", indicator.En);
        CheckName($"{at}.unit", indicator.Unit);
        var from = 0;
        if (indicator.From is { } month)
        {
            if (Period.TryParse(month, out var period) && period.Kind == PeriodKind.Month) from = period.Code;
            else problems.Add($"{at}.from", "not-a-period", month);
        }
        if (indicator.On is { } on && (FieldOf(on) is not { } date || date.Slot.Kind != SlotKind.Day)) problems.Add($"{at}.on", "register-no-such-date", on);
        if (indicator.On is not null && indicator.Kind == CountingKind.Latest) problems.Add($"{at}.on", "register-not-of-that-kind");
        // What goes on for ever could not be handed over when its union ends, and would count on.
        if (indicator.Kind == CountingKind.Latest && !input.States.Any(s => s.Final == true)) problems.Add($"{at}.kind", "register-latest-needs-final-state");
        if (indicator.By is { } by && (FieldOf(by) is not { } choices || choices.Slot.Kind != SlotKind.Choice)) problems.Add($"{at}.by", "register-no-choices-there", by);
        if (indicator.By is not null && indicator.Kind is not (CountingKind.Sum or CountingKind.Count or CountingKind.Latest)) problems.Add($"{at}.by", "register-not-of-that-kind");
        if (indicator.Kind != CountingKind.Ratio && indicator.Per is not null) problems.Add($"{at}.per", "register-not-of-that-kind");
        if (indicator.Kind != CountingKind.Ratio && indicator.PerFilter is not null) problems.Add($"{at}.perFilter", "register-not-of-that-kind");
        if (indicator.Kind == CountingKind.Ratio && indicator.Of == indicator.Per && indicator.Filter == indicator.PerFilter) problems.Add($"{at}.per", "register-ratio-of-the-same");
        var of = ReadOf(indicator, at);
        return new DatedFormula(
            from, of, Read(indicator.Filter, ValueKind.Truth, FormulaUse.Query, $"{at}.filter")?.Root, Read(indicator.Per, ValueKind.Number, FormulaUse.Query, $"{at}.per")?.Root,
            Read(indicator.PerFilter, ValueKind.Truth, FormulaUse.Query, $"{at}.perFilter")?.Root);
    }

    private Node? ReadOf(IndicatorInput indicator, string at)
    {
        switch (indicator.Kind)
        {
            case CountingKind.Distinct or CountingKind.Kinds:
                var kind = indicator.Kind == CountingKind.Distinct ? SlotKind.Hash : SlotKind.Choice;
                if (FieldOf(indicator.Of) is not { } field || field.Slot.Kind != kind) problems.Add($"{at}.of", kind == SlotKind.Hash ? "register-of-an-identity" : "register-of-choices");
                return null;
            case CountingKind.Count:
                if (indicator.Of is not null) problems.Add($"{at}.of", "register-not-of-that-kind");
                return null;
            case CountingKind.Sum when indicator.Of is null:
                problems.Add($"{at}.of", "required");
                return null;
            default:
                return Read(indicator.Of, ValueKind.Number, FormulaUse.Query, $"{at}.of")?.Root;
        }
    }

    private Func<ISlots, bool>? Condition(string? text, string at) => Read(text, ValueKind.Truth, FormulaUse.Record, at) is { } formula ? Evaluation.Truth(formula.Root) : null;

    private Formula? Read(string? text, ValueKind gives, FormulaUse use, string at)
    {
        if (text is null) return null;
        var formula = Formula.Read(text, named, gives, use, out var problem);
        if (problem is not null) problems.Add(at, problem.Code, problem.Arguments);
        return formula;
    }

    /// <param name="key">What has to be unique among those known; the code itself where left out.</param>
    private void CheckCode(string at, string code, HashSet<string>? known = null, string? key = null)
    {
        if (!Code().IsMatch(code)) problems.Add(at, "register-bad-code", code);
        else if (known is not null && !known.Add(key ?? code)) problems.Add(at, "register-given-twice", code);
    }

    private void CheckName(string at, string name)
    {
        if (name.Length == 0) problems.Add(at, "required");
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,39}$")]
    private static partial Regex Code();
}
