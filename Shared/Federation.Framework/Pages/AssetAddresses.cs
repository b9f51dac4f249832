using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace Federation.Framework.Pages;

/// <summary>Addresses of styles and scripts that name their content, so that a browser fetches each once and a new version at once.</summary>
public sealed class AssetAddresses(EndpointDataSource endpoints)
{
    private readonly Lazy<IReadOnlyDictionary<string, string>> addresses = new(() =>
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var asset in endpoints.Endpoints.Select(e => e.Metadata.GetMetadata<StaticAssetDescriptor>()).OfType<StaticAssetDescriptor>())
            if (asset.Properties.FirstOrDefault(p => p.Name == "label")?.Value is { } label) found[label] = "/" + asset.Route;
        return found;
    });

    /// <summary>The address of a file below <c>wwwroot</c>: <c>lib/htmx.min.js</c>, <c>_content/Federation.Framework/kit.css</c>.</summary>
    public string this[string file] => addresses.Value.TryGetValue(file, out var address) ? address : throw new InvalidOperationException($"There is no {file} among the static files.");
}
