using Federation.EmploymentFairs.Hardship;
using Federation.EmploymentFairs.Placements;
using Federation.EmploymentFairs.Posts;
using Federation.Framework.Import;
using Federation.Framework.Records;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Imports;

/// <summary>
/// People who began to work: a registered seeker found by post and phone number, a number of people by post and day. Whether they fit into a post's openings is
/// asked with all rows of a batch gone from it that are there already.
/// </summary>
internal sealed class PlacementImport(FairsContext context, RecordTools tools, TimeProvider time)
    : KeyedImport<PlacementRow, Placement>("fair-placements", context)
{
    private readonly PostRows posts = new(context, tools, time);

    /// <summary>How many openings of posts are taken after the rows so far: a preview writes nothing that the next rows could read.</summary>
    private readonly Dictionary<long, int> filled = [];

    /// <summary>Where seekers are placed, by seeker: the post.</summary>
    private readonly Dictionary<long, long> placed = [];

    private ILookup<string, HardshipMark> marks = Array.Empty<HardshipMark>().ToLookup(_ => "");
    private ILookup<long, FollowUp> followUps = Array.Empty<FollowUp>().ToLookup(_ => 0L);

    protected override IParentRecords<PlacementRow> Parents => posts;

    protected override RowKey<PlacementRow, Placement> DescribeKey() => Key(
        "phone",
        r => new { PostId = posts.PostOf(r).Id, SeekerId = posts.SeekerOf(r)?.Id, Day = r.Phone is null ? r.Date : default(DateOnly?) },
        p => new { p.PostId, p.SeekerId, Day = p.SeekerId == null ? p.Date : default(DateOnly?) });

    protected override async Task ReadAsync(IReadOnlyList<PlacementRow> rows, CancellationToken cancellation)
    {
        foreach (var post in posts.Posts) filled[post.Id] = post.Filled;
        await base.ReadAsync(rows, cancellation);
        foreach (var post in posts.Posts)
            if (filled.TryGetValue(post.Id, out var taken)) post.Fill(taken - post.Filled);
    }

    protected override async Task PrepareAsync(IReadOnlyCollection<(PlacementRow Row, Placement? Record)> rows, CancellationToken cancellation)
    {
        var known = rows.Select(r => r.Record).OfType<Placement>().ToList();
        foreach (var placement in known) placement.Release();
        var (persons, seekers) = (posts.Seekers.Select(s => s.PersonHash).OfType<byte[]>().ToList(), posts.Seekers.Select(s => s.Id).ToList());
        marks = await context.MarksOfAsync(persons, cancellation);
        var placements = known.Select(p => p.Id).ToList();
        var asked = context.FollowUps.AsNoTracking().IgnoreAutoIncludes().Where(f => placements.Contains(f.PlacementId));
        followUps = (placements.Count == 0 ? [] : await asked.ToListAsync(cancellation)).ToLookup(f => f.PlacementId);
        var theirs = context.Placements.Where(p => p.SeekerId != null && seekers.Contains(p.SeekerId.Value));
        foreach (var placement in await theirs.Select(p => new { Seeker = p.SeekerId!.Value, p.PostId }).ToListAsync(cancellation))
            placed.TryAdd(placement.Seeker, placement.PostId);
    }

    protected override Placement Create(PlacementRow row)
    {
        var (placement, post, seeker) = (new Placement(), posts.PostOf(row), posts.SeekerOf(row));
        if (seeker is not null && !placed.TryAdd(seeker.Id, post.Id)) throw new RuleViolation("placed-already", seeker.Name);
        placement.With(seeker);
        return Apply(placement, row, post);
    }

    protected override void Complete(PlacementRow row, Placement record) =>
        (row.People, row.OfHardship) = (row.People ?? record.People, record.Seeker is null ? row.OfHardship ?? record.OfHardship : row.OfHardship);

    protected override void Update(Placement record, PlacementRow row)
    {
        var isSame = (record.People, record.Date) == (row.People, row.Date) && (record.Seeker is not null || record.OfHardship == row.OfHardship);
        if (isSame) record.TakeOpenings(record.Post);
        else Apply(record, row, record.Post);
    }

    protected override RuleViolation Ambiguous(PlacementRow row) => posts.Ambiguous(row);

    protected override string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "follow-up-too-early" => "date",
        "reached-above-placed" => "people",
        _ => PostRows.ColumnOf(rule),
    };

    private Placement Apply(Placement placement, PlacementRow row, Post post) => posts.Fairs.Record(row, placement, _ =>
    {
        placement.Apply(new() { People = row.People, OfHardship = row.OfHardship, Date = row.Date }, posts.Tools);
        placement.TakeOpenings(post);
        if (placement.Seeker is { } seeker) placement.Note(marks.Holds(seeker.PersonHash, row.Date));
        placement.CheckFollowUps([.. followUps[placement.Id]]);
    });
}
