using System.Globalization;
using Federation.Framework.Handlers;
using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.LoveStations.Contracts;
using Federation.LoveStations.Inspections;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Imports;

/// <summary>One finding of an inspection, or an inspection that found nothing.</summary>
internal sealed class InspectionRow : IRowAtSite, IChecked
{
    public string? Union { get; set; }

    [Longest(40)]
    public string Station { get; set; } = "";

    public DateOnly Date { get; set; }
    public string Inspector { get; set; } = "";

    [Longest(1000)]
    public string? Note { get; set; }

    [Longest(500)]
    public string? Text { get; set; }

    public Facility? Facility { get; set; }
    public DateOnly? DueOn { get; set; }
    public DateOnly? RepairedOn { get; set; }

    [Longest(500)]
    public string? Repair { get; set; }

    /// <summary>Null where nothing was found.</summary>
    public FindingInput? Finding => Text is null ? null : new FindingInput { Text = Text, Facility = Facility, DueOn = DueOn, RepairedOn = RepairedOn, Repair = Repair };

    public void Check(InputProblems problems)
    {
        if (Text is null && (Facility is not null || DueOn is not null || RepairedOn is not null || Repair is not null)) problems.Add("text", "required");
        if (RepairedOn is null && Repair is not null) problems.Add("repairedOn", "required");
    }
}

/// <summary>What a row of the table is about.</summary>
/// <param name="Found">Null for the inspection itself.</param>
internal sealed record InspectionLine(SiteInspection Inspection, Finding? Found)
{
    public bool Changed { get; set; }
}

/// <summary>
/// Inspections of a union's sites with what was found. An inspection is found by its site, day and inspector, a finding in it by its text and facility: the same
/// again says whether and how it was put right. An empty cell leaves what is there.
/// </summary>
internal sealed class InspectionImport(StationsContext context, Caller caller, TimeProvider time) : SiteTable<InspectionRow, InspectionLine>(context, caller)
{
    /// <summary>By site, day and inspector: those in the books, and the new ones of these rows.</summary>
    private readonly Dictionary<string, SiteInspection> inspections = new(StringComparer.Ordinal);

    public override string Kind => "stations-inspections";

    public override IReadOnlyList<ImportColumn> Columns { get; } = ImportColumns.Of<InspectionRow>("station", "date", "inspector", "note", "text", "facility", "dueOn", "repairedOn", "repair")
        .With("union", c => c with { Heading = "union-code" })
        .With("station", c => c with { Heading = "station-code" })
        .With("inspector", c => c with { Heading = "inspector" })
        .With("note", c => c with { Heading = "note" })
        .With("text", c => c with { Heading = "finding-text" })
        .With("facility", c => c with { Heading = "finding-facility" })
        .With("dueOn", c => c with { Heading = "due-on" })
        .With("repairedOn", c => c with { Heading = "repaired-on" })
        .With("repair", c => c with { Heading = "repair" });

    protected override string KeyColumn => "text";

    protected override string KeyWithin(InspectionRow row) => Key(InspectionKey(row.Station, row.Date, row.Inspector), row.Text, row.Facility);

    protected override async Task<IReadOnlyDictionary<string, InspectionLine>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        inspections.Clear();
        var parts = keys.Select(k => k.Split(Between)).ToList();
        var codes = (await LockAsync(parts.Select(p => p[0]), cancellation)).ToDictionary(s => s.Value, s => s.Key);
        var (ids, inspectors) = (codes.Keys.ToList(), parts.Select(p => p[2]).Distinct().ToList());
        var dates = parts.Select(p => DateOnly.ParseExact(p[1], "yyyy-MM-dd", CultureInfo.InvariantCulture)).Distinct().ToList();
        var found = new Dictionary<string, InspectionLine>(StringComparer.Ordinal);
        foreach (var inspection in await Context.Inspections.Where(i => i.UnionId == Context.TenantId && ids.Contains(i.SiteId) && dates.Contains(i.Date) && inspectors.Contains(i.Inspector)).OrderBy(i => i.Id).ToListAsync(cancellation))
        {
            var key = InspectionKey(codes[inspection.SiteId], inspection.Date, inspection.Inspector);
            inspections.TryAdd(key, inspection);
            found.TryAdd(Key(key, null, null), new InspectionLine(inspection, null));
            foreach (var finding in inspection.Findings.OrderBy(f => f.Id)) found.TryAdd(Key(key, finding.Text, finding.Facility), new InspectionLine(inspection, finding));
        }
        return found;
    }

    protected override InspectionLine Make(InspectionRow row)
    {
        var site = SiteOf(row.Station);
        var key = InspectionKey(row.Station, row.Date, row.Inspector);
        var known = inspections.TryGetValue(key, out var inspection);
        inspection ??= SiteInspection.Begin(row.Inspector);
        var finding = inspection.Say(row.Note, null, row.Finding, row.Date, time.Today());
        inspection.PlaceAt(site, row.Date, time.Today(), Context.Ids);
        if (!known) inspections[key] = inspection;
        return new InspectionLine(inspection, finding);
    }

    protected override void Change(InspectionLine line, InspectionRow row)
    {
        if (line.Inspection.Says(row.Note, line.Found, row.Finding)) return;
        line.Inspection.Say(row.Note, line.Found, row.Finding, row.Date, time.Today());
        line.Inspection.PlaceAt(SiteOf(row.Station), row.Date, time.Today(), Context.Ids);
        line.Changed = true;
    }

    protected override bool IsTouched(InspectionLine record) => record.Changed;

    protected override async Task WriteNewAsync(IReadOnlyList<InspectionLine> records, CancellationToken cancellation)
    {
        // Those in the books are tracked, and saved with what was added to them.
        var made = records.Select(r => r.Inspection).Distinct().Where(i => Context.Entry(i).State == EntityState.Detached).ToList();
        await InsertAsync(made, cancellation);
        await InsertAsync(made.SelectMany(i => i.Findings), cancellation);
    }

    protected override string ColumnWithin(RuleViolation rule) => rule.Code switch
    {
        "repaired-before-found" or "repaired-in-future" => "repairedOn",
        "due-before-found" => "dueOn",
        _ => "date",
    };

    private static string InspectionKey(string station, DateOnly date, string inspector) => string.Join(Between, station.ToLowerInvariant(), LoveStations.Text.Of(date), inspector);

    private static string Key(string inspection, string? text, Facility? facility) => string.Join(Between, inspection, text, facility);
}
