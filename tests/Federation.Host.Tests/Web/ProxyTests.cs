using Federation.Framework;

namespace Federation.Host.Tests.Web;

/// <summary>Behind a reverse proxy: who asks and whether by https is what the proxy says, and nobody else.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.0.0.1, 127.0.0.0/8", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("", false)]
    public async Task Only_a_named_proxy_is_believed(string proxies, bool believed)
    {
        await using var federation = await TestFederation.StartAsync(settings: [("Proxies", proxies), ("Limits:WrongTokensPerMinute", "3")]);
        using var client = federation.Anonymous();
        using var page = await AskAsync(client, "/sign-in", "https");
        Assert.Equal(believed, page.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal(believed, page.Headers.GetValues("Set-Cookie").First().Contains("secure", StringComparison.OrdinalIgnoreCase));
        // Four wrong tokens from four addresses: together too many only for one address.
        var last = 0;
        for (var visitor = 1; visitor <= 4; visitor++)
        {
            using var answer = await AskAsync(client, "/api/v1/unions/610000", "https", $"203.0.113.{visitor}", "Bearer fed_wrong");
            last = (int)answer.StatusCode;
        }
        Assert.Equal(believed ? 401 : 429, last);
    }

    [Fact]
    public async Task A_name_that_is_no_address_stops_the_start()
    {
        var error = await Assert.ThrowsAsync<ConfigurationError>(() => TestFederation.StartAsync(settings: [("Proxies", "nginx")]));
        Assert.Contains("'nginx'", error.Message, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, string path, string scheme, string? address = null, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Forwarded-Proto", scheme);
        if (address is not null) request.Headers.Add("X-Forwarded-For", address);
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", token);
        return await client.SendAsync(request);
    }
}
