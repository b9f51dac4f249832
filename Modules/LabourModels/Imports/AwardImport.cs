using Federation.Framework.Import;
using Federation.Kernel;
using Federation.LabourModels.Contracts;
using Federation.LabourModels.Honours;
using Federation.LabourModels.Register;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Imports;

/// <summary>
/// Honours that were granted to collectives, and to persons whose files are not kept. A row finds its award by honour, name and decision. Titles of persons
/// with a file come in with the file.
/// </summary>
internal sealed class AwardImport(LabourContext context, EntryTools tools) : KeyedImport<AwardRow, Award>(context)
{
    private const char Between = '\n';

    private readonly HonourCatalogue honours = new(context, tools);
    private readonly HashSet<string> several = new(StringComparer.Ordinal);

    public override string Kind => "awards";

    public override IReadOnlyList<ImportColumn> Columns { get; } = FormField.Columns<AwardRow>()
        .With("name", c => c with { Example = "采煤一队" })
        .With("number", c => c with { Example = "汉政发〔2019〕5号" });

    protected override string KeyColumn => "number";

    public override async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> OffersAsync(CancellationToken cancellation)
    {
        await honours.ReadAsync(cancellation);
        return new Dictionary<string, IReadOnlyList<string>> { ["honour"] = honours.Offers };
    }

    public override Task OpenAsync(CancellationToken cancellation) => honours.ReadAsync(cancellation);

    protected override string KeyOf(AwardRow row) => KeyOf(honours.Find(row.Honour, row.Level).Id, row.Name, row.Number);

    protected override async Task<IReadOnlyDictionary<string, Award>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var parts = keys.Select(k => k.Split(Between)).ToList();
        var (names, numbers) = (parts.Select(p => p[1]).Distinct().ToList(), parts.Select(p => p[2]).Distinct().ToList());
        var known = new Dictionary<string, Award>(StringComparer.Ordinal);
        foreach (var award in await context.Awards.Where(a => a.UnionId == context.TenantId && names.Contains(a.Name) && numbers.Contains(a.Number)).ToListAsync(cancellation))
            if (KeyOf(award.HonourId, award.Name, award.Number) is var key && !known.TryAdd(key, award)) several.Add(key);
        return known;
    }

    protected override Award Make(AwardRow row)
    {
        var honour = honours.Find(row.Honour, row.Level);
        var award = new Award();
        award.KeepIn(context.TenantId, 0, context.Ids);
        award.Put(
            new AwardInput
            {
                Honour = Text.Of(honour.Id), Name = row.Name, Granting = honour.Granting, Body = row.Body ?? honour.Body, Number = row.Number, Date = row.Date, RevokedOn = row.RevokedOn, RevokedBy = row.RevokedBy,
            },
            tools);
        award.TakeNameOf(honour);
        return award;
    }

    protected override void Change(Award record, AwardRow row)
    {
        // Two persons of one name, honoured by one decision.
        if (several.Contains(KeyOf(row))) throw new RuleViolation("award-there-already", row.Name, row.Number);
        var terms = record.Terms();
        (terms.Body, terms.Date, terms.RevokedOn, terms.RevokedBy) = (row.Body ?? terms.Body, row.Date, row.RevokedOn ?? terms.RevokedOn, row.RevokedBy ?? terms.RevokedBy);
        // With its last title a model goes off the record: that is done where the file is seen.
        if (record.FileId is not null && terms.RevokedOn != record.RevokedOn) throw new RuleViolation("award-of-a-file", row.Name);
        record.Put(terms, tools);
        if (context.Entry(record).State == EntityState.Modified) record.KeepIn(context.TenantId, 0, context.Ids);
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "honour-unknown" or "honour-not-of-the-level" or "honour-of-several-levels" => "honour",
        "decision-in-the-future" => "date",
        "award-of-a-file" => "revokedOn",
        _ => "number",
    };

    private static string KeyOf(long honour, string name, string number) => string.Join(Between, Text.Of(honour), name, number);
}
