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

    /// <summary>What it is held once within: a year, a selection. 0 where the rule holds for good.</summary>
    public long Within { get; init; }

    public required byte[] Hash { get; init; }

    /// <summary>Id of the record that holds it, by which it is given back.</summary>
    public long HolderId { get; init; }
}

/// <summary>What may be held once in the federation, for good or within something such as a year.</summary>
/// <param name="Code">At most <see cref="Claim.LongestRule"/> characters; the claims of different rules never meet.</param>
/// <param name="Refusal">Code of the sentence for whoever comes second; it names nobody.</param>
public sealed record ClaimRule(string Code, string Refusal)
{
    public Claim By(long holder, byte[] hash, long within = 0) => new() { Rule = Code, Within = within, Hash = hash, HolderId = holder };
}

public static class Claiming
{
    /// <summary>
    /// Takes for a record what the rule lets be held once, or gives back what the record does not hold any more; nothing where it holds it already. Saved with the
    /// record. Of two who take the same at once the database lets one through.
    /// </summary>
    /// <param name="hash">Null where the record holds nothing now.</param>
    /// <param name="within">See <see cref="Claim.Within"/>.</param>
    /// <exception cref="RuleViolation">Another record holds it.</exception>
    public static async Task ClaimAsync(this FederationDbContext context, ClaimRule rule, long holder, byte[]? hash, CancellationToken cancellation, long within = 0)
    {
        var held = await context.Claims.Where(c => c.Rule == rule.Code && c.HolderId == holder).ToListAsync(cancellation);
        var kept = held.SingleOrDefault(c => hash is not null && c.Within == within && c.Hash.AsSpan().SequenceEqual(hash));
        context.RemoveRange(held.Where(c => c != kept));
        if (hash is null || kept is not null) return;
        await context.RefuseClaimedAsync(rule, holder, hash, cancellation, within);
        context.Add(rule.By(holder, hash, within));
    }

    /// <summary>Throws where another record holds it.</summary>
    public static async Task RefuseClaimedAsync(this FederationDbContext context, ClaimRule rule, long holder, byte[] hash, CancellationToken cancellation, long within = 0)
    {
        if (await context.Claims.AnyAsync(c => c.Rule == rule.Code && c.Within == within && c.Hash == hash && c.HolderId != holder, cancellation)) throw new RuleViolation(rule.Refusal);
    }
}
