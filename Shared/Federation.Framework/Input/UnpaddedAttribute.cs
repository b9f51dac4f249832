using System.Text;

namespace Federation.Framework.Input;

/// <summary>A person's name: the blanks with which rosters stretch a name of two characters to the width of three are no part of it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UnpaddedAttribute : Attribute;

internal static class PaddedText
{
    /// <summary>The most characters of a name that a roster stretches: a double surname and a given name of two.</summary>
    private const int MaxStretched = 4;

    /// <summary>
    /// Without blanks, where the name is of few Chinese characters and nothing else. A longer one is the name of somebody of another people, and its blanks
    /// part it.
    /// </summary>
    public static string Of(string text)
    {
        if (!text.Any(char.IsWhiteSpace)) return text;
        var signs = text.EnumerateRunes().Where(r => !Rune.IsWhiteSpace(r)).ToList();
        return signs.Count <= MaxStretched && signs.All(IsHan) ? string.Concat(signs) : text;
    }

    /// <summary>The ideographs of Unicode, also the rare ones of the second and third plane.</summary>
    private static bool IsHan(Rune sign) => sign.Value is (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
