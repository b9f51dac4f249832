using System.Text;

namespace Federation.Framework.Input;

/// <summary>A number or code in which neither width nor spaces mean anything, as people copy them: identity numbers, credit codes.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CompactAttribute : Attribute;

internal static class CompactText
{
    /// <summary>What people write between groups of signs.</summary>
    private const string Dashes = "-‐‑–—";

    /// <summary>In normal width, without dashes, spaces and unseen signs, and without the apostrophe that keeps a spreadsheet from taking it for a number.</summary>
    public static string Of(string text)
    {
        // Half a character has no normal form.
        if (!PlainText.Is(text)) return text;
        var compact = new StringBuilder(text.Length);
        foreach (var sign in text.Normalize(NormalizationForm.FormKC))
            if (!InputReader.IsUnseen(sign) && !Dashes.Contains(sign)) compact.Append(sign);
        return compact.ToString().TrimStart('\'', '’', '‘', '`');
    }
}
