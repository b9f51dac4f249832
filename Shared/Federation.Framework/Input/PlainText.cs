using System.Text;

namespace Federation.Framework.Input;

/// <summary>
/// Text that a database keeps, a page shows and a workbook holds. Whatever comes in from outside, a query, a form, JSON, a cell, a file's name or a word of
/// the command line, is asked here.
/// </summary>
public static class PlainText
{
    /// <summary>
    /// No control characters but line breaks and tabs, no halves of a surrogate pair, none of the code points that Unicode sets apart as no characters
    /// (U+FFFE, U+FDD0), no mark of text that was broken before it came here (U+FFFD).
    /// </summary>
    public static bool Is(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (!Is(rune)) return false;
        return true;
    }

    /// <summary>What is left of a text without what it must not hold, for saying what was wrong.</summary>
    public static string Of(string text) => Is(text) ? text : string.Concat(text.EnumerateRunes().Where(Is));

    private static bool Is(Rune rune) =>
        rune != Rune.ReplacementChar && (rune.Value & 0xFFFE) != 0xFFFE && rune.Value is < 0xFDD0 or > 0xFDEF && (!Rune.IsControl(rune) || rune.Value is '\n' or '\r' or '\t');
}
