using Federation.Framework.Audit;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LabourModels.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Register;

/// <summary>The records of a kind, the newest first or in the order in which they were entered.</summary>
internal sealed record ListEntries<TEntry, TAnswer>(long Holder, EntryFilter Filter, PageRequest Page, bool NewestFirst = false) : IRequest<PageOf<TAnswer>>;

internal sealed class ListEntriesHandler<TEntry, TInput, TAnswer>(LabourContext context, Caller caller, IAudit audit, EntryTools tools) : IHandler<ListEntries<TEntry, TAnswer>, PageOf<TAnswer>>
    where TEntry : Entry, IEntry<TEntry, TInput, TAnswer>, new() where TInput : RegisterInput where TAnswer : IEntryAnswer
{
    public Permission Permission => Permissions.Read;

    public async Task<PageOf<TAnswer>> HandleAsync(ListEntries<TEntry, TAnswer> request, CancellationToken cancellation)
    {
        // What is seen from above and held by something is held by a studio.
        var isThere = request.Holder == 0
            || await (TEntry.Seen == Seen.FromAbove ? context.Studios.AnyAsync(s => s.Id == request.Holder, cancellation) : TEntry.HasHolderAsync(context, caller.Union!, request.Holder, cancellation));
        if (!isThere) throw new NotFound(TEntry.HolderPath!);
        var entries = await context.ReadableAsync<TEntry, TInput, TAnswer>(caller, audit, request.Holder, "", cancellation);
        if (TEntry.Seen == Seen.FromAbove && request.Filter.Subtree is not true && request.Holder == 0) entries = entries.Where(e => e.UnionId == context.TenantId);
        var after = request.Page.AfterId ?? (request.NewestFirst ? long.MaxValue : 0);
        entries = TEntry.Filter(entries, request.Filter);
        var ordered = request.NewestFirst ? entries.Where(e => e.Id < after).OrderByDescending(e => e.Id) : entries.Where(e => e.Id > after).OrderBy(e => e.Id);
        var page = await ordered.Take(request.Page.Limit + 1).ToListAsync(cancellation);
        var codes = new Dictionary<long, string>();
        foreach (var union in page.Select(e => e.UnionId).Distinct()) codes[union] = (await tools.Unions.FindAsync(union, cancellation))?.Code ?? caller.Union!.Code;
        var cut = request.Page.Cut(page, e => Text.Of(e.Id));
        return new PageOf<TAnswer>([.. cut.Items.Select(e => e.Show(tools, codes[e.UnionId]))], cut.Next);
    }
}

internal sealed record GetEntry<TEntry, TAnswer>(long Holder, long Id) : IRequest<TAnswer>;

internal sealed class GetEntryHandler<TEntry, TInput, TAnswer>(LabourContext context, Caller caller, IAudit audit, EntryTools tools) : IHandler<GetEntry<TEntry, TAnswer>, TAnswer>
    where TEntry : Entry, IEntry<TEntry, TInput, TAnswer>, new() where TInput : RegisterInput
{
    public Permission Permission => Permissions.Read;

    public async Task<TAnswer> HandleAsync(GetEntry<TEntry, TAnswer> request, CancellationToken cancellation)
    {
        var entries = await context.ReadableAsync<TEntry, TInput, TAnswer>(caller, audit, request.Holder, Text.Of(request.Id), cancellation);
        var entry = await entries.SingleOrDefaultAsync(e => e.Id == request.Id, cancellation) ?? throw new NotFound(TEntry.Path);
        return entry.Show(tools, (await tools.Unions.FindAsync(entry.UnionId, cancellation))?.Code ?? caller.Union!.Code);
    }
}

internal static class ReadableEntries
{
    /// <summary>The records of a kind that the caller may see here; opening personal ones is written to the log first.</summary>
    public static async Task<IQueryable<TEntry>> ReadableAsync<TEntry, TInput, TAnswer>(this LabourContext context, Caller caller, IAudit audit, long holder, string which, CancellationToken cancellation)
        where TEntry : Entry, IEntry<TEntry, TInput, TAnswer>
    {
        var union = caller.Union!;
        if (TEntry.Seen == Seen.Itself)
        {
            caller.RequirePersonal(TEntry.Path);
            await audit.RecordAsync(caller, Permissions.ReadPersonal.Code, FormattableString.Invariant($"{TEntry.Path} {holder} {which}"), cancellation);
        }
        var entries = context.Set<TEntry>().AsNoTracking().Where(e => e.HolderId == holder);
        if (TEntry.Seen != Seen.FromBelow) return entries;
        // Laid down by a level for all below it: read from below, never across.
        long[] above = [.. union.Ancestors, union.Id];
        return entries.Where(e => above.Contains(e.UnionId));
    }
}
