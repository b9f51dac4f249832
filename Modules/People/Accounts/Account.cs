using Federation.Framework.Audit;
using Federation.Kernel.Tenancy;

namespace Federation.People.Accounts;

/// <summary>The account of a person, managed by ASP.NET Core Identity. A person without one is a program with a token.</summary>
[Unlogged("Each act on accounts has an entry of its own.")]
internal sealed class Account : IShared
{
    public const int MaxUserNameLength = 50;

    public long PersonId { get; init; }
    public required string UserName { get; set; }

    /// <summary>As Identity compares it: two names that differ in case only are one.</summary>
    public required string NormalizedUserName { get; set; }

    public string? PasswordHash { get; set; }

    /// <summary>True while the password is one that somebody else has seen.</summary>
    public bool MustChangePassword { get; set; }

    public int FailedCount { get; set; }
    public DateTimeOffset? LockoutEnd { get; set; }
    public bool SecondFactor { get; set; }

    /// <summary>The authenticator's key, encrypted with the key file. It exists before the second factor is enabled, which needs a first code.</summary>
    public byte[]? AuthenticatorKey { get; set; }

    /// <summary>Keyed hashes of the unused codes, separated by spaces.</summary>
    public string RecoveryCodes { get; set; } = "";

    public DateTimeOffset? LastSignInAt { get; set; }
}

/// <summary>An authenticator's code that was used. It is not accepted again within its time window.</summary>
[Unlogged("Part of signing in.")]
internal sealed class UsedCode : IShared
{
    public long PersonId { get; init; }
    public required string Code { get; init; }
    public DateTimeOffset UsedAt { get; init; }
}
