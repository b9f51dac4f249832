using System.Globalization;
using Federation.Framework.Audit;
using Federation.Framework.Databases;
using Federation.Framework.Security;
using Federation.Kernel;
using Federation.People.Accounts;
using Federation.People.Persons;
using Federation.People.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Federation.People.SigningIn;

/// <summary>How far a step at the door has led, and the secret for the cookie that says so.</summary>
internal sealed record Entered(long Person, SessionStage Stage, string Secret);

/// <summary>
/// The way in: the password, then whatever is still asked of this person. Each step is a session of its own with a secret of its own, so nothing that a
/// browser brought along is ever signed in. Failures are counted whether or not the name exists, and answered alike.
/// </summary>
internal sealed class Entrance(
    PeopleContext context, DatabaseSession database, AccountManager accounts, SessionBook sessions, SignInRules rules, Secrets secrets, TimeProvider time)
{
    private const int LongestTyped = 200;

    private static readonly Account Nobody = new() { UserName = "", NormalizedUserName = "" };

    /// <summary>The hash of nothing that anybody could type: checked where there is no account, so that it takes as long.</summary>
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<Account>().HashPassword(Nobody, PasswordRules.Generate()));

    /// <param name="before">The secret of the session that the browser had; it ends.</param>
    /// <exception cref="InvalidInput">Name and password do not belong together, or the account is locked: told alike.</exception>
    public async Task<Entered> ByPasswordAsync(string userName, string password, string? before, Visitor visitor, CancellationToken cancellation)
    {
        if (userName.Length > LongestTyped || password.Length > LongestTyped) throw Refused("password");
        var entered = await database.InTransactionAsync<Entered?>(async () =>
        {
            var account = await accounts.LockAsync(userName, cancellation);
            var person = account is null ? null : await context.Persons.SingleAsync(p => p.Id == account.PersonId, cancellation);
            var known = account?.PasswordHash is { } hash
                ? await accounts.CheckPasswordAsync(account, password)
                : accounts.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash.Value, password) == PasswordVerificationResult.Success && account is not null;
            if (account is null || !person!.Active || await accounts.IsLockedOutAsync(account) || !known)
            {
                if (account is not null && !await accounts.IsLockedOutAsync(account)) await accounts.AccessFailedAsync(account);
                // What was typed as a name may be a password: only its keyed hash is kept, enough to see that it was the same again.
                var typed = Convert.ToHexString(secrets.Hash("sign-in-name", accounts.Normalized(userName)))[..12];
                Record("sign-in.failed", person, $"name {typed} {visitor.Address}");
                await context.SaveChangesAsync(cancellation);
                return null;
            }
            await EndAsync(before, cancellation);
            return await GoOnAsync(account, person, account.SecondFactor ? SessionStage.Code : await AfterCodeAsync(account, cancellation), visitor, cancellation);
        }, cancellation);
        return entered ?? throw Refused("password");
    }

    /// <summary>The code of the authenticator, or a recovery code.</summary>
    public async Task<Entered> ByCodeAsync(string door, string code, Visitor visitor, CancellationToken cancellation)
    {
        var entered = await database.InTransactionAsync<Entered?>(async () =>
        {
            var (account, person) = await AtTheDoorAsync(door, SessionStage.Code, cancellation);
            if (await accounts.IsLockedOutAsync(account) || !await accounts.TakeCodeAsync(account, code, cancellation))
            {
                if (!await accounts.IsLockedOutAsync(account)) await accounts.AccessFailedAsync(account);
                Record("sign-in.failed", person, $"code {visitor.Address}");
                await context.SaveChangesAsync(cancellation);
                return null;
            }
            await EndAsync(door, cancellation);
            return await GoOnAsync(account, person, await AfterCodeAsync(account, cancellation), visitor, cancellation);
        }, cancellation);
        return entered ?? throw new InvalidInput("code", "code-refused");
    }

    /// <summary>A password of one's own in place of the one that was handed out.</summary>
    public Task<Entered> ByNewPasswordAsync(string door, string password, Visitor visitor, CancellationToken cancellation) => database.InTransactionAsync(async () =>
    {
        var (account, person) = await AtTheDoorAsync(door, SessionStage.NewPassword, cancellation);
        if (await accounts.CheckPasswordAsync(account, password)) throw new InvalidInput("newPassword", "password-same");
        await accounts.SetPasswordAsync(account, password, "newPassword");
        account.MustChangePassword = false;
        Record("account.change-password", person, Text(person.Id));
        await EndAsync(door, cancellation);
        return await GoOnAsync(account, person, await AfterCodeAsync(account, cancellation), visitor, cancellation);
    }, cancellation);

    /// <summary>The second factor's first code, where the office asks for one.</summary>
    public async Task<(Entered Entered, IReadOnlyList<string> RecoveryCodes)> BySecondFactorAsync(string door, string code, Visitor visitor, CancellationToken cancellation) => await database.InTransactionAsync(async () =>
    {
        var (account, person) = await AtTheDoorAsync(door, SessionStage.SecondFactor, cancellation);
        if (!await accounts.TakeCodeAsync(account, code, cancellation)) throw new InvalidInput("code", "code-refused");
        account.SecondFactor = true;
        var recovery = await accounts.NewRecoveryCodesAsync(account);
        Record("account.second-factor", person, Text(person.Id));
        await EndAsync(door, cancellation);
        return (await GoOnAsync(account, person, await AfterCodeAsync(account, cancellation), visitor, cancellation), recovery);
    }, cancellation);

    /// <summary>Whose step at the door a cookie is; null where it is over or none.</summary>
    public async Task<(Account Account, SessionStage Stage)?> WaitingAsync(string? door, CancellationToken cancellation)
    {
        if (door is null || Session.HashOf(door) is not { } hash) return null;
        var now = time.GetUtcNow();
        var found = await (
            from s in context.Sessions
            join a in context.Accounts on s.PersonId equals a.PersonId
            where s.Hash == hash && s.Stage != SessionStage.Open && s.EndedAt == null && s.ExpiresAt > now
            select new { Account = a, s.Stage }).SingleOrDefaultAsync(cancellation);
        return found is null ? null : (found.Account, found.Stage);
    }

    /// <summary>Gives an account without second factor a key to set it up with, where it has none yet.</summary>
    public async Task EnsureKeyAsync(Account account)
    {
        if (account.AuthenticatorKey is null) await accounts.ResetAuthenticatorKeyAsync(account);
    }

    public async Task SignOutAsync(string? secret, CancellationToken cancellation)
    {
        if (secret is null || Session.HashOf(secret) is not { } hash) return;
        await database.InTransactionAsync(async () =>
        {
            if (await context.Sessions.SingleOrDefaultAsync(s => s.Hash == hash && s.EndedAt == null, cancellation) is not { } session) return 0;
            var person = await context.Persons.SingleAsync(p => p.Id == session.PersonId, cancellation);
            Record("sign-out", person, Text(session.Id));
            return await sessions.EndAsync(person.Id, cancellation, only: session.Id);
        }, cancellation);
    }

    private async Task<(Account Account, Person Person)> AtTheDoorAsync(string door, SessionStage stage, CancellationToken cancellation)
    {
        if (await WaitingAsync(door, cancellation) is not { } waiting || waiting.Stage != stage) throw new RuleViolation("sign-in-over");
        context.ChangeTracker.Clear(); // What was read before the lock may have changed since.
        var account = (await accounts.LockAsync(waiting.Account.PersonId, cancellation))!;
        // The same step sent twice at once: the second finds the door shut.
        if (await WaitingAsync(door, cancellation) is null) throw new RuleViolation("sign-in-over");
        var person = await context.Persons.SingleAsync(p => p.Id == account.PersonId && p.Active, cancellation);
        return (account, person);
    }

    private async Task<SessionStage> AfterCodeAsync(Account account, CancellationToken cancellation)
    {
        if (account.MustChangePassword) return SessionStage.NewPassword;
        if (account.SecondFactor) return SessionStage.Open;
        var today = time.Today();
        var roles = await context.Grants.Where(g => g.PersonId == account.PersonId && g.ValidFrom <= today && (g.ValidTo == null || g.ValidTo > today)).Select(g => g.Role).Distinct().ToListAsync(cancellation);
        return roles.Exists(rules.SecondFactorFor.Contains) ? SessionStage.SecondFactor : SessionStage.Open;
    }

    private async Task<Entered> GoOnAsync(Account account, Person person, SessionStage stage, Visitor visitor, CancellationToken cancellation)
    {
        if (stage == SessionStage.Open)
        {
            account.LastSignInAt = time.GetUtcNow();
            // Only now: whoever knows the password alone must not get new attempts at the code by typing it again.
            account.FailedCount = 0;
            Record("sign-in", person, visitor.Address);
        }
        var secret = sessions.Open(person.Id, stage, visitor);
        await context.SaveChangesAsync(cancellation);
        return new Entered(person.Id, stage, secret);
    }

    private async Task EndAsync(string? secret, CancellationToken cancellation)
    {
        if (secret is null || Session.HashOf(secret) is not { } hash) return;
        if (await context.Sessions.SingleOrDefaultAsync(s => s.Hash == hash && s.EndedAt == null, cancellation) is { } session) await sessions.EndAsync(session.PersonId, cancellation, only: session.Id);
    }

    private void Record(string action, Person? person, string subject) => context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, person?.Id, person?.HomeUnionId, action, subject));

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static InvalidInput Refused(string field) => new(field, "sign-in-refused", AccountManager.MostFailures, (int)AccountManager.Lockout.TotalMinutes);
}
