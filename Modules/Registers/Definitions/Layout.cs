using System.Text.Json;
using Federation.Framework.Web;
using Federation.Registers.Inputs;
using Federation.Registers.Language;

namespace Federation.Registers.Definitions;

/// <summary>
/// Where the fields of a register stand in the wide record, and which numbers its choices and states have there. It only grows: no column and no number is ever given to
/// another field, choice or state, so that what was recorded keeps its meaning.
/// </summary>
internal sealed record Layout
{
    public Dictionary<string, PlacedField> Fields { get; init; } = [];

    /// <summary>By field, then by choice.</summary>
    public Dictionary<string, Dictionary<string, int>> Choices { get; init; } = [];

    public Dictionary<string, int> States { get; init; } = [];

    /// <param name="Place">Among the columns of its kind, from 1 on.</param>
    public sealed record PlacedField(FieldKind Kind, int Place);

    public static Layout Read(string json) => JsonSerializer.Deserialize<Layout>(json, Json.Options)!;

    public string Write() => JsonSerializer.Serialize(this, Json.Options);

    /// <summary>The same with room for what a definition has in addition. Fields for which there is none are left out.</summary>
    public Layout Extended(RegisterInput definition)
    {
        var grown = Read(Write());
        foreach (var field in definition.Fields)
        {
            if (grown.Fields.ContainsKey(field.Code)) continue;
            var place = grown.Fields.Values.Where(f => SlotKindOf(f.Kind) == SlotKindOf(field.Kind)).Select(f => f.Place).DefaultIfEmpty().Max() + 1;
            if (place <= Slot.Most(SlotKindOf(field.Kind))) grown.Fields[field.Code] = new PlacedField(field.Kind, place);
        }
        foreach (var choice in definition.Choices)
        {
            if (!grown.Choices.TryGetValue(choice.Field, out var numbers)) grown.Choices[choice.Field] = numbers = [];
            if (!numbers.ContainsKey(choice.Code)) numbers[choice.Code] = numbers.Count + 1;
        }
        foreach (var state in definition.States)
            if (!grown.States.ContainsKey(state.Code)) grown.States[state.Code] = grown.States.Count + 1;
        return grown;
    }

    public Slot? SlotOf(string field) => Fields.TryGetValue(field, out var placed) ? new Slot(SlotKindOf(placed.Kind), placed.Place) : null;

    public static SlotKind SlotKindOf(FieldKind kind) => kind switch
    {
        FieldKind.Whole or FieldKind.Amount => SlotKind.Number,
        FieldKind.Date => SlotKind.Day,
        FieldKind.Choice => SlotKind.Choice,
        FieldKind.Text => SlotKind.Text,
        _ => SlotKind.Hash,
    };
}
