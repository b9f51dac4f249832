using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LoveStations.Contracts;
using Federation.LoveStations.Records;
using Federation.LoveStations.Sites;

namespace Federation.LoveStations.Inspections;

/// <summary>An inspection of a site with what was found wanting and its repair.</summary>
internal sealed class SiteInspection : SiteRecord, IRecorded<SiteInspection, SiteInspectionInput, SiteInspectionAnswer>
{
    private readonly List<Finding> findings = [];

    public static string Path => "inspections";

    public string Inspector { get; private set; } = "";
    public string? Note { get; private set; }

    /// <summary>How many findings wait to be put right.</summary>
    public int Open { get; private set; }

    public IReadOnlyList<Finding> Findings => findings;

    public void Put(SiteInspectionInput input)
    {
        (Inspector, Note) = (input.Inspector, input.Note);
        findings.Clear();
        foreach (var finding in input.Findings ?? []) findings.Add(new Finding(finding));
        Open = findings.Count(f => f.RepairedOn is null);
    }

    public SiteInspectionAnswer Show() => new(
        Text.Of(Id), Date, Inspector, Note, Open, [.. findings.OrderBy(f => f.Id).Select(f => new FindingAnswer(f.Text, f.Facility, f.DueOn, f.RepairedOn, f.Repair))], Version);

    protected override void Check(ServiceSite site, DateOnly today)
    {
        if (site.StateOn(Date) is null or SiteState.Closed) throw new RuleViolation("not-there-then", site.Code, Date);
        foreach (var finding in findings)
        {
            if (finding.RepairedOn < Date) throw new RuleViolation("repaired-before-found", Date);
            if (finding.RepairedOn > today) throw new RuleViolation("record-in-future", finding.RepairedOn);
            if (finding.DueOn < Date) throw new RuleViolation("due-before-found", Date);
        }
    }

    protected override void PlaceParts(Ids ids)
    {
        foreach (var finding in findings) finding.PlaceUnder(this, ids);
    }
}

internal sealed class Finding : ISubtreeReadable
{
    private Finding()
    {
    }

    internal Finding(FindingInput input) => (Text, Facility, DueOn, RepairedOn, Repair) = (input.Text, input.Facility, input.DueOn, input.RepairedOn, input.Repair);

    public long Id { get; private set; }
    public long UnionId { get; private set; }
    public long InspectionId { get; private set; }
    public string Text { get; private set; } = "";
    public Facility? Facility { get; private set; }
    public DateOnly? DueOn { get; private set; }
    public DateOnly? RepairedOn { get; private set; }
    public string? Repair { get; private set; }

    internal void PlaceUnder(SiteInspection inspection, Ids ids)
    {
        if (Id == 0) (Id, UnionId, InspectionId) = (ids.Next(), inspection.UnionId, inspection.Id);
    }
}

/// <param name="Open">How many findings wait to be put right.</param>
public sealed record SiteInspectionAnswer(string Id, DateOnly Date, string Inspector, string? Note, int Open, IReadOnlyList<FindingAnswer> Findings, int Version) : IRecordAnswer;

public sealed record FindingAnswer(string Text, Facility? Facility, DateOnly? DueOn, DateOnly? RepairedOn, string? Repair);
