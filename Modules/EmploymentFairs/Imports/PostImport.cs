using Federation.EmploymentFairs.Employers;
using Federation.EmploymentFairs.Posts;
using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Imports;

/// <summary>Posts that employers bring to fairs, found by employer, title and place of work.</summary>
internal sealed class PostImport(FairsContext context, TimeProvider time)
    : KeyedImport<PostRow, Post>("fair-posts", context, "fair", "starts", "employerCode", "title", "place")
{
    private readonly FairRows fairs = new(context, time);
    private Dictionary<(long Fair, string Code), Stand> stands = [];

    protected override IParentRecords<PostRow> Parents => fairs;

    /// <summary>By the stands: many employers offer posts of one title.</summary>
    protected override RowKey<PostRow, Post> DescribeKey() =>
        Key("title", r => new { StandId = StandOf(r).Id, Title = NameText.Normalize(r.Title), Place = NameText.Normalize(r.Place) },
            p => new { p.StandId, Title = NameText.Normalize(p.Title), Place = NameText.Normalize(p.Place) });

    protected override async Task ReadAsync(IReadOnlyList<PostRow> rows, CancellationToken cancellation)
    {
        await base.ReadAsync(rows, cancellation);
        var (at, codes) = (fairs.Ids(rows), rows.Select(CodeOf).Distinct().ToList());
        var present = context.Stands.AsNoTracking().Where(s => at.Contains(s.FairId) && codes.Contains(s.EmployerCode));
        stands = await present.ToDictionaryAsync(s => (s.FairId, s.EmployerCode), cancellation);
    }

    protected override Post Create(PostRow row)
    {
        var post = new Post();
        return fairs.Record(row, post, _ =>
        {
            post.Offer(row);
            post.StandAt(StandOf(row));
        });
    }

    protected override void Complete(PostRow row, Post record)
    {
        if (row is { WageFrom: null, WageTo: null }) (row.WageFrom, row.WageTo) = (record.WageFrom, record.WageTo);
        row.Requirements ??= record.Requirements;
    }

    protected override void Update(Post record, PostRow row)
    {
        if (!record.Says(row)) fairs.Record(row, record, _ => record.Offer(row));
    }

    protected override RuleViolation Ambiguous(PostRow row) => new("post-there-twice", row.Title);

    protected override string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "post-there-twice" => "title",
        "placed-above-openings" => "openings",
        _ => "fair",
    };

    private Stand StandOf(PostRow row) =>
        stands.GetValueOrDefault((fairs.Of(row).Id, CodeOf(row))) ?? throw new InvalidInput("employerCode", "employer-not-at-fair", row.EmployerCode);

    private static string CodeOf(PostRow row) => row.EmployerCode.ToUpperInvariant();
}
