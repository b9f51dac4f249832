using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.People.Accounts;
using Federation.People.Persons;
using Microsoft.EntityFrameworkCore;

namespace Federation.People.Administration;

internal static class PeoplePermissions
{
    public static readonly Permission Read = new("people.read", Reach.FromAbove, Role.Administrator, Role.SecurityAdministrator);

    /// <summary>Accounts: who there is, who may sign in, with which password.</summary>
    public static readonly Permission Accounts = new("people.accounts", Reach.FromAbove, Role.Administrator);

    /// <summary>Grants and the second factor: a role that can reset a password cannot also remove the second factor.</summary>
    public static readonly Permission Grants = new("people.grants", Reach.FromAbove, Role.SecurityAdministrator);
}

/// <summary>The people of the entered union and of those below it. All others answer 404.</summary>
internal sealed class StaffDirectory(PeopleContext context, IUnionDirectory unions, Caller caller, TimeProvider time)
{
    private long UnionId => caller.Union!.Id;

    /// <summary>People whose account belongs to a union here, and people with a current or future grant here.</summary>
    public IQueryable<Person> VisiblePersons()
    {
        var (here, today) = (UnionId, time.Today());
        return context.Persons.Where(p => (p.HomeUnionId != null && context.Tree.Any(c => c.AncestorId == here && c.DescendantId == p.HomeUnionId && c.ValidTo == null))
            || context.Grants.Any(g => g.PersonId == p.Id && (g.ValidTo == null || g.ValidTo > today) && context.Tree.Any(c => c.AncestorId == here && c.DescendantId == g.UnionId && c.ValidTo == null)));
    }

    /// <summary>Grants here that hold or will hold.</summary>
    public IQueryable<PersonGrant> GrantsInUnion()
    {
        var (here, today) = (UnionId, time.Today());
        return context.Grants.Where(g => (g.ValidTo == null || g.ValidTo > today) && context.Tree.Any(c => c.AncestorId == here && c.DescendantId == g.UnionId && c.ValidTo == null));
    }

    public async Task<Person> FindAsync(long id, CancellationToken cancellation) => await VisiblePersons().SingleOrDefaultAsync(p => p.Id == id, cancellation) ?? throw new NotFound("person");

    /// <summary>
    /// A person whose account may be changed from here: not the caller, and nobody with a grant outside, because the account gives access to that as well.
    /// </summary>
    public async Task<Person> ManagedAsync(long id, CancellationToken cancellation)
    {
        var person = await FindAsync(id, cancellation);
        if (person.Id == caller.PersonId) throw new RuleViolation("not-for-oneself");
        var (here, today) = (UnionId, time.Today());
        var outside = await context.Grants.AnyAsync(g => g.PersonId == id && (g.ValidTo == null || g.ValidTo > today) && !context.Tree.Any(c => c.AncestorId == here && c.DescendantId == g.UnionId && c.ValidTo == null), cancellation);
        if (outside || (person.HomeUnionId is { } home && !await context.Tree.AnyAsync(c => c.AncestorId == here && c.DescendantId == home && c.ValidTo == null, cancellation)))
            throw new RuleViolation("person-belongs-elsewhere");
        return person;
    }

    /// <summary>A union that an input names, here or below.</summary>
    public async Task<UnionInfo> FindUnionAsync(string field, string code, CancellationToken cancellation) =>
        await unions.FindAsync(code, cancellation) is { } union && (union.Id == UnionId || union.Ancestors.Contains(UnionId)) ? union : throw new InvalidInput(field, "unknown-union", code);

    /// <summary>People as they are shown, with what they are here.</summary>
    public async Task<IReadOnlyList<PersonAnswer>> ShowAsync(IReadOnlyList<(Person Person, Account? Account)> people, CancellationToken cancellation)
    {
        var ids = people.Select(p => p.Person.Id).ToList();
        var grants = (await GrantsInUnion().AsNoTracking().Where(g => ids.Contains(g.PersonId)).OrderBy(g => g.ValidFrom).ToListAsync(cancellation)).ToLookup(g => g.PersonId);
        var shown = new List<PersonAnswer>();
        foreach (var (person, account) in people)
        {
            var held = new List<GrantAnswer>();
            foreach (var grant in grants[person.Id])
                if (await unions.FindAsync(grant.UnionId, cancellation) is { } union) held.Add(new GrantAnswer(union.Code, union.Name, grant.Role, grant.ValidFrom, grant.ValidTo));
            shown.Add(new PersonAnswer(
                person.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), person.Name, account?.UserName, person.Active, account?.SecondFactor ?? false, account?.LastSignInAt, held));
        }
        return shown;
    }

    public async Task<PersonAnswer> ShowAsync(long id, CancellationToken cancellation)
    {
        var person = await context.Persons.AsNoTracking().SingleAsync(p => p.Id == id, cancellation);
        return (await ShowAsync([(person, await context.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.PersonId == id, cancellation))], cancellation))[0];
    }
}

/// <param name="UserName">Null for a program with its token.</param>
/// <param name="Active">False while an administrator has locked them.</param>
/// <param name="Grants">What they are at this union and below it.</param>
public sealed record PersonAnswer(string Id, string Name, string? UserName, bool Active, bool SecondFactor, DateTimeOffset? LastSignInAt, IReadOnlyList<GrantAnswer> Grants);

/// <param name="ValidTo">The first day on which it no longer holds; null for one without end.</param>
public sealed record GrantAnswer(string Union, string UnionName, Role Role, DateOnly ValidFrom, DateOnly? ValidTo);

/// <param name="Password">Shown once; to be changed at the first sign-in.</param>
public sealed record HandedOutPassword(PersonAnswer Person, string Password);
