using Federation.Framework.Databases;
using Federation.Framework.Search;
using Federation.Framework.Tenancy;

namespace Federation.SeasonalSupport.Campaigns;

/// <summary>Campaigns in the search box.</summary>
internal sealed class SearchCampaigns(SeasonalContext context) : ISearchable
{
    public string Kind => "campaigns";
    public Permission Permission => Permissions.Read;
    public FederationDbContext Context => context;
    public IQueryable<SearchRow> Rows => context.Campaigns.Select(c => new SearchRow { Id = c.Id, UnionId = c.UnionId, Name = c.Name, Code = c.Code });

    public string PathOf(long id) => $"campaigns/{id}";
}
