using System.Net;
using Federation.Framework;
using Federation.Host.Start;
using Microsoft.AspNetCore.HttpOverrides;

namespace Federation.Host.Web;

/// <summary>
/// The reverse proxies whose word is taken on who asks and whether by https: <c>Proxies</c>, addresses or networks with commas between. Without any, a
/// header that says so is anybody's invention and is not read.
/// </summary>
internal static class Proxies
{
    public static void UseProxies(this IApplicationBuilder app, IConfiguration configuration)
    {
        var named = (configuration["Proxies"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (named.Length == 0) return;
        // One header may name several proxies, of which the last untrusted one is whoever asked.
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
