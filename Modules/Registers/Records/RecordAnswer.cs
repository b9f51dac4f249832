using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Registers.Definitions;

namespace Federation.Registers.Records;

/// <summary>A record of a register as the API shows it.</summary>
/// <param name="State">Code of its state; null in a register without states.</param>
/// <param name="Definition">Number of the definition that it was saved by. A field that is younger was not asked and is left out; one that was left empty is null.</param>
/// <param name="Values">By code of field.</param>
internal sealed record RegisterRecordAnswer(
    string Id, string Union, string? State, DateOnly? StateSince, int Definition, IReadOnlyDictionary<string, object?> Values, int Version) : IRecordAnswer;

internal static class RecordAnswers
{
    public static RegisterRecordAnswer Show(this Definition definition, WideRecord record, string union) => new(
        Text.Of(record.Id), union, definition.States.FirstOrDefault(s => s.Number == record.State)?.Input.Code, record.StateSince, record.Definition,
        definition.Fields.ToDictionary(f => f.Code, f => Shown(f, record[f.Slot])), record.Version);

    private static object? Shown(DefinedField field, object? value) => value switch
    {
        int choice => field.Choices.FirstOrDefault(c => c.Number == choice)?.Code,
        // Only that somebody is named; the number itself is kept nowhere.
        byte[] => "•••",
        _ => value,
    };
}
