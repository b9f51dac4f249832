using Federation.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Federation.People.Accounts;

/// <summary>ASP.NET Core Identity's manager of accounts, with the federation's rules and clock.</summary>
internal sealed class AccountManager : UserManager<Account>
{
    public const int MaxFailures = 5;
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);

    /// <summary>Identity takes a code two steps of half a minute early or late.</summary>
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(5);

    private const int RecoveryCodes = 10;

    private readonly PeopleContext context;
    private readonly TimeProvider time;

    public AccountManager(AccountStore store, PeopleContext context, TimeProvider time)
        : base(store, Microsoft.Extensions.Options.Options.Create(Rules()), new PasswordHasher<Account>(), [], [new PasswordValidator<Account>(), new PasswordRules()], new UpperInvariantLookupNormalizer(),
            new IdentityErrorDescriber(), null!, NullLogger<UserManager<Account>>.Instance)
    {
        (this.context, this.time) = (context, time);
        RegisterTokenProvider(TokenOptions.DefaultAuthenticatorProvider, new AuthenticatorTokenProvider<Account>());
    }

    /// <summary>A user name as it is compared.</summary>
    public string Normalize(string userName) => NormalizeName(userName.Trim().Normalize(System.Text.NormalizationForm.FormKC))!;

    /// <summary>The account, locked until the transaction ends: guesses at one account are serialized, so that each is counted.</summary>
    public async Task<Account?> LockAsync(string userName, CancellationToken cancellation)
    {
        var name = Normalize(userName);
        return await LockAsync(context.Accounts.Where(a => a.NormalizedUserName == name), cancellation);
    }

    public Task<Account?> LockAsync(long person, CancellationToken cancellation) => LockAsync(context.Accounts.Where(a => a.PersonId == person), cancellation);

    private static async Task<Account?> LockAsync(IQueryable<Account> which, CancellationToken cancellation) =>
        await which.ExecuteUpdateAsync(u => u.SetProperty(a => a.FailedCount, a => a.FailedCount), cancellation) == 0 ? null : await which.SingleAsync(cancellation);

    public override Task<bool> IsLockedOutAsync(Account user) => Task.FromResult(user.LockoutEnd > time.GetUtcNow());

    /// <summary>Identity counts the failures; only the end of the lockout uses the federation's clock.</summary>
    public override async Task<IdentityResult> AccessFailedAsync(Account user)
    {
        var before = user.LockoutEnd;
        var counted = await base.AccessFailedAsync(user);
        if (user.LockoutEnd == before) return counted;
        user.LockoutEnd = time.GetUtcNow() + Options.Lockout.DefaultLockoutTimeSpan;
        return await UpdateAsync(user);
    }

    /// <exception cref="InvalidInput">The password breaks a rule; told at <paramref name="field"/>.</exception>
    public async Task SetPasswordAsync(Account account, string password, string field)
    {
        foreach (var validator in PasswordValidators)
        {
            var checkedBy = await validator.ValidateAsync(this, account, password);
            if (!checkedBy.Succeeded) throw new InvalidInput(field, CodeOf(checkedBy.Errors.First().Code), PasswordRules.MinLength);
        }
        account.PasswordHash = PasswordHasher.HashPassword(account, password);
        await context.SaveChangesAsync(CancellationToken);
    }

    /// <summary>Takes a code of the authenticator once, or a recovery code; the account must be locked.</summary>
    public async Task<bool> RedeemOneTimeCodeAsync(Account account, string code, CancellationToken cancellation)
    {
        var plain = code.Trim().Normalize(System.Text.NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal);
        if (plain.Length != 6) return plain.Length is > 6 and < 30 && (await RedeemTwoFactorRecoveryCodeAsync(account, plain)).Succeeded;
        var now = time.GetUtcNow();
        var gone = now - CodeLifetime;
        await context.UsedCodes.Where(u => u.PersonId == account.PersonId && u.UsedAt < gone).ExecuteDeleteAsync(cancellation);
        if (!await VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, plain)) return false;
        if (await context.UsedCodes.AnyAsync(u => u.PersonId == account.PersonId && u.Code == plain, cancellation)) return false;
        context.Add(new UsedCode { PersonId = account.PersonId, Code = plain, UsedAt = now });
        await context.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Fresh recovery codes; the only time that they can be read.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodesAsync(Account account) => [.. (await GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes))!];

    private static string CodeOf(string identity) => identity switch
    {
        nameof(IdentityErrorDescriber.PasswordTooShort) => "password-too-short",
        nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) => "password-common",
        _ => identity,
    };

    private static IdentityOptions Rules() => new()
    {
        Password = new PasswordOptions
        {
            RequiredLength = PasswordRules.MinLength, RequiredUniqueChars = 5, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false,
        },
        Lockout = new LockoutOptions { AllowedForNewUsers = true, MaxFailedAccessAttempts = MaxFailures, DefaultLockoutTimeSpan = Lockout },
    };
}
