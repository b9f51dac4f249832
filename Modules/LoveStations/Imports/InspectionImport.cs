using Federation.Framework.Handlers;
using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Kernel;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Inspections;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Imports;

/// <summary>One finding of an inspection, or an inspection that found nothing.</summary>
internal sealed class InspectionRow : ISiteRow, IChecked
{
    [LabelKey("union-code")]
    public string? Union { get; set; }

    [LabelKey("station-code"), MaxLength(40)]
    public string Station { get; set; } = "";

    public DateOnly Date { get; set; }

    [LabelKey("inspector")]
    public string Inspector { get; set; } = "";

    [LabelKey("note"), MaxLength(1000)]
    public string? Note { get; set; }

    [LabelKey("finding-text"), MaxLength(500)]
    public string? Text { get; set; }

    [LabelKey("finding-facility")]
    public Facility? Facility { get; set; }

    [LabelKey("due-on")]
    public DateOnly? DueOn { get; set; }

    [LabelKey("repaired-on")]
    public DateOnly? RepairedOn { get; set; }

    [LabelKey("repair"), MaxLength(500)]
    public string? Repair { get; set; }

    /// <summary>Null where nothing was found.</summary>
    public FindingInput? Finding => Text is null ? null
        : new FindingInput { Text = Text, Facility = Facility, DueOn = DueOn, RepairedOn = RepairedOn, Repair = Repair };

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
/// Inspections of a union's sites with what was found. An inspection is found by its site, day and inspector, a finding in it by its text and facility: a
/// row of a finding that is there updates whether and how it was repaired. An empty cell leaves what is there.
/// </summary>
internal sealed class InspectionImport(StationsContext context, TimeProvider time) : KeyedImport<InspectionRow, InspectionLine>(
    "stations-inspections", context, "station", "date", "inspector", "note", "text", "facility", "dueOn", "repairedOn", "repair")
{
    private readonly SiteRows sites = new(context);

    /// <summary>Those in the books, and the new ones of these rows.</summary>
    private readonly Dictionary<(long Site, DateOnly Date, string Inspector), SiteInspection> inspections = [];

    public override IReadOnlyList<string> IgnoredColumns => SiteRows.InWords;

    protected override IParentRecords<InspectionRow> Parents => sites;

    protected override RowKey<InspectionRow, InspectionLine> DescribeKey() => Key(
        "text",
        r => new { Site = sites.Of(r).Id, r.Date, r.Inspector, r.Text, r.Facility },
        l => new { Site = l.Inspection.SiteId, l.Inspection.Date, l.Inspection.Inspector, Text = TextOf(l.Found), Facility = FacilityOf(l.Found) });

    protected override async Task<IEnumerable<InspectionLine>> FindAsync(IReadOnlyList<InspectionRow> rows, CancellationToken cancellation)
    {
        inspections.Clear();
        var ids = rows.Select(r => sites.Of(r).Id).Distinct().ToList();
        var (dates, inspectors) = (rows.Select(r => r.Date).Distinct().ToList(), rows.Select(r => r.Inspector).Distinct().ToList());
        var own = context.Inspections.Where(i => i.UnionId == context.TenantId && ids.Contains(i.SiteId));
        var asked = own.Where(i => dates.Contains(i.Date) && inspectors.Contains(i.Inspector)).OrderBy(i => i.Id);
        foreach (var inspection in await asked.ToListAsync(cancellation))
            inspections.TryAdd((inspection.SiteId, inspection.Date, inspection.Inspector), inspection);
        return inspections.Values.SelectMany(i => i.Findings.OrderBy(f => f.Id).Select(f => new InspectionLine(i, f)).Prepend(new(i, null))).ToList();
    }

    protected override InspectionLine Create(InspectionRow row)
    {
        var site = sites.Of(row);
        var known = inspections.TryGetValue((site.Id, row.Date, row.Inspector), out var inspection);
        inspection ??= SiteInspection.Begin(row.Inspector);
        var finding = inspection.Say(row.Note, null, row.Finding, row.Date, time.Today());
        inspection.PlaceAt(site, row.Date, time.Today(), context.Ids);
        if (!known) inspections[(site.Id, row.Date, row.Inspector)] = inspection;
        return new InspectionLine(inspection, finding);
    }

    protected override void Update(InspectionLine line, InspectionRow row)
    {
        if (line.Inspection.Says(row.Note, line.Found, row.Finding)) return;
        line.Inspection.Say(row.Note, line.Found, row.Finding, row.Date, time.Today());
        line.Inspection.PlaceAt(sites.Of(row), row.Date, time.Today(), context.Ids);
        line.Changed = true;
    }

    protected override bool IsTouched(InspectionLine record) => record.Changed;

    protected override async Task WriteNewAsync(IReadOnlyList<InspectionLine> records, CancellationToken cancellation)
    {
        // Those in the books are tracked, and saved with what was added to them.
        var made = records.Select(r => r.Inspection).Distinct().Where(i => context.Entry(i).State == EntityState.Detached).ToList();
        await InsertAsync(made, cancellation);
        await InsertAsync(made.SelectMany(i => i.Findings), cancellation);
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "repaired-before-found" or "repaired-in-future" => "repairedOn",
        "due-before-found" => "dueOn",
        _ => "date",
    };

    private static string? TextOf(Finding? found) => found?.Text;

    private static Facility? FacilityOf(Finding? found) => found?.Facility;
}
