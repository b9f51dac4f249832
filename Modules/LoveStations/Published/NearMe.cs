using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Federation.LoveStations.Published;

/// <summary>The public page's only script, and what its browser may do besides what any page's may: run this one, and fetch tiles where their server is configured.</summary>
internal static partial class NearMe
{
    /// <summary>Shows the button where the browser knows places, and searches near the place that it gives, wherever that is; says so where none is given.</summary>
    public const string Script = """
        (function () {
            var box = document.getElementById('locate');
            if (!navigator.geolocation) return;
            var button = box.children[0], asked = box.children[1], unknown = box.children[2];
            box.hidden = false;
            button.addEventListener('click', function () {
                button.disabled = true;
                asked.hidden = false;
                unknown.hidden = true;
                navigator.geolocation.getCurrentPosition(function (p) {
                    document.getElementById('near').value = p.coords.latitude.toFixed(5) + ',' + p.coords.longitude.toFixed(5);
                    document.getElementById('district').value = '';
                    box.closest('form').submit();
                }, function () {
                    button.disabled = false;
                    asked.hidden = true;
                    unknown.hidden = false;
                }, { timeout: 15000, maximumAge: 60000, enableHighAccuracy: true });
            });
        })();
        """;

    private static readonly string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script)));

    public static void Allow(HttpContext http, string? tiles)
    {
        var policy = $"{http.Response.Headers.ContentSecurityPolicy}; script-src 'sha256-{hash}'";
        if (tiles is not null && Origin().Match(tiles) is { Success: true } origin) policy = policy.Replace("img-src ", $"img-src {origin.Value} ", StringComparison.Ordinal);
        http.Response.Headers.ContentSecurityPolicy = policy;
    }

    /// <summary>The server of an address; one on this server has none, and needs no leave.</summary>
    [GeneratedRegex("^https?://[^/{;, ]+", RegexOptions.NonBacktracking)]
    private static partial Regex Origin();
}
