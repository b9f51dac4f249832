using Federation.EmploymentFairs.Contracts;
using Federation.Framework.Handlers;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Records;

/// <summary>A clerk puts a record right, having read the version that is named.</summary>
internal sealed record ChangeRecord<TRecord, TInput, TAnswer>(long Fair, long Id, int Version, TInput Input) : ICommand<TAnswer>, IChecked where TInput : RecordInput
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

internal sealed class ChangeRecordHandler<TRecord, TInput, TAnswer>(FairsContext context, Secrets secrets, TimeProvider time) : IHandler<ChangeRecord<TRecord, TInput, TAnswer>, TAnswer>
    where TRecord : FairRecord, IRecorded<TRecord, TInput, TAnswer>, new() where TInput : RecordInput
{
    private readonly Identities identities = new(secrets);

    public Permission Permission => Permissions.Write;

    public async Task<TAnswer> HandleAsync(ChangeRecord<TRecord, TInput, TAnswer> request, CancellationToken cancellation)
    {
        var at = new Recording(context, await context.LockAsync(request.Fair, cancellation), time.Today());
        var record = await context.AsReadAsync<TRecord>(request.Fair, request.Id, request.Version, cancellation);
        at.Fair.Admit(record);
        record.Release();
        record.Put(request.Input, identities);
        await record.BindAsync(request.Input, at, cancellation);
        at.Fair.Take(record, at.Today, context.Ids);
        await context.SaveChangesAsync(cancellation);
        return record.Show(identities);
    }
}

/// <summary>A clerk takes a record back that should not be there.</summary>
internal sealed record RemoveRecord<TRecord>(long Fair, long Id, int Version) : ICommand<Removed>;

internal sealed record Removed;

internal sealed class RemoveRecordHandler<TRecord>(FairsContext context) : IHandler<RemoveRecord<TRecord>, Removed> where TRecord : FairRecord
{
    public Permission Permission => Permissions.Write;

    public async Task<Removed> HandleAsync(RemoveRecord<TRecord> request, CancellationToken cancellation)
    {
        var fair = await context.LockAsync(request.Fair, cancellation);
        var record = await context.AsReadAsync<TRecord>(request.Fair, request.Id, request.Version, cancellation);
        fair.Admit(record);
        await record.CheckRemovableAsync(context, cancellation);
        record.Release();
        context.Remove(record);
        await context.SaveChangesAsync(cancellation);
        return new Removed();
    }
}

internal static class ReadRecord
{
    /// <summary>A record of a fair that is locked, if it is still as the caller read it.</summary>
    public static async Task<TRecord> AsReadAsync<TRecord>(this FairsContext context, long fair, long id, int version, CancellationToken cancellation) where TRecord : FairRecord
    {
        var record = await context.Set<TRecord>().SingleOrDefaultAsync(r => r.Id == id && r.FairId == fair && r.UnionId == context.TenantId, cancellation) ?? throw new NotFound(typeof(TRecord).Name);
        return record.Version == version ? record : throw new StaleRecord(missingCondition: false);
    }
}
