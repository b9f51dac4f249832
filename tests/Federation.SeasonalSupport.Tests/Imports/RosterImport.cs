using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Framework.Security;
using Federation.Kernel;
using Federation.SeasonalSupport.Imports;
using Federation.SeasonalSupport.Records;
using Federation.SeasonalSupport.SpringJobs;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Tests.Imports;

/// <summary>Posts that have a key, as other modules' records have one: an employer offers a trade once, and the next table says how many now.</summary>
internal sealed class RosterImport(SeasonalContext context, Secrets secrets) : KeyedImport<PostsRow, PostsOffered>(context)
{
    private readonly CampaignRows campaigns = new(context);
    private readonly Identities identities = new(secrets);

    public override string Kind => "roster";

    protected override string KeyColumn => "title";

    public override Task OpenAsync(CancellationToken cancellation) => campaigns.OpenAsync(cancellation);

    protected override string KeyOf(PostsRow row) => $"{row.Employer}\n{row.Title}";

    protected override async Task<IReadOnlyDictionary<string, PostsOffered>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var titles = keys.Select(k => k.Split('\n')[1]).ToList();
        return await context.Posts.Where(p => p.UnionId == context.TenantId && titles.Contains(p.Title)).ToDictionaryAsync(p => $"{p.Employer}\n{p.Title}", cancellation);
    }

    protected override PostsOffered Make(PostsRow row)
    {
        var record = new PostsOffered();
        record.Put(row, identities);
        campaigns.Find(row.Campaign).Take(record, row.Date, context.Ids);
        return record;
    }

    protected override void Change(PostsOffered record, PostsRow row) => record.Put(row, identities);

    protected override string ColumnOf(RuleViolation rule) => "campaign";
}
