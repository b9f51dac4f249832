using Federation.EmploymentFairs.Contracts;
using Federation.EmploymentFairs.Fairs;
using Federation.Framework.Audit;
using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Imports;

/// <summary>A fair as a row says it: its co-hosts in one cell.</summary>
internal sealed class FairListRow : FairInput
{
    private static readonly char[] Separators = ['、', ',', '，', ';', '；', '\n'];

    /// <summary>Codes of the co-hosts, with 、 between them.</summary>
    [Longest(1000)]
    public string? CoHostCodes { get; set; }

    /// <summary>Planned where it is left out; one that is announced stays so.</summary>
    public FairState? State { get; set; }

    public override void Check(InputProblems problems)
    {
        if (CoHostCodes is { } codes) CoHosts = [.. codes.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(c => new CoHostInput { Union = c })];
        CheckTerms(problems);
        if (State is FairState.Held or FairState.Cancelled) problems.Add("state", "not-one-of", "planned, announced");
    }
}

/// <summary>A union's list of fairs, by title and first day. An empty cell leaves what is there; a fair that was cancelled may be planned anew under the same title.</summary>
internal sealed class FairListImport(FairsContext context, Caller caller, IUnionDirectory unions, TimeProvider time) : KeyedImport<FairListRow, Fair>(context)
{
    private readonly DateOnly today = time.Today();
    private readonly HashSet<long> twice = [];
    private readonly Dictionary<string, long> coHosts = new(StringComparer.OrdinalIgnoreCase);
    private ILookup<string, long> known = Array.Empty<long>().ToLookup(_ => "");
    private UnderFairs under = new();

    public override string Kind => "fairs";

    public override IReadOnlyList<ImportColumn> Columns { get; } = ImportColumns.Of<FairListRow>("title", "mode", "starts", "ends", "venue", "link", "division", "coHostCodes", "state", "note")
        .With("title", c => c with { Heading = "fair-title", Example = "春风行动招聘会" })
        .With("mode", c => c with { Heading = "fair-mode" })
        .With("division", c => c with { Example = "西安市新城区" })
        .With("coHostCodes", c => c with { Heading = "field-co-hosts", Example = "610400、610428" })
        .With("state", c => c with { Words = [FairState.Planned, FairState.Announced] });

    protected override string KeyColumn => "title";

    public override async Task OpenAsync(CancellationToken cancellation) =>
        known = (await context.Fairs.Where(f => f.UnionId == context.TenantId && f.State != FairState.Cancelled).Select(f => new { f.Id, f.Title, f.Starts }).ToListAsync(cancellation)).ToLookup(f => KeyOf(f.Title, f.Starts), f => f.Id);

    protected override string KeyOf(FairListRow row) => KeyOf(row.Title, row.Starts);

    protected override async Task<IReadOnlyDictionary<string, Fair>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        twice.Clear();
        var found = new Dictionary<string, Fair>(StringComparer.Ordinal);
        foreach (var fair in await context.LockAsync([.. keys.SelectMany(k => known[k])], cancellation))
            if (KeyOf(fair.Title, fair.Starts) is var key && !found.TryAdd(key, fair)) twice.Add(found[key].Id);
        return found;
    }

    protected override async Task PrepareAsync(IReadOnlyCollection<(FairListRow Row, Fair? Record)> rows, CancellationToken cancellation)
    {
        foreach (var code in rows.SelectMany(r => r.Row.CoHosts ?? []).Select(h => h.Union).Distinct(StringComparer.OrdinalIgnoreCase).Where(c => !coHosts.ContainsKey(c)))
            if (await unions.FindAsync(code, cancellation) is { Active: true } union) coHosts[code] = union.Id;
        under = await UnderFairs.OfAsync(context, [.. rows.Where(r => r.Record is { } fair && fair.Ends != r.Row.Ends).Select(r => r.Record!.Id)], cancellation);
    }

    protected override Fair Make(FairListRow row)
    {
        var fair = Fair.Plan(context.TenantId, row, CoHostsOf(row), context.Ids);
        if (row.State == FairState.Announced) Announce(fair);
        return fair;
    }

    protected override void Change(Fair fair, FairListRow row)
    {
        if (twice.Contains(fair.Id)) throw new RuleViolation("fair-not-unique", fair.Title);
        (row.Venue, row.Link, row.Division, row.Note) = (row.Venue ?? fair.Venue, row.Link ?? fair.Link, row.Division ?? fair.Division, row.Note ?? fair.Note);
        var hosts = row.CoHostCodes is null ? [.. fair.CoHosts.Select(c => c.UnionId)] : CoHostsOf(row);
        if (!fair.Says(row, hosts))
        {
            var (ends, month) = (fair.Ends, fair.Month);
            fair.Revise(row, hosts, context.Ids);
            if (ends != fair.Ends) under.Follow(fair, month, today, context.Ids);
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
        fair.Announce(today);
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

    private static string KeyOf(string title, DateOnly starts) => $"{Text.Of(starts)} {title.ToLowerInvariant()}";
}
