using System.Buffers.Text;
using System.Security.Cryptography;
using Federation.Framework.Audit;
using Federation.Kernel.Tenancy;

namespace Federation.People.Sessions;

/// <summary>The stages of signing in.</summary>
internal enum SessionStage
{
    /// <summary>In.</summary>
    Open,

    /// <summary>The password was right; the authenticator's code is still to come.</summary>
    Code,

    /// <summary>A password of their own is still to be set.</summary>
    NewPassword,

    /// <summary>Their office asks for a second factor, and none is set up yet.</summary>
    SecondFactor,
}

/// <summary>The session of a browser, signed in or still signing in. Only the hash of its cookie's secret is stored.</summary>
[Unlogged("Signing in and out have entries of their own.")]
internal sealed class Session : IShared
{
    public const int MaxAddressLength = 45;
    public const int MaxBrowserLength = 100;
    private const int Bytes = 32;

    public long Id { get; init; }

    /// <summary>SHA-256 of the cookie's secret, which is random and as long as the hash.</summary>
    public required byte[] Hash { get; init; }

    public long PersonId { get; init; }
    public SessionStage Stage { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>To the minute.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>When it ends whatever happens.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
    public required string Address { get; init; }
    public required string Browser { get; init; }

    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The hash of a cookie's secret, or null for a text that cannot be one.</summary>
    public static byte[]? HashOf(string secret) =>
        secret.Length <= 100 && Base64Url.IsValid(secret, out var length) && length == Bytes ? SHA256.HashData(Base64Url.DecodeFromChars(secret)) : null;
}
