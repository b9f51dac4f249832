using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Records;
using Federation.EmploymentFairs.Seekers;
using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Placements;

/// <summary>An employer and people agreed in principle (达成意向): one registered seeker, or a number.</summary>
[CountsFor(Sources.Offers)]
internal sealed class JobOffer : FairRecord, IOwnOnly, IRecord<FairsContext, OfferInput, OfferAnswer>
{
    internal static readonly RecordKind<FairsContext, JobOffer, OfferInput, OfferAnswer> Definition = new("offers")
    {
        Parent = FairParent.Of<JobOffer, OfferInput>(),
        FilterFields = ["search", "due"],
        CheckFilter = FairParent.CheckSearch,
        Filter = (offers, filter) => filter.Search is { } text
            ? offers.Where(o => o.Seeker!.Name.Contains(text) || o.Post.Title.Contains(text) || o.Post.Stand.Employer.Contains(text))
            : offers,
        HasPages = false,
    };

    public long PostId { get; private set; }
    public Post Post { get; private set; } = null!;
    public long? SeekerId { get; private set; }
    public Seeker? Seeker { get; private set; }
    public int People { get; private set; }
    public DateOnly Date { get; private set; }

    public override DateOnly? On => Date;
    public override bool AfterTheFair => true;

    public void Apply(OfferInput input, RecordTools tools) => (People, Date) = (input.People ?? 1, input.Date);

    public async Task ResolveAsync(OfferInput input, FairsContext context, RecordTools tools, CancellationToken cancellation)
    {
        OfPost(await context.FindBesideAsync<Post>(this, "post", input.Post, cancellation));
        With(input.Seeker is { } seeker ? await context.FindBesideAsync<Seeker>(this, "seeker", seeker, cancellation) : null);
        if (Seeker is not null && await context.Offers.AnyAsync(o => o.SeekerId == SeekerId && o.PostId == PostId && o.Id != Id, cancellation)) throw new RuleViolation("offered-already", Seeker.Name, Post.Title);
    }

    internal void OfPost(Post post) => (PostId, Post) = (post.Id, post);

    /// <param name="seeker">Null for a number of people.</param>
    internal void With(Seeker? seeker) => (SeekerId, Seeker) = (seeker?.Id, seeker);

    public OfferAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), Text.Of(PostId), Post.Title, Post.Stand.Employer, SeekerId is { } seeker ? Text.Of(seeker) : null, Seeker?.Name, People, Date, Version);
}

internal sealed record OfferAnswer(string Id, string Post, string Title, string Employer, string? Seeker, string? Name, int People, DateOnly Date, int Version) : IRecordAnswer;
