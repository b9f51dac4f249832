using System.Globalization;
using System.Net.Http.Headers;
using Federation.Framework.Tenancy;
using Federation.Unions.Contracts;
using Xunit;

namespace Federation.Testing;

/// <summary>One installation over HTTP for all tests of a module's pages; each test takes a district and a mine of its own.</summary>
public abstract class PagesFixture : IAsyncLifetime
{
    private int last;

    public TestFederation Federation { get; private set; } = null!;

    public async Task InitializeAsync() => Federation = await TestFederation.StartAsync();

    public Task DisposeAsync() => Federation.DisposeAsync().AsTask();

    public async Task<(string District, string Mine)> FoundAsync()
    {
        var district = string.Create(CultureInfo.InvariantCulture, $"99{Interlocked.Increment(ref last):0000}");
        var since = new DateOnly(2000, 1, 1);
        await Federation.FoundAsync(
            new NewUnion(district, "某区总工会", UnionLevel.District, "territorial", null, since), new NewUnion(district + "-1", "某矿工会", UnionLevel.Grassroots, "mine", district, since));
        return (district, district + "-1");
    }

    public Task<HttpClient> ClientAsync(string union, Role role) => ClientAsync((union, role));

    /// <summary>Somebody signed in who is led on by hand: a client that follows redirects by itself drops its token.</summary>
    public async Task<HttpClient> ClientAsync(params (string Union, Role Role)[] grants)
    {
        var token = await Federation.TokenAsync(null, grants);
        return new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Federation.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
    }
}
