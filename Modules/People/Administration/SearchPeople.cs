using Federation.Framework.Databases;
using Federation.Framework.Search;
using Federation.Framework.Tenancy;

namespace Federation.People.Administration;

/// <summary>People with accounts in the search box, for administrators of accounts and of grants.</summary>
internal sealed class SearchPeople(PeopleContext context, StaffDirectory staff) : ISearchable
{
    public string Kind => "people";
    public Permission Permission => PeoplePermissions.Read;
    public FederationDbContext Context => context;

    public IQueryable<SearchRow> Rows => from p in staff.VisiblePersons()
                                         join a in context.Accounts on p.Id equals a.PersonId
                                         select new SearchRow { Id = p.Id, UnionId = context.TenantId, Name = p.Name, Code = a.UserName };

    public string PathOf(long id) => $"people/{id}";
}
