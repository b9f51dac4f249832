using Federation.Framework.Records;

namespace Federation.EmploymentFairs.Records;

/// <summary>
/// Everything about how a kind of record is typed and listed, in one place: the form, the table and the export are made from it.
/// </summary>
internal sealed class FormLayout<TAnswer>
{
    /// <summary>What it is called in the resources: <c>record-stand</c>, <c>records-stand</c>, <c>change-stand</c>.</summary>
    public required string Word { get; init; }

    public required IReadOnlyList<LayoutField> Fields { get; init; }

    public required IReadOnlyList<RecordColumn<TAnswer>> Columns { get; init; }

    /// <summary>How one is told from others where it is chosen from a list.</summary>
    public required Func<TAnswer, string> Name { get; init; }

    /// <summary>What a new record's form begins with besides the day, from the newest record of the fair.</summary>
    public Func<TAnswer, IEnumerable<(string Field, string? Value)>> Begin { get; init; } = _ => [];

    /// <summary>Fields that a change begins without, because something else says them.</summary>
    public Func<TAnswer, IReadOnlyList<string>> LeftOut { get; init; } = _ => [];

    /// <summary>What is done next with a record, as the kind to be recorded and what its form begins with.</summary>
    public IReadOnlyList<LayoutStep<TAnswer>> Next { get; init; } = [];

    /// <summary>The kind of table that such records are imported with; null where they are typed one by one.</summary>
    public string? Table { get; init; }

    /// <summary>Whether posts or seekers that fit are shown beside it.</summary>
    public bool Matched { get; init; }
}

/// <summary>How a field is typed.</summary>
internal enum FieldShape { Text, Long, Date, Number, Money, Phone, Place, Word, Record }

/// <param name="Name">As in the input record.</param>
/// <param name="Label">Key of what it is called.</param>
/// <param name="Words">The enumeration that is chosen from, for <see cref="FieldShape.Word"/>.</param>
/// <param name="Of">The kind of record that is chosen from, for <see cref="FieldShape.Record"/>.</param>
/// <param name="Hint">Key of what is said below it.</param>
/// <param name="StaysIfEmpty">Shown masked only, so a change begins without it and leaves it as it is.</param>
internal sealed record LayoutField(
    string Name, string Label, FieldShape Shape = FieldShape.Text, bool Required = false, int? MaxLength = null, Type? Words = null, string? Of = null, string? Hint = null, bool StaysIfEmpty = false);

/// <param name="Kind">Place in addresses of the kind that is recorded next.</param>
/// <param name="Text">Key of what the button says.</param>
internal sealed record LayoutStep<TAnswer>(string Kind, string Text, Func<TAnswer, IEnumerable<(string Field, string? Value)>> With, Func<TAnswer, bool>? When = null);
