using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Federation.Framework.Tenancy;
using Federation.Testing;
using Federation.Unions.Contracts;

namespace Federation.EmploymentFairs.Tests.Pages;

[CollectionDefinition(Name)]
public sealed class BrowsersCollection : ICollectionFixture<Browsers>
{
    public const string Name = "browsers";
}

/// <summary>One installation for all tests of pages; each test takes a district and a mine of its own.</summary>
public sealed class Browsers : IAsyncLifetime
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

    /// <summary>Somebody signed in who is led on by hand: a client that follows by itself leaves its token behind.</summary>
    public async Task<HttpClient> ClientAsync(string union, Role role)
    {
        var token = await Federation.TokenAsync(null, (union, role));
        return new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Federation.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
    }

    /// <summary>A fair through the API, announced, with an employer and a post.</summary>
    /// <param name="starts">Its only day.</param>
    public static async Task<(string Fair, string Stand, string Post)> FairAsync(HttpClient clerk, string union, DateOnly starts, string title = "春风行动招聘会", bool announced = true)
    {
        var all = $"/api/v1/unions/{union}/fairs";
        var fair = await MadeAsync(clerk, all, new { title, mode = "venue", starts, ends = starts, venue = "工人文化宫" });
        var stand = await MadeAsync(clerk, $"{all}/{fair}/stands", new { employer = "某机械厂", employerCode = Given.EmployerCode(), sector = "manufacturing" });
        var post = await MadeAsync(clerk, $"{all}/{fair}/posts", new { stand, title = "焊工", trade = "welding", openings = 12, wageFrom = 4000, wageTo = 5000, division = "610102", place = "新城区" });
        if (announced) await MoveAsync(clerk, $"{all}/{fair}/announce", 1).JsonAsync();
        return (fair, stand, post);
    }

    /// <summary>Takes a step with a fair, as one who has read that version of it.</summary>
    public static async Task<HttpResponseMessage> MoveAsync(HttpClient clerk, string path, int version, object? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body), Headers = { IfMatch = { new EntityTagHeaderValue($"\"{version}\"") } } };
        return await clerk.SendAsync(request);
    }

    public static async Task<string> MadeAsync(HttpClient clerk, string path, object body) => (await clerk.PostAsJsonAsync(path, body).JsonAsync(201)).GetProperty("id").GetString()!;
}
