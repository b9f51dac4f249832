using Federation.EmploymentFairs.Contracts;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Records;
using Federation.EmploymentFairs.Seekers;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Placements;

/// <summary>People began to work at a post: one registered seeker, or a number that the employer confirmed. They fill the post's openings.</summary>
[CountsFor(Sources.Placements)]
internal sealed class Placement : FairRecord, IOwnOnly, IRecorded<Placement, PlacementInput, PlacementAnswer>
{
    public static string Path => "placements";

    public long PostId { get; private set; }
    public Post Post { get; private set; } = null!;
    public long? SeekerId { get; private set; }
    public Seeker? Seeker { get; private set; }
    public int People { get; private set; }
    public int OfHardship { get; private set; }
    public DateOnly Date { get; private set; }

    public override DateOnly? On => Date;
    public override bool AfterTheFair => true;

    public static IQueryable<Placement> Search(IQueryable<Placement> records, string text, Identities identities) => records.Where(p => p.Seeker!.Name.Contains(text) || p.Post.Title.Contains(text) || p.Post.Stand.Employer.Contains(text));

    public static IQueryable<Placement> Due(IQueryable<Placement> records, FairsContext context, DateOnly today)
    {
        var (thirty, ninety) = (today.AddDays(-30), today.AddDays(-90));
        return records.Where(p =>
            (p.Date <= thirty && !context.FollowUps.Any(f => f.PlacementId == p.Id && f.After == 30)) || (p.Date <= ninety && !context.FollowUps.Any(f => f.PlacementId == p.Id && f.After == 90)));
    }

    public void Put(PlacementInput input, Identities identities)
    {
        (People, OfHardship, Date) = (input.People ?? 1, input.OfHardship ?? 0, input.Date);
        if (OfHardship > People) throw new RuleViolation("hardship-above-people", People, OfHardship);
    }

    public async Task BindAsync(PlacementInput input, Recording at, CancellationToken cancellation)
    {
        TakeOpenings(await at.FindAsync<Post>("post", input.Post, cancellation));
        With(input.Seeker is { } seeker ? await at.FindAsync<Seeker>("seeker", seeker, cancellation) : null);
        if (Seeker is not null)
        {
            if (await at.Context.Placements.AnyAsync(p => p.SeekerId == SeekerId && p.Id != Id, cancellation)) throw new RuleViolation("placed-already", Seeker.Name);
            Note(await at.IsOfHardshipAsync(Seeker.PersonHash, Date, cancellation));
        }
        if (Id != 0) CheckFollowUps(await at.Context.FollowUps.Where(f => f.PlacementId == Id).ToListAsync(cancellation));
    }

    /// <param name="seeker">Null for a number of people.</param>
    internal void With(Seeker? seeker) => (SeekerId, Seeker) = (seeker?.Id, seeker);

    /// <param name="hardship">Whether a mark says so of the seeker on the day of the placement.</param>
    internal void Note(bool hardship) => OfHardship = hardship ? 1 : 0;

    /// <summary>Throws where those who were asked after it do not fit it any more.</summary>
    internal void CheckFollowUps(IReadOnlyList<FollowUp> asked)
    {
        if (asked.Any(f => f.Reached > People)) throw new RuleViolation("reached-above-placed", People);
        foreach (var followUp in asked) followUp.CheckDue(Date);
    }

    /// <summary>Fills openings of the post with its people.</summary>
    internal void TakeOpenings(Post post)
    {
        (PostId, Post) = (post.Id, post);
        post.Fill(People);
    }

    public override void Release() => Post.Fill(-People);

    public override async Task CheckRemovableAsync(FairsContext context, CancellationToken cancellation)
    {
        if (await context.FollowUps.AnyAsync(f => f.PlacementId == Id, cancellation)) throw new RuleViolation("placement-followed-up");
    }

    public PlacementAnswer Show(Identities identities) =>
        new(Text.Of(Id), Text.Of(PostId), Post.Title, Post.Stand.Employer, SeekerId is { } seeker ? Text.Of(seeker) : null, Seeker?.Name, People, OfHardship, Date, Version);
}

internal sealed record PlacementAnswer(string Id, string Post, string Title, string Employer, string? Seeker, string? Name, int People, int OfHardship, DateOnly Date, int Version) : IRecordAnswer;
