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
        var normal = NormalOf(number);
        return new SealedIdentity(secrets.Encrypt(normal), secrets.Hash(Purpose, normal));
    }

    public byte[] Hash(string number) => secrets.Hash(Purpose, NormalOf(number));

    /// <summary>The day of birth; null where the number says none.</summary>
    public DateOnly? BirthDate(byte[] encrypted) => PersonPaper.Read(secrets.Decrypt(encrypted))?.BirthDate;

    public string Mask(byte[] encrypted) => secrets.Decrypt(encrypted) is var normal && PersonPaper.Read(normal) is { } paper ? paper.Masked : IdentityNumber.Mask(normal);

    private static string NormalOf(string number) => PersonPaper.Read(number)?.Normal ?? IdentityNumber.Normalize(number);
}
