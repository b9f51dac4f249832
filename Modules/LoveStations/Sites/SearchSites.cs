using Federation.Framework.Databases;
using Federation.Framework.Search;
using Federation.Framework.Tenancy;

namespace Federation.LoveStations.Sites;

/// <summary>Stations and the other sites in the search box.</summary>
internal sealed class SearchSites(StationsContext context) : ISearchable
{
    public string Kind => "stations";
    public Permission Permission => Permissions.Read;
    public FederationDbContext Context => context;
    public IQueryable<SearchRow> Rows => context.Sites.Select(s => new SearchRow { Id = s.Id, UnionId = s.UnionId, Name = s.Name, Code = s.Code, Detail = s.Address });

    public string PathOf(long id) => $"stations/{id}";
}
