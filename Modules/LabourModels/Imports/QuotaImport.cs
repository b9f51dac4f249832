using Federation.Framework.Import;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.LabourModels.Honours;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Imports;

/// <summary>The places of a selection as a union hands them out to those straight below it. A row finds its quota by selection and union.</summary>
internal sealed class QuotaImport(LabourContext context, RecordTools tools) : KeyedImport<QuotaRow, Quota>("quotas", context, "selection")
{
    private readonly NamedRecords<Selection> selections = new(
        "selection", s => s.Name, c => EntryRecords.AboveAsync(context.Selections.OrderByDescending(x => x.Id), tools, c))
    {
        Unknown = "selection-unknown", NotUnique = "selections-of-one-name", MaxOffers = EntryRecords.MaxOffers,
    };

    private readonly Dictionary<string, UnionInfo?> below = new(StringComparer.Ordinal);

    /// <summary>By selection: what the union may hand out, and what it has, with the rows so far.</summary>
    private readonly Dictionary<long, (int? Most, int Given)> places = [];

    protected override IReadOnlyList<INamedRecords> Named => [selections];

    protected override RowKey<QuotaRow, Quota> DescribeKey() =>
        Key("for", r => new { ParentId = selections.Find(r.Selection).Id, r.For }, q => new { q.ParentId, For = q.ForUnion });

    protected override async Task ReadAsync(IReadOnlyList<QuotaRow> rows, CancellationToken cancellation)
    {
        foreach (var code in rows.Select(r => r.For).Where(c => !below.ContainsKey(c)).Distinct())
            below[code] = await tools.Unions.FindAsync(code, cancellation);
        var named = rows.Select(r => selections.FindOrNull(r.Selection)).OfType<Selection>().Distinct().OrderBy(s => s.Id);
        foreach (var selection in named.Where(s => !places.ContainsKey(s.Id)))
        {
            await context.LockPlacesAsync(selection.Id, cancellation);
            var own = context.Quotas.Where(q => q.ParentId == selection.Id && q.UnionId == context.TenantId);
            var most = await Quota.MaxPlacesAsync(context, selection, tools.Union.Id, cancellation);
            places[selection.Id] = (most, await own.SumAsync(q => (int?)q.Places, cancellation) ?? 0);
        }
    }

    protected override Quota Create(QuotaRow row)
    {
        var selection = selections.Find(row.Selection).Id;
        var quota = context.Enter<Quota>(q => q.Apply(row, tools), selection);
        quota.GiveTo(below[row.For], tools.Union, row.For);
        Give(selection, row.Places);
        return quota;
    }

    protected override void Complete(QuotaRow row, Quota record) =>
        (row.Frontline, row.Women, row.Migrant) = (row.Frontline ?? record.Frontline, row.Women ?? record.Women, row.Migrant ?? record.Migrant);

    protected override void Update(Quota record, QuotaRow row)
    {
        Give(record.ParentId, row.Places - record.Places);
        context.Revise(record, q => q.Apply(row, tools));
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code == "quota-not-for-a-child" ? "for" : "places";

    private void Give(long selection, int more)
    {
        var (most, given) = places[selection];
        if (more > 0 && given + more > most) throw new RuleViolation("quota-above-selection", most.Value);
        places[selection] = (most, given + more);
    }
}
