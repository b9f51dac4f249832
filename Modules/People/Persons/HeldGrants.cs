using Federation.Framework.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.People.Persons;

internal static class HeldGrants
{
    /// <summary>What a person holds on a day; the first of them is where they work.</summary>
    public static async Task<IReadOnlyList<Grant>> HeldAsync(this IQueryable<PersonGrant> grants, long person, DateOnly day, CancellationToken cancellation) =>
        await grants.Where(g => g.PersonId == person && g.ValidFrom <= day && (g.ValidTo == null || g.ValidTo > day))
            .OrderBy(g => g.ValidFrom).ThenBy(g => g.UnionId).ThenBy(g => g.Role).Select(g => new Grant(g.UnionId, g.Role)).ToListAsync(cancellation);
}
