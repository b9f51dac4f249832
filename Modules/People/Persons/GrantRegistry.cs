using System.Globalization;
using Federation.Framework.Audit;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.People.Persons;

/// <summary>Gives and ends grants; each is written in the log in the same transaction.</summary>
internal sealed class GrantRegistry(PeopleContext context, Caller caller, TimeProvider time)
{
    /// <summary>
    /// Locks a person until the transaction ends: of two simultaneous grants, the second sees the first. An update that changes nothing locks rows on both
    /// databases.
    /// </summary>
    public Task LockAsync(long person, CancellationToken cancellation) =>
        context.Persons.Where(p => p.Id == person).ExecuteUpdateAsync(u => u.SetProperty(p => p.Active, p => p.Active), cancellation);

    /// <summary>Gives a grant; the person must be locked.</summary>
    /// <param name="to">The first day on which it no longer holds; null for one without end.</param>
    /// <exception cref="RuleViolation">The person holds it already, or would hold two offices that are kept apart.</exception>
    public async Task GiveAsync(long person, long union, Role role, DateOnly from, DateOnly? to, CancellationToken cancellation)
    {
        var all = await context.Grants.Where(g => g.PersonId == person).ToListAsync(cancellation);
        var meanwhile = all.Where(g => g.OverlapsWith(from, to)).ToList();
        if (meanwhile.Exists(g => g.UnionId == union && g.Role == role)) throw new RuleViolation("grant-exists");
        // Only the new grant can combine two roles; earlier grants do not overlap later ones.
        foreach (var other in meanwhile) SeparationOfDuties.Require([role, other.Role]);
        if (all.Find(g => g.UnionId == union && g.Role == role && g.ValidFrom == from) is { } sameDay) sameDay.ValidTo = to;
        else context.Add(new PersonGrant { PersonId = person, UnionId = union, Role = role, ValidFrom = from, ValidTo = to });
        Record("grants.give", person, union, role, from, to);
        await context.SaveChangesAsync(cancellation);
    }

    public async Task EndAsync(PersonGrant grant, DateOnly on, CancellationToken cancellation)
    {
        grant.ValidTo = on;
        Record("grants.end", grant.PersonId, grant.UnionId, grant.Role, grant.ValidFrom, on);
        await context.SaveChangesAsync(cancellation);
    }

    /// <summary>For the union of the grant, so that its own auditor reads it.</summary>
    private void Record(string action, long person, long union, Role role, DateOnly from, DateOnly? to) => context.AuditEntries.Add(AuditEntry.Of(
        context.Ids, time, caller.PersonId, union, action,
        string.Create(CultureInfo.InvariantCulture, $"{person} {RoleText.Of(role)} {from:yyyy-MM-dd}{(to is { } end ? $" {end:yyyy-MM-dd}" : "")}")));
}

internal static class RoleText
{
    public static string Of(Role role) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString());
}
