using Federation.Framework.Databases;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Records;

/// <summary>What a kind of record is a part of: a campaign, a fair, a site, a studio.</summary>
/// <param name="segment">Its place in addresses: <c>studios</c>; with what it is a part of itself, <c>campaigns/{campaign}/grants</c>.</param>
/// <param name="parameter">Name of its id in addresses.</param>
/// <param name="outer">Name of the id of what the parent is a part of, where the segment has one.</param>
public sealed class RecordParent<TContext, TRecord, TInput>(string segment, string parameter, string? outer = null)
    where TContext : FederationDbContext where TRecord : class, IRecord
{
    public string Segment => segment;
    public string Parameter => parameter;
    public string? Outer => outer;

    /// <summary>The records of one parent.</summary>
    public required Func<IQueryable<TRecord>, RecordPlace, IQueryable<TRecord>> Under { get; init; }

    /// <summary>The union of a parent that can be read here; null where there is none.</summary>
    public required Func<TContext, RecordTools, RecordPlace, CancellationToken, Task<long?>> FindAsync { get; init; }

    /// <summary>Opens the parent for a write, as a rule locked until the transaction ends. Where left out, it is only looked up.</summary>
    public Func<TContext, RecordTools, RecordPlace, CancellationToken, Task<IRecordHost<TRecord, TInput>>>? OpenAsync { get; init; }
}

/// <summary>A parent that is open for a write: it decides whether it takes a record, and books what the record does to it.</summary>
/// <remarks>Called in this order: Admit, Release (of a change), Check, Accept; of a removal Admit, Remove.</remarks>
public interface IRecordHost<in TRecord, in TInput>
{
    /// <summary>Throws where the parent takes no such record now, to be added, changed or removed.</summary>
    void Admit(TRecord record)
    {
    }

    /// <summary>Takes back what a record did before it is changed.</summary>
    void Release(TRecord record)
    {
    }

    /// <summary>Checks a record that has taken its input over, before it looks at other records.</summary>
    void Check(TRecord record, TInput input)
    {
    }

    /// <summary>Takes a record in that has passed every other check: its month, its money.</summary>
    void Accept(TRecord record, TInput input)
    {
    }

    /// <summary>Takes back what a record did before it is removed.</summary>
    void Remove(TRecord record) => Release(record);
}

/// <summary>A parent without rules of its own.</summary>
internal sealed class PlainHost<TRecord, TInput> : IRecordHost<TRecord, TInput>
{
    public static readonly PlainHost<TRecord, TInput> Instance = new();
}

public static class RecordParent
{
    /// <summary>A parent that is a record itself.</summary>
    public static RecordParent<TContext, TRecord, TInput> Of<TContext, TParent, TRecord, TInput>(string segment, string parameter)
        where TContext : FederationDbContext where TParent : Record where TRecord : Record => new(segment, parameter)
        {
            Under = (records, place) => records.Where(r => r.ParentId == place.Parent),
            FindAsync = (context, tools, place, cancellation) =>
                context.Set<TParent>().VisibleTo(tools.Union).Where(p => p.Id == place.Parent).Select(p => (long?)p.UnionId).SingleOrDefaultAsync(cancellation),
        };
}
