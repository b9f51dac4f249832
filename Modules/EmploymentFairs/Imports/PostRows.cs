using Federation.EmploymentFairs.Posts;
using Federation.EmploymentFairs.Records;
using Federation.EmploymentFairs.Seekers;
using Federation.Framework.Import;
using Federation.Framework.Records;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Imports;

/// <summary>The posts, by employer, title and place of work, and the seekers, by phone number, that a batch's rows are about.</summary>
internal sealed class PostRows(FairsContext context, RecordTools tools, TimeProvider time) : IParentRecords<AtPostRow>
{
    private readonly FairRows fairs = new(context, time, afterTheFair: true);
    private ILookup<(long Fair, string Code, string Title, string Place), Post> posts = Array.Empty<Post>().ToLookup(_ => (0L, "", "", ""));
    private Dictionary<(long Fair, string Phone), Seeker> seekers = [];

    public string Column => fairs.Column;

    public FairRows Fairs => fairs;

    public RecordTools Tools => tools;

    public IReadOnlyList<Post> Posts => [.. posts.Select(p => p.First())];

    public IReadOnlyCollection<Seeker> Seekers => seekers.Values;

    public Task ReadAsync(CancellationToken cancellation) => fairs.ReadAsync(cancellation);

    public Task<IReadOnlyList<string>> OfferAsync(CancellationToken cancellation) => fairs.OfferAsync(cancellation);

    /// <summary>Reads them, with their fairs locked.</summary>
    public async Task ReadAsync(IReadOnlyList<AtPostRow> rows, CancellationToken cancellation)
    {
        await fairs.LockAsync(rows, cancellation);
        var at = fairs.Ids(rows);
        var (codes, titles) = (rows.Select(r => CodeOf(r)).Distinct().ToList(), rows.Select(r => r.Title).Distinct().ToList());
        var offered = context.Posts.Where(p => at.Contains(p.FairId) && codes.Contains(p.Stand.EmployerCode) && titles.Contains(p.Title));
        posts = (await offered.OrderBy(p => p.Id).ToListAsync(cancellation)).ToLookup(p => (p.FairId, p.Stand.EmployerCode, p.Title, p.Place));
        var phones = rows.Select(r => r.Phone).OfType<string>().Distinct().Select(tools.Secrets.PhoneHash).ToList();
        seekers = phones.Count == 0 ? [] : await context.Seekers.Where(s => at.Contains(s.FairId) && phones.Contains(s.PhoneHash))
            .ToDictionaryAsync(s => (s.FairId, Convert.ToHexString(s.PhoneHash)), cancellation);
    }

    public Post PostOf(AtPostRow row) => posts[(fairs.Of(row).Id, CodeOf(row), row.Title, row.Place)].ToList() switch
    {
        [var one] => one,
        [] => throw new InvalidInput("title", "post-not-at-fair", row.Title, row.Place),
        _ => throw new InvalidInput("title", "post-there-twice", row.Title),
    };

    /// <summary>The registered seeker; null where the row is of a number of people.</summary>
    public Seeker? SeekerOf(AtPostRow row) => row.Phone is not { } phone ? null
        : seekers.GetValueOrDefault((fairs.Of(row).Id, Convert.ToHexString(tools.Secrets.PhoneHash(phone))))
            ?? throw new InvalidInput("phone", "seeker-not-at-fair");

    /// <summary>What is told where two records are of one post, and of one seeker or day.</summary>
    public RuleViolation Ambiguous(AtPostRow row) => new("record-there-twice", fairs.Of(row).Title);

    public static string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "post-filled" => "title",
        "placed-already" or "record-there-twice" => "phone",
        "placed-above-openings" or "hardship-above-people" => "people",
        "date-ahead" or "outside-fair" => "date",
        _ => "fair",
    };

    private static string CodeOf(AtPostRow row) => row.EmployerCode.ToUpperInvariant();
}
