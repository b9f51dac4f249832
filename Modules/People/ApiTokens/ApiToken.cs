using System.Buffers.Text;
using System.Security.Cryptography;
using Federation.Kernel.Tenancy;

namespace Federation.People.ApiTokens;

/// <summary>What a program signs in with. Only its hash is kept: whoever reads the database cannot use it.</summary>
internal sealed class ApiToken : IShared
{
    /// <summary>Tells a token from anything else, for people and for scanners of leaked secrets; and none begins with a hyphen.</summary>
    private const string Prefix = "fed_";

    private const int Bytes = 32;

    public long Id { get; init; }

    /// <summary>SHA-256. The token is random and as long as the hash, so neither salt nor slowness would add anything.</summary>
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
