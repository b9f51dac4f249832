using System.Text.RegularExpressions;

namespace Federation.Framework.Input;

/// <summary>Numbers as people write them: in full width, with a comma between groups of three digits.</summary>
public static partial class NumberText
{
    /// <summary>
    /// The number in plain ASCII digits, for <see cref="decimal.Parse(string)"/>; null where a comma does not group thousands or where another sign makes it unclear
    /// what was meant (<c>1,5</c>, <c>12,34</c>, <c>1 2</c>, <c>5²</c>). A text of these signs that is no number is returned as it is; the parser refuses it.
    /// </summary>
    public static string? ToPlain(string text)
    {
        var narrow = string.Create(text.Trim().Length, text.Trim(), static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = from[i] switch
            {
                >= '！' and <= '～' => (char)(from[i] - '！' + '!'),
                '−' => '-',
                var other => other,
            };
        });
        if (!narrow.Contains(',', StringComparison.Ordinal)) return narrow.AsSpan().ContainsAnyExcept(Signs) ? null : narrow;
        return Grouped().IsMatch(narrow) ? narrow.Replace(",", "", StringComparison.Ordinal) : null;
    }

    /// <summary>Excel writes very large and very small numbers with an exponent.</summary>
    private static readonly System.Buffers.SearchValues<char> Signs = System.Buffers.SearchValues.Create("0123456789.+-eE");

    [GeneratedRegex(@"^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$")]
    private static partial Regex Grouped();
}
