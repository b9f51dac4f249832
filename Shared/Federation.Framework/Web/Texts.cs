using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using Federation.Framework.Modules;

namespace Federation.Framework.Web;

/// <summary>Sentences for people by code, from the modules' resources and the Framework's own: zh-CN, and en where the reader asks for it.</summary>
public sealed class Texts(ModuleList modules)
{
    private readonly IReadOnlyList<ResourceManager> resources =
        [.. modules.All.Select(m => m.Texts).OfType<ResourceManager>(), new ResourceManager("Federation.Framework.Texts.Sentences", typeof(Texts).Assembly)];

    /// <summary>Read once a language: a page asks for hundreds, and a resource manager that does not have one looks for it in its file each time.</summary>
    private readonly ConcurrentDictionary<string, FrozenDictionary<string, string>> languages = new(StringComparer.Ordinal);

    public string this[string code, params IReadOnlyList<object> arguments] => Find(code) is { } text
        ? string.Format(CultureInfo.CurrentUICulture, text, [.. arguments])
        : code;

    /// <summary>The sentence as it is in the resources; null where there is none.</summary>
    public string? Find(string code) => Find(code, CultureInfo.CurrentUICulture.Name);

    /// <summary>The same in a language that need not be the reader's.</summary>
    public string? Find(string code, string language) => languages.GetOrAdd(language, Read).GetValueOrDefault(code);

    private FrozenDictionary<string, string> Read(string language)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        // What is read later stands: a module's own before the Framework's, the language itself before what it falls back to.
        foreach (var resource in resources.Reverse())
            foreach (var culture in Fallbacks(CultureInfo.GetCultureInfo(language)).Reverse())
                if (resource.GetResourceSet(culture, createIfNotExists: true, tryParents: false) is { } set)
                    foreach (DictionaryEntry entry in set)
                        if (entry.Value is string text) texts[(string)entry.Key] = text;
        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static IEnumerable<CultureInfo> Fallbacks(CultureInfo culture)
    {
        for (; !culture.Equals(CultureInfo.InvariantCulture); culture = culture.Parent) yield return culture;
        yield return CultureInfo.InvariantCulture;
    }
}
