using Federation.Framework.Audit;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Records;

/// <summary>The records of a kind, the newest first or in the order in which they were added.</summary>
public sealed record ListRecords<TRecord, TAnswer>(RecordPlace Place, RecordFilter Filter, PageRequest Page, bool NewestFirst = false)
    : IRequest<PageOf<TAnswer>>;

public sealed record GetRecord<TRecord, TAnswer>(RecordPlace Place, long Id) : IRequest<TAnswer>;

internal sealed class ListRecordsHandler<TContext, TRecord, TInput, TAnswer>(
    TContext context, Caller caller, RecordTools tools, RecordReader<TContext> reader, RecordKind<TContext, TRecord, TInput, TAnswer> kind,
    RecordKinds<TContext> module)
    : IHandler<ListRecords<TRecord, TAnswer>, PageOf<TAnswer>>
    where TContext : FederationDbContext where TRecord : class, IRecord<TContext, TInput, TAnswer>, new()
    where TInput : class, IChecked, new() where TAnswer : class, IRecordAnswer
{
    public Permission Permission => module.Read;

    public async Task<PageOf<TAnswer>> HandleAsync(ListRecords<TRecord, TAnswer> request, CancellationToken cancellation)
    {
        var (filter, page) = (request.Filter, request.Page);
        var records = await reader.ReadableAsync(kind, request.Place, null, cancellation);
        if (kind is { Visibility: Visibility.FromAbove, Parent: null } && filter.Subtree is not true)
            records = records.Where(r => r.UnionId == context.TenantId);
        records = kind.FilterWith(kind.Filter(records, filter), filter, context, tools);
        var after = page.AfterId ?? (request.NewestFirst ? long.MaxValue : 0);
        var ordered = request.NewestFirst
            ? records.Where(r => r.Id < after).OrderByDescending(r => r.Id)
            : records.Where(r => r.Id > after).OrderBy(r => r.Id);
        var read = page.ToPage(await ordered.Take(page.Limit + 1).ToListAsync(cancellation), r => Text.Of(r.Id));
        var codes = new Dictionary<long, string>();
        foreach (var union in read.Items.Select(r => r.UnionId).Distinct())
            codes[union] = (await tools.Unions.FindAsync(union, cancellation))?.Code ?? caller.Union!.Code;
        return new PageOf<TAnswer>([.. read.Items.Select(r => r.ToAnswer(tools, codes[r.UnionId]))], read.Next);
    }
}

internal sealed class GetRecordHandler<TContext, TRecord, TInput, TAnswer>(
    Caller caller, RecordTools tools, RecordReader<TContext> reader, RecordKind<TContext, TRecord, TInput, TAnswer> kind, RecordKinds<TContext> module)
    : IHandler<GetRecord<TRecord, TAnswer>, TAnswer>
    where TContext : FederationDbContext where TRecord : class, IRecord<TContext, TInput, TAnswer>, new()
    where TInput : class, IChecked, new() where TAnswer : class, IRecordAnswer
{
    public Permission Permission => module.Read;

    public async Task<TAnswer> HandleAsync(GetRecord<TRecord, TAnswer> request, CancellationToken cancellation)
    {
        var records = await reader.ReadableAsync(kind, request.Place, request.Id, cancellation);
        var record = await records.SingleOrDefaultAsync(r => r.Id == request.Id, cancellation) ?? throw new NotFound(kind.Path);
        return record.ToAnswer(tools, (await tools.Unions.FindAsync(record.UnionId, cancellation))?.Code ?? caller.Union!.Code);
    }
}

/// <summary>The records of a kind that the caller may see here. An audit entry is committed before personal data is shown.</summary>
public sealed class RecordReader<TContext>(TContext context, Caller caller, IAudit audit, RecordTools tools, RecordKinds<TContext> module)
    where TContext : FederationDbContext
{
    /// <param name="id">The one record that is asked for; null for a list.</param>
    /// <param name="isLogged">Whether a look at personal data is entered here; false where the caller enters what it shows.</param>
    public async Task<IQueryable<TRecord>> ReadableAsync<TRecord, TInput, TAnswer>(
        RecordKind<TContext, TRecord, TInput, TAnswer> kind, RecordPlace place, long? id, CancellationToken cancellation, bool isLogged = true)
        where TRecord : class, IRecord<TContext, TInput, TAnswer>, new() where TInput : class, IChecked, new() where TAnswer : class, IRecordAnswer
    {
        var personal = kind.Visibility == Visibility.OwnUnion;
        if (personal) caller.RequirePersonal(module.ReadPersonal, kind.Path);
        if (kind.Parent is { } of)
        {
            var union = await of.FindAsync(context, tools, place, cancellation) ?? throw new NotFound(of.Segment);
            if (personal && union != context.TenantId) throw new NotFound(kind.Path);
        }
        // What cannot be recorded is not read.
        var subject = $"{kind.Path} {Text.Of(place.Parent)}";
        if (personal && isLogged) await audit.RecordAsync(caller, module.ReadPersonal.Code, id is { } one ? $"{subject} {Text.Of(one)}" : subject, cancellation);
        return kind.Under(context.Set<TRecord>().AsNoTracking(), place).VisibleTo(tools.Union);
    }
}

internal static class VisibleRecords
{
    /// <summary>What a level lays down is read from below, never across; everything else is left to the tenant filter.</summary>
    public static IQueryable<TRecord> VisibleTo<TRecord>(this IQueryable<TRecord> records, UnionInfo union) where TRecord : class, IRecord
    {
        if (!typeof(IShared).IsAssignableFrom(typeof(TRecord))) return records;
        long[] above = [.. union.Ancestors, union.Id];
        return records.Where(r => above.Contains(r.UnionId));
    }
}
