using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Kernel;
using Federation.Kernel.Tenancy;

namespace Federation.Framework.Records;

/// <summary>Something that a clerk records: found by id, changed by version, written by its own union.</summary>
public interface IRecord
{
    long Id { get; }
    long UnionId { get; }

    /// <summary>Sent in <c>If-Match</c> with a change; the next one after each.</summary>
    int Version { get; }

    /// <summary>A new record gets its id, union and parent; every call gives the next version.</summary>
    void PlaceIn(long union, RecordPlace place, Ids ids);
}

/// <summary>Where a record is.</summary>
/// <param name="Parent">Id of its parent; 0 for a record that stands by itself.</param>
/// <param name="Outer">Id of what the parent is a part of, where addresses name that as well.</param>
public readonly record struct RecordPlace(long Parent, long Outer = 0)
{
    public static implicit operator RecordPlace(long parent) => new(parent);
}

/// <summary>What a record does in the one story of adding, changing, removing and showing.</summary>
/// <typeparam name="TInput">The input record: its properties are the fields of the API, the form and the tables.</typeparam>
public interface IRecord<in TContext, in TInput, out TAnswer> : IRecord
    where TContext : FederationDbContext where TInput : IChecked where TAnswer : IRecordAnswer
{
    /// <summary>Takes over the input, of a new record or of a change.</summary>
    void Apply(TInput input, RecordTools tools);

    /// <summary>Finds what the input refers to and checks the record against the rules that need a query.</summary>
    Task ResolveAsync(TInput input, TContext context, RecordTools tools, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Throws where a rule keeps the record from being removed.</summary>
    Task CheckRemovableAsync(TContext context, CancellationToken cancellation) => Task.CompletedTask;

    /// <param name="union">Code of the union that keeps the record.</param>
    TAnswer ToAnswer(RecordTools tools, string union);
}

/// <summary>A record as the API and the pages show it. Its properties have the names of the input's.</summary>
public interface IRecordAnswer
{
    string Id { get; }

    /// <summary>To be sent in <c>If-Match</c> with a change.</summary>
    int Version { get; }

    /// <summary>Code of the union that keeps it; null where a list only ever shows one union's.</summary>
    string? Union => null;
}

/// <summary>The usual base of a record. Records that name their parent in another way implement <see cref="IRecord"/> themselves.</summary>
public abstract class Record : IRecord, IOwnedByUnion
{
    public long Id { get; private set; }
    public long UnionId { get; private set; }

    /// <summary>Id of what the record is a part of; 0 for a record that stands by itself.</summary>
    public long ParentId { get; private set; }

    public int Version { get; private set; }

    public void PlaceIn(long union, RecordPlace place, Ids ids)
    {
        if (Id == 0) (Id, UnionId, ParentId) = (ids.Next(), union, place.Parent);
        Version++;
    }
}

/// <summary>The base of a record that counts in the month of its date.</summary>
public abstract class DatedRecord : Record, ICountsInMonth, IHasDays
{
    public DateOnly Date
    {
        get;
        protected set => (field, Month) = (value, Period.MonthOf(value).Code);
    }

    public int Month { get; private set; }

    /// <summary>The day on which it happened, while its union was there.</summary>
    public virtual IEnumerable<RecordDay> Days => [RecordDay.Happened("date", Date)];
}
