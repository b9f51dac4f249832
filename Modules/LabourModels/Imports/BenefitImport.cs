using System.Globalization;
using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Kernel;
using Federation.LabourModels.Allowances;
using Federation.LabourModels.Contracts;
using Federation.LabourModels.Files;
using Federation.LabourModels.Register;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Imports;

/// <summary>
/// What the union's models were given, by the same local rules as one by one. A row finds its payment by person, day and kind: festival money comes several
/// times a year.
/// </summary>
internal sealed class BenefitImport(LabourContext context, EntryTools tools) : KeyedImport<BenefitRow, Benefit>(context)
{
    private const char Between = '\n';

    /// <summary>What was paid to a file in a year of a kind, with the rows so far: also in a preview, which writes none of them.</summary>
    private readonly Dictionary<(long File, int Year, BenefitKind Kind), PaidSoFar> paid = [];

    private readonly HashSet<string> several = new(StringComparer.Ordinal);
    private ILookup<string, ModelFile> files = Enumerable.Empty<ModelFile>().ToLookup(f => "");
    private ILookup<long, HardshipSpell> spells = Enumerable.Empty<HardshipSpell>().ToLookup(s => s.HolderId);
    private LocalRules rules = null!;

    public override string Kind => "models-benefits";

    public override IReadOnlyList<ImportColumn> Columns { get; } = FormField.Columns<BenefitRow>("identityNumber", "name", "date", "kind", "amount", "note")
        .With("identityNumber", c => c with { Example = "11010519491231002X" })
        .With("name", c => c with { Example = "王建国" });

    protected override string KeyColumn => "date";

    public override async Task OpenAsync(CancellationToken cancellation)
    {
        // No other payment is added up beside these.
        await context.LockFilesAsync(cancellation);
        rules = await LocalRules.OfAsync(context, tools.Union, cancellation);
    }

    protected override string KeyOf(BenefitRow row) => KeyOf(tools.HashOf(row.IdentityNumber), row.Date, row.Kind);

    protected override async Task<IReadOnlyDictionary<string, Benefit>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var parts = keys.Select(k => k.Split(Between)).ToList();
        var hashes = parts.Select(p => p[0]).Distinct().Select(Convert.FromHexString).ToList();
        var years = parts.Select(p => int.Parse(p[1].AsSpan(0, 4), CultureInfo.InvariantCulture)).ToList();
        var (first, last) = years.Count == 0 ? default : (new DateOnly(years.Min(), 1, 1), new DateOnly(years.Max(), 12, 31));
        var found = await context.Files.AsNoTracking().Where(f => hashes.Contains(f.PersonHash)).ToListAsync(cancellation);
        var ids = found.Select(f => f.Id).ToList();
        files = found.ToLookup(f => Convert.ToHexString(f.PersonHash));
        spells = (await context.Spells.AsNoTracking().Where(s => ids.Contains(s.HolderId)).ToListAsync(cancellation)).ToLookup(s => s.HolderId);
        var payments = await context.Benefits.Where(b => ids.Contains(b.HolderId) && b.Date >= first && b.Date <= last).ToListAsync(cancellation);
        foreach (var account in payments.GroupBy(b => (b.HolderId, b.Date.Year, b.Kind)))
            paid.TryAdd(account.Key, new PaidSoFar(account.Sum(b => b.Amount), account.Count(b => b.Amount > 0)));
        var known = new Dictionary<string, Benefit>(StringComparer.Ordinal);
        var hashOf = found.ToDictionary(f => f.Id, f => f.PersonHash);
        foreach (var payment in payments)
            if (KeyOf(hashOf[payment.HolderId], payment.Date, payment.Kind) is var key && !known.TryAdd(key, payment)) several.Add(key);
        return known;
    }

    protected override Benefit Make(BenefitRow row)
    {
        var file = FileOf(row);
        Pay(file, row, 0);
        var benefit = new Benefit();
        benefit.KeepIn(context.TenantId, file.Id, context.Ids);
        benefit.Put(row, tools);
        return benefit;
    }

    protected override void Change(Benefit record, BenefitRow row)
    {
        // Which of them the row is about, nobody can tell.
        if (several.Contains(KeyOf(row))) throw new RuleViolation("several-that-day", row.Date);
        var file = FileOf(row);
        row.Note ??= record.Note;
        if (row.Amount != record.Amount) Pay(file, row, record.Amount);
        record.Put(row, tools);
        if (context.Entry(record).State == EntityState.Modified) record.KeepIn(context.TenantId, record.HolderId, context.Ids);
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "above-allowance" or "festivals-used" => "amount",
        "model-unknown" => "identityNumber",
        "no-allowance-rule" or "income-unknown" or "income-above-line" or "not-in-hardship" => "kind",
        _ => "date",
    };

    /// <summary>The file that was open on the day.</summary>
    private ModelFile FileOf(BenefitRow row)
    {
        var all = files[Convert.ToHexString(tools.HashOf(row.IdentityNumber))].OrderByDescending(f => f.Since).ToList();
        if (all.Count == 0) throw new RuleViolation("model-unknown");
        var file = all.Find(f => f.IsOnRecord(row.Date)) ?? throw new RuleViolation("model-not-on-record", row.Date);
        return row.Name is null || NameText.AreSame(row.Name, file.Name) ? file : throw new InvalidInput("name", "name-of-another", file.Name, row.Name);
    }

    /// <param name="instead">What was paid before in the place of this; 0 for a new payment.</param>
    private void Pay(ModelFile file, BenefitRow row, decimal instead)
    {
        var account = (file.Id, row.Date.Year, row.Kind);
        var before = paid.GetValueOrDefault(account);
        var others = new PaidSoFar(before.Amount - instead, before.Times - (instead > 0 ? 1 : 0));
        if (AllowanceRule.KindOf(row.Kind) is { } kind) rules.Reckon(file, kind, row.Date, others, spells[file.Id].Any(s => s.From <= row.Date && (s.To is null || s.To > row.Date))).Require(row.Amount);
        paid[account] = new PaidSoFar(others.Amount + row.Amount, others.Times + (row.Amount > 0 ? 1 : 0));
    }

    private static string KeyOf(byte[] person, DateOnly date, BenefitKind kind) => string.Join(Between, Convert.ToHexString(person), Text.Of(date), kind);
}
