using System.Globalization;
using Federation.Framework.Import;
using Federation.Kernel;
using Federation.LabourModels.Contracts;
using Federation.LabourModels.Register;
using Federation.LabourModels.Studios;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Imports;

/// <summary>What came of the union's studios. A row finds its result by studio, name and day.</summary>
internal sealed class ResultImport(LabourContext context, EntryTools tools) : KeyedImport<ResultRow, Result>(context)
{
    private const char Between = '\n';
    private const int MostOffers = 50;

    private readonly List<Studio> studios = [];
    private readonly HashSet<string> several = new(StringComparer.Ordinal);

    public override string Kind => "studio-results";

    public override IReadOnlyList<ImportColumn> Columns { get; } = FormField.Columns<ResultRow>("studio", "name", "date", "prize", "benefit")
        .With("name", c => c with { Heading = "result-name" });

    protected override string KeyColumn => "name";

    public override async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> OffersAsync(CancellationToken cancellation)
    {
        await OpenAsync(cancellation);
        return new Dictionary<string, IReadOnlyList<string>> { ["studio"] = [.. studios.Where(s => s.Closed is null).Select(s => s.Name).Take(MostOffers)] };
    }

    public override async Task OpenAsync(CancellationToken cancellation)
    {
        // The page that describes the table has read them, too.
        studios.Clear();
        studios.AddRange(await context.Studios.AsNoTracking().Where(s => s.UnionId == context.TenantId).OrderByDescending(s => s.Id).ToListAsync(cancellation));
    }

    protected override string KeyOf(ResultRow row) => KeyOf(StudioOf(row).Id, row.Name, row.Date);

    protected override async Task<IReadOnlyDictionary<string, Result>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var ids = keys.Select(k => long.Parse(k.Split(Between)[0], CultureInfo.InvariantCulture)).Distinct().ToList();
        var names = keys.Select(k => k.Split(Between)[2]).Distinct().ToList();
        var known = new Dictionary<string, Result>(StringComparer.Ordinal);
        foreach (var result in await context.Results.Where(r => r.UnionId == context.TenantId && ids.Contains(r.HolderId) && names.Contains(r.Name)).ToListAsync(cancellation))
            if (KeyOf(result.HolderId, result.Name, result.Date) is var key && !known.TryAdd(key, result)) several.Add(key);
        return known;
    }

    protected override Result Make(ResultRow row)
    {
        var result = new Result();
        result.KeepIn(context.TenantId, StudioOf(row).Id, context.Ids);
        result.Put(row, tools);
        return result;
    }

    protected override void Change(Result record, ResultRow row)
    {
        if (several.Contains(KeyOf(row))) throw new RuleViolation("several-that-day", row.Date);
        (row.Prize, row.Benefit) = (row.Prize ?? record.Prize, row.Benefit ?? record.Worth);
        record.Put(row, tools);
        if (context.Entry(record).State == EntityState.Modified) record.KeepIn(context.TenantId, record.HolderId, context.Ids);
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code == "studio-unknown" ? "studio" : "date";

    /// <summary>The studio of that name that was open on the day.</summary>
    private Studio StudioOf(ResultRow row)
    {
        var named = studios.Where(s => s.Name == row.Studio).ToList();
        if (named.Count == 0) throw new RuleViolation("studio-unknown", row.Studio);
        return named.Find(s => s.IsOpen(row.Date)) ?? throw new RuleViolation("studio-not-open", row.Date);
    }

    private static string KeyOf(long studio, string name, DateOnly date) => string.Join(Between, Text.Of(studio), Text.Of(date), name);
}
