using Federation.Kernel.Tenancy;

namespace Federation.People.Accounts;

/// <summary>What a person signs in with. Kept by ASP.NET Core Identity's rules; a person without one is a program with its token.</summary>
internal sealed class Account : IShared
{
    public const int LongestUserName = 50;

    public long PersonId { get; init; }
    public required string UserName { get; set; }

    /// <summary>As Identity compares it: two names that differ in case only are one.</summary>
    public required string NormalizedUserName { get; set; }

    public string? PasswordHash { get; set; }

    /// <summary>Set with a password that somebody else has seen.</summary>
    public bool MustChangePassword { get; set; }

    public int FailedCount { get; set; }
    public DateTimeOffset? LockoutEnd { get; set; }
    public bool SecondFactor { get; set; }

    /// <summary>The authenticator's key, encrypted with the key file; there before the second factor is on, until its first code has come.</summary>
    public byte[]? AuthenticatorKey { get; set; }

    /// <summary>Keyed hashes of the codes that are left, a space between two.</summary>
    public string RecoveryCodes { get; set; } = "";

    public DateTimeOffset? LastSignInAt { get; set; }
}

/// <summary>A code of an authenticator that has been taken: it opens nothing a second time while its window lasts.</summary>
internal sealed class UsedCode : IShared
{
    public long PersonId { get; init; }
    public required string Code { get; init; }
    public DateTimeOffset UsedAt { get; init; }
}
