using System.Globalization;
using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Records;
using Federation.EmploymentFairs.Seekers;
using Federation.Framework.Import;
using Federation.Framework.Security;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Imports;

/// <summary>
/// A table of what came of posts. A record is found by its post and the seeker's phone number, or where it is of a number of people by its day: one record of a
/// post and day.
/// </summary>
internal abstract class AtPostImport<TRow, TRecord>(string kind, FairsContext context, Secrets secrets, TimeProvider time) : FairImport<TRow, TRecord>(kind, context, time)
    where TRow : AtPostRow, new() where TRecord : FairRecord
{
    private readonly HashSet<long> twice = [];
    private readonly HashSet<long> postsTwice = [];
    private Dictionary<(long Fair, string Post), Post> posts = [];
    private Dictionary<(long Fair, string Phone), Seeker> seekers = [];

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        .. ImportColumns.Of<TRow>("fair", "starts", "employerCode", "title", "place", "phone").Select(c => c.Name switch
        {
            "fair" => c with { Heading = "fair-title" },
            "starts" => c with { Heading = "fair-starts" },
            "title" => c with { Heading = "field-post-title" },
            "place" => c with { Heading = "field-work-place" },
            "phone" => c with { Required = typeof(TRow) == typeof(ApplicationRow), Example = "13900000001" },
            "people" when typeof(TRow) == typeof(OfferRow) => c with { Heading = "offer-people" },
            "after" => c with { Example = "30" },
            _ => c,
        }),
    ];

    protected override string KeyColumn => "phone";

    protected override bool AfterTheFair => true;

    protected Identities Identities { get; } = new(secrets);

    protected IReadOnlyCollection<Post> Posts => posts.Values;

    protected IReadOnlyCollection<Seeker> Seekers => seekers.Values;

    protected override string Within(TRow row) => $"{PostNames.Of(row.EmployerCode.ToUpperInvariant(), row.Title, row.Place)}{PostNames.Between}{WhoOf(row)}";

    protected override string Within(TRecord record) => $"{PostNames.Of(PostOf(record))}{PostNames.Between}{WhoOf(SeekerOf(record), DayOf(record))}";

    protected abstract Post PostOf(TRecord record);

    protected abstract Seeker? SeekerOf(TRecord record);

    /// <summary>The day by which a record of a number of people is found.</summary>
    protected abstract DateOnly DayOf(TRecord record);

    /// <summary>Records of these posts that are about one of the seekers, or of a number of people on one of the days; tracked.</summary>
    protected abstract IQueryable<TRecord> Of(IReadOnlyList<long> posts, IReadOnlyList<long> seekers, IReadOnlyList<DateOnly> days);

    protected override async Task<IReadOnlyList<TRecord>> FindAsync(IReadOnlyList<long> fairs, IReadOnlyList<string> within, CancellationToken cancellation)
    {
        twice.Clear();
        postsTwice.Clear();
        var parts = within.Select(w => w.Split(PostNames.Between)).ToList();
        var (codes, titles) = (parts.Select(p => p[0]).Distinct().ToList(), parts.Select(p => p[1]).Distinct().ToList());
        posts = [];
        foreach (var post in await Context.Posts.Where(p => fairs.Contains(p.FairId) && codes.Contains(p.Stand.EmployerCode) && titles.Contains(p.Title)).OrderBy(p => p.Id).ToListAsync(cancellation))
            if (!posts.TryAdd((post.FairId, PostNames.Of(post)), post)) postsTwice.Add(posts[(post.FairId, PostNames.Of(post))].Id);
        var who = parts.Select(p => p[3]).Distinct().ToList();
        var phones = who.Where(w => w[0] == 'p').Select(w => Convert.FromHexString(w.AsSpan(1))).ToList();
        var days = who.Where(w => w[0] == 'd').Select(w => DateOnly.ParseExact(w.AsSpan(1), "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToList();
        seekers = phones.Count == 0 ? [] : await Context.Seekers.Where(s => fairs.Contains(s.FairId) && phones.Contains(s.PhoneHash)).ToDictionaryAsync(s => (s.FairId, Convert.ToHexString(s.PhoneHash)), cancellation);
        return await Of([.. posts.Values.Select(p => p.Id)], [.. seekers.Values.Select(s => s.Id)], days).OrderBy(r => r.Id).ToListAsync(cancellation);
    }

    protected sealed override void Twice(TRecord record) => twice.Add(record.Id);

    protected sealed override void Change(TRecord record, TRow row)
    {
        if (twice.Contains(record.Id)) throw new RuleViolation("record-there-twice", Fairs.Of(row).Title);
        Put(record, row, found: true);
    }

    /// <summary>Changes a record that the row found, where the row says something new of it.</summary>
    protected abstract void Put(TRecord record, TRow row, bool found);

    protected Post PostOf(TRow row)
    {
        var post = posts.GetValueOrDefault((Fairs.Find(row), PostNames.Of(row.EmployerCode.ToUpperInvariant(), row.Title, row.Place))) ?? throw new RuleViolation("post-not-at-fair", row.Title, row.Place);
        return postsTwice.Contains(post.Id) ? throw new RuleViolation("post-there-twice", post.Title) : post;
    }

    /// <summary>The registered seeker; null where the row is of a number of people.</summary>
    protected Seeker? SeekerOf(TRow row) => row.Phone is not { } phone ? null
        : seekers.GetValueOrDefault((Fairs.Find(row), Convert.ToHexString(Identities.PhoneHash(phone)))) ?? throw new RuleViolation("seeker-not-at-fair");

    protected override string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "post-not-at-fair" or "post-there-twice" or "post-filled" => "title",
        "seeker-not-at-fair" or "placed-already" or "record-there-twice" => "phone",
        "placed-above-openings" or "hardship-above-people" => "people",
        "date-ahead" or "outside-fair" => "date",
        _ => base.ColumnOf(rule),
    };

    private string WhoOf(TRow row) => row.Phone is { } phone ? $"p{Convert.ToHexString(Identities.PhoneHash(phone))}" : $"d{Text.Of(row.Day)}";

    private static string WhoOf(Seeker? seeker, DateOnly day) => seeker is null ? $"d{Text.Of(day)}" : $"p{Convert.ToHexString(seeker.PhoneHash)}";
}

/// <summary>What finds a post at its fair: employer, title and place of work.</summary>
internal static class PostNames
{
    /// <summary>No text that is taken in holds it; a line break may stand in a title.</summary>
    public const char Between = '\u001f';

    public static string Of(Post post) => Of(post.Stand.EmployerCode, post.Title, post.Place);

    public static string Of(string code, string title, string place) => $"{code}{Between}{title}{Between}{place}";
}
