using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.People.Accounts;
using Federation.People.Sessions;

namespace Federation.People.Me;

/// <summary>
/// Changes the caller's password and ends all other sessions. Not a command, so that not even a fingerprint of it is stored under an idempotency key.
/// </summary>
internal sealed record ChangePassword(string Password, string NewPassword, string Repeated) : IRequest<Changed>, IChecked
{
    public void Check(InputProblems problems)
    {
        if (Password.Length == 0) problems.Add("password", "required");
        if (NewPassword.Length == 0) problems.Add("newPassword", "required");
        else if (NewPassword != Repeated) problems.Add("repeated", "password-not-repeated");
        else if (NewPassword == Password) problems.Add("newPassword", "password-same");
    }
}

/// <summary>It is done.</summary>
internal sealed record Changed;

internal sealed class ChangePasswordHandler(OwnAccount own, AccountManager accounts, SessionRegistry sessions, Caller caller) : IHandler<ChangePassword, Changed>
{
    public Permission Permission => GetMe.Permission;

    public Task<Changed> HandleAsync(ChangePassword request, CancellationToken cancellation) => own.ChangeAsync(request.Password, "account.change-password", async account =>
    {
        await accounts.SetPasswordAsync(account, request.NewPassword, "newPassword");
        account.MustChangePassword = false;
        await sessions.EndAsync(account.PersonId, cancellation, except: caller.Session);
        return new Changed();
    }, cancellation);
}
