using Federation.Framework.Import;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.LabourModels.Contracts;
using Federation.LabourModels.Honours;
using Federation.LabourModels.Register;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Imports;

/// <summary>The places of a selection as a union hands them out to those straight below it. A row finds its quota by selection and union.</summary>
internal sealed class QuotaImport(LabourContext context, EntryTools tools) : KeyedImport<QuotaRow, Quota>(context)
{
    private const char Between = '\n';
    private const int MostOffers = 50;

    private readonly Dictionary<string, UnionInfo?> below = new(StringComparer.Ordinal);

    /// <summary>By selection: what the union may hand out, and what it has, with the rows so far.</summary>
    private readonly Dictionary<long, (int? Most, int Given)> places = [];

    private IReadOnlyList<Selection> selections = [];

    public override string Kind => "quotas";

    public override IReadOnlyList<ImportColumn> Columns { get; } = FormField.Columns<QuotaRow>("selection", "for", "places", "frontline", "women", "migrant").With("for", c => c with { Heading = "quota-union-code" });

    protected override string KeyColumn => "for";

    public override async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> OffersAsync(CancellationToken cancellation)
    {
        await OpenAsync(cancellation);
        return new Dictionary<string, IReadOnlyList<string>> { ["selection"] = [.. selections.Select(s => s.Name).Distinct().Take(MostOffers)] };
    }

    public override async Task OpenAsync(CancellationToken cancellation)
    {
        long[] above = [.. tools.Union.Ancestors, tools.Union.Id];
        selections = await context.Selections.AsNoTracking().Where(s => above.Contains(s.UnionId)).OrderByDescending(s => s.Id).ToListAsync(cancellation);
    }

    protected override string KeyOf(QuotaRow row) => string.Join(Between, Text.Of(SelectionOf(row).Id), row.For);

    protected override async Task<IReadOnlyDictionary<string, Quota>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var parts = keys.Select(k => k.Split(Between)).ToList();
        foreach (var code in parts.Select(p => p[1]).Distinct().Where(c => !below.ContainsKey(c))) below[code] = await tools.Unions.FindAsync(code, cancellation);
        var ids = parts.Select(p => Text.Id("selection", p[0])).Distinct().ToList();
        foreach (var selection in selections.Where(s => ids.Contains(s.Id) && !places.ContainsKey(s.Id)))
        {
            await context.LockPlacesAsync(selection.Id, cancellation);
            places[selection.Id] = (await Quota.MostAsync(context, selection, tools.Union.Id, cancellation),
                await context.Quotas.Where(q => q.HolderId == selection.Id && q.UnionId == context.TenantId).SumAsync(q => (int?)q.Places, cancellation) ?? 0);
        }
        var quotas = await context.Quotas.Where(q => ids.Contains(q.HolderId) && q.UnionId == context.TenantId).ToListAsync(cancellation);
        return quotas.ToDictionary(q => string.Join(Between, Text.Of(q.HolderId), q.ForUnion), StringComparer.Ordinal);
    }

    protected override Quota Make(QuotaRow row)
    {
        var selection = SelectionOf(row);
        var quota = new Quota();
        quota.KeepIn(context.TenantId, selection.Id, context.Ids);
        quota.Put(row, tools);
        quota.GiveTo(below[row.For], tools.Union, row.For);
        Take(selection.Id, row.Places);
        return quota;
    }

    protected override void Change(Quota record, QuotaRow row)
    {
        (row.Frontline, row.Women, row.Migrant) = (row.Frontline ?? record.Frontline, row.Women ?? record.Women, row.Migrant ?? record.Migrant);
        Take(record.HolderId, row.Places - record.Places);
        record.Put(row, tools);
        if (context.Entry(record).State == EntityState.Modified) record.KeepIn(context.TenantId, record.HolderId, context.Ids);
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "selection-unknown" or "selections-of-one-name" => "selection",
        "quota-not-for-a-child" => "for",
        _ => "places",
    };

    private void Take(long selection, int more)
    {
        var (most, given) = places[selection];
        if (more > 0 && given + more > most) throw new RuleViolation("quota-above-selection", most.Value);
        places[selection] = (most, given + more);
    }

    private Selection SelectionOf(QuotaRow row) => selections.Where(s => s.Name == row.Selection).ToList() switch
    {
        [var one] => one,
        [] => throw new RuleViolation("selection-unknown"),
        _ => throw new RuleViolation("selections-of-one-name", row.Selection),
    };
}
