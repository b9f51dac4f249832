using System.Security.Cryptography;
using Federation.Framework.Input;
using Federation.Framework.Security;
using Federation.Framework.Steps;
using Federation.Kernel;
using Federation.Kernel.Tenancy;

namespace Federation.LabourModels.Nominations;

/// <summary>
/// A scan of the paper on which an office gave its opinion, as it was handed in, encrypted: such papers name persons and their offences. It is added and never
/// touched again; its fingerprint stands in the nomination's sealed history.
/// </summary>
internal sealed class OpinionPaper : IOwnOnly, IOnlyGrows
{
    /// <summary>Bytes of one scan.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>Scans of one opinion.</summary>
    public const int MaxPapers = 10;

    private const int MaxNameLength = 100;

    private OpinionPaper()
    {
    }

    public long Id { get; private set; }
    public long UnionId { get; private set; }
    public long NominationId { get; private set; }

    /// <summary>Number of the opinion in the nomination.</summary>
    public int Opinion { get; private set; }

    public string Name { get; private set; } = "";
    public string MediaType { get; private set; } = "";
    public int Bytes { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>SHA-256 of what was handed in.</summary>
    public byte[] Fingerprint { get; private set; } = [];

    public byte[] Encrypted { get; private set; } = [];

    /// <exception cref="InvalidInput">It is not what can be opened, a PDF, a JPEG or a PNG, or it is a PDF that does more than show pages.</exception>
    public static OpinionPaper Of(Opinion opinion, string name, byte[] content, DateTimeOffset at, Secrets secrets, Ids ids) => new()
    {
        Id = ids.Next(), UnionId = opinion.UnionId, NominationId = opinion.NominationId, Opinion = opinion.Number, Name = name, MediaType = TypeOf(content),
        Bytes = content.Length, At = at, Fingerprint = SHA256.HashData(content), Encrypted = secrets.Encrypt(content),
    };

    /// <summary>What was handed in.</summary>
    public byte[] Content(Secrets secrets) => secrets.DecryptBytes(Encrypted);

    /// <summary>The last part of a file's name, without what a file system or a header would stumble over.</summary>
    public static string NameOf(string? given, string otherwise)
    {
        var last = PlainText.Of(given ?? "").Split('/', '\\')[^1];
        var name = new string([.. last.Where(c => !char.IsControl(c) && c is not ('"' or '<' or '>' or '|' or ':' or '*' or '?'))]).Trim();
        return name.Length == 0 ? otherwise : name.Length <= MaxNameLength ? name : name[^MaxNameLength..];
    }

    /// <summary>By what it holds, whatever it is called.</summary>
    private static string TypeOf(ReadOnlySpan<byte> content) => PdfFile.Check(content) switch
    {
        PdfFault.None => "application/pdf",
        PdfFault.Active => throw new InvalidInput("content", "paper-acts"),
        _ => Picture.Clean(content) is { MediaType: "image/jpeg" or "image/png" } picture ? picture.MediaType : throw new InvalidInput("content", "not-a-scan"),
    };
}
