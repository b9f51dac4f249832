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

/// <summary>The result of a step of signing in: the stage that was reached, and the secret for its cookie.</summary>
internal sealed record SignInStep(long Person, SessionStage Stage, string Secret);

/// <summary>
/// The steps of signing in: the password, then what else this person needs. Each step is a session with a new secret, which prevents session fixation. Failures
/// are answered alike whether or not the name exists.
/// </summary>
internal sealed class SignInFlow(
    PeopleContext context, DatabaseSession database, AccountManager accounts, SessionRegistry sessions, SignInRules rules, Secrets secrets, TimeProvider time)
{
    private const int MaxTypedLength = 200;

    private static readonly Account DummyAccount = new() { UserName = "", NormalizedUserName = "" };

    /// <summary>The hash of an unknown password. It is checked if there is no account, so that the answer takes as long.</summary>
    private static readonly Lazy<string> DummyHash = new(() => new PasswordHasher<Account>().HashPassword(DummyAccount, PasswordRules.Generate()));

    /// <param name="before">The secret of the session that the browser had; it ends.</param>
    /// <exception cref="InvalidInput">Name and password do not match, or the account is locked; the answer is the same.</exception>
    public async Task<SignInStep> ByPasswordAsync(string userName, string password, string? before, Visitor visitor, CancellationToken cancellation)
    {
        if (userName.Length > MaxTypedLength || password.Length > MaxTypedLength) throw Refused("password");
        var step = await database.InTransactionAsync<SignInStep?>(async () =>
        {
            var account = await accounts.LockAsync(userName, cancellation);
            var person = account is null ? null : await context.Persons.SingleAsync(p => p.Id == account.PersonId, cancellation);
            var known = account?.PasswordHash is { } hash
                ? await accounts.CheckPasswordAsync(account, password)
                : accounts.PasswordHasher.VerifyHashedPassword(DummyAccount, DummyHash.Value, password) == PasswordVerificationResult.Success && account is not null;
            if (account is null || !person!.Active || await accounts.IsLockedOutAsync(account) || !known)
            {
                if (account is not null && !await accounts.IsLockedOutAsync(account)) await accounts.AccessFailedAsync(account);
                // The typed name may be a password, so only its keyed hash is logged. That is enough to recognize repeated attempts.
                var typed = Convert.ToHexString(secrets.Hash("sign-in-name", accounts.Normalize(userName)))[..12];
                Record("sign-in.failed", person, $"name {typed} {visitor.Address}");
                await context.SaveChangesAsync(cancellation);
                return null;
            }
            await EndAsync(before, cancellation);
            return await ContinueAsync(account, person, account.SecondFactor ? SessionStage.Code : await AfterCodeAsync(account, cancellation), visitor, cancellation);
        }, cancellation);
        return step ?? throw Refused("password");
    }

    /// <summary>The code of the authenticator, or a recovery code.</summary>
    public async Task<SignInStep> ByCodeAsync(string pending, string code, Visitor visitor, CancellationToken cancellation)
    {
        var step = await database.InTransactionAsync<SignInStep?>(async () =>
        {
            var (account, person) = await FindPendingAsync(pending, SessionStage.Code, cancellation);
            if (await accounts.IsLockedOutAsync(account) || !await accounts.RedeemOneTimeCodeAsync(account, code, cancellation))
            {
                if (!await accounts.IsLockedOutAsync(account)) await accounts.AccessFailedAsync(account);
                Record("sign-in.failed", person, $"code {visitor.Address}");
                await context.SaveChangesAsync(cancellation);
                return null;
            }
            await EndAsync(pending, cancellation);
            return await ContinueAsync(account, person, await AfterCodeAsync(account, cancellation), visitor, cancellation);
        }, cancellation);
        return step ?? throw new InvalidInput("code", "code-refused");
    }

    /// <summary>Replaces an initial password by a new one.</summary>
    public Task<SignInStep> ByNewPasswordAsync(string pending, string password, Visitor visitor, CancellationToken cancellation) => database.InTransactionAsync(async () =>
    {
        var (account, person) = await FindPendingAsync(pending, SessionStage.NewPassword, cancellation);
        if (await accounts.CheckPasswordAsync(account, password)) throw new InvalidInput("newPassword", "password-same");
        await accounts.SetPasswordAsync(account, password, "newPassword");
        account.MustChangePassword = false;
        Record("account.change-password", person, Text(person.Id));
        await EndAsync(pending, cancellation);
        return await ContinueAsync(account, person, await AfterCodeAsync(account, cancellation), visitor, cancellation);
    }, cancellation);

    /// <summary>The first code of the second factor, if a role requires one.</summary>
    public async Task<(SignInStep Entered, IReadOnlyList<string> RecoveryCodes)> BySecondFactorAsync(string pending, string code, Visitor visitor, CancellationToken cancellation) => await database.InTransactionAsync(async () =>
    {
        var (account, person) = await FindPendingAsync(pending, SessionStage.SecondFactor, cancellation);
        if (!await accounts.RedeemOneTimeCodeAsync(account, code, cancellation)) throw new InvalidInput("code", "code-refused");
        account.SecondFactor = true;
        var recovery = await accounts.NewRecoveryCodesAsync(account);
        Record("account.second-factor", person, Text(person.Id));
        await EndAsync(pending, cancellation);
        return (await ContinueAsync(account, person, await AfterCodeAsync(account, cancellation), visitor, cancellation), recovery);
    }, cancellation);

    /// <summary>The account and stage of a sign-in in progress; null if it is over or unknown.</summary>
    public async Task<(Account Account, SessionStage Stage)?> FindPendingStepAsync(string? pending, CancellationToken cancellation)
    {
        if (pending is null || Session.HashOf(pending) is not { } hash) return null;
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

    private async Task<(Account Account, Person Person)> FindPendingAsync(string pending, SessionStage stage, CancellationToken cancellation)
    {
        if (await FindPendingStepAsync(pending, cancellation) is not { } waiting || waiting.Stage != stage) throw new RuleViolation("sign-in-over");
        context.ChangeTracker.Clear(); // What was read before the lock may have changed since.
        var account = (await accounts.LockAsync(waiting.Account.PersonId, cancellation))!;
        // The same step may be sent twice at once; the second one finds it used.
        if (await FindPendingStepAsync(pending, cancellation) is null) throw new RuleViolation("sign-in-over");
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

    private async Task<SignInStep> ContinueAsync(Account account, Person person, SessionStage stage, Visitor visitor, CancellationToken cancellation)
    {
        if (stage == SessionStage.Open)
        {
            account.LastSignInAt = time.GetUtcNow();
            // Reset only here: someone who knows only the password must not get new attempts at the code by typing it again.
            account.FailedCount = 0;
            Record("sign-in", person, visitor.Address);
        }
        var secret = sessions.Open(person.Id, stage, visitor);
        await context.SaveChangesAsync(cancellation);
        return new SignInStep(person.Id, stage, secret);
    }

    private async Task EndAsync(string? secret, CancellationToken cancellation)
    {
        if (secret is null || Session.HashOf(secret) is not { } hash) return;
        if (await context.Sessions.SingleOrDefaultAsync(s => s.Hash == hash && s.EndedAt == null, cancellation) is { } session) await sessions.EndAsync(session.PersonId, cancellation, only: session.Id);
    }

    private void Record(string action, Person? person, string subject) => context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, person?.Id, person?.HomeUnionId, action, subject));

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static InvalidInput Refused(string field) => new(field, "sign-in-refused", AccountManager.MaxFailures, (int)AccountManager.Lockout.TotalMinutes);
}
