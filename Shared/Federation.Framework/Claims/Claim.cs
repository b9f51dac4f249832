using Federation.Framework.Audit;
using Federation.Framework.Databases;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Claims;

/// <summary>
/// A person, a household or an employer holds what a rule allows once in the whole federation. Claims are found by keyed hash only: a caller that is refused learns
/// that the claim is held, never where or by whom.
/// </summary>
[Unlogged("Follows from the record that claims.")]
public sealed class Claim : IShared
{
    public const int MaxRuleLength = 40;

    /// <summary>Code of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>The scope of the rule: a year, a selection. 0 for a rule without a scope.</summary>
    public long Within { get; init; }

    public required byte[] Hash { get; init; }

    /// <summary>Id of the record that holds the claim; deleting by it releases the claim.</summary>
    public long HolderId { get; init; }
}

/// <summary>A rule about what may be held once in the federation, for ever or within a scope such as a year.</summary>
/// <param name="Code">At most <see cref="Claim.MaxRuleLength"/> characters; the claims of different rules never meet.</param>
/// <param name="Refusal">Code of the message for a caller that is refused. The message names nobody.</param>
public sealed record ClaimRule(string Code, string Refusal)
{
    public Claim CreateClaim(long holder, byte[] hash, long within = 0) => new() { Rule = Code, Within = within, Hash = hash, HolderId = holder };
}

public static class ClaimExtensions
{
    /// <summary>
    /// Takes the claim for a record, or releases the one that the record no longer needs. Does nothing if the record holds it already. The claim is saved with
    /// the record. The database lets one of two simultaneous claims through.
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
        context.Add(rule.CreateClaim(holder, hash, within));
    }

    /// <summary>Throws where another record holds it.</summary>
    public static async Task RefuseClaimedAsync(this FederationDbContext context, ClaimRule rule, long holder, byte[] hash, CancellationToken cancellation, long within = 0)
    {
        if (await context.Claims.AnyAsync(c => c.Rule == rule.Code && c.Within == within && c.Hash == hash && c.HolderId != holder, cancellation)) throw new RuleViolation(rule.Refusal);
    }
}
