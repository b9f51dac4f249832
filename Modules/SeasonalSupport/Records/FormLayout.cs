using Federation.Framework.Records;

namespace Federation.SeasonalSupport.Records;

/// <summary>How a kind of record is typed and listed on pages; each kind's stands beside it.</summary>
internal sealed class FormLayout<TAnswer>
{
    /// <summary>What it is called in the resources: <c>record-inspection</c>, <c>records-inspection</c>, <c>change-inspection</c>.</summary>
    public required string Word { get; init; }

    /// <summary>The component with its fields, a <see cref="RecordFields"/>; the date is asked for by the page.</summary>
    public required Type Fields { get; init; }

    public required IReadOnlyList<RecordColumn<TAnswer>> Columns { get; init; }

    /// <summary>What a new record's form begins with, made from the union's newest records, the newest first.</summary>
    public Func<IReadOnlyList<TAnswer>, IEnumerable<(string Field, string? Value)>> Begin { get; init; } = _ => [];

    /// <summary>What is offered while typing, by field: what the union wrote there before.</summary>
    public IReadOnlyDictionary<string, Func<TAnswer, IEnumerable<string?>>> Offers { get; init; } = new Dictionary<string, Func<TAnswer, IEnumerable<string?>>>();

    /// <summary>Fields that a change begins without, besides those that are shown masked.</summary>
    public Func<TAnswer, IReadOnlyList<string>> LeftOut { get; init; } = _ => [];

    /// <summary>Lists whose lines are typed.</summary>
    public IReadOnlyList<string> Lists { get; init; } = [];

    /// <summary>The import that takes a table of them; null where there is none.</summary>
    public string? Table { get; init; }
}
