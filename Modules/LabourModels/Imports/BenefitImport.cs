using Federation.Framework.Import;
using Federation.Framework.Records;
using Federation.Kernel;
using Federation.LabourModels.Allowances;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Files;
using Microsoft.EntityFrameworkCore;
using System.Globalization;

namespace Federation.LabourModels.Imports;

/// <summary>
/// What the union's models were given, by the same local rules as one by one. A row finds its payment by person, day and kind: festival money comes several
/// times a year.
/// </summary>
internal sealed class BenefitImport(LabourContext context, RecordTools tools)
    : KeyedImport<BenefitRow, Benefit>("models-benefits", context, "identityNumber", "name")
{
    private readonly ModelRows files = new(context, tools);

    /// <summary>What was paid to a file in a year of a kind, with the rows so far: also in a preview, which writes none of them.</summary>
    private readonly Dictionary<(long File, int Year, BenefitKind Kind), PaidSoFar> paid = [];

    private ILookup<long, HardshipSpell> spells = Array.Empty<HardshipSpell>().ToLookup(_ => 0L);
    private LocalRules rules = null!;

    public override async Task OpenAsync(CancellationToken cancellation)
    {
        // No other payment is added up beside these.
        await context.LockFilesAsync(cancellation);
        rules = await LocalRules.OfAsync(context, tools, cancellation);
    }

    protected override RowKey<BenefitRow, Benefit> DescribeKey() =>
        Key("date", r => new { ParentId = files.Of(r).Id, r.Date, r.Kind }, b => new { b.ParentId, b.Date, b.Kind });

    protected override async Task ReadAsync(IReadOnlyList<BenefitRow> rows, CancellationToken cancellation)
    {
        await files.ReadAsync(rows, cancellation);
        var ids = files.Ids;
        spells = (await context.Spells.AsNoTracking().Where(s => ids.Contains(s.ParentId)).ToListAsync(cancellation)).ToLookup(s => s.ParentId);
        var (first, last) = (new DateOnly(rows.Min(r => r.Date.Year), 1, 1), new DateOnly(rows.Max(r => r.Date.Year), 12, 31));
        var payments = context.Benefits.Where(b => ids.Contains(b.ParentId) && b.Date >= first && b.Date <= last);
        var amounts = await payments.Select(b => new { b.ParentId, b.Date, b.Kind, b.Amount }).ToListAsync(cancellation);
        foreach (var account in amounts.GroupBy(b => (b.ParentId, b.Date.Year, b.Kind)))
            paid.TryAdd(account.Key, new PaidSoFar(account.Sum(b => b.Amount), account.Count(b => b.Amount > 0)));
    }

    protected override Benefit Create(BenefitRow row)
    {
        Pay(row, instead: 0);
        return context.Enter<Benefit>(b => b.Apply(row, tools), files.Of(row).Id);
    }

    protected override void Update(Benefit record, BenefitRow row)
    {
        if (row.Amount != record.Amount) Pay(row, record.Amount);
        context.Revise(record, b => b.Apply(row, tools));
    }

    protected override RuleViolation Ambiguous(BenefitRow row) => new("several-that-day", row.Date);

    protected override string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "above-allowance" or "festivals-used" => "amount",
        "no-allowance-rule" or "income-unknown" or "income-above-line" or "not-in-hardship" => "kind",
        _ => "date",
    };

    /// <param name="instead">What was paid before in the place of this; 0 for a new payment.</param>
    private void Pay(BenefitRow row, decimal instead)
    {
        var file = files.Of(row);
        var account = (file.Id, row.Date.Year, row.Kind);
        var before = paid.GetValueOrDefault(account);
        var others = new PaidSoFar(before.Amount - instead, before.Times - (instead > 0 ? 1 : 0));
        var inHardship = spells[file.Id].Any(s => s.From <= row.Date && (s.To is null || s.To > row.Date));
        if (AllowanceRule.KindOf(row.Kind) is { } kind) rules.Calculate(file, kind, row.Date, others, inHardship).Require(row.Amount);
        paid[account] = new PaidSoFar(others.Amount + row.Amount, others.Times + (row.Amount > 0 ? 1 : 0));
    }
}
