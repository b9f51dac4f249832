using Federation.Kernel.Checks;

namespace Federation.Framework.Security;

/// <summary>An identity number as it is stored: readable with the key only, found by its keyed hash.</summary>
public readonly record struct SealedIdentity(byte[] Encrypted, byte[] Hash);

/// <summary>Seals identity numbers, finds persons by them, and shows as much of them as may be shown.</summary>
public sealed class PersonIdentity(Secrets secrets)
{
    /// <summary>One purpose for every module, so that the same person has the same hash wherever they are counted.</summary>
    private const string Purpose = "person";

    public SealedIdentity Seal(string number)
    {
        var normal = IdentityNumber.Normalised(number);
        return new SealedIdentity(secrets.Encrypt(normal), secrets.Hash(Purpose, normal));
    }

    public byte[] Hash(string number) => secrets.Hash(Purpose, IdentityNumber.Normalised(number));

    public string Mask(byte[] encrypted) => IdentityNumber.Masked(secrets.Decrypt(encrypted));
}
