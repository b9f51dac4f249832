using Federation.Framework.Audit;
using Federation.Framework.Handlers;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Records;

/// <summary>The records of a kind under a campaign, in the order in which they were recorded, or the other way round.</summary>
internal sealed record ListRecords<TRecord, TAnswer>(RecordPlace Place, PageRequest Page, bool NewestFirst = false) : IRequest<PageOf<TAnswer>>;

internal sealed class ListRecordsHandler<TRecord, TInput, TAnswer>(SeasonalContext context, Caller caller, IAudit audit, Secrets secrets) : IHandler<ListRecords<TRecord, TAnswer>, PageOf<TAnswer>>
    where TRecord : CampaignRecord, IRecorded<TRecord, TInput, TAnswer>, new() where TAnswer : IRecordAnswer
{
    public Permission Permission => Permissions.Read;

    public async Task<PageOf<TAnswer>> HandleAsync(ListRecords<TRecord, TAnswer> request, CancellationToken cancellation)
    {
        var records = await context.ReadableAsync<TRecord, TInput, TAnswer>(caller, audit, request.Place, cancellation);
        var after = request.Page.AfterId ?? (request.NewestFirst ? long.MaxValue : 0);
        var identities = new Identities(secrets);
        var ordered = request.NewestFirst ? records.Where(r => r.Id < after).OrderByDescending(r => r.Id) : records.Where(r => r.Id > after).OrderBy(r => r.Id);
        var page = await ordered.Take(request.Page.Limit + 1).ToListAsync(cancellation);
        return request.Page.Cut([.. page.Select(r => r.Show(identities))], r => r.Id);
    }
}

internal sealed record GetRecord<TRecord, TAnswer>(RecordPlace Place, long Id) : IRequest<TAnswer>;

internal sealed class GetRecordHandler<TRecord, TInput, TAnswer>(SeasonalContext context, Caller caller, IAudit audit, Secrets secrets) : IHandler<GetRecord<TRecord, TAnswer>, TAnswer>
    where TRecord : CampaignRecord, IRecorded<TRecord, TInput, TAnswer>, new()
{
    public Permission Permission => Permissions.Read;

    public async Task<TAnswer> HandleAsync(GetRecord<TRecord, TAnswer> request, CancellationToken cancellation)
    {
        var records = await context.ReadableAsync<TRecord, TInput, TAnswer>(caller, audit, request.Place, cancellation);
        var record = await records.SingleOrDefaultAsync(r => r.Id == request.Id, cancellation) ?? throw new NotFound(TRecord.Path);
        return record.Show(new Identities(secrets));
    }
}

internal static class ReadableRecords
{
    /// <summary>A campaign's records of a kind that its season has, if the caller may see that kind here.</summary>
    public static async Task<IQueryable<TRecord>> ReadableAsync<TRecord, TInput, TAnswer>(
        this SeasonalContext context, Caller caller, IAudit audit, RecordPlace place, CancellationToken cancellation) where TRecord : CampaignRecord, IRecorded<TRecord, TInput, TAnswer>, new()
    {
        var personal = typeof(IOwnOnly).IsAssignableFrom(typeof(TRecord));
        if (personal) caller.RequirePersonal(TRecord.Path);
        var campaign = await context.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == place.Campaign, cancellation) ?? throw new NotFound("campaign");
        if (personal && campaign.UnionId != context.TenantId) throw new NotFound(TRecord.Path);
        campaign.RefuseOtherSeason(new TRecord());
        // Written and committed before anything is shown: what cannot be recorded is not read.
        if (personal) await audit.RecordAsync(caller, Permissions.ReadPersonal.Code, FormattableString.Invariant($"{TRecord.Path} {place.Campaign}"), cancellation);
        return TRecord.At(context.Set<TRecord>().AsNoTracking(), place);
    }
}
