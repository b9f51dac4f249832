using Federation.EmploymentFairs.Hardship;
using Federation.EmploymentFairs.Placements;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Seekers;
using Federation.Framework.Security;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Imports;

/// <summary>
/// People who began to work: a registered seeker found by post and phone number, a number of people by post and day. Whether they fit into a post's openings is
/// asked with all rows of a batch gone from it that are there already.
/// </summary>
internal sealed class PlacementImport(FairsContext context, Secrets secrets, TimeProvider time) : AtPostImport<PlacementRow, Placement>("fair-placements", context, secrets, time)
{
    /// <summary>How many openings of posts are taken after the rows so far: a preview writes nothing that the next rows could read.</summary>
    private readonly Dictionary<long, int> filled = [];

    /// <summary>Where seekers are placed, by seeker: the post.</summary>
    private readonly Dictionary<long, long> placed = [];

    private ILookup<string, HardshipMark> marks = Array.Empty<HardshipMark>().ToLookup(_ => "");
    private ILookup<long, FollowUp> followUps = Array.Empty<FollowUp>().ToLookup(_ => 0L);

    protected override Post PostOf(Placement record) => record.Post;

    protected override Seeker? SeekerOf(Placement record) => record.Seeker;

    protected override DateOnly DayOf(Placement record) => record.Date;

    protected override IQueryable<Placement> Of(IReadOnlyList<long> posts, IReadOnlyList<long> seekers, IReadOnlyList<DateOnly> days) =>
        Context.Placements.Where(p => posts.Contains(p.PostId) && ((p.SeekerId != null && seekers.Contains(p.SeekerId.Value)) || (p.SeekerId == null && days.Contains(p.Date))));

    protected override async Task<IReadOnlyList<Placement>> FindAsync(IReadOnlyList<long> fairs, IReadOnlyList<string> within, CancellationToken cancellation)
    {
        foreach (var post in Posts) filled[post.Id] = post.Filled;
        var found = await base.FindAsync(fairs, within, cancellation);
        foreach (var post in Posts)
            if (filled.TryGetValue(post.Id, out var taken)) post.Fill(taken - post.Filled);
        return found;
    }

    protected override async Task PrepareAsync(IReadOnlyCollection<(PlacementRow Row, Placement? Record)> rows, CancellationToken cancellation)
    {
        var known = rows.Select(r => r.Record).OfType<Placement>().ToList();
        foreach (var placement in known) placement.Release();
        var (persons, seekers, placements) = (Seekers.Select(s => s.PersonHash).OfType<byte[]>().ToList(), Seekers.Select(s => s.Id).ToList(), known.Select(p => p.Id).ToList());
        marks = (persons.Count == 0 ? [] : await Context.HardshipMarks.AsNoTracking().Where(m => persons.Contains(m.PersonHash)).ToListAsync(cancellation)).ToLookup(m => Convert.ToHexString(m.PersonHash));
        followUps = (placements.Count == 0 ? [] : await Context.FollowUps.AsNoTracking().IgnoreAutoIncludes().Where(f => placements.Contains(f.PlacementId)).ToListAsync(cancellation)).ToLookup(f => f.PlacementId);
        foreach (var placement in await Context.Placements.Where(p => p.SeekerId != null && seekers.Contains(p.SeekerId.Value)).Select(p => new { Seeker = p.SeekerId!.Value, p.PostId }).ToListAsync(cancellation))
            placed.TryAdd(placement.Seeker, placement.PostId);
    }

    protected override Placement Make(PlacementRow row)
    {
        var (placement, post, seeker) = (new Placement(), PostOf(row), SeekerOf(row));
        if (seeker is not null && !placed.TryAdd(seeker.Id, post.Id)) throw new RuleViolation("placed-already", seeker.Name);
        placement.With(seeker);
        Put(placement, row, post);
        return placement;
    }

    protected override void Put(Placement record, PlacementRow row, bool found)
    {
        row.People ??= record.People;
        if (record.Seeker is null) row.OfHardship ??= record.OfHardship;
        if ((record.People, record.Date) == (row.People, row.Date) && (record.Seeker is not null || record.OfHardship == row.OfHardship)) record.TakeOpenings(record.Post);
        else Put(record, row, record.Post);
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code is "follow-up-too-early" ? "date" : rule.Code is "reached-above-placed" ? "people" : base.ColumnOf(rule);

    private void Put(Placement placement, PlacementRow row, Post post)
    {
        var fair = Fairs.Of(row);
        fair.Admit(placement);
        placement.Put(new() { People = row.People, OfHardship = row.OfHardship, Date = row.Date }, Identities);
        placement.TakeOpenings(post);
        if (placement.Seeker is { } seeker) placement.Note(seeker.PersonHash is { } person && marks[Convert.ToHexString(person)].Any(m => m.Holds(row.Date)));
        placement.CheckFollowUps([.. followUps[placement.Id]]);
        fair.Take(placement, Today, Context.Ids);
    }
}
