using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Federation.Framework.Input;

/// <summary>Days as people and other programs write them.</summary>
internal static partial class DayText
{
    /// <summary>Serial numbers that a spreadsheet counts the days from 1954 to 2064 by: no other number of five digits is meant for a day.</summary>
    private const int FirstSerial = 20_000, LastSerial = 60_000;

    /// <summary>As <c>2020-7-3</c>: of 2020年7月3日, 2020.7.3, 20200703, with a time of day behind it, in full width. What is no day is returned much as it is.</summary>
    public static string ToPlain(string text)
    {
        // Half a character has no normal form.
        if (!PlainText.Is(text)) return text;
        var plain = text.Normalize(NormalizationForm.FormKC).Replace('.', '-').Replace('年', '-').Replace('月', '-').Replace("号", "日", StringComparison.Ordinal);
        if (WithTime().Match(plain) is { Success: true } moment) plain = moment.Groups[1].Value;
        plain = plain.TrimEnd('日');
        return Digits().Match(plain) is { Success: true } day ? $"{day.Groups[1].Value}-{day.Groups[2].Value}-{day.Groups[3].Value}" : plain;
    }

    /// <summary>The day that a spreadsheet means by a number; null where it means none.</summary>
    public static DateOnly? OfSerialNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= FirstSerial and <= LastSerial
            ? new DateOnly(1899, 12, 30).AddDays(number)
            : null;

    [GeneratedRegex("^([0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}日?)[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?$", RegexOptions.NonBacktracking)]
    private static partial Regex WithTime();

    [GeneratedRegex("^([0-9]{4})([0-9]{2})([0-9]{2})$", RegexOptions.NonBacktracking)]
    private static partial Regex Digits();
}
