using System.Globalization;
using Federation.Framework.Audit;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.People.Accounts;
using Federation.People.Persons;
using Microsoft.EntityFrameworkCore;

namespace Federation.People.Administration;

/// <summary>Grants a person a role at a union, here or below.</summary>
internal sealed record GiveGrant(long Id, GrantInput Input) : ICommand<PersonAnswer>;

internal sealed record GrantInput
{
    /// <summary>The union's code; the union of the address where left out.</summary>
    public string? Union { get; init; }

    public Role Role { get; init; }

    /// <summary>Today where left out.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The first day on which it no longer holds.</summary>
    public DateOnly? ValidTo { get; init; }
}

internal sealed class GiveGrantHandler(GrantRegistry grants, StaffDirectory staff, Caller caller, TimeProvider time) : IHandler<GiveGrant, PersonAnswer>
{
    public Permission Permission => PeoplePermissions.Grants;

    public async Task<PersonAnswer> HandleAsync(GiveGrant request, CancellationToken cancellation)
    {
        var person = await staff.FindAsync(request.Id, cancellation);
        if (person.Id == caller.PersonId) throw new RuleViolation("not-for-oneself");
        var (input, today) = (request.Input, time.Today());
        var from = input.ValidFrom ?? today;
        if (from < today) throw new InvalidInput("validFrom", "grant-in-the-past");
        if (input.ValidTo <= from) throw new InvalidInput("validTo", "grant-ends-first");
        var union = await staff.FindUnionAsync("union", input.Union ?? caller.Union!.Code, cancellation);
        await grants.LockAsync(person.Id, cancellation);
        await grants.GiveAsync(person.Id, union.Id, input.Role, from, input.ValidTo, cancellation);
        return await staff.ShowAsync(person.Id, cancellation);
    }
}

/// <summary>Ends a grant, today or on a later day.</summary>
internal sealed record EndGrant(long Id, GrantEnd Input) : ICommand<PersonAnswer>;

internal sealed record GrantEnd
{
    public string Union { get; init; } = "";
    public Role Role { get; init; }

    /// <summary>The first day on which it no longer holds; today where left out.</summary>
    public DateOnly? On { get; init; }
}

internal sealed class EndGrantHandler(GrantRegistry grants, StaffDirectory staff, Caller caller, TimeProvider time) : IHandler<EndGrant, PersonAnswer>
{
    public Permission Permission => PeoplePermissions.Grants;

    public async Task<PersonAnswer> HandleAsync(EndGrant request, CancellationToken cancellation)
    {
        var person = await staff.FindAsync(request.Id, cancellation);
        if (person.Id == caller.PersonId) throw new RuleViolation("not-for-oneself");
        var (input, today) = (request.Input, time.Today());
        if (input.On < today) throw new InvalidInput("on", "grant-in-the-past");
        var union = await staff.FindUnionAsync("union", input.Union, cancellation);
        await grants.LockAsync(person.Id, cancellation);
        var grant = await staff.GrantsInUnion().Where(g => g.PersonId == person.Id && g.UnionId == union.Id && g.Role == input.Role).OrderBy(g => g.ValidFrom).FirstOrDefaultAsync(cancellation) ?? throw new NotFound("grant");
        await grants.EndAsync(grant, Later(grant.ValidFrom, input.On ?? today), cancellation);
        return await staff.ShowAsync(person.Id, cancellation);
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}

/// <summary>Hands all of a person's roles here over to a successor from a day on, as a whole or not at all.</summary>
internal sealed record HandOver(long Id, HandOverInput Input) : ICommand<PersonAnswer>;

internal sealed record HandOverInput
{
    /// <summary>The successor's user name.</summary>
    public string Successor { get; init; } = "";

    /// <summary>The successor's first day; today where left out.</summary>
    public DateOnly? On { get; init; }
}

internal sealed class HandOverHandler(PeopleContext context, AccountManager accounts, GrantRegistry grants, StaffDirectory staff, Caller caller, TimeProvider time) : IHandler<HandOver, PersonAnswer>
{
    public Permission Permission => PeoplePermissions.Grants;

    public async Task<PersonAnswer> HandleAsync(HandOver request, CancellationToken cancellation)
    {
        var person = await staff.FindAsync(request.Id, cancellation);
        var (name, today) = (accounts.Normalize(request.Input.Successor), time.Today());
        var successor = await staff.VisiblePersons().SingleOrDefaultAsync(p => p.Active && context.Accounts.Any(a => a.PersonId == p.Id && a.NormalizedUserName == name), cancellation)
            ?? throw new InvalidInput("successor", "unknown-person", request.Input.Successor);
        if (successor.Id == person.Id) throw new InvalidInput("successor", "successor-same");
        if (person.Id == caller.PersonId || successor.Id == caller.PersonId) throw new RuleViolation("not-for-oneself");
        var on = request.Input.On ?? today;
        if (on < today) throw new InvalidInput("on", "grant-in-the-past");
        // The smaller id first, to avoid a deadlock of two who hand over to each other.
        foreach (var id in new[] { person.Id, successor.Id }.Order()) await grants.LockAsync(id, cancellation);
        var held = await staff.GrantsInUnion().Where(g => g.PersonId == person.Id && (g.ValidTo == null || g.ValidTo > on)).ToListAsync(cancellation);
        if (held.Count == 0) throw new RuleViolation("nothing-to-hand-over");
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, caller, "people.hand-over", string.Create(CultureInfo.InvariantCulture, $"{person.Id} {successor.Id} {on:yyyy-MM-dd}")));
        foreach (var grant in held)
        {
            var (from, to) = (grant.ValidFrom > on ? grant.ValidFrom : on, grant.ValidTo);
            await grants.EndAsync(grant, from, cancellation);
            var has = await context.Grants.AnyAsync(g => g.PersonId == successor.Id && g.UnionId == grant.UnionId && g.Role == grant.Role && (g.ValidTo == null || g.ValidTo > from), cancellation);
            if (!has) await grants.GiveAsync(successor.Id, grant.UnionId, grant.Role, from, to, cancellation);
        }
        return await staff.ShowAsync(successor.Id, cancellation);
    }
}
