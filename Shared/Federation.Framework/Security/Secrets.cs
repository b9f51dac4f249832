using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Federation.Framework.Security;

/// <summary>
/// Encrypts personal data and makes keyed hashes of identity numbers, with keys in a file outside the database: a copy of the database alone tells
/// nobody's number, and nobody can try numbers against the hashes.
/// </summary>
public sealed class Secrets
{
    private const int NonceSize = 12;
    /// <summary>Length of a keyed hash.</summary>
    public const int HashBytes = 16;

    /// <summary>Bytes that a short encrypted text takes at most: an identity number, a telephone number.</summary>
    public const int EncryptedBytes = 64;

    private const int TagSize = 16;
    private readonly byte[] encryption;
    private readonly byte[] hashing;

    private Secrets(byte[] encryption, byte[] hashing) => (this.encryption, this.hashing) = (encryption, hashing);

    /// <summary>Opens the key file, or makes it where there is none yet. Losing it makes stored numbers unreadable: it belongs in the backup.</summary>
    public static Secrets Open(string file)
    {
        if (!File.Exists(file))
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
            Directory.CreateDirectory(folder);
            var fresh = JsonSerializer.Serialize(new KeyFile(RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32)));
            var draft = Path.Combine(folder, $".{Path.GetFileName(file)}.{Convert.ToHexString(RandomNumberGenerator.GetBytes(4))}");
            // Created with its final mode, so that nobody else can open it in between.
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var writer = new StreamWriter(draft, options)) writer.Write(fresh);
            // Two processes may start at once. The first one to rename its file wins, and the other reads the winner's keys.
            try
            {
                File.Move(draft, file, overwrite: false);
            }
            catch (IOException) when (File.Exists(file))
            {
                File.Delete(draft);
            }
        }
        var keys = JsonSerializer.Deserialize<KeyFile>(File.ReadAllText(file)) is { Encryption.Length: 32, Hashing.Length: 32 } read
            ? read
            : throw new InvalidDataException($"{file} is not a key file: restore it from the backup that belongs to this database.");
        return new Secrets(keys.Encryption, keys.Hashing);
    }

    /// <summary>AES-256-GCM; a nonce of its own each time, so equal numbers do not look equal.</summary>
    public byte[] Encrypt(string text) => Encrypt(Encoding.UTF8.GetBytes(text));

    public byte[] Encrypt(ReadOnlySpan<byte> plain)
    {
        var sealed_ = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(sealed_.AsSpan(0, NonceSize));
        using var aes = new AesGcm(encryption, TagSize);
        aes.Encrypt(sealed_.AsSpan(0, NonceSize), plain, sealed_.AsSpan(NonceSize, plain.Length), sealed_.AsSpan(NonceSize + plain.Length));
        return sealed_;
    }

    /// <summary>A personal text as it is stored.</summary>
    public SealedText Seal(string text) => new(Encrypt(text));

    public string Open(SealedText stored) => Decrypt(stored.Encrypted);

    /// <summary>As much of a telephone number as tells it from others: 139****0001.</summary>
    public string MaskPhone(SealedText stored)
    {
        const int first = 3, last = 4;
        var number = Open(stored);
        return number.Length < first + last + last ? SealedText.Mask : string.Concat(number.AsSpan(0, first), "****", number.AsSpan(number.Length - last));
    }

    public string Decrypt(byte[] sealed_) => Encoding.UTF8.GetString(DecryptBytes(sealed_));

    public byte[] DecryptBytes(byte[] sealed_)
    {
        var plain = new byte[sealed_.Length - NonceSize - TagSize];
        using var aes = new AesGcm(encryption, TagSize);
        aes.Decrypt(sealed_.AsSpan(0, NonceSize), sealed_.AsSpan(NonceSize, plain.Length), sealed_.AsSpan(NonceSize + plain.Length), plain);
        return plain;
    }

    /// <summary>HMAC-SHA256 cut to 128 bits; the purpose keeps one kind of number from being matched with another.</summary>
    public byte[] Hash(string purpose, string text) => HMACSHA256.HashData(hashing, Encoding.UTF8.GetBytes($"{purpose}\n{text}"))[..HashBytes];

    /// <summary>One link of a chain: HMAC-SHA256 in full over the link before and what is linked on.</summary>
    public byte[] Seal(byte[] before, byte[] content)
    {
        byte[] linked = [.. "seal\n"u8, .. before, .. content];
        return HMACSHA256.HashData(hashing, linked);
    }

    private sealed record KeyFile(byte[] Encryption, byte[] Hashing);
}
