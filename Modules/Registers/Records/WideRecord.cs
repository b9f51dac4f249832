using System.Collections.Frozen;
using System.Linq.Expressions;
using Federation.Framework.Audit;
using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.Registers.Definitions;
using Federation.Registers.Language;

namespace Federation.Registers.Records;

/// <summary>
/// A record of any register: one wide table with typed columns, so that no definition makes a table and figures are as fast as those of a table of one's own. Which field
/// stands in which column says the register's <see cref="Layout"/>. There are two kinds with the same columns, because who reads a record follows from its type.
/// </summary>
internal abstract class WideRecord : DatedRecord, ICountsForSources, ISlots
{
    /// <summary>Code of the register. It is what marks and figures know it by.</summary>
    public string Register { get; private set; } = "";

    /// <summary>Number of the definition that it was saved by.</summary>
    public int Definition { get; private set; }

    /// <summary>Number of its state; null in a register without states.</summary>
    public int? State { get; private set; }

    /// <summary>The day since which it is in that state.</summary>
    public DateOnly? StateSince { get; private set; }

    /// <summary>Digest of the fields by which a table finds it; null where the register names none.</summary>
    public byte[]? Key { get; private set; }

    public decimal? N1 { get; private set; }
    public decimal? N2 { get; private set; }
    public decimal? N3 { get; private set; }
    public decimal? N4 { get; private set; }
    public decimal? N5 { get; private set; }
    public decimal? N6 { get; private set; }
    public decimal? N7 { get; private set; }
    public decimal? N8 { get; private set; }
    public decimal? N9 { get; private set; }
    public decimal? N10 { get; private set; }
    public decimal? N11 { get; private set; }
    public decimal? N12 { get; private set; }
    public decimal? N13 { get; private set; }
    public decimal? N14 { get; private set; }
    public decimal? N15 { get; private set; }
    public decimal? N16 { get; private set; }
    public decimal? N17 { get; private set; }
    public decimal? N18 { get; private set; }
    public decimal? N19 { get; private set; }
    public decimal? N20 { get; private set; }
    public DateOnly? D1 { get; private set; }
    public DateOnly? D2 { get; private set; }
    public DateOnly? D3 { get; private set; }
    public DateOnly? D4 { get; private set; }
    public DateOnly? D5 { get; private set; }
    public DateOnly? D6 { get; private set; }
    public DateOnly? D7 { get; private set; }
    public DateOnly? D8 { get; private set; }
    public int? C1 { get; private set; }
    public int? C2 { get; private set; }
    public int? C3 { get; private set; }
    public int? C4 { get; private set; }
    public int? C5 { get; private set; }
    public int? C6 { get; private set; }
    public int? C7 { get; private set; }
    public int? C8 { get; private set; }
    public int? C9 { get; private set; }
    public int? C10 { get; private set; }
    public int? C11 { get; private set; }
    public int? C12 { get; private set; }
    public string? T1 { get; private set; }
    public string? T2 { get; private set; }
    public string? T3 { get; private set; }
    public string? T4 { get; private set; }
    public string? T5 { get; private set; }
    public string? T6 { get; private set; }
    public string? T7 { get; private set; }
    public string? T8 { get; private set; }
    public string? T9 { get; private set; }
    public string? T10 { get; private set; }
    public string? T11 { get; private set; }
    public string? T12 { get; private set; }
    public byte[]? H1 { get; private set; }
    public byte[]? H2 { get; private set; }
    public byte[]? H3 { get; private set; }

    public IReadOnlyList<string> Sources => [Definitions.Definition.SourceOf(Register)];

    int? ISlots.CurrentState => State;

    public decimal? Number(int place) => place switch
    {
        1 => N1, 2 => N2, 3 => N3, 4 => N4, 5 => N5, 6 => N6,
        7 => N7, 8 => N8, 9 => N9, 10 => N10, 11 => N11, 12 => N12,
        13 => N13, 14 => N14, 15 => N15, 16 => N16, 17 => N17, 18 => N18,
        19 => N19, 20 => N20,
        _ => throw new ArgumentOutOfRangeException(nameof(place)),
    };

