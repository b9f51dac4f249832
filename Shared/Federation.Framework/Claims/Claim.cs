using Federation.Framework.Databases;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Claims;

/// <summary>
/// Says that a person, a household or an employer has what a rule lets it have once in the whole federation. Found by keyed hash alone: whoever clashes with a
/// claim learns that it is held, never where or by whom.
/// </summary>
public sealed class Claim : IShared
{
    public const int LongestRule = 40;

    /// <summary>Code of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>0 where the rule knows no years.</summary>
    public int Year { get; init; }

    public required byte[] Hash { get; init; }

    /// <summary>Id of the record that holds it, by which it is given back.</summary>
    public long HolderId { get; init; }
}

/// <summary>What may be held once in the federation, by one record a year or for good.</summary>
/// <param name="Code">At most <see cref="Claim.LongestRule"/> characters; the claims of different rules never meet.</param>
/// <param name="Refusal">Code of the sentence for whoever comes second; it names nobody.</param>
public sealed record ClaimRule(string Code, string Refusal)
{
    public Claim By(long holder, byte[] hash, int year = 0) => new() { Rule = Code, Year = year, Hash = hash, HolderId = holder };
}

public static class Claiming
{
    /// <summary>
    /// Takes for a record what the rule lets be held once, or gives back what the record does not hold any more; nothing where it holds it already. Saved with the
    /// record. Of two who take the same at once the database lets one through.
    /// </summary>
    /// <param name="hash">Null where the record holds nothing now.</param>
    /// <exception cref="RuleViolation">Another record holds it.</exception>
    public static async Task ClaimAsync(this FederationDbContext context, ClaimRule rule, long holder, byte[]? hash, int year, CancellationToken cancellation)
    {
        var held = await context.Claims.Where(c => c.Rule == rule.Code && c.HolderId == holder).ToListAsync(cancellation);
        var kept = held.SingleOrDefault(c => hash is not null && c.Year == year && c.Hash.AsSpan().SequenceEqual(hash));
        context.RemoveRange(held.Where(c => c != kept));
        if (hash is null || kept is not null) return;
        if (await context.Claims.AnyAsync(c => c.Rule == rule.Code && c.Year == year && c.Hash == hash, cancellation)) throw new RuleViolation(rule.Refusal);
        context.Add(rule.By(holder, hash, year));
    }

    public static Task ClaimAsync(this FederationDbContext context, ClaimRule rule, long holder, byte[]? hash, CancellationToken cancellation) => context.ClaimAsync(rule, holder, hash, 0, cancellation);
}
