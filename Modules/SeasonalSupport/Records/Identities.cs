using Federation.Framework.Security;
using Federation.Kernel.Checks;

namespace Federation.SeasonalSupport.Records;

/// <summary>An identity number as it is kept: readable with the key only, found by its keyed hash.</summary>
internal readonly record struct SealedIdentity(byte[] Encrypted, byte[] Hash);

/// <summary>Seals identity numbers and shows as much of them as may be shown.</summary>
internal sealed class Identities(Secrets secrets)
{
    /// <summary>One purpose for everybody in every season, so that the same person is the same hash wherever they are counted.</summary>
    private const string Purpose = "person";

    public SealedIdentity Seal(string number)
    {
        var normal = IdentityNumber.Normalised(number);
        return new SealedIdentity(secrets.Encrypt(normal), secrets.Hash(Purpose, normal));
    }

    public string Mask(byte[] encrypted) => IdentityNumber.Masked(secrets.Decrypt(encrypted));
}
