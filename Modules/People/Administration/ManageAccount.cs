using System.Globalization;
using Federation.Framework.Audit;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.People.Accounts;
using Federation.People.Persons;
using Federation.People.Sessions;

namespace Federation.People.Administration;

/// <summary>Creates a person with an account. The security administrator grants the roles.</summary>
internal sealed record CreatePerson : ISecretCommand<HandedOutPassword>
{
    [MaxLength(Person.MaxNameLength)]
    public string Name { get; init; } = "";

    [MaxLength(Account.MaxUserNameLength)]
    public string UserName { get; init; } = "";
}

internal sealed class CreatePersonHandler(AccountRegistry registry, StaffDirectory staff, Caller caller) : IHandler<CreatePerson, HandedOutPassword>
{
    public Permission Permission => PeoplePermissions.Accounts;

    public async Task<HandedOutPassword> HandleAsync(CreatePerson request, CancellationToken cancellation)
    {
        var (person, password) = await registry.CreateAsync(request.Name, request.UserName, caller.Union!.Id, mustChange: true, cancellation);
        return new HandedOutPassword(await staff.ShowAsync(person, cancellation), password);
    }
}

/// <summary>Gives a person a new password in place of a forgotten one.</summary>
internal sealed record ResetPassword(long Id) : ISecretCommand<HandedOutPassword>;

internal sealed class ResetPasswordHandler(AccountRegistry registry, AccountManager accounts, StaffDirectory staff) : IHandler<ResetPassword, HandedOutPassword>
{
    public Permission Permission => PeoplePermissions.Accounts;

    public async Task<HandedOutPassword> HandleAsync(ResetPassword request, CancellationToken cancellation)
    {
        var person = await staff.ManagedAsync(request.Id, cancellation);
        var account = await accounts.LockAsync(person.Id, cancellation) ?? throw new NotFound("account");
        var password = await registry.ResetAsync(account, mustChange: true, cancellation);
        return new HandedOutPassword(await staff.ShowAsync(person.Id, cancellation), password);
    }
}

/// <summary>Locks a person out, or lets them in again. Their sessions end, their tokens are refused.</summary>
internal sealed record LockPerson(long Id, bool Locked) : ICommand<PersonAnswer>;

internal sealed class LockPersonHandler(PeopleContext context, StaffDirectory staff, SessionRegistry sessions, Caller caller, TimeProvider time) : IHandler<LockPerson, PersonAnswer>
{
    public Permission Permission => PeoplePermissions.Accounts;

    public async Task<PersonAnswer> HandleAsync(LockPerson request, CancellationToken cancellation)
    {
        var person = await staff.ManagedAsync(request.Id, cancellation);
        person.Active = !request.Locked;
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, caller, request.Locked ? "people.lock" : "people.unlock", person.Id.ToString(CultureInfo.InvariantCulture)));
        await context.SaveChangesAsync(cancellation);
        if (request.Locked) await sessions.EndAsync(person.Id, cancellation);
        return await staff.ShowAsync(person.Id, cancellation);
    }
}

/// <summary>Takes away the second factor of a person who has lost phone and recovery codes; they set up another.</summary>
internal sealed record ResetSecondFactor(long Id) : ICommand<PersonAnswer>;

internal sealed class ResetSecondFactorHandler(PeopleContext context, AccountManager accounts, StaffDirectory staff, Caller caller, TimeProvider time) : IHandler<ResetSecondFactor, PersonAnswer>
{
    public Permission Permission => PeoplePermissions.Grants;

    public async Task<PersonAnswer> HandleAsync(ResetSecondFactor request, CancellationToken cancellation)
    {
        var person = await staff.ManagedAsync(request.Id, cancellation);
        var account = await accounts.LockAsync(person.Id, cancellation) ?? throw new NotFound("account");
        (account.SecondFactor, account.AuthenticatorKey, account.RecoveryCodes) = (false, null, "");
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, caller, "people.reset-second-factor", person.Id.ToString(CultureInfo.InvariantCulture)));
        await context.SaveChangesAsync(cancellation);
        return await staff.ShowAsync(person.Id, cancellation);
    }
}
