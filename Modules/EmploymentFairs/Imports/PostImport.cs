using Federation.EmploymentFairs.Employers;
using Federation.EmploymentFairs.Posts;
using Federation.Framework.Import;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Imports;

/// <summary>Posts that employers bring to fairs, found by employer, title and place of work.</summary>
internal sealed class PostImport(FairsContext context, TimeProvider time) : FairImport<PostRow, Post>("fair-posts", context, time)
{
    private readonly HashSet<long> twice = [];
    private Dictionary<(long Fair, string Code), Stand> stands = [];

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        .. ImportColumns.Of<PostRow>("fair", "starts", "employerCode", "title", "place").Select(c => c.Name switch
        {
            "fair" => c with { Heading = "fair-title" },
            "starts" => c with { Heading = "fair-starts" },
            "title" => c with { Heading = "field-post-title" },
            "place" => c with { Heading = "field-work-place" },
            _ => c,
        }),
    ];

    protected override string KeyColumn => "title";

    protected override string Within(PostRow row) => PostNames.Of(row.EmployerCode.ToUpperInvariant(), row.Title, row.Place);

    protected override string Within(Post record) => PostNames.Of(record);

    protected override async Task<IReadOnlyList<Post>> FindAsync(IReadOnlyList<long> fairs, IReadOnlyList<string> within, CancellationToken cancellation)
    {
        twice.Clear();
        var (codes, titles) = (within.Select(w => w.Split(PostNames.Between)[0]).Distinct().ToList(), within.Select(w => w.Split(PostNames.Between)[1]).Distinct().ToList());
        // By the stands: many employers offer posts of one title.
        var at = await Context.Stands.Where(s => fairs.Contains(s.FairId) && codes.Contains(s.EmployerCode)).Select(s => s.Id).ToListAsync(cancellation);
        return await Context.Posts.Where(p => at.Contains(p.StandId) && titles.Contains(p.Title)).OrderBy(p => p.Id).ToListAsync(cancellation);
    }

    protected override void Twice(Post record) => twice.Add(record.Id);

    protected override async Task PrepareAsync(IReadOnlyCollection<(PostRow Row, Post? Record)> rows, CancellationToken cancellation)
    {
        var made = rows.Where(r => r.Record is null).Select(r => r.Row).ToList();
        var (fairs, codes) = (made.Select(Fairs.Find).Distinct().ToList(), made.Select(r => r.EmployerCode.ToUpperInvariant()).Distinct().ToList());
        stands = made.Count == 0 ? [] : await Context.Stands.AsNoTracking().Where(s => fairs.Contains(s.FairId) && codes.Contains(s.EmployerCode)).ToDictionaryAsync(s => (s.FairId, s.EmployerCode), cancellation);
    }

    protected override Post Make(PostRow row)
    {
        var (fair, post) = (Fairs.Of(row), new Post());
        fair.Admit(post);
        post.Offer(row);
        post.StandAt(stands.GetValueOrDefault((fair.Id, row.EmployerCode.ToUpperInvariant())) ?? throw new RuleViolation("employer-not-at-fair", row.EmployerCode));
        fair.Take(post, Today, Context.Ids);
        return post;
    }

    protected override void Change(Post record, PostRow row)
    {
        if (twice.Contains(record.Id)) throw new RuleViolation("post-there-twice", record.Title);
        if (row is { WageFrom: null, WageTo: null }) (row.WageFrom, row.WageTo) = (record.WageFrom, record.WageTo);
        row.Requirements ??= record.Requirements;
        if (record.Says(row)) return;
        var fair = Fairs.Of(row);
        fair.Admit(record);
        record.Offer(row);
        fair.Take(record, Today, Context.Ids);
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "employer-not-at-fair" => "employerCode",
        "post-there-twice" => "title",
        "placed-above-openings" => "openings",
        _ => base.ColumnOf(rule),
    };
}
