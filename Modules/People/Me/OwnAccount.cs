using System.Globalization;
using Federation.Framework.Audit;
using Federation.Framework.Databases;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.People.Accounts;

namespace Federation.People.Me;

/// <summary>
/// Changes the caller's account after the password was typed again, so that an unlocked screen is not enough. A wrong password counts as a failed sign-in. The
/// transaction is here and not around the handler, because the count must stay when the change is refused.
/// </summary>
internal sealed class OwnAccount(PeopleContext context, DatabaseSession database, AccountManager accounts, Caller caller, TimeProvider time)
{
    public async Task<T> ChangeAsync<T>(string password, string action, Func<Account, Task<T>> change, CancellationToken cancellation)
    {
        var (knows, answer) = await database.InTransactionAsync(async () =>
        {
            var account = await LockAsync(cancellation);
            if (await accounts.IsLockedOutAsync(account) || !await accounts.CheckPasswordAsync(account, password))
            {
                if (!await accounts.IsLockedOutAsync(account)) await accounts.AccessFailedAsync(account);
                Record("account.wrong-password");
                await context.SaveChangesAsync(cancellation);
                return (false, default(T)!);
            }
            var changed = await change(account);
            account.FailedCount = 0;
            Record(action);
            await context.SaveChangesAsync(cancellation);
            return (true, changed);
        }, cancellation);
        return knows ? answer : throw new InvalidInput("password", "wrong-password", AccountManager.MaxFailures, (int)AccountManager.Lockout.TotalMinutes);
    }

    public async Task<Account> LockAsync(CancellationToken cancellation) => await accounts.LockAsync(caller.PersonId!.Value, cancellation) ?? throw new NotFound("account");

    public void Record(string action) =>
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, caller, action, caller.PersonId!.Value.ToString(CultureInfo.InvariantCulture)));
}
