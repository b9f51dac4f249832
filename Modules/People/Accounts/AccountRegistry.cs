using System.Globalization;
using Federation.Framework.Audit;
using Federation.Framework.Databases;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.People.Contracts;
using Federation.People.Persons;
using Federation.People.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Federation.People.Accounts;

internal sealed class AccountRegistry(PeopleContext context, DatabaseSession database, AccountManager accounts, GrantRegistry grants, SessionRegistry sessions, IUnionDirectory unions, Caller caller, TimeProvider time)
    : IAccounts
{
    private const int MinUserNameLength = 2;

    public Task<string> CreateAsync(string personName, string userName, IReadOnlyList<(string UnionCode, Role Role)> given, bool mustChange, CancellationToken cancellation) => database.InTransactionAsync(async () =>
    {
        var places = new List<(UnionInfo Union, Role Role)>();
        foreach (var (code, role) in given.Distinct()) places.Add((await unions.FindAsync(code, cancellation) ?? throw new NotFound(code), role));
        SeparationOfDuties.Require(places.Select(p => p.Role));
        var (person, password) = await CreateAsync(personName, userName, places[0].Union.Id, mustChange, cancellation);
        foreach (var (union, role) in places) await grants.GiveAsync(person, union.Id, role, time.Today(), null, cancellation);
        return password;
    }, cancellation);

    public Task<string?> ResetAsync(string userName, CancellationToken cancellation) => database.InTransactionAsync(async () =>
    {
        if (await accounts.LockAsync(userName, cancellation) is not { } account) return null;
        return await ResetAsync(account, mustChange: true, cancellation);
    }, cancellation);

    public Task<bool> AnyAsync(CancellationToken cancellation) => context.Accounts.AnyAsync(cancellation);

    /// <summary>Makes a person with an account in the open transaction.</summary>
    public async Task<(long Person, string Password)> CreateAsync(string personName, string userName, long home, bool mustChange, CancellationToken cancellation)
    {
        var name = userName.Trim().Normalize(System.Text.NormalizationForm.FormKC);
        if (ProblemOf(name) is { } problem) throw new InvalidInput("userName", problem, MinUserNameLength, Account.MaxUserNameLength);
        var normalized = accounts.Normalize(name);
        if (await context.Accounts.AnyAsync(a => a.NormalizedUserName == normalized, cancellation)) throw new RuleViolation("user-name-taken", name);
        var person = new Person { Id = context.Ids.Next(), Name = personName, Active = true, HomeUnionId = home };
        var account = new Account { PersonId = person.Id, UserName = name, NormalizedUserName = normalized, MustChangePassword = mustChange };
        context.Add(person);
        context.Add(account);
        var password = PasswordRules.Generate();
        Record("people.create", person.Id, home);
        await accounts.SetPasswordAsync(account, password, "password");
        return (person.Id, password);
    }

    /// <summary>Gives an account, which must be locked, another password in the open transaction.</summary>
    public async Task<string> ResetAsync(Account account, bool mustChange, CancellationToken cancellation)
    {
        var person = await context.Persons.SingleAsync(p => p.Id == account.PersonId, cancellation);
        person.Active = true;
        (account.MustChangePassword, account.LockoutEnd, account.FailedCount) = (mustChange, null, 0);
        var password = PasswordRules.Generate();
        Record("people.reset-password", person.Id, person.HomeUnionId);
        await accounts.SetPasswordAsync(account, password, "password");
        await sessions.EndAsync(person.Id, cancellation);
        return password;
    }

    private void Record(string action, long person, long? union) => context.AuditEntries.Add(AuditEntry.Of(
        context.Ids, time, caller.PersonId, caller.Union?.Id ?? union, action, person.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Letters of any script, digits, and the punctuation of names and addresses; no invisible characters.</summary>
    private static string? ProblemOf(string name) =>
        name.Length is < MinUserNameLength or > Account.MaxUserNameLength ? "user-name-length"
        : name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '@') ? null : "user-name-characters";
}
