using Federation.Framework.Databases;
using Federation.Kernel;
using Federation.People.SigningIn;
using Microsoft.EntityFrameworkCore;

namespace Federation.People.Sessions;

/// <summary>From where somebody signs in.</summary>
internal sealed record Visitor(string Address, string Browser);

/// <summary>Opens and ends sessions.</summary>
internal sealed class SessionRegistry(PeopleContext context, DatabaseSession database, SignIn signIn, SignInRules rules, TimeProvider time)
{
    /// <returns>The secret for the cookie: the only time that it can be read.</returns>
    public string Open(long person, SessionStage stage, Visitor visitor)
    {
        var now = time.GetUtcNow();
        var secret = Session.NewSecret();
        context.Add(new Session
        {
            Id = context.Ids.Next(), Hash = Session.HashOf(secret)!, PersonId = person, Stage = stage, CreatedAt = now, SeenAt = now,
            ExpiresAt = now + (stage == SessionStage.Open ? rules.MaxLifetime : SignInRules.PendingLifetime), Address = visitor.Address, Browser = visitor.Browser,
        });
        return secret;
    }

    /// <summary>Those of a person that last still, the newest first.</summary>
    public IQueryable<Session> LastingOf(long person)
    {
        var now = time.GetUtcNow();
        var idle = now - rules.Idle;
        return context.Sessions.Where(s => s.PersonId == person && s.EndedAt == null && s.ExpiresAt > now && s.SeenAt > idle).OrderByDescending(s => s.Id);
    }

    /// <summary>Ends a person's sessions: one, all, or all but one. This host refuses them at once, others within five seconds.</summary>
    /// <returns>How many were ended.</returns>
    public async Task<int> EndAsync(long person, CancellationToken cancellation, long? only = null, long? except = null)
    {
        var ended = await context.Sessions.Where(s => s.PersonId == person && s.EndedAt == null && (only == null || s.Id == only) && (except == null || s.Id != except)).ToListAsync(cancellation);
        var now = time.GetUtcNow();
        foreach (var session in ended) session.EndedAt = now;
        database.AfterCommit(() => signIn.Forget(ended.Select(s => s.Hash)));
        await context.SaveChangesAsync(cancellation);
        return ended.Count;
    }
}
