using System.Text.RegularExpressions;
using System.Xml.Linq;
using Federation.Framework.Pages;

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

    /// <summary>
    /// The texts that a source asks for: in the brackets of the texts, either way of a choice, as the name of a field that has no label of its own; and every
    /// key with a hyphen that it writes out, for those are handed on to be looked up.
    /// </summary>
    /// <param name="known">Every key of every resource.</param>
    public static IEnumerable<string> KeysIn(string source, IReadOnlySet<string> known)
    {
        var asked = Brackets().Matches(source).SelectMany(m => Chosen().Matches(m.Groups[1].Value)).Select(m => m.Groups[1].Value);
        var fields = Fields().Matches(source).Where(m => !m.Value.Contains("Label=", StringComparison.Ordinal))
            .Select(m => "field-" + FieldId.Plain(m.Groups[1].Value));
        var handedOn = Literals().Matches(source).Select(m => m.Groups[1].Value).Where(known.Contains);
        return asked.Concat(fields).Concat(handedOn).Distinct();
    }

    /// <summary>The beginnings of keys that a source puts together when it runs.</summary>
    public static IEnumerable<string> BeginningsIn(string source) =>
        Brackets().Matches(source).SelectMany(m => Begun().Matches(m.Groups[1].Value)).Select(m => m.Groups[1].Value).Distinct();

    /// <summary>What a source says in others' words: neither its own part of the tree nor the Framework has that text.</summary>
    /// <param name="ends">The texts of which a key that is put together may be one, where they are more than its own.</param>
    public static IEnumerable<string> Borrowed(string path, string source, IReadOnlySet<string> own, IReadOnlySet<string> known, IReadOnlySet<string>? ends = null)
    {
        foreach (var key in KeysIn(source, known).Where(k => !own.Contains(k)))
            yield return $"{path}: {key} is {(known.Contains(key) ? "another module's" : "no text")}";
        foreach (
            var begun in BeginningsIn(source).Where(
                b => !(ends ?? own).Any(k => k.StartsWith(b, StringComparison.Ordinal)))) yield return $"{path}: no text begins with {begun}";
    }

    [GeneratedRegex("""\b(?:T|[tT]exts?)\[((?:[^\[\]"]|"[^"\n]*"|\[[^\]]*\])*)\]""")]
    private static partial Regex Brackets();

    [GeneratedRegex("""(?:^|\?\s*|:\s*)"([a-z0-9]+(?:-[a-z0-9]+)*)"(?=\s*(?:$|[,:]))""")]
    private static partial Regex Chosen();

    [GeneratedRegex("""(?:^"|^\$")([a-z0-9-]+-)(?:"\s*\+|\{)""")]
    private static partial Regex Begun();

    [GeneratedRegex("""<(?:Field|CheckField)\s[^>]*?\bName="([A-Za-z.]+)"[^>]*>""")]
    private static partial Regex Fields();

    [GeneratedRegex("\"([a-z0-9]+(?:-[a-z0-9]+)+)\"")]
    private static partial Regex Literals();

    [GeneratedRegex("""new RuleViolation\(\s*"([a-z0-9-]+)"[,)]""")]
    private static partial Regex Thrown();

    [GeneratedRegex("""(?:problems\.Add|new InvalidInput)\(\s*[^,()]+(?:\([^()]*\))?[^,()]*,\s*"([a-z0-9-]+)"[,)]""")]
    private static partial Regex Added();
}
