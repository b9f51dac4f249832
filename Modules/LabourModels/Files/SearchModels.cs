using Federation.Framework.Databases;
using Federation.Framework.Search;
using Federation.Framework.Tenancy;

namespace Federation.LabourModels.Files;

/// <summary>Models in the search box of their own union.</summary>
internal sealed class SearchModels(LabourContext context) : ISearchable
{
    public string Kind => "models";
    public Permission Permission => Permissions.ReadPersonal;
    public FederationDbContext Context => context;
    public bool IsPersonal => true;
    public IQueryable<SearchRow> Rows => context.Files.Select(f => new SearchRow { Id = f.Id, UnionId = f.UnionId, Name = f.Name, Code = f.Workplace });

    public string PathOf(long id) => $"models/{id}";
}
