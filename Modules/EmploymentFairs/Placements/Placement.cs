using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Records;
using Federation.EmploymentFairs.Seekers;
using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Placements;

/// <summary>People began to work at a post: one registered seeker, or a number that the employer confirmed. They fill the post's openings.</summary>
[CountsFor(Sources.Placements)]
internal sealed class Placement : FairRecord, IOwnOnly, IRecord<FairsContext, PlacementInput, PlacementAnswer>
{
    internal static readonly RecordKind<FairsContext, Placement, PlacementInput, PlacementAnswer> Definition = new("placements")
    {
        Parent = FairParent.Of<Placement, PlacementInput>(),
        FilterFields = ["search", "due"],
        CheckFilter = FairParent.CheckSearch,
        Filter = (placements, filter) => filter.Search is { } text
            ? placements.Where(p => p.Seeker!.Name.Contains(text) || p.Post.Title.Contains(text) || p.Post.Stand.Employer.Contains(text))
            : placements,
        FilterWith = (placements, filter, context, tools) => filter.Due is true ? Due(placements, context, tools.Today) : placements,
        HasPages = false,
    };

    public long PostId { get; private set; }
    public Post Post { get; private set; } = null!;
    public long? SeekerId { get; private set; }
    public Seeker? Seeker { get; private set; }
    public int People { get; private set; }
    public int OfHardship { get; private set; }
    public DateOnly Date { get; private set; }

    public override DateOnly? On => Date;
    public override bool AfterTheFair => true;

    /// <summary>Those of whom somebody is to be asked now.</summary>
    public static IQueryable<Placement> Due(IQueryable<Placement> records, FairsContext context, DateOnly today)
    {
        var (thirty, ninety) = (today.AddDays(-30), today.AddDays(-90));
        return records.Where(p =>
            (p.Date <= thirty && !context.FollowUps.Any(f => f.PlacementId == p.Id && f.After == 30)) || (p.Date <= ninety && !context.FollowUps.Any(f => f.PlacementId == p.Id && f.After == 90)));
    }

    public void Apply(PlacementInput input, RecordTools tools)
    {
        (People, OfHardship, Date) = (input.People ?? 1, input.OfHardship ?? 0, input.Date);
        if (OfHardship > People) throw new RuleViolation("hardship-above-people", People, OfHardship);
    }

    public async Task ResolveAsync(PlacementInput input, FairsContext context, RecordTools tools, CancellationToken cancellation)
    {
        TakeOpenings(await context.FindBesideAsync<Post>(this, "post", input.Post, cancellation));
        With(input.Seeker is { } seeker ? await context.FindBesideAsync<Seeker>(this, "seeker", seeker, cancellation) : null);
        if (Seeker is not null)
        {
            if (await context.Placements.AnyAsync(p => p.SeekerId == SeekerId && p.Id != Id, cancellation)) throw new RuleViolation("placed-already", Seeker.Name);
            Note(await context.IsOfHardshipAsync(Seeker.PersonHash, Date, cancellation));
        }
        if (Version > 1) CheckFollowUps(await context.FollowUps.Where(f => f.PlacementId == Id).ToListAsync(cancellation));
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

    public async Task CheckRemovableAsync(FairsContext context, CancellationToken cancellation)
    {
        if (await context.FollowUps.AnyAsync(f => f.PlacementId == Id, cancellation)) throw new RuleViolation("placement-followed-up");
    }

    public PlacementAnswer ToAnswer(RecordTools tools, string union) =>
        new(Text.Of(Id), Text.Of(PostId), Post.Title, Post.Stand.Employer, SeekerId is { } seeker ? Text.Of(seeker) : null, Seeker?.Name, People, OfHardship, Date, Version);
}

internal sealed record PlacementAnswer(string Id, string Post, string Title, string Employer, string? Seeker, string? Name, int People, int OfHardship, DateOnly Date, int Version) : IRecordAnswer;
