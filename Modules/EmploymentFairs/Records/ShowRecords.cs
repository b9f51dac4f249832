using Federation.Framework.Audit;
using Federation.Framework.Handlers;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Records;

/// <summary>The records of a kind of a fair, in the order in which they were recorded, or the other way round.</summary>
/// <param name="Search">What they are narrowed to; null for all.</param>
/// <param name="Due">Only those with which something is to be done now.</param>
internal sealed record ListRecords<TRecord, TAnswer>(long Fair, string? Search, PageRequest Page, bool NewestFirst = false, bool Due = false) : IRequest<PageOf<TAnswer>>;

internal sealed class ListRecordsHandler<TRecord, TInput, TAnswer>(FairsContext context, Caller caller, IAudit audit, Secrets secrets, TimeProvider time) : IHandler<ListRecords<TRecord, TAnswer>, PageOf<TAnswer>>
    where TRecord : FairRecord, IRecorded<TRecord, TInput, TAnswer>, new() where TAnswer : IRecordAnswer
{
    public Permission Permission => Permissions.Read;

    public async Task<PageOf<TAnswer>> HandleAsync(ListRecords<TRecord, TAnswer> request, CancellationToken cancellation)
    {
        var records = await context.ReadableAsync<TRecord, TInput, TAnswer>(caller, audit, request.Fair, cancellation);
        var identities = new Identities(secrets);
        if (request.Search is { } text) records = TRecord.Search(records, text, identities);
        if (request.Due) records = TRecord.Due(records, context, time.Today());
        var after = request.Page.AfterId ?? (request.NewestFirst ? long.MaxValue : 0);
        var ordered = request.NewestFirst ? records.Where(r => r.Id < after).OrderByDescending(r => r.Id) : records.Where(r => r.Id > after).OrderBy(r => r.Id);
        var page = await ordered.Take(request.Page.Limit + 1).ToListAsync(cancellation);
        return request.Page.Cut([.. page.Select(r => r.Show(identities))], r => r.Id);
    }
}

internal sealed record GetRecord<TRecord, TAnswer>(long Fair, long Id) : IRequest<TAnswer>;

internal sealed class GetRecordHandler<TRecord, TInput, TAnswer>(FairsContext context, Caller caller, IAudit audit, Secrets secrets) : IHandler<GetRecord<TRecord, TAnswer>, TAnswer>
    where TRecord : FairRecord, IRecorded<TRecord, TInput, TAnswer>, new()
{
    public Permission Permission => Permissions.Read;

    public async Task<TAnswer> HandleAsync(GetRecord<TRecord, TAnswer> request, CancellationToken cancellation)
    {
        var records = await context.ReadableAsync<TRecord, TInput, TAnswer>(caller, audit, request.Fair, cancellation);
        var record = await records.SingleOrDefaultAsync(r => r.Id == request.Id, cancellation) ?? throw new NotFound(TRecord.Path);
        return record.Show(new Identities(secrets));
    }
}

internal static class ReadableRecords
{
    /// <summary>A fair's records of a kind, if the caller may see that kind here.</summary>
    public static async Task<IQueryable<TRecord>> ReadableAsync<TRecord, TInput, TAnswer>(this FairsContext context, Caller caller, IAudit audit, long fair, CancellationToken cancellation)
        where TRecord : FairRecord, IRecorded<TRecord, TInput, TAnswer>
    {
        var personal = typeof(IOwnOnly).IsAssignableFrom(typeof(TRecord));
        if (personal) caller.RequirePersonal(TRecord.Path);
        var host = await context.Fairs.Where(f => f.Id == fair).Select(f => (long?)f.UnionId).SingleOrDefaultAsync(cancellation) ?? throw new NotFound("fair");
        if (personal && host != context.TenantId) throw new NotFound(TRecord.Path);
        // Written and committed before anything is shown: what cannot be recorded is not read.
        if (personal) await audit.RecordAsync(caller, Permissions.ReadPersonal.Code, FormattableString.Invariant($"{TRecord.Path} {fair}"), cancellation);
        return context.Set<TRecord>().AsNoTracking().Where(r => r.FairId == fair);
    }
}
