using Federation.Framework.Import;
using Federation.Framework.Records;
using Federation.Kernel;
using Federation.LabourModels.Files;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Imports;

/// <summary>The union's models in hardship. A row finds its spell by person and first day, so that a later table says when it was over.</summary>
internal sealed class HardshipImport(LabourContext context, RecordTools tools)
    : KeyedImport<HardshipRow, HardshipSpell>("models-hardship", context, "identityNumber", "name")
{
    private readonly ModelRows files = new(context, tools);

    /// <summary>The spells of each file, with the rows so far: also in a preview, which writes none of them.</summary>
    private readonly Dictionary<long, Dictionary<DateOnly, DateOnly?>> spells = [];

    private readonly ChangedMonths changed = new(tools.Today);

    /// <summary>No other spell is entered beside these.</summary>
    public override Task OpenAsync(CancellationToken cancellation) => context.LockFilesAsync(cancellation);

    protected override RowKey<HardshipRow, HardshipSpell> DescribeKey() =>
        Key("from", r => new { ParentId = files.Of(r).Id, r.From }, s => new { s.ParentId, s.From });

    protected override async Task ReadAsync(IReadOnlyList<HardshipRow> rows, CancellationToken cancellation)
    {
        await files.ReadAsync(rows, cancellation);
        var ids = files.Ids;
        foreach (var id in ids) spells.TryAdd(id, []);
        foreach (var spell in await context.Spells.AsNoTracking().Where(s => ids.Contains(s.ParentId)).ToListAsync(cancellation))
            spells[spell.ParentId].TryAdd(spell.From, spell.To);
    }

    protected override HardshipSpell Create(HardshipRow row)
    {
        var file = files.Of(row).Id;
        Occupy(file, row);
        var spell = context.Enter<HardshipSpell>(s => s.Apply(row, tools), file);
        changed.Add(null, spell.Counted);
        return spell;
    }

    protected override void Complete(HardshipRow row, HardshipSpell record) => row.To ??= record.To;

    protected override void Update(HardshipSpell record, HardshipRow row)
    {
        var before = record.Counted;
        Occupy(record.ParentId, row);
        context.Revise(record, s => s.Apply(row, tools));
        changed.Add(before, record.Counted);
    }

    public override Task CloseAsync(CancellationToken cancellation) => context.MarkAsync(changed, [Sources.Hardship], cancellation);

    protected override string ColumnOf(RuleViolation rule) => "from";

    private void Occupy(long file, HardshipRow row)
    {
        var taken = spells[file];
        if (taken.Any(s => s.Key != row.From && (s.Value is null || s.Value > row.From) && (row.To is null || s.Key < row.To)))
            throw new RuleViolation("hardship-overlaps");
        taken[row.From] = row.To;
    }
}
