using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Employers;
using Federation.EmploymentFairs.Records;
using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Posts;

/// <summary>A post that an employer offers at a fair. Its openings count once the employer is present.</summary>
[CountsFor(Sources.Posts)]
internal sealed class Post : FairRecord, ISubtreeReadable, IRecord<FairsContext, PostInput, PostAnswer>
{
    internal static readonly RecordKind<FairsContext, Post, PostInput, PostAnswer> Definition = new("posts")
    {
        Parent = FairParent.Of<Post, PostInput>(),
        FilterFields = ["search", "due"],
        CheckFilter = FairParent.CheckSearch,
        Filter = (posts, filter) => filter.Search is { } text
            ? posts.Where(p => p.Title.Contains(text) || p.Place.Contains(text) || p.Stand.Employer.Contains(text))
            : posts,
        HasPages = false,
    };

    public long StandId { get; private set; }
    public Stand Stand { get; private set; } = null!;
    public string Title { get; private set; } = "";
    public Trade Trade { get; private set; }
    public int Openings { get; private set; }
    public decimal? WageFrom { get; private set; }
    public decimal? WageTo { get; private set; }
    public string Division { get; private set; } = "";
    public string Place { get; private set; } = "";
    public string? Requirements { get; private set; }

    /// <summary>Whether its employer is present.</summary>
    public bool Offered { get; private set; }

    /// <summary>How many of the openings are taken.</summary>
    public int Filled { get; private set; }

    public override bool BeforeAnnounced => true;

    public void Apply(PostInput input, RecordTools tools) => Offer(input);

    public void Offer(PostTerms input)
    {
        (Title, Trade, Openings, WageFrom, WageTo) = (input.Title, input.Trade, input.Openings, input.WageFrom, input.WageTo);
        (Division, Place, Requirements) = (input.Division, input.Place, input.Requirements);
        if (Filled > Openings) throw new RuleViolation("placed-above-openings", Openings, Filled);
    }

    /// <summary>Whether an input says nothing new of it.</summary>
    public bool Says(PostTerms input) =>
        (Title, Trade, Openings, WageFrom, WageTo) == (input.Title, input.Trade, input.Openings, input.WageFrom, input.WageTo) && (Division, Place, Requirements) == (input.Division, input.Place, input.Requirements);

    public async Task ResolveAsync(PostInput input, FairsContext context, RecordTools tools, CancellationToken cancellation) => StandAt(await context.FindBesideAsync<Stand>(this, "stand", input.Stand, cancellation));

    public void StandAt(Stand stand)
    {
        (StandId, Offered) = (stand.Id, stand.Attendance == Attendance.Present);
        Stand = stand;
    }

    /// <summary>Takes openings, or gives them back where negative.</summary>
    public void Fill(int people)
    {
        if (Filled + people > Openings) throw new RuleViolation("placed-above-openings", Openings, Filled + people);
        Filled += people;
    }

    public async Task CheckRemovableAsync(FairsContext context, CancellationToken cancellation)
    {
        if (await context.Applications.AnyAsync(a => a.PostId == Id, cancellation) || await context.Offers.AnyAsync(o => o.PostId == Id, cancellation) || await context.Placements.AnyAsync(p => p.PostId == Id, cancellation))
            throw new RuleViolation("post-in-use", Title);
    }

    public PostAnswer ToAnswer(RecordTools tools, string union) =>
        new(Text.Of(Id), Text.Of(StandId), Stand.Employer, Title, Trade, Openings, Filled, WageFrom, WageTo, Division, Place, Requirements, Version);
}

/// <param name="Filled">How many of the openings people were placed at.</param>
/// <param name="WageFrom">Yuan a month.</param>
internal sealed record PostAnswer(
    string Id, string Stand, string Employer, string Title, Trade Trade, int Openings, int Filled, decimal? WageFrom, decimal? WageTo, string Division, string Place, string? Requirements, int Version) : IRecordAnswer;
