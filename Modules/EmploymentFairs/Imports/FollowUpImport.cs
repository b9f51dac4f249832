using System.Globalization;
using Federation.EmploymentFairs.Placements;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Seekers;
using Federation.Framework.Security;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Imports;

/// <summary>Who is still employed after 30 or 90 days: found by the placement, as a table of placements finds it, and by the days.</summary>
internal sealed class FollowUpImport(FairsContext context, Secrets secrets, TimeProvider time) : AtPostImport<FollowUpRow, FollowUp>("fair-follow-ups", context, secrets, time)
{
    private readonly HashSet<long> placementsTwice = [];
    private Dictionary<(long Post, long? Seeker, DateOnly? Day), Placement> placements = [];

    protected override string KeyColumn => "after";

    protected override string Within(FollowUpRow row) => $"{base.Within(row)}{PostNames.Between}{row.After.ToString(CultureInfo.InvariantCulture)}";

    protected override string Within(FollowUp record) => $"{base.Within(record)}{PostNames.Between}{record.After.ToString(CultureInfo.InvariantCulture)}";

    protected override Post PostOf(FollowUp record) => record.Placement.Post;

    protected override Seeker? SeekerOf(FollowUp record) => record.Placement.Seeker;

    protected override DateOnly DayOf(FollowUp record) => record.Placement.Date;

    protected override IQueryable<FollowUp> Of(IReadOnlyList<long> posts, IReadOnlyList<long> seekers, IReadOnlyList<DateOnly> days) =>
        Context.FollowUps.Where(f => posts.Contains(f.Placement.PostId)
            && ((f.Placement.SeekerId != null && seekers.Contains(f.Placement.SeekerId.Value)) || (f.Placement.SeekerId == null && days.Contains(f.Placement.Date))));

    protected override async Task PrepareAsync(IReadOnlyCollection<(FollowUpRow Row, FollowUp? Record)> rows, CancellationToken cancellation)
    {
        placementsTwice.Clear();
        placements = [];
        var (posts, seekers, days) = (Posts.Select(p => p.Id).ToList(), Seekers.Select(s => s.Id).ToList(), rows.Where(r => r.Row.Phone is null).Select(r => r.Row.Day).Distinct().ToList());
        foreach (var placement in await Context.Placements
            .Where(p => posts.Contains(p.PostId) && ((p.SeekerId != null && seekers.Contains(p.SeekerId.Value)) || (p.SeekerId == null && days.Contains(p.Date)))).OrderBy(p => p.Id).ToListAsync(cancellation))
            if (!placements.TryAdd(KeyOf(placement), placement)) placementsTwice.Add(placements[KeyOf(placement)].Id);
    }

    protected override FollowUp Make(FollowUpRow row)
    {
        var (followUp, post, seeker) = (new FollowUp(), PostOf(row), SeekerOf(row));
        var placement = placements.GetValueOrDefault((post.Id, seeker?.Id, seeker is null ? row.PlacedOn : null)) ?? throw new RuleViolation("placement-unknown");
        if (placementsTwice.Contains(placement.Id)) throw new RuleViolation("record-there-twice", Fairs.Of(row).Title);
        Put(followUp, row, placement);
        return followUp;
    }

    protected override void Put(FollowUp record, FollowUpRow row, bool found)
    {
        row.Reached ??= record.Reached;
        if ((record.Date, record.Reached, record.Employed) != (row.Date, row.Reached, row.Employed)) Put(record, row, record.Placement);
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "placement-unknown" => "placedOn",
        "follow-up-too-early" => "date",
        "reached-above-placed" => "reached",
        "employed-above-reached" => "employed",
        _ => base.ColumnOf(rule),
    };

    private void Put(FollowUp followUp, FollowUpRow row, Placement placement)
    {
        var fair = Fairs.Of(row);
        fair.Admit(followUp);
        followUp.Put(row.Said, Identities);
        followUp.Follow(placement);
        fair.Take(followUp, Today, Context.Ids);
    }

    private static (long Post, long? Seeker, DateOnly? Day) KeyOf(Placement placement) => (placement.PostId, placement.SeekerId, placement.SeekerId is null ? placement.Date : null);
}
