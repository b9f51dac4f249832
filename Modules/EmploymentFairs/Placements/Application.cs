using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Records;
using Federation.EmploymentFairs.Seekers;
using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Placements;

/// <summary>A registered seeker applies for a post.</summary>
[CountsFor(Sources.Applications)]
internal sealed class JobApplication : FairRecord, IOwnOnly, IRecord<FairsContext, ApplicationInput, ApplicationAnswer>
{
    internal static readonly RecordKind<FairsContext, JobApplication, ApplicationInput, ApplicationAnswer> Definition = new("applications")
    {
        Parent = FairParent.Of<JobApplication, ApplicationInput>(),
        FilterFields = ["search", "due"],
        CheckFilter = FairParent.CheckSearch,
        Filter = (applications, filter) => filter.Search is { } text
            ? applications.Where(a => a.Seeker.Name.Contains(text) || a.Post.Title.Contains(text) || a.Post.Stand.Employer.Contains(text))
            : applications,
        HasPages = false,
    };

    public long SeekerId { get; private set; }
    public Seeker Seeker { get; private set; } = null!;
    public long PostId { get; private set; }
    public Post Post { get; private set; } = null!;
    public DateOnly Date { get; private set; }

    public override DateOnly? On => Date;
    public override bool AfterTheFair => true;

    public void Apply(ApplicationInput input, RecordTools tools) => Date = input.Date;

    public async Task ResolveAsync(ApplicationInput input, FairsContext context, RecordTools tools, CancellationToken cancellation)
    {
        var (before, post) = (PostId, await context.FindBesideAsync<Post>(this, "post", input.Post, cancellation));
        Apply(await context.FindBesideAsync<Seeker>(this, "seeker", input.Seeker, cancellation), post, before);
        if (await context.Applications.AnyAsync(a => a.SeekerId == SeekerId && a.PostId == PostId && a.Id != Id, cancellation)) throw new RuleViolation("applied-already", Seeker.Name, post.Title);
    }

    /// <param name="before">The post that it was for; one that is filled takes no new application.</param>
    internal void Apply(Seeker seeker, Post post, long before = 0)
    {
        (SeekerId, Seeker, PostId, Post) = (seeker.Id, seeker, post.Id, post);
        if (before != PostId && post.Filled >= post.Openings) throw new RuleViolation("post-filled", post.Title);
    }

    public ApplicationAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), Text.Of(SeekerId), Seeker.Name, Text.Of(PostId), Post.Title, Post.Stand.Employer, Date, Version);
}

internal sealed record ApplicationAnswer(string Id, string Seeker, string Name, string Post, string Title, string Employer, DateOnly Date, int Version) : IRecordAnswer;
