namespace Federation.Kernel.Checks;

/// <summary>Resident identity number: 18 characters, a birth date and a check digit by GB 11643.</summary>
public static class IdentityNumber
{
    private static ReadOnlySpan<int> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    public static bool IsValid(string? number)
    {
        if (number is not { Length: 18 }) return false;
        for (var i = 0; i < 17; i++)
            if (!char.IsAsciiDigit(number[i])) return false;
        return number[0] != '0' && BirthDate(number) is { Year: >= 1850 and <= Period.LastYear } && char.ToUpperInvariant(number[17]) == CheckDigit(number.AsSpan(0, 17));
    }

    /// <summary>The check digit of the first 17 digits.</summary>
    public static char CheckDigit(ReadOnlySpan<char> seventeen)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++) sum += (seventeen[i] - '0') * Weights[i];
        return "10X98765432"[sum % 11];
    }

    /// <summary>What may be shown of a number: the division and the last four, <c>610102********1234</c>.</summary>
    public static string Mask(string number) => number.Length == 18 ? string.Concat(number.AsSpan(0, 6), "********", number.AsSpan(14)) : "********";

    /// <summary>One spelling for hashing and comparing: the final x in upper case, no spaces around.</summary>
    public static string Normalize(string number) => number.Trim().ToUpperInvariant();

    /// <summary>The day of birth; null where the number says none.</summary>
    public static DateOnly? BirthDate(string number) => number.Length != 18 ? null
        : DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : null;
}
