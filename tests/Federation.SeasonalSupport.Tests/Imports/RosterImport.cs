using Federation.Framework.Import;
using Federation.Framework.Records;
using Federation.Kernel;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Imports;
using Federation.SeasonalSupport.Records;
using Federation.SeasonalSupport.SpringJobs;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Tests.Imports;

/// <summary>Posts that have a key, as other modules' records have one: an employer offers a trade once, and the next table says how many now.</summary>
internal sealed class RosterImport(SeasonalContext context, RecordTools tools) : KeyedImport<PostsRow, PostsOffered>("roster", context)
{
    private readonly NamedRecords<Campaign> campaigns =
        new("campaign", c => c.Code, c => context.Campaigns.AsNoTracking().Include(x => x.Account).ToListAsync(c)) { Unknown = "campaign-unknown" };

    protected override IReadOnlyList<INamedRecords> Named => [campaigns];

    protected override RowKey<PostsRow, PostsOffered> DescribeKey() => Key("title", r => new { r.Employer, r.Title }, p => new { p.Employer, p.Title });

    protected override PostsOffered Create(PostsRow row)
    {
        var record = new PostsOffered();
        record.Apply(row, tools);
        campaigns.Find(row.Campaign).AcceptNew(record, row.Date, context.Ids);
        return record;
    }

    protected override void Update(PostsOffered record, PostsRow row) => record.Apply(row, tools);

    protected override string ColumnOf(RuleViolation rule) => "campaign";
}
