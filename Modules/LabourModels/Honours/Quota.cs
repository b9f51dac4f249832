using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Contracts;
using Federation.LabourModels.Register;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Honours;

/// <summary>
/// How many a union may send up in a selection, and how many of them at least are to be frontline workers, women, migrant workers (名额及构成). Given by
/// the union above: by the one that keeps the selection out of its places, by the others out of their own quota.
/// </summary>
internal sealed class Quota : Entry, IShared, IEntry<Quota, QuotaInput, QuotaAnswer>
{
    public static string Path => "quotas";
    public static string? HolderPath => "selections";
    public static Seen Seen => Seen.FromBelow;

    public long ForUnionId { get; private set; }
    public string ForUnion { get; private set; } = "";
    public int Places { get; private set; }
    public int Frontline { get; private set; }
    public int Women { get; private set; }
    public int Migrant { get; private set; }

    public static Task<bool> HasHolderAsync(LabourContext context, UnionInfo union, long holder, CancellationToken cancellation) 
    {
        long[] way = [.. union.Ancestors, union.Id];
        return context.Selections.AnyAsync(s => s.Id == holder && way.Contains(s.UnionId), cancellation);
    }

    public static IQueryable<Quota> Filter(IQueryable<Quota> entries, EntryFilter filter) => filter.Search is { } search ? entries.Where(q => q.ForUnion.Contains(search)) : entries;

    public void Put(QuotaInput input, EntryTools tools) =>
        (ForUnion, Places, Frontline, Women, Migrant) = (input.For, input.Places, input.Frontline ?? 0, input.Women ?? 0, input.Migrant ?? 0);

    public async Task BindAsync(QuotaInput input, LabourContext context, EntryTools tools, CancellationToken cancellation)
    {
        var union = tools.Union;
        var below = await tools.Unions.FindAsync(input.For, cancellation);
        if (below is null || below.Parent != union.Code) throw new RuleViolation("quota-not-for-a-child", input.For);
        (ForUnionId, ForUnion) = (below.Id, below.Code);
        var selection = await context.Selections.SingleAsync(s => s.Id == HolderId, cancellation);
        if (selection.UnionId != union.Id && !union.Ancestors.Contains(selection.UnionId)) throw new NotFound("selection");
        if (await context.Quotas.AnyAsync(q => q.HolderId == HolderId && q.ForUnionId == below.Id && q.Id != Id, cancellation)) throw new RuleViolation("quota-there-already", below.Code);
        var most = selection.UnionId == union.Id ? selection.Places : (await context.Quotas.AsNoTracking().SingleOrDefaultAsync(q => q.HolderId == HolderId && q.ForUnionId == union.Id, cancellation))?.Places;
        var given = await context.Quotas.Where(q => q.HolderId == HolderId && q.UnionId == union.Id && q.Id != Id).SumAsync(q => (int?)q.Places, cancellation) ?? 0;
        if (given + Places > most) throw new RuleViolation("quota-above-selection", most!);
    }

    public QuotaAnswer Show(EntryTools tools, string union) => new(Text.Of(Id), union, ForUnion, Places, Frontline, Women, Migrant, Version);
}

internal sealed record QuotaAnswer(string Id, string Union, string For, int Places, int Frontline, int Women, int Migrant, int Version) : IEntryAnswer;
