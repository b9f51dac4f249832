using System.Globalization;
using System.Text.RegularExpressions;

namespace Federation.Kernel.Checks;

/// <summary>The papers by which a person is known.</summary>
public enum PaperKind
{
    /// <summary>A number of 18 characters by GB 11643: of residents, of the residence permits of Hong Kong, Macao and Taiwan (81, 82, 83), of new permanent residence cards (9).</summary>
    Resident,

    Passport,

    /// <summary>The permanent residence card of a foreigner as it was until 2023: three letters and twelve digits.</summary>
    PermanentResidence,

    /// <summary>The permit with which residents of Hong Kong and Macao travel to the mainland.</summary>
    HongKongMacao,

    /// <summary>The permit with which residents of Taiwan travel to the mainland.</summary>
    Taiwan,
}

/// <summary>
/// A paper with its number. What a number is shows by its form where it has one of its own; another kind is written in front of it: 护照 AB123456.
/// </summary>
public readonly partial record struct PersonPaper(PaperKind Kind, string Number)
{
    private static readonly (PaperKind Kind, string Short, string[] Words)[] Kinds =
    [
        (PaperKind.Resident, "ID", ["居民身份证", "身份证", "港澳居民居住证", "台湾居民居住证", "居住证"]),
        (PaperKind.Passport, "PP", ["护照", "PASSPORT"]),
        (PaperKind.PermanentResidence, "PR", ["外国人永久居留身份证", "外国人永久居留证", "永久居留身份证", "永久居留证", "PERMANENTRESIDENCE"]),
        (PaperKind.HongKongMacao, "HM", ["港澳居民来往内地通行证", "港澳通行证", "回乡证"]),
        (PaperKind.Taiwan, "TW", ["台湾居民来往大陆通行证", "台胞证"]),
    ];

    /// <summary>One spelling for hashing and comparing. A resident's number stands by itself.</summary>
    public string Normal => Kind == PaperKind.Resident ? Number : $"{Kinds[(int)Kind].Short}:{Number}";

    /// <summary>What may be shown: of a resident's number the division and the last four, of others the first and the last two.</summary>
    public string Masked => Kind == PaperKind.Resident ? IdentityNumber.Mask(Number)
        : $"{Kinds[(int)Kind].Short} {Number[..2]}{new string('*', Math.Max(2, Number.Length - 4))}{Number[^2..]}";

    /// <summary>The day of birth; null where the number says none.</summary>
    public DateOnly? BirthDate => Kind == PaperKind.Resident ? IdentityNumber.BirthDate(Number) : null;

    /// <summary>Whether the last but one digit says man or woman.</summary>
    public bool? IsMan => Kind == PaperKind.Resident ? (Number[^2] - '0') % 2 == 1 : null;

    /// <summary>A paper as people write it; null where it is none.</summary>
    public static PersonPaper? Read(string? text)
    {
        var plain = IdentityNumber.Normalize(text ?? "").Replace(" ", "", StringComparison.Ordinal);
        foreach (var (kind, brief, words) in Kinds)
        {
            var word = words.Append(brief + ":").FirstOrDefault(w => plain.StartsWith(w, StringComparison.Ordinal));
            if (word is not null) return Of(kind, plain[word.Length..].TrimStart(':', '：'));
        }
        // A permit of Hong Kong looks like a passport and is tried before it.
        foreach (var kind in Enum.GetValues<PaperKind>().OrderBy(k => k == PaperKind.Passport))
            if (ShowsBy(kind, plain) && Of(kind, plain) is { } paper) return paper;
        return null;
    }

    private static PersonPaper? Of(PaperKind kind, string number) => kind switch
    {
        PaperKind.Resident when IdentityNumber.IsValid(number) => new(kind, number),
        PaperKind.Resident when Older(number) is { } whole => new(kind, whole),
        PaperKind.Passport when Passport().IsMatch(number) => new(kind, number),
        PaperKind.PermanentResidence when OldCard().Match(number) is { Success: true } card && IsDay(card.Groups[1].Value) => new(kind, number),
        PaperKind.HongKongMacao when HongKongMacao().IsMatch(number) => new(kind, number),
        PaperKind.Taiwan when Taiwan().IsMatch(number) => new(kind, number),
        _ => null,
    };

    /// <summary>Whether a number without a word in front of it can be of the kind: eight digits may be anything, a passport of other countries has many forms.</summary>
    private static bool ShowsBy(PaperKind kind, string number) => kind switch
    {
        PaperKind.Passport => UsualPassport().IsMatch(number),
        PaperKind.Taiwan => false,
        _ => true,
    };

    /// <summary>A number of 15 digits, as it was given out until 1999, with the century and the check digit that it has today.</summary>
    private static string? Older(string number)
    {
        if (number.Length != 15 || !number.All(char.IsAsciiDigit)) return null;
        var digits = $"{number[..6]}19{number[6..]}";
        return digits + IdentityNumber.CheckDigit(digits) is var whole && IdentityNumber.IsValid(whole) ? whole : null;
    }

    private static bool IsDay(string sixDigits) => DateOnly.TryParseExact("19" + sixDigits, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex("^[A-Z0-9]{5,17}$", RegexOptions.NonBacktracking)]
    private static partial Regex Passport();

    [GeneratedRegex("^[A-Z]{1,2}[0-9]{7,8}$", RegexOptions.NonBacktracking)]
    private static partial Regex UsualPassport();

    [GeneratedRegex("^[A-Z]{3}[0-9]{4}([0-9]{6})[0-9]{2}$", RegexOptions.NonBacktracking)]
    private static partial Regex OldCard();

    [GeneratedRegex("^[HM][0-9]{8}([0-9]{2})?$", RegexOptions.NonBacktracking)]
    private static partial Regex HongKongMacao();

    [GeneratedRegex("^([0-9]{8}|[0-9]{10}[A-Z]?)$", RegexOptions.NonBacktracking)]
    private static partial Regex Taiwan();
}
