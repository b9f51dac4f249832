using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Federation.Architecture.Tests.Texts;

/// <summary>One file of sentences for people.</summary>
internal sealed partial class Sentences(string xml)
{
    public IReadOnlyDictionary<string, string> Texts { get; } =
        XDocument.Parse(xml).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    public static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text.Replace("{{", "", StringComparison.Ordinal)).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Placeholder();
}

internal static partial class TextRules
{
    /// <summary>A sentence stands in both languages, and both are filled with the same.</summary>
    public static IEnumerable<string> OneSided(string name, Sentences zh, Sentences en)
    {
        foreach (var code in zh.Texts.Keys.Except(en.Texts.Keys)) yield return $"{name}: {code} has no English";
        foreach (var code in en.Texts.Keys.Except(zh.Texts.Keys)) yield return $"{name}: {code} has no Chinese";
        foreach (var code in zh.Texts.Keys.Intersect(en.Texts.Keys))
        {
            if (string.IsNullOrWhiteSpace(zh.Texts[code]) || string.IsNullOrWhiteSpace(en.Texts[code])) yield return $"{name}: {code} is empty";
            if (!Sentences.Placeholders(zh.Texts[code]).SequenceEqual(Sentences.Placeholders(en.Texts[code]))) yield return $"{name}: {code} is filled differently";
        }
    }

    /// <summary>The codes that a source throws or adds as problems, where they are written out.</summary>
    public static IEnumerable<string> CodesIn(string source) => Thrown().Matches(source).Concat(Added().Matches(source)).Select(m => m.Groups[1].Value);

    public static IEnumerable<string> Speechless(string path, string source, IReadOnlySet<string> known) =>
        CodesIn(source).Where(c => !known.Contains(c)).Select(c => $"{path}: {c} has no sentence");

    [GeneratedRegex("""new RuleViolation\(\s*"([a-z0-9-]+)"[,)]""")]
    private static partial Regex Thrown();

    [GeneratedRegex("""(?:problems\.Add|new InvalidInput)\(\s*[^,()]+(?:\([^()]*\))?[^,()]*,\s*"([a-z0-9-]+)"[,)]""")]
    private static partial Regex Added();
}
