using Autofac.Features.OwnedInstances;
using Federation.Framework;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.People.ApiTokens;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Federation.People.SigningIn;

/// <summary>
/// Signs programs in by bearer token. What a token stands for is remembered for <see cref="Remembered"/>, so that a request usually costs no query
/// and a revoked token, a grant taken away or a person gone is noticed within that time.
/// </summary>
internal sealed class SignIn(Func<Owned<PeopleContext>> open, TimeProvider time) : ISignIn
{
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);
    private const string Scheme = "Bearer ";

    private readonly RecentCache<string, Known> known = new(10_000);

    private sealed record Known(long ReadAt, long PersonId, string Name, IReadOnlyList<Grant> Grants, DateTimeOffset? ExpiresAt);

    public async ValueTask<bool> TryAsync(HttpContext http, Caller caller, CancellationToken cancellation)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || ApiToken.HashOf(header[Scheme.Length..].Trim()) is not { } hash) return false;
        var key = Convert.ToHexString(hash);
        if (!known.TryGet(key, out var found) || time.GetElapsedTime(found.ReadAt) >= Remembered)
        {
            found = await ReadAsync(hash, cancellation);
            // Unknown tokens are not remembered: nobody sends the same wrong one twice on purpose, and guesses would push real ones out.
            if (found is not null) known.Set(key, found);
        }
        if (found is null || found.ExpiresAt <= time.GetUtcNow()) return false;
        caller.SignIn(found.PersonId, found.Name, found.Grants);
        return true;
    }

    private async Task<Known?> ReadAsync(byte[] hash, CancellationToken cancellation)
    {
        var asked = time.GetTimestamp();
        var today = time.Today();
        await using var owned = open();
        var context = owned.Value;
        var token = await (
            from t in context.Tokens
            join p in context.Persons on t.PersonId equals p.Id
            where t.Hash == hash && t.RevokedAt == null && p.Active
            select new { t.PersonId, p.Name, t.ExpiresAt }).SingleOrDefaultAsync(cancellation);
        if (token is null) return null;
        var grants = await context.Grants.Where(g => g.PersonId == token.PersonId && g.ValidFrom <= today && (g.ValidTo == null || g.ValidTo > today))
            .Select(g => new Grant(g.UnionId, g.Role)).ToListAsync(cancellation);
        return new Known(asked, token.PersonId, token.Name, grants, token.ExpiresAt);
    }
}
