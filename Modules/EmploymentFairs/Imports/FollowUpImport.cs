using Federation.EmploymentFairs.Placements;
using Federation.Framework.Import;
using Federation.Framework.Records;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;
using System.Globalization;

namespace Federation.EmploymentFairs.Imports;

/// <summary>Who is still employed after 30 or 90 days: found by the placement, as a table of placements finds it, and by the days.</summary>
internal sealed class FollowUpImport(FairsContext context, RecordTools tools, TimeProvider time) : KeyedImport<FollowUpRow, FollowUp>("fair-follow-ups", context)
{
    private readonly PostRows posts = new(context, tools, time);
    private ILookup<(long Post, long? Seeker, DateOnly? Day), Placement> placements = Array.Empty<Placement>().ToLookup(KeyOf);

    protected override IParentRecords<FollowUpRow> Parents => posts;

    protected override RowKey<FollowUpRow, FollowUp> DescribeKey() =>
        Key("after", r => new { PlacementId = PlacementOf(r).Id, r.After }, f => new { f.PlacementId, f.After });

    protected override async Task ReadAsync(IReadOnlyList<FollowUpRow> rows, CancellationToken cancellation)
    {
        await base.ReadAsync(rows, cancellation);
        var (at, seekers) = (posts.Posts.Select(p => p.Id).ToList(), posts.Seekers.Select(s => s.Id).ToList());
        var days = rows.Where(r => r.Phone is null).Select(r => r.PlacedOn).OfType<DateOnly>().Distinct().ToList();
        var theirs = context.Placements.Where(p => at.Contains(p.PostId)
            && ((p.SeekerId != null && seekers.Contains(p.SeekerId.Value)) || (p.SeekerId == null && days.Contains(p.Date))));
        placements = (await theirs.OrderBy(p => p.Id).ToListAsync(cancellation)).ToLookup(KeyOf);
    }

    protected override FollowUp Create(FollowUpRow row) => Apply(new FollowUp(), row, PlacementOf(row));

    protected override void Complete(FollowUpRow row, FollowUp record) => row.Reached ??= record.Reached;

    protected override void Update(FollowUp record, FollowUpRow row)
    {
        if ((record.Date, record.Reached, record.Employed) != (row.Date, row.Reached, row.Employed)) Apply(record, row, record.Placement);
    }

    protected override RuleViolation Ambiguous(FollowUpRow row) => posts.Ambiguous(row);

    protected override string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "placement-unknown" => "placedOn",
        "follow-up-too-early" => "date",
        "reached-above-placed" => "reached",
        "employed-above-reached" => "employed",
        _ => PostRows.ColumnOf(rule),
    };

    private Placement PlacementOf(FollowUpRow row)
    {
        var (post, seeker) = (posts.PostOf(row), posts.SeekerOf(row));
        return placements[(post.Id, seeker?.Id, seeker is null ? row.PlacedOn : null)].ToList() switch
        {
            [var one] => one,
            [] => throw new RuleViolation("placement-unknown"),
            _ => throw posts.Ambiguous(row),
        };
    }

    private FollowUp Apply(FollowUp followUp, FollowUpRow row, Placement placement) => posts.Fairs.Record(row, followUp, _ =>
    {
        followUp.Apply(row.Said, posts.Tools);
        followUp.Follow(placement);
    });

    private static (long Post, long? Seeker, DateOnly? Day) KeyOf(Placement placement) =>
        (placement.PostId, placement.SeekerId, placement.SeekerId is null ? placement.Date : null);
}
