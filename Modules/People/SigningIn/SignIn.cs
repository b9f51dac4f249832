using Autofac.Features.OwnedInstances;
using Federation.Framework;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.People.ApiTokens;
using Federation.People.Persons;
using Federation.People.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Federation.People.SigningIn;

/// <summary>
/// Signs programs in by bearer token and people by their session. The result is cached for <see cref="Remembered"/>, so that a request usually needs no query.
/// A revoked token, an ended session, a removed grant or a locked person is noticed within that time.
/// </summary>
internal sealed class SignIn(Func<Owned<PeopleContext>> open, SignInRules rules, TimeProvider time) : ISignIn
{
    public const string Cookie = "federation-session";
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);
    private const string Scheme = "Bearer ";

    /// <summary>The precision of a session's last use, so that not every request writes.</summary>
    private static readonly TimeSpan SeenPrecision = TimeSpan.FromMinutes(1);

    private readonly RecentCache<string, Known> known = new(10_000);

    private sealed record Known(long ReadAt, long PersonId, string Name, IReadOnlyList<Grant> Grants, DateTimeOffset? ExpiresAt, long? Session, DateTimeOffset? SeenAt);

    public async ValueTask<bool> TryAsync(HttpContext http, Caller caller, CancellationToken cancellation)
    {
        // Whoever sends the header is a program, even with a wrong token: its cookies do not count, for it is not asked for a form's token either.
        var header = http.Request.Headers.Authorization.ToString();
        var byToken = http.Request.Headers.Authorization.Count > 0;
        var hash = byToken
            ? header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? ApiToken.HashOf(header[Scheme.Length..].Trim()) : null
            : http.Request.Cookies.TryGetValue(Cookie, out var secret) ? Session.HashOf(secret) : null;
        if (hash is null) return false;
        var key = KeyOf(byToken, hash);
        if (!known.TryGet(key, out var found) || time.GetElapsedTime(found.ReadAt) >= Remembered)
        {
            found = byToken ? await ReadTokenAsync(hash, cancellation) : await ReadSessionAsync(hash, cancellation);
            // Unknown tokens are not cached: guesses would evict real ones.
            if (found is not null) known.Set(key, found);
        }
        if (found is null || found.ExpiresAt <= time.GetUtcNow()) return false;
        if (found.SeenAt + SeenPrecision <= time.GetUtcNow() && http.GetEndpoint()?.Metadata.GetMetadata<UnattendedEndpoint>() is null) await SeeAsync(key, found, cancellation);
        caller.SignIn(found.PersonId, found.Name, found.Grants, found.Session);
        return true;
    }

    /// <summary>The user is active. Requests that a page sends by itself do not count.</summary>
    private async Task SeeAsync(string key, Known found, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var owned = open();
        await owned.Value.Sessions.Where(s => s.Id == found.Session).ExecuteUpdateAsync(u => u.SetProperty(s => s.SeenAt, now), cancellation);
        known.Set(key, found with { SeenAt = now });
    }

    /// <summary>Sessions that ended: this host asks the database again at once.</summary>
    public void Forget(IEnumerable<byte[]> sessions)
    {
        foreach (var hash in sessions) known.Set(KeyOf(byToken: false, hash), new Known(time.GetTimestamp(), 0, "", [], DateTimeOffset.MinValue, null, null));
    }

    private static string KeyOf(bool byToken, byte[] hash) => (byToken ? "token " : "session ") + Convert.ToHexString(hash);

    private async Task<Known?> ReadTokenAsync(byte[] hash, CancellationToken cancellation)
    {
        var asked = time.GetTimestamp();
        await using var owned = open();
        var context = owned.Value;
        var token = await (
            from t in context.Tokens
            join p in context.Persons on t.PersonId equals p.Id
            where t.Hash == hash && t.RevokedAt == null && p.Active
            select new { t.PersonId, p.Name, t.ExpiresAt }).SingleOrDefaultAsync(cancellation);
        return token is null ? null : new Known(asked, token.PersonId, token.Name, await context.Grants.HeldAsync(token.PersonId, time.Today(), cancellation), token.ExpiresAt, null, null);
    }

    private async Task<Known?> ReadSessionAsync(byte[] hash, CancellationToken cancellation)
    {
        var (asked, now) = (time.GetTimestamp(), time.GetUtcNow());
        await using var owned = open();
        var context = owned.Value;
        var session = await (
            from s in context.Sessions
            join p in context.Persons on s.PersonId equals p.Id
            where s.Hash == hash && s.Stage == SessionStage.Open && s.EndedAt == null && p.Active
            select new { s.Id, s.PersonId, p.Name, s.SeenAt, s.ExpiresAt }).SingleOrDefaultAsync(cancellation);
        if (session is null || session.ExpiresAt <= now || session.SeenAt + rules.Idle <= now) return null;
        return new Known(asked, session.PersonId, session.Name, await context.Grants.HeldAsync(session.PersonId, time.Today(), cancellation), session.ExpiresAt, session.Id, session.SeenAt);
    }
}
