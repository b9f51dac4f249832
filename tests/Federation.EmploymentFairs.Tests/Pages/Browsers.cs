using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Federation.EmploymentFairs.Tests.Pages;

[CollectionDefinition(Name)]
public sealed class BrowsersCollection : ICollectionFixture<Browsers>
{
    public const string Name = "browsers";
}

/// <summary>The installation for all tests of pages, and what they begin with.</summary>
public sealed class Browsers : PagesFixture
{
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