    public DateOnly? Day(int place) => place switch
    {
        1 => D1, 2 => D2, 3 => D3, 4 => D4, 5 => D5, 6 => D6,
        7 => D7, 8 => D8,
        _ => throw new ArgumentOutOfRangeException(nameof(place)),
    };

    public int? Choice(int place) => place switch
    {
        1 => C1, 2 => C2, 3 => C3, 4 => C4, 5 => C5, 6 => C6,
        7 => C7, 8 => C8, 9 => C9, 10 => C10, 11 => C11, 12 => C12,
        _ => throw new ArgumentOutOfRangeException(nameof(place)),
    };

    public string? Text(int place) => place switch
    {
        1 => T1, 2 => T2, 3 => T3, 4 => T4, 5 => T5, 6 => T6,
        7 => T7, 8 => T8, 9 => T9, 10 => T10, 11 => T11, 12 => T12,
        _ => throw new ArgumentOutOfRangeException(nameof(place)),
    };

    public object? this[Slot slot] => slot.Kind == SlotKind.State ? State : Columns[slot.Property].Read(this);

    public void Set(Slot slot, object? value) => Columns[slot.Property].Write(this, value);

    public void Belong(string register, int definition, DateOnly date) => (Register, Definition, Date) = (register, definition, date);

    public void FindBy(byte[]? key) => Key = key;

    public void MoveTo(int state, DateOnly on) => (State, StateSince) = (state, on);

    private sealed record Column(Func<WideRecord, object?> Read, Action<WideRecord, object?> Write);

    private static readonly FrozenDictionary<string, Column> Columns = typeof(WideRecord).GetProperties()
        .Where(p => p.Name.Length is 2 or 3 && "NDCTH".Contains(p.Name[0], StringComparison.Ordinal) && char.IsAsciiDigit(p.Name[1])).ToFrozenDictionary(p => p.Name, p =>
        {
            var (record, value) = (Expression.Parameter(typeof(WideRecord)), Expression.Parameter(typeof(object)));
            var property = Expression.Property(record, p);
            return new Column(
                Expression.Lambda<Func<WideRecord, object?>>(Expression.Convert(property, typeof(object)), record).Compile(),
                Expression.Lambda<Action<WideRecord, object?>>(Expression.Assign(property, Expression.Convert(value, p.PropertyType)), record, value).Compile());
        });
}

/// <summary>A record that the unions above read as well.</summary>
internal sealed class OpenRecord : WideRecord, ISubtreeReadable;

/// <summary>A record of persons, for its own union alone.</summary>
internal sealed class PersonalRecord : WideRecord, IOwnOnly;

/// <summary>A further day by which a record counts: the day on which a hazard was put right, in the month of that day.</summary>
[Unlogged("Follows from its record.")]
internal sealed class FurtherDay : ISubtreeReadable, ICountsForSources
{
    public long Id { get; init; }
    public long UnionId { get; init; }
    public int Month { get; set; }
    public required string Register { get; init; }
    public long RecordId { get; init; }

    /// <summary>Place of the column that holds the day.</summary>
    public int Place { get; init; }

    public IReadOnlyList<string> Sources => [Definitions.Definition.SourceOf(Register)];
}

/// <summary>A time for which a record was in a state.</summary>
[Unlogged("Follows from its record.")]
internal sealed class StateSpan : ISubtreeReadable
{
    public long Id { get; init; }
    public long UnionId { get; init; }
    public required string Register { get; init; }
    public long RecordId { get; init; }
    public int State { get; init; }
    public DateOnly From { get; set; }

    /// <summary>The first day on which it was no longer in it; null as long as it is.</summary>
    public DateOnly? Until { get; set; }
}
