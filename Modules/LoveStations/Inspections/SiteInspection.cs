using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Records;
using Federation.LoveStations.Sites;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Inspections;

/// <summary>An inspection of a site with what was found wanting and its repair.</summary>
internal sealed class SiteInspection : SiteRecord, IRecord<StationsContext, SiteInspectionInput, SiteInspectionAnswer>
{
    internal static readonly RecordKind<StationsContext, SiteInspection, SiteInspectionInput, SiteInspectionAnswer> Definition = new("inspections")
    {
        Parent = SiteParent.Of<SiteInspection, SiteInspectionInput>(),
        FilterFields = [],
        HasPages = false,
    };

    private readonly List<Finding> findings = [];

    public string Inspector { get; private set; } = "";
    public string? Note { get; private set; }

    /// <summary>How many findings wait to be put right.</summary>
    public int Open { get; private set; }

    public IReadOnlyList<Finding> Findings => findings;

    public void Apply(SiteInspectionInput input, RecordTools tools)
    {
        (Inspector, Note) = (input.Inspector, input.Note);
        findings.Clear();
        foreach (var finding in input.Findings ?? []) findings.Add(new Finding(finding));
        CountOpen();
    }

    /// <summary>One of which more is said, line by line.</summary>
    public static SiteInspection Begin(string inspector) => new() { Inspector = inspector };

    /// <summary>Whether a line says nothing new of it; what a line leaves out it does not deny.</summary>
    /// <param name="found">The finding that the line is about; null for the inspection itself.</param>
    public bool Says(string? note, Finding? found, FindingInput? line) => (note is null || note == Note) && (found is null || line is null || found.Says(line));

    /// <summary>Takes over what a line says: of one of its findings, or a new one.</summary>
    public Finding? Say(string? note, Finding? found, FindingInput? line, DateOnly date, DateOnly today)
    {
        if (line is not null)
        {
            if (found is not null) line = found.Complete(line);
            Finding.Check(line.DueOn, line.RepairedOn, date, today);
            if (found is null) findings.Add(found = new Finding(line));
            else found.Apply(line);
            CountOpen();
        }
        Note = note ?? Note;
        return found;
    }

    public async Task ResolveAsync(SiteInspectionInput input, StationsContext context, RecordTools tools, CancellationToken cancellation)
    {
        // By these a table finds it again.
        if (await context.Inspections.AnyAsync(i => i.SiteId == SiteId && i.Date == Date && i.Inspector == Inspector && i.Id != Id, cancellation)) throw new RuleViolation("inspected-already", Inspector, Date);
    }

    public SiteInspectionAnswer ToAnswer(RecordTools tools, string union) => new(
        Text.Of(Id), Date, Inspector, Note, Open, [.. findings.OrderBy(f => f.Id).Select(f => new FindingAnswer(f.Text, f.Facility, f.DueOn, f.RepairedOn, f.Repair))], Version);

    protected override void Check(ServiceSite site, DateOnly today)
    {
        if (site.StateOn(Date) is null or SiteState.Closed) throw new RuleViolation("not-there-then", site.Code, Date);
        foreach (var finding in findings) Finding.Check(finding.DueOn, finding.RepairedOn, Date, today);
    }

    protected override void PlaceParts(Ids ids)
    {
        foreach (var finding in findings) finding.PlaceUnder(this, ids);
    }

    private void CountOpen() => Open = findings.Count(f => f.RepairedOn is null);
}

internal sealed class Finding : ISubtreeReadable
{
    private Finding()
    {
    }

    internal Finding(FindingInput input) => Apply(input);

    public long Id { get; private set; }
    public long UnionId { get; private set; }
    public long InspectionId { get; private set; }
    public string Text { get; private set; } = "";
    public Facility? Facility { get; private set; }
    public DateOnly? DueOn { get; private set; }
    public DateOnly? RepairedOn { get; private set; }
    public string? Repair { get; private set; }

    internal void Apply(FindingInput input) => (Text, Facility, DueOn, RepairedOn, Repair) = (input.Text, input.Facility, input.DueOn, input.RepairedOn, input.Repair);

    /// <summary>What a line leaves out, filled in with what is there.</summary>
    internal FindingInput Complete(FindingInput line) => new() { Text = Text, Facility = Facility, DueOn = line.DueOn ?? DueOn, RepairedOn = line.RepairedOn ?? RepairedOn, Repair = line.Repair ?? Repair };

    internal bool Says(FindingInput line) => Complete(line) is var whole && (whole.DueOn, whole.RepairedOn, whole.Repair) == (DueOn, RepairedOn, Repair);

    /// <summary>Throws where it cannot have been found, or put right, on those days.</summary>
    internal static void Check(DateOnly? due, DateOnly? repaired, DateOnly found, DateOnly today)
    {
        if (repaired < found) throw new RuleViolation("repaired-before-found", found);
        if (repaired > today) throw new RuleViolation("repaired-in-future", repaired);
        if (due < found) throw new RuleViolation("due-before-found", found);
    }

    internal void PlaceUnder(SiteInspection inspection, Ids ids)
    {
        if (Id == 0) (Id, UnionId, InspectionId) = (ids.Next(), inspection.UnionId, inspection.Id);
    }
}

/// <param name="Open">How many findings wait to be put right.</param>
public sealed record SiteInspectionAnswer(string Id, DateOnly Date, string Inspector, string? Note, int Open, IReadOnlyList<FindingAnswer> Findings, int Version) : IRecordAnswer;

public sealed record FindingAnswer(string Text, Facility? Facility, DateOnly? DueOn, DateOnly? RepairedOn, string? Repair);
