using System.Globalization;

namespace Federation.Registers.Language;

internal enum TokenKind { Number, Date, Text, Name, Word, Sign, End }

/// <param name="At">Place of its first character, from 1 on.</param>
/// <param name="Text">A name as it is written, a word or a sign in its one form.</param>
internal readonly record struct Token(TokenKind Kind, int At, string Text);

/// <summary>
/// Cuts a formula into tokens. Full-width signs count as their plain ones. Chinese is written without spaces: of a run of characters the longest known name or word is
/// taken.
/// </summary>
internal sealed class Lexer(string text, IReadOnlySet<string> names)
{
    /// <summary>The longest word of the language.</summary>
    private const int LongestWord = 5;

    /// <summary>Words of the language in either of its languages, by their one form.</summary>
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["and"] = "and", ["并且"] = "and", ["且"] = "and", ["or"] = "or", ["或者"] = "or", ["或"] = "or", ["not"] = "not", ["非"] = "not",
        ["in"] = "in", ["属于"] = "in", ["is"] = "is", ["empty"] = "empty", ["空"] = "empty", ["为空"] = "is-empty", ["不为空"] = "is-not-empty",
        ["true"] = "true", ["真"] = "true", ["false"] = "false", ["假"] = "false",
    };

    private static readonly string[] TwoCharacterSigns = ["<=", ">=", "<>", "!="];

    private readonly int longest = names.Select(n => n.Length).DefaultIfEmpty().Max() is var known && known > LongestWord ? known : LongestWord;
    private int place;

    public Token Next()
    {
        while (place < text.Length && char.IsWhiteSpace(Folded(place))) place++;
        if (place == text.Length) return new Token(TokenKind.End, place + 1, "");
        var first = Folded(place);
        if (char.IsAsciiDigit(first)) return Number();
        if (first is '\'' or '"') return Quoted(first, TokenKind.Text);
        if (first == '[') return Quoted(']', TokenKind.Name);
        return IsNamePart(first) ? Name() : SignToken();
    }

    /// <summary>A character with what people write in full width, or as Chinese punctuation, in its plain form.</summary>
    private char Folded(int at) => text[at] switch
    {
        '\u3000' => ' ',
        '“' or '”' => '"',
        '‘' or '’' => '\'',
        '、' => ',',
        '【' => '[',
        '】' => ']',
        '×' => '*',
        '÷' => '/',
        >= '\uFF01' and <= '\uFF5E' => (char)(text[at] - 0xFEE0),
        var plain => plain,
    };

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c == '_';

    private Token Number()
    {
        var start = place;
        if (DateAt() is { } date)
        {
            place += 10;
            return new Token(TokenKind.Date, start + 1, date);
        }
        var digits = new System.Text.StringBuilder();
        while (place < text.Length && (char.IsAsciiDigit(Folded(place)) || Folded(place) == '.')) digits.Append(Folded(place++));
        if (place < text.Length && IsNamePart(Folded(place)) && Folded(place) < '\u0080') throw new FormulaError(place + 1, "formula-bad-number", text[place].ToString());
        var written = digits.ToString();
        if (!decimal.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number >= Formula.MaxNumber || number.Scale > 4)
            throw new FormulaError(start + 1, "formula-bad-number", written);
        return new Token(TokenKind.Number, start + 1, written);
    }

    /// <summary>A day as 2017-08-01; null where another character follows that belongs to it, or there is no such day.</summary>
    private string? DateAt()
    {
        if (place + 10 > text.Length || (place + 10 < text.Length && char.IsAsciiDigit(Folded(place + 10)))) return null;
        var written = string.Create(10, this, static (all, lexer) =>
        {
            for (var i = 0; i < all.Length; i++) all[i] = lexer.Folded(lexer.place + i);
        });
        return DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? written : null;
    }

    private Token Quoted(char end, TokenKind kind)
    {
        var start = place++;
        var from = place;
        while (place < text.Length && Folded(place) != end) place++;
        if (place == text.Length) throw new FormulaError(start + 1, "formula-not-closed", end.ToString());
        return new Token(kind, start + 1, text[from..place++].Trim());
    }

    private Token Name()
    {
        var start = place;
        var run = new System.Text.StringBuilder();
        while (place < text.Length && IsNamePart(Folded(place))) run.Append(Folded(place++));
        var whole = run.ToString();
        var name = Longest(whole) ?? whole;
        place = start + name.Length;
        return Words.TryGetValue(name, out var word) && !names.Contains(name) ? new Token(TokenKind.Word, start + 1, word) : new Token(TokenKind.Name, start + 1, name);
    }

    /// <summary>The longest known beginning of a run; Latin letters are cut only where no further one follows.</summary>
    private string? Longest(string run)
    {
        for (var length = Math.Min(run.Length, longest); length > 0; length--)
        {
            if (length < run.Length && run[length] < '\u0080' && run[length - 1] < '\u0080') continue;
            var name = run[..length];
            if (names.Contains(name) || Words.ContainsKey(name)) return name;
        }
        return null;
    }

    private Token SignToken()
    {
        var start = place;
        if (place + 1 < text.Length && $"{Folded(place)}{Folded(place + 1)}" is var two && TwoCharacterSigns.Contains(two))
        {
            place += 2;
            return new Token(TokenKind.Sign, start + 1, two == "!=" ? "<>" : two);
        }
        var sign = text[place] switch { '≤' => "<=", '≥' => ">=", '≠' => "<>", _ => Folded(place).ToString() };
        place++;
        return sign is "<=" or ">=" or "<>" || "=<>+-*/(),".Contains(sign, StringComparison.Ordinal)
            ? new Token(TokenKind.Sign, start + 1, sign) : throw new FormulaError(start + 1, "formula-unknown-sign", text[start].ToString());
    }
}
