using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Records;

/// <summary>Records as imports make and change them.</summary>
public static class RecordEntries
{
    /// <summary>A new record of the entered union. The import writes it.</summary>
    public static T Enter<T>(this FederationDbContext context, Action<T> apply, long parent = 0) where T : Record, new()
    {
        var record = new T();
        record.PlaceIn(context.TenantId, parent, context.Ids);
        apply(record);
        return record;
    }

    /// <summary>Changes a record; it gets its next version where that made a difference.</summary>
    public static void Revise<T>(this FederationDbContext context, T record, Action<T> apply) where T : Record
    {
        apply(record);
        if (context.Entry(record).State == EntityState.Modified) record.PlaceIn(context.TenantId, record.ParentId, context.Ids);
    }
}

/// <summary>Writes a module's demo records by the rules that hold for one that a clerk adds.</summary>
public sealed class DemoRecords<TContext>(TContext context, Caller caller, RecordTools tools) where TContext : FederationDbContext
{
    /// <summary>Enters the union and adds a record of it.</summary>
    /// <param name="parent">Id of what it is a part of.</param>
    public async Task<TRecord> AddAsync<TRecord, TInput, TAnswer>(UnionInfo union, TInput input, CancellationToken cancellation, long parent = 0)
        where TRecord : Record, IRecord<TContext, TInput, TAnswer>, new() where TInput : IChecked where TAnswer : IRecordAnswer
    {
        caller.Enter(union);
        var problems = new InputProblems();
        input.Check(problems);
        problems.ThrowIfAny();
        var record = context.Enter<TRecord>(r => r.Apply(input, tools), parent);
        await record.ResolveAsync(input, context, tools, cancellation);
        context.Add(record);
        await context.MarkAsync(record, null, CountedDays.Of<TContext>(record), tools.Today, cancellation);
        await context.SaveChangesAsync(cancellation);
        return record;
    }
}
