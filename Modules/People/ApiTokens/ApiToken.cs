using System.Buffers.Text;
using System.Security.Cryptography;
using Federation.Framework.Audit;
using Federation.Kernel.Tenancy;

namespace Federation.People.ApiTokens;

/// <summary>The token of a program. Only its hash is stored, so a reader of the database cannot use it.</summary>
[Unlogged("Issuing and revoking have entries of their own.")]
internal sealed class ApiToken : IShared
{
    /// <summary>Marks a text as a token, for people and for scanners of leaked secrets. It also keeps tokens from beginning with a hyphen.</summary>
    private const string Prefix = "fed_";

    private const int Bytes = 32;

    public long Id { get; init; }

    /// <summary>SHA-256. The token is random and as long as the hash, so a salt or a slow hash would not add security.</summary>
    public required byte[] Hash { get; init; }

    public long PersonId { get; init; }

    /// <summary>What it was made for.</summary>
    public required string Name { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null for one that does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    public static string NewSecret() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The hash of a token, or null for a text that cannot be one.</summary>
    public static byte[]? HashOf(string secret)
    {
        if (secret.Length > 100 || !secret.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var random = secret.AsSpan(Prefix.Length);
        return Base64Url.IsValid(random, out var length) && length == Bytes ? SHA256.HashData(Base64Url.DecodeFromChars(random)) : null;
    }
}
