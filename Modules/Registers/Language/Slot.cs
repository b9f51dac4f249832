namespace Federation.Registers.Language;

/// <summary>What a column of the wide record holds.</summary>
internal enum SlotKind { Number, Day, Choice, Text, Hash, State }

/// <summary>A column of the wide record. A field keeps the one that it was given for ever.</summary>
/// <param name="Place">From 1 on.</param>
internal readonly record struct Slot(SlotKind Kind, int Place)
{
    public static readonly Slot State = new(SlotKind.State, 0);

    /// <summary>How many columns of a kind a record has.</summary>
    public static int Most(SlotKind kind) => kind switch
    {
        SlotKind.Number => 20,
        SlotKind.Day => 8,
        SlotKind.Hash => 3,
        SlotKind.State => 1,
        _ => 12,
    };

    /// <summary>Name of the record's property.</summary>
    public string Property => Kind switch
    {
        SlotKind.Number => $"N{Place}",
        SlotKind.Day => $"D{Place}",
        SlotKind.Choice => $"C{Place}",
        SlotKind.Text => $"T{Place}",
        SlotKind.Hash => $"H{Place}",
        _ => "State",
    };
}

/// <summary>A record as formulas read it.</summary>
internal interface ISlots
{
    decimal? Number(int place);
    DateOnly? Day(int place);
    int? Choice(int place);
    string? Text(int place);
    int? CurrentState { get; }
}
