using Federation.Framework.Handlers;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.SeasonalSupport.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Records;

/// <summary>A clerk puts a record right, having read the version that is named.</summary>
internal sealed record ChangeRecord<TRecord, TInput, TAnswer>(RecordPlace Place, long Id, int Version, TInput Input) : ICommand<TAnswer>, IChecked where TInput : RecordInput
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

internal sealed class ChangeRecordHandler<TRecord, TInput, TAnswer>(SeasonalContext context, Secrets secrets) : IHandler<ChangeRecord<TRecord, TInput, TAnswer>, TAnswer>
    where TRecord : CampaignRecord, IRecorded<TRecord, TInput, TAnswer>, new() where TInput : RecordInput
{
    private readonly Identities identities = new(secrets);

    public Permission Permission => Permissions.Write;

    public async Task<TAnswer> HandleAsync(ChangeRecord<TRecord, TInput, TAnswer> request, CancellationToken cancellation)
    {
        var campaign = await context.LockAsync(request.Place.Campaign, cancellation);
        var record = await context.WholeAsync<TRecord, TInput, TAnswer>(request.Place, request.Id, request.Version, cancellation);
        var before = record.Booking;
        record.Put(request.Input, identities);
        await record.BindAsync(context, request.Place, cancellation);
        campaign.Take(record, request.Input.Date, context.Ids, before);
        await context.SaveChangesAsync(cancellation);
        return record.Show(identities);
    }
}

/// <summary>A clerk takes a record back that should not be there.</summary>
internal sealed record RemoveRecord<TRecord>(RecordPlace Place, long Id, int Version) : ICommand<Removed>;

internal sealed record Removed;

internal sealed class RemoveRecordHandler<TRecord, TInput, TAnswer>(SeasonalContext context) : IHandler<RemoveRecord<TRecord>, Removed>
    where TRecord : CampaignRecord, IRecorded<TRecord, TInput, TAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<Removed> HandleAsync(RemoveRecord<TRecord> request, CancellationToken cancellation)
    {
        var campaign = await context.LockAsync(request.Place.Campaign, cancellation);
        var record = await context.WholeAsync<TRecord, TInput, TAnswer>(request.Place, request.Id, request.Version, cancellation);
        campaign.Release(record);
        context.Remove(record);
        await context.SaveChangesAsync(cancellation);
        return new Removed();
    }
}

internal static class WholeRecord
{
    /// <summary>The record with its parts, if it is still as the caller read it.</summary>
    public static async Task<TRecord> WholeAsync<TRecord, TInput, TAnswer>(
        this SeasonalContext context, RecordPlace place, long id, int version, CancellationToken cancellation) where TRecord : CampaignRecord, IRecorded<TRecord, TInput, TAnswer>
    {
        var record = await TRecord.Whole(TRecord.At(context.Set<TRecord>(), place)).SingleOrDefaultAsync(r => r.Id == id, cancellation) ?? throw new NotFound(TRecord.Path);
        return record.Version == version ? record : throw new StaleRecord(missingCondition: false);
    }
}
