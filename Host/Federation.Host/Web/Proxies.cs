using System.Net;
using Federation.Framework;
using Federation.Host.Start;
using Microsoft.AspNetCore.HttpOverrides;

namespace Federation.Host.Web;

/// <summary>
/// The trusted reverse proxies for the forwarded address and scheme: <c>Proxies</c>, addresses or networks separated by commas. Without any, forwarding headers
/// are ignored, because any client could send them.
/// </summary>
internal static class Proxies
{
    public static void UseProxies(this IApplicationBuilder app, IConfiguration configuration)
    {
        var named = (configuration["Proxies"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (named.Length == 0) return;
        // A header may name several proxies. The last untrusted address is the client.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var name in named)
        {
            if (IPAddress.TryParse(name, out var address)) options.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(name, out var network)) options.KnownIPNetworks.Add(network);
            else throw new ConfigurationError($"Proxies names '{name}', which is neither an address (10.0.0.5) nor a network (10.0.0.0/24).");
        }
        app.UseForwardedHeaders(options);
    }
}
