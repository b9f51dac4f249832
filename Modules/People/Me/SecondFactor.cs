using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.People.Accounts;
using Federation.People.SigningIn;
using Microsoft.EntityFrameworkCore;

namespace Federation.People.Me;

/// <summary>Begins the set-up of a second factor with a new key, which has no effect until its first code was accepted.</summary>
internal sealed record BeginSecondFactor(string Password) : IRequest<Changed>;

internal sealed class BeginSecondFactorHandler(OwnAccount own, AccountManager accounts) : IHandler<BeginSecondFactor, Changed>
{
    public Permission Permission => GetMe.Permission;

    public Task<Changed> HandleAsync(BeginSecondFactor request, CancellationToken cancellation) => own.ChangeAsync(request.Password, "account.second-factor-begin", async account =>
    {
        if (account.SecondFactor) throw new RuleViolation("second-factor-on");
        await accounts.ResetAuthenticatorKeyAsync(account);
        return new Changed();
    }, cancellation);
}

/// <summary>The key that is being set up.</summary>
internal sealed record ReadKey : IRequest<AuthenticatorKey>;

internal sealed record AuthenticatorKey(string Key, string UserName);

internal sealed class ReadKeyHandler(PeopleContext context, AccountManager accounts, Caller caller) : IHandler<ReadKey, AuthenticatorKey>
{
    public Permission Permission => GetMe.Permission;

    public async Task<AuthenticatorKey> HandleAsync(ReadKey request, CancellationToken cancellation)
    {
        var account = await context.Accounts.SingleOrDefaultAsync(a => a.PersonId == caller.PersonId && !a.SecondFactor && a.AuthenticatorKey != null, cancellation) ?? throw new NotFound("authenticator key");
        return new AuthenticatorKey((await accounts.GetAuthenticatorKeyAsync(account))!, account.UserName);
    }
}

/// <summary>The first code of the authenticator: from now on each sign-in asks for one. Answers the recovery codes, which are shown once.</summary>
internal sealed record ConfirmSecondFactor(string Code) : IRequest<FreshRecoveryCodes>;

internal sealed record FreshRecoveryCodes(IReadOnlyList<string> Codes);

internal sealed class ConfirmSecondFactorHandler(OwnAccount own, AccountManager accounts, PeopleContext context, DatabaseSession database) : IHandler<ConfirmSecondFactor, FreshRecoveryCodes>
{
    public Permission Permission => GetMe.Permission;

    public Task<FreshRecoveryCodes> HandleAsync(ConfirmSecondFactor request, CancellationToken cancellation) => database.InTransactionAsync(async () =>
    {
        var account = await own.LockAsync(cancellation);
        if (account.SecondFactor) throw new RuleViolation("second-factor-on");
        if (account.AuthenticatorKey is null || !await accounts.RedeemOneTimeCodeAsync(account, request.Code, cancellation)) throw new InvalidInput("code", "code-refused");
        account.SecondFactor = true;
        var codes = await accounts.NewRecoveryCodesAsync(account);
        own.Record("account.second-factor");
        await context.SaveChangesAsync(cancellation);
        return new FreshRecoveryCodes(codes);
    }, cancellation);
}

/// <summary>Removes the second factor, if none of the caller's roles requires it.</summary>
internal sealed record RemoveSecondFactor(string Password) : IRequest<Changed>;

internal sealed class RemoveSecondFactorHandler(OwnAccount own, SignInRules rules, Caller caller) : IHandler<RemoveSecondFactor, Changed>
{
    public Permission Permission => GetMe.Permission;

    public Task<Changed> HandleAsync(RemoveSecondFactor request, CancellationToken cancellation) => own.ChangeAsync(request.Password, "account.second-factor-remove", account =>
    {
        if (caller.Grants.Any(g => rules.SecondFactorFor.Contains(g.Role))) throw new RuleViolation("second-factor-required");
        (account.SecondFactor, account.AuthenticatorKey, account.RecoveryCodes) = (false, null, "");
        return Task.FromResult(new Changed());
    }, cancellation);
}
