using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Kernel;
using Federation.LabourModels.Contracts;
using Federation.LabourModels.Files;
using Federation.LabourModels.Register;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Imports;

/// <summary>The union's models in hardship. A row finds its spell by person and first day, so that a later table says when it was over.</summary>
internal sealed class HardshipImport(LabourContext context, EntryTools tools) : KeyedImport<HardshipRow, HardshipSpell>(context)
{
    private const char Between = '\n';

    /// <summary>The spells of each file, with the rows so far: also in a preview, which writes none of them.</summary>
    private readonly Dictionary<long, Dictionary<DateOnly, DateOnly?>> spells = [];

    private readonly ChangedMonths changed = new(tools.Today);
    private ILookup<string, ModelFile> files = Enumerable.Empty<ModelFile>().ToLookup(f => "");

    public override string Kind => "models-hardship";

    public override IReadOnlyList<ImportColumn> Columns { get; } = FormField.Columns<HardshipRow>("identityNumber", "name", "from", "to", "cause", "note")
        .With("identityNumber", c => c with { Example = "11010519491231002X" })
        .With("name", c => c with { Example = "王建国" });

    protected override string KeyColumn => "from";

    /// <summary>No other spell is entered beside these.</summary>
    public override Task OpenAsync(CancellationToken cancellation) => context.LockFilesAsync(cancellation);

    protected override string KeyOf(HardshipRow row) => KeyOf(tools.HashOf(row.IdentityNumber), row.From);

    protected override async Task<IReadOnlyDictionary<string, HardshipSpell>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var hashes = keys.Select(k => k.Split(Between)[0]).Distinct().Select(Convert.FromHexString).ToList();
        var found = await context.Files.AsNoTracking().Where(f => hashes.Contains(f.PersonHash)).ToListAsync(cancellation);
        var ids = found.Select(f => f.Id).ToList();
        files = found.ToLookup(f => Convert.ToHexString(f.PersonHash));
        var hashOf = found.ToDictionary(f => f.Id, f => f.PersonHash);
        var known = new Dictionary<string, HardshipSpell>(StringComparer.Ordinal);
        foreach (var spell in await context.Spells.Where(s => ids.Contains(s.HolderId)).ToListAsync(cancellation))
        {
            SpellsOf(spell.HolderId).TryAdd(spell.From, spell.To);
            known[KeyOf(hashOf[spell.HolderId], spell.From)] = spell;
        }
        return known;
    }

    protected override HardshipSpell Make(HardshipRow row)
    {
        var file = FileOf(row);
        Take(file.Id, row);
        var spell = new HardshipSpell();
        spell.KeepIn(context.TenantId, file.Id, context.Ids);
        spell.Put(row, tools);
        changed.Add(null, spell.Counted);
        return spell;
    }

    protected override void Change(HardshipSpell record, HardshipRow row)
    {
        FileOf(row);
        var before = record.Counted;
        (row.To, row.Note) = (row.To ?? record.To, row.Note ?? record.Note);
        Take(record.HolderId, row);
        record.Put(row, tools);
        if (context.Entry(record).State == EntityState.Modified) record.KeepIn(context.TenantId, record.HolderId, context.Ids);
        changed.Add(before, record.Counted);
    }

    public override async Task CloseAsync(CancellationToken cancellation)
    {
        if (changed.All.Count == 0) return;
        context.MarkAll(context.TenantId, changed, [Sources.Hardship]);
        await context.SaveChangesAsync(cancellation);
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code == "model-unknown" ? "identityNumber" : "from";

    private ModelFile FileOf(HardshipRow row)
    {
        var all = files[Convert.ToHexString(tools.HashOf(row.IdentityNumber))].ToList();
        if (all.Count == 0) throw new RuleViolation("model-unknown");
        var file = all.Find(f => f.IsOnRecord(row.From)) ?? throw new RuleViolation("model-not-on-record", row.From);
        return row.Name is null || NameText.AreSame(row.Name, file.Name) ? file : throw new InvalidInput("name", "name-of-another", file.Name, row.Name);
    }

    private void Take(long file, HardshipRow row)
    {
        var taken = SpellsOf(file);
        if (taken.Any(s => s.Key != row.From && (s.Value is null || s.Value > row.From) && (row.To is null || s.Key < row.To))) throw new RuleViolation("hardship-overlaps");
        taken[row.From] = row.To;
    }

    private Dictionary<DateOnly, DateOnly?> SpellsOf(long file) => spells.TryGetValue(file, out var taken) ? taken : spells[file] = [];

    private static string KeyOf(byte[] person, DateOnly from) => string.Join(Between, Convert.ToHexString(person), Text.Of(from));
}
