using Federation.EmploymentFairs.Contracts;
using Federation.EmploymentFairs.Employers;
using Federation.EmploymentFairs.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Posts;

/// <summary>A post that an employer offers at a fair. Its openings count once the employer is present.</summary>
[CountsFor(Sources.Posts)]
internal sealed class Post : FairRecord, ISubtreeReadable, IRecorded<Post, PostInput, PostAnswer>
{
    public static string Path => "posts";

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

    public static IQueryable<Post> Search(IQueryable<Post> records, string text, Identities identities) =>
        records.Where(p => p.Title.Contains(text) || p.Place.Contains(text) || p.Stand.Employer.Contains(text));

    public void Put(PostInput input, Identities identities) => Offer(input);

    public void Offer(PostTerms input)
    {
        (Title, Trade, Openings, WageFrom, WageTo) = (input.Title, input.Trade, input.Openings, input.WageFrom, input.WageTo);
        (Division, Place, Requirements) = (input.Division, input.Place, input.Requirements);
        if (Filled > Openings) throw new RuleViolation("placed-above-openings", Openings, Filled);
    }

    /// <summary>Whether an input says nothing new of it.</summary>
    public bool Says(PostTerms input) =>
        (Title, Trade, Openings, WageFrom, WageTo) == (input.Title, input.Trade, input.Openings, input.WageFrom, input.WageTo) && (Division, Place, Requirements) == (input.Division, input.Place, input.Requirements);

    public async Task BindAsync(PostInput input, Recording at, CancellationToken cancellation) => StandAt(await at.FindAsync<Stand>("stand", input.Stand, cancellation));

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

    public override async Task CheckRemovableAsync(FairsContext context, CancellationToken cancellation)
    {
        if (await context.Applications.AnyAsync(a => a.PostId == Id, cancellation) || await context.Offers.AnyAsync(o => o.PostId == Id, cancellation) || await context.Placements.AnyAsync(p => p.PostId == Id, cancellation))
            throw new RuleViolation("post-in-use", Title);
    }

    public PostAnswer Show(Identities identities) =>
        new(Text.Of(Id), Text.Of(StandId), Stand.Employer, Title, Trade, Openings, Filled, WageFrom, WageTo, Division, Place, Requirements, Version);
}

/// <param name="Filled">How many of the openings people were placed at.</param>
/// <param name="WageFrom">Yuan a month.</param>
internal sealed record PostAnswer(
    string Id, string Stand, string Employer, string Title, Trade Trade, int Openings, int Filled, decimal? WageFrom, decimal? WageTo, string Division, string Place, string? Requirements, int Version) : IRecordAnswer;
