using Federation.EmploymentFairs.Employers;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Records;
using Federation.Framework.Import;
using Federation.Framework.Records;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Imports;

/// <summary>Employers of fairs, found by their unified social credit code.</summary>
internal sealed class StandImport(FairsContext context, RecordTools tools, TimeProvider time)
    : KeyedImport<StandRow, Stand>("fair-stands", context, "fair", "starts")
{
    private readonly FairRows fairs = new(context, time);

    /// <summary>Whose each stall is, by fair and number.</summary>
    private readonly Dictionary<(long Fair, string Stall), string> stalls = [];

    private ILookup<long, Post> posts = Array.Empty<Post>().ToLookup(p => p.StandId);

    /// <summary>All employers of any fair at once: so two of them can change places in one table.</summary>
    public override int BatchSize => 5_000;

    protected override IParentRecords<StandRow> Parents => fairs;

    protected override RowKey<StandRow, Stand> DescribeKey() =>
        Key("employerCode", r => new { FairId = fairs.Of(r).Id, EmployerCode = r.EmployerCode.ToUpperInvariant() }, s => new { s.FairId, s.EmployerCode });

    protected override async Task ReadAsync(IReadOnlyList<StandRow> rows, CancellationToken cancellation)
    {
        var added = await fairs.LockAsync(rows, cancellation);
        if (added.Count == 0) return;
        var taken = context.Stands.Where(s => added.Contains(s.FairId) && s.Stall != null).Select(s => new { s.FairId, s.Stall, s.EmployerCode });
        foreach (var stand in await taken.ToListAsync(cancellation)) stalls[(stand.FairId, stand.Stall!)] = stand.EmployerCode;
    }

    /// <summary>Whose employer comes now, or does not come after all, those posts are offered with it.</summary>
    protected override async Task PrepareAsync(IReadOnlyCollection<(StandRow Row, Stand? Record)> rows, CancellationToken cancellation)
    {
        var moved = rows.Where(r => r.Record is { } stand && r.Row.Attendance is { } now && now != stand.Attendance).Select(r => r.Record!.Id).ToList();
        // Who moves leaves the stall before anybody is asked whether the new one is free.
        foreach (var (row, stand) in rows)
        {
            if (stand?.Stall is { } before && row.Stall is { } next && before != next && stalls.GetValueOrDefault((stand.FairId, before)) == stand.EmployerCode)
                stalls.Remove((stand.FairId, before));
        }
        if (moved.Count > 0) posts = (await context.Posts.Where(p => moved.Contains(p.StandId)).ToListAsync(cancellation)).ToLookup(p => p.StandId);
    }

    protected override Stand Create(StandRow row) => Apply(new Stand(), row);

    protected override void Complete(StandRow row, Stand record) => row.Stall ??= record.Stall;

    protected override void Update(Stand record, StandRow row)
    {
        if (record.Says(row)) return;
        var attendance = record.Attendance;
        Apply(record, row);
        if (attendance != record.Attendance) foreach (var post in posts[record.Id]) post.StandAt(record);
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "stall-taken" => "stall",
        "fair-not-begun" => "attendance",
        _ => "fair",
    };

    private Stand Apply(Stand stand, StandRow row) => fairs.Record(row, stand, fair =>
    {
        stand.Apply(row, tools);
        stand.CheckAt(fair, time.Today());
        if (stand.Stall is { } stall && !stalls.TryAdd((fair.Id, stall), stand.EmployerCode) && stalls[(fair.Id, stall)] != stand.EmployerCode)
            throw new RuleViolation("stall-taken", stall);
    });
}
