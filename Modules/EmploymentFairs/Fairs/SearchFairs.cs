using Federation.Framework.Databases;
using Federation.Framework.Search;
using Federation.Framework.Tenancy;

namespace Federation.EmploymentFairs.Fairs;

/// <summary>Fairs in the search box.</summary>
internal sealed class SearchFairs(FairsContext context) : ISearchable
{
    public string Kind => "fairs";
    public Permission Permission => Permissions.Read;
    public FederationDbContext Context => context;
    public IQueryable<SearchRow> Rows => context.Fairs.Select(f => new SearchRow { Id = f.Id, UnionId = f.UnionId, Name = f.Title, Code = f.Venue ?? "" });

    public string PathOf(long id) => $"fairs/{id}";
}
