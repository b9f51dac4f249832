using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Microsoft.EntityFrameworkCore;

namespace Federation.People.Administration;

/// <summary>The people of a union and of those below it, by a part of name or user name.</summary>
internal sealed record ListPeople(string? Search, PageRequest Page) : IRequest<PageOf<PersonAnswer>>;

internal sealed class ListPeopleHandler(PeopleContext context, StaffDirectory staff) : IHandler<ListPeople, PageOf<PersonAnswer>>
{
    public Permission Permission => PeoplePermissions.Read;

    public async Task<PageOf<PersonAnswer>> HandleAsync(ListPeople request, CancellationToken cancellation)
    {
        var after = request.Page.AfterId ?? 0;
        var people = from p in staff.VisiblePersons().AsNoTracking()
                     join a in context.Accounts on p.Id equals a.PersonId into accounts
                     from a in accounts.DefaultIfEmpty()
                     where p.Id > after
                     orderby p.Id
                     select new { Person = p, Account = a };
        if (request.Search is { Length: > 0 } search)
        {
            var upper = search.ToUpperInvariant();
            people = people.Where(p => p.Person.Name.Contains(search) || (p.Account != null && p.Account.NormalizedUserName.Contains(upper)));
        }
        var page = await people.Take(request.Page.Limit + 1).ToListAsync(cancellation);
        return request.Page.ToPage(await staff.ShowAsync([.. page.Select(p => (p.Person, (Accounts.Account?)p.Account))], cancellation), p => p.Id);
    }
}

internal sealed record GetPerson(long Id) : IRequest<PersonAnswer>;

internal sealed class GetPersonHandler(StaffDirectory staff) : IHandler<GetPerson, PersonAnswer>
{
    public Permission Permission => PeoplePermissions.Read;

    public async Task<PersonAnswer> HandleAsync(GetPerson request, CancellationToken cancellation) => await staff.ShowAsync((await staff.FindAsync(request.Id, cancellation)).Id, cancellation);
}
