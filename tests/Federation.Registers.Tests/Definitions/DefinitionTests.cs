using Federation.Kernel;
using Federation.Registers.Definitions;
using Federation.Registers.Inputs;
using Federation.Registers.Language;

namespace Federation.Registers.Tests.Definitions;

public sealed class DefinitionTests
{
    private static string Problems(RegisterInput input, Layout? layout = null, Definition? before = null)
    {
        var problems = new InputProblems();
        var read = DefinitionReader.Read(input, layout ?? new Layout(), before, problems);
        Assert.Equal(problems.Any, read is null);
        return string.Join("; ", problems.All().OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}: {string.Join(", ", p.Value.Select(v => v.Code))}"));
    }

    private static Definition Read(RegisterInput input, Layout? layout = null, Definition? before = null)
    {
        var problems = new InputProblems();
        return DefinitionReader.Read(input, layout ?? new Layout(), before, problems) ?? throw new InvalidInput(problems.All());
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var wrong = Some.Hazards("hazards");
        wrong.Date = "nowhere";
        wrong.Fields =
        [
            .. wrong.Fields, new FieldInput { Code = "max", Zh = "最大", Kind = FieldKind.Whole }, new FieldInput { Code = "left", Zh = "左", Kind = FieldKind.Whole, Calculated = "右 + 1" },
            new FieldInput { Code = "right", Zh = "右", Kind = FieldKind.Whole, Calculated = "左 + 1" }, new FieldInput { Code = "who", Zh = "身份证", Kind = FieldKind.Identity },
            new FieldInput { Code = "empty_choice", Zh = "空选项", Kind = FieldKind.Choice },
        ];
        wrong.Choices = [.. wrong.Choices, new ChoiceInput { Field = "place", Code = "a", Zh = "甲" }];
        wrong.Checks = [new CheckInput { Condition = new string('(', 500), Message = "?" }];
        wrong.States = [.. wrong.States, new StateInput { Code = "second", Zh = "又一个", First = true }];
        wrong.Transitions = [new TransitionInput { From = "open", To = "nowhere", Zh = "去" }];
        wrong.Indicators =
        [
            new IndicatorInput { Code = "sum", Zh = "合计", En = "Sum", Unit = "yuan", Kind = CountingKind.Sum }, new IndicatorInput { Code = "sum", Zh = "合计", En = "Sum", Unit = "yuan", Kind = CountingKind.Sum, Of = "cost * 2" },
            new IndicatorInput { Code = "kinds", Zh = "种类", En = "Kinds", Unit = "kinds", Kind = CountingKind.Kinds, Of = "cost" },
        ];
        Assert.Equal(
            "checks[0].condition: formula-too-deep; choices[2].field: register-no-choices-there; date: register-date-needed; fields[10].kind: register-identity-in-open; "
            + "fields[11].kind: register-without-choices; fields[7].code: register-name-taken; fields[7].zh: register-name-taken; fields[8].calculated: register-circle; "
            + "fields[9].calculated: register-circle; indicators[0].of: required; indicators[1].from: register-given-twice; indicators[1].of: formula-not-in-query; "
            + "indicators[2].of: register-of-choices; states: register-one-first-state; transitions[0].to: register-no-such-state",
            Problems(wrong));
    }

    [Fact]
    public void What_there_is_at_a_time_needs_a_state_that_ends_it()
    {
        var endless = Some.Hazards("hazards");
        endless.States = [.. endless.States.Select(s => new StateInput { Code = s.Code, Zh = s.Zh, First = s.First, Counts = s.Counts })];
        Assert.Equal("indicators[3].kind: register-latest-needs-final-state", Problems(endless));
    }

    [Fact]
    public void A_record_has_room_for_so_many_fields_of_a_kind_and_keeps_it_for_retired_ones()
    {
        var full = Some.Hazards("hazards");
        full.Fields = [.. full.Fields, .. Enumerable.Range(1, 6).Select(i => new FieldInput { Code = $"day_{i}", Zh = $"日期{i}", Kind = FieldKind.Date })];
        var first = Read(full);
        Assert.Equal(8, first.Fields.Count(f => f.Slot.Kind == SlotKind.Day));
        var more = Some.Hazards("hazards");
        more.Fields = [.. full.Fields, new FieldInput { Code = "one_more", Zh = "还有", Kind = FieldKind.Date }];
        Assert.Equal("fields[13].kind: register-no-room", Problems(more, first.Layout, first));
        full.Fields[^1].Retired = true;
        Assert.Equal("fields[13].kind: register-no-room", Problems(more, first.Layout, first));
    }

    [Fact]
    public void What_stands_in_records_keeps_its_meaning()
    {
        var first = Read(Some.Hazards("hazards"));
        var changed = Some.Hazards("hazards");
        changed.Visibility = RegisterVisibility.Personal;
        changed.Fields = [.. changed.Fields.Where(f => f.Code != "cost" && f.Code != "total")];
        changed.Fields[3].Kind = FieldKind.Whole;
        changed.Choices = [changed.Choices[0]];
        changed.States = [.. changed.States.Where(s => s.Code != "void")];
        changed.Transitions = [changed.Transitions[0]];
        changed.Indicators = [.. changed.Indicators.Skip(1)];
        Assert.Equal(
            "choices: register-choice-stays; fields: register-field-stays, register-field-stays; fields[3].kind: register-kind-stays; fields[3].shown: formula-unknown-choice; "
            + "indicators: register-indicator-stays; indicators[3].filter: formula-unknown-choice; states: register-state-stays; visibility: register-visibility-stays",
            Problems(changed, first.Layout, first));
    }

    [Fact]
    public void No_column_and_no_number_is_given_away_twice()
    {
        var first = Read(Some.Hazards("hazards"));
        var next = Some.Hazards("hazards");
        next.Fields = [new FieldInput { Code = "people", Zh = "人数", Kind = FieldKind.Whole }, .. next.Fields];
        next.Choices = [new ChoiceInput { Field = "grade", Code = "larger", Zh = "较大" }, .. next.Choices];
        var second = Read(next, first.Layout, first);
        foreach (var field in first.Fields) Assert.Equal(field.Slot, second.Fields.Single(f => f.Code == field.Code).Slot);
        Assert.DoesNotContain(second.Fields.Single(f => f.Code == "people").Slot, first.Fields.Select(f => f.Slot));
        Assert.Equal(["larger 3", "small 1", "grave 2"], second.Fields.Single(f => f.Code == "grade").Choices.Select(c => $"{c.Code} {c.Number}"));
    }

    [Fact]
    public void A_definition_as_JSON_is_the_same_again()
    {
        var written = RegisterDocuments.Write(Some.Hazards("hazards"));
        Assert.Equal(written, RegisterDocuments.Write(RegisterDocuments.Read(written)));
    }
}
