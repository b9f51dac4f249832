using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.Framework.Records;

/// <summary>What is done with a day that lies before the founding of its union.</summary>
public enum BeforeFounding
{
    Refused,

    /// <summary>Possible and strange: it is taken once it is confirmed.</summary>
    Asked,

    /// <summary>Usual: an honour of somebody who works here now.</summary>
    Taken,
}

/// <summary>A day, or days from the first to the last, that a record says of itself.</summary>
/// <param name="Field">The field that says so.</param>
public readonly record struct RecordDay(string Field, DateOnly First, DateOnly Last)
{
    public bool MayBeAhead { get; private init; }

    public BeforeFounding BeforeFounding { get; private init; }

    /// <summary>A day on which something was done by the union: it was there, and the day has come.</summary>
    public static RecordDay Happened(string field, DateOnly day) => new(field, day, day);

    /// <summary>The same of something of which one day is enough that the union was there on.</summary>
    public static RecordDay Happened(string field, DateOnly first, DateOnly last) => new(field, first, last);

    /// <summary>A day from which on something is so, be it since before the union.</summary>
    public static RecordDay Since(string field, DateOnly day, BeforeFounding before) => new(field, day, day) { BeforeFounding = before };

    /// <summary>Days on one of which the union is there; they may be still to come.</summary>
    public static RecordDay Planned(string field, DateOnly first, DateOnly last) => new(field, first, last) { MayBeAhead = true };

    internal void Check(UnionLife life, DateOnly today, Questions questions)
    {
        if (life.ClosedBefore(First, Last) is { } closed) throw new InvalidInput(Field, "after-union-closed", First, closed);
        if (Last < life.Founded && BeforeFounding == BeforeFounding.Refused) throw new InvalidInput(Field, "before-union-founded", Last, life.Founded);
        if (First > today && !MayBeAhead) throw new InvalidInput(Field, "date-ahead-of-today", First);
        if (Last < life.Founded && BeforeFounding == BeforeFounding.Asked) questions.Ask(Field, "since-before-union", Last, life.Founded);
    }
}

/// <summary>
/// A record that says when something was or will be. Forms, the API and tables follow the one rule: within the life of
/// its union, and not ahead of today where it has happened. The days of a kind of record name its exceptions.
/// </summary>
public interface IHasDays
{
    IEnumerable<RecordDay> Days { get; }
}
