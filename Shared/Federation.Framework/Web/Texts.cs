using System.Globalization;
using System.Resources;
using Federation.Framework.Modules;

namespace Federation.Framework.Web;

/// <summary>Sentences for people by code, from the modules' resources and the Framework's own: zh-CN, and en where the reader asks for it.</summary>
public sealed class Texts(ModuleList modules)
{
    private readonly IReadOnlyList<ResourceManager> resources =
        [.. modules.All.Select(m => m.Texts).OfType<ResourceManager>(), new ResourceManager("Federation.Framework.Texts.Sentences", typeof(Texts).Assembly)];

    public string this[string code, params IReadOnlyList<object> arguments] => Find(code) is { } text
        ? string.Format(CultureInfo.CurrentUICulture, text, [.. arguments])
        : code;

    /// <summary>The sentence as it is in the resources; null where there is none.</summary>
    public string? Find(string code) => resources.Select(r => r.GetString(code, CultureInfo.CurrentUICulture)).FirstOrDefault(t => t is not null);
}
