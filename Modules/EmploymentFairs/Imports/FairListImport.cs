using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Fairs;
using Federation.Framework.Audit;
using Federation.Framework.Databases;
using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Imports;

/// <summary>A fair as a row says it: its co-hosts in one cell.</summary>
[LabelKey("fair-title", Field = "title", Example = "春风行动招聘会")]
[LabelKey("fair-mode", Field = "mode")]
[LabelKey(Field = "division", Example = "西安市新城区")]
internal sealed class FairListRow : FairInput
{
    private static readonly char[] Separators = ['、', ',', '，', ';', '；', '\n'];

    /// <summary>Codes of the co-hosts, with 、 between them.</summary>
    [LabelKey("field-co-hosts", Example = "610400、610428"), MaxLength(1000)]
    public string? CoHostCodes
    {
        get;
        set
        {
            field = value;
            var codes = value?.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            CoHosts = codes?.Select(c => new CoHostInput { Union = c }).ToList();
        }
    }

    /// <summary>Planned where it is left out; one that is announced stays so.</summary>
    [LabelKey(Words = [FairState.Planned, FairState.Announced])]
    public FairState? State { get; set; }

    public override void Check(InputProblems problems)
    {
        CheckTerms(problems);
        if (State is FairState.Held or FairState.Cancelled) problems.Add("state", "not-one-of", "planned, announced");
    }
}

/// <summary>
/// A union's list of fairs, by title and first day. An empty cell leaves what is there; a cancelled fair may be planned again under the same title.
/// </summary>
internal sealed class FairListImport(FairsContext context, Caller caller, IUnionDirectory unions, TimeProvider time)
    : KeyedImport<FairListRow, Fair>("fairs", context, "title", "mode", "starts", "ends", "venue", "link", "division", "coHostCodes", "state", "note")
{
    private readonly Dictionary<string, long> coHosts = new(StringComparer.OrdinalIgnoreCase);
    private ILookup<(string Title, DateOnly Starts), long> known = Array.Empty<long>().ToLookup(_ => ("", DateOnly.MinValue));
    private UnderFairs under = new();

    public override async Task OpenAsync(CancellationToken cancellation)
    {
        var own = context.Fairs.Where(f => f.UnionId == context.TenantId && f.State != FairState.Cancelled).Select(f => new { f.Id, f.Title, f.Starts });
        known = (await own.ToListAsync(cancellation)).ToLookup(f => (NameText.Normalize(f.Title), f.Starts), f => f.Id);
    }

    protected override RowKey<FairListRow, Fair> DescribeKey() =>
        Key("title", r => new { Title = NameText.Normalize(r.Title), r.Starts }, f => new { Title = NameText.Normalize(f.Title), f.Starts });

    protected override async Task<IEnumerable<Fair>> FindAsync(IReadOnlyList<FairListRow> rows, CancellationToken cancellation) =>
        await context.LockAsync([.. rows.SelectMany(r => known[(NameText.Normalize(r.Title), r.Starts)])], cancellation);

    protected override async Task PrepareAsync(IReadOnlyCollection<(FairListRow Row, Fair? Record)> rows, CancellationToken cancellation)
    {
        var named = rows.SelectMany(r => r.Row.CoHosts ?? []).Select(h => h.Union).Distinct(StringComparer.OrdinalIgnoreCase);
        foreach (var code in named.Where(c => !coHosts.ContainsKey(c)))
            if (await unions.FindAsync(code, cancellation) is { Active: true } union) coHosts[code] = union.Id;
        var moved = rows.Where(r => r.Record is { } fair && fair.Ends != r.Row.Ends).Select(r => r.Record!.Id);
        under = await UnderFairs.OfAsync(context, [.. moved], cancellation);
    }

    protected override Fair Create(FairListRow row)
    {
        var fair = Fair.Plan(context.TenantId, row, CoHostsOf(row), context.Ids);
        if (row.State == FairState.Announced) Announce(fair);
        return fair;
    }

    protected override void Complete(FairListRow row, Fair record) =>
        (row.Venue, row.Link, row.Division, row.Note) =
        (row.Venue ?? record.Venue, row.Link ?? record.Link, row.Division ?? record.Division, row.Note ?? record.Note);

    protected override RuleViolation Ambiguous(FairListRow row) => new("fair-not-unique", row.Title);

    protected override void Update(Fair fair, FairListRow row)
    {
        var hosts = row.CoHostCodes is null ? [.. fair.CoHosts.Select(c => c.UnionId)] : CoHostsOf(row);
        if (!fair.Says(row, hosts))
        {
            var (ends, month) = (fair.Ends, fair.Month);
            fair.Revise(row, hosts, context.Ids);
            if (ends != fair.Ends) under.Follow(fair, month, time.Today(), context.Ids);
        }
        if (row.State == FairState.Announced && fair.State == FairState.Planned) Announce(fair);
    }

    protected override async Task WriteNewAsync(IReadOnlyList<Fair> records, CancellationToken cancellation)
    {
        await base.WriteNewAsync(records, cancellation);
        await InsertAsync(records.SelectMany(f => f.CoHosts), cancellation);
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "fair-dates-reversed" or "fair-too-long" or "fair-records-outside" => "ends",
        "host-is-co-host" => "coHostCodes",
        _ => "title",
    };

    private void Announce(Fair fair)
    {
        fair.Announce(time.Today());
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, caller, "fairs.announce", Text.Of(fair.Id)));
    }

    private IReadOnlyList<long> CoHostsOf(FairListRow row)
    {
        var (found, problems) = (new List<long>(), new InputProblems());
        foreach (var host in row.CoHosts ?? [])
        {
            if (!coHosts.TryGetValue(host.Union, out var union)) problems.Add("coHostCodes", "no-such-union", host.Union);
            else if (!found.Contains(union)) found.Add(union);
        }
        problems.ThrowIfAny();
        return found;
    }
}
