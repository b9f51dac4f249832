using System.Net;
using System.Text.RegularExpressions;

namespace Federation.Testing;

/// <summary>
/// A browser without script: it keeps cookies, opens pages and posts their forms with what stands hidden in them. It follows no redirect by itself, so
/// that a test sees where it is led.
/// </summary>
public sealed partial class TestBrowser : HttpClient
{
    private TestBrowser(Uri address, CookieContainer cookies) : base(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false })
    {
        BaseAddress = address;
        Cookies = cookies;
        DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html");
        DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (test)");
    }

    public TestBrowser(Uri address) : this(address, new CookieContainer())
    {
    }

    public CookieContainer Cookies { get; }

    public string? Cookie(string name) => Cookies.GetAllCookies().FirstOrDefault(c => c.Name == name && !c.Expired)?.Value;

    /// <summary>A page's text; a failure shows what came instead.</summary>
    public async Task<string> PageAsync(string path, int status = 200)
    {
        using var answer = await GetAsync(path);
        var said = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Xunit.Assert.True((int)answer.StatusCode == status, $"GET {path} answered {(int)answer.StatusCode}, not {status}: {answer.Headers.Location} {said}");
        return said;
    }

    /// <summary>Opens a page and posts the form on it that goes to <paramref name="action"/>, with its hidden fields and what is typed.</summary>
    /// <param name="action">Where the form goes; where left out, the form that goes to the page's own address.</param>
    public async Task<HttpResponseMessage> PostFormAsync(string page, IReadOnlyDictionary<string, string> typed, string? action = null)
    {
        var form = await FormAsync(page, action);
        return await PostAsync(action ?? page, form.Concat(typed));
    }

    public Task<HttpResponseMessage> PostFormAsync(string page, params (string Name, string Value)[] typed) => PostFormAsync(page, typed.ToDictionary(t => t.Name, t => t.Value));

    /// <summary>The hidden fields of a form on a page.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FormAsync(string page, string? action = null)
    {
        using var answer = await GetAsync(page);
        var html = await answer.Content.ReadAsStringAsync();
        var form = Form().Matches(html).FirstOrDefault(f => Attribute(f.Groups["tag"].Value, "action") is var to && to is null or "" ? action is null : to == (action ?? page));
        Xunit.Assert.True(form is not null, $"{page} ({(int)answer.StatusCode} {answer.Headers.Location}) has no form to {action ?? "itself"}: {html}");
        return Input().Matches(form!.Groups["body"].Value).Where(i => Attribute(i.Value, "type") == "hidden" && Attribute(i.Value, "name") is not null)
            .DistinctBy(i => Attribute(i.Value, "name")).ToDictionary(i => Attribute(i.Value, "name")!, i => Attribute(i.Value, "value") ?? "");
    }

    /// <summary>Posts fields as they are given.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        // What is typed stands behind what the page proposed in the same field.
        using var content = new FormUrlEncodedContent(fields.GroupBy(f => f.Key).Select(g => g.Last()));
        return await PostAsync(new Uri(path, UriKind.Relative), content);
    }

    public Task<HttpResponseMessage> SignInAsync(string userName, string password, string page = "/sign-in") => PostFormAsync(page, ("userName", userName), ("password", password));

    private static string? Attribute(string tag, string name) =>
        Regex.Match(tag, "\\b" + name + "=\"([^\"]*)\"", RegexOptions.NonBacktracking) is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;

    [GeneratedRegex("""(?<tag><form\b[^>]*>)(?<body>.*?)</form>""", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("""<input\b[^>]*>""")]
    private static partial Regex Input();
}

public static class TestAnswers
{
    /// <summary>Where an answer leads.</summary>
    public static async Task<string> OnwardAsync(this Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        Xunit.Assert.True((int)response.StatusCode == 303, $"{response.RequestMessage!.RequestUri} answered {(int)response.StatusCode}, not 303: {await response.Content.ReadAsStringAsync()}");
        return response.Headers.Location!.ToString();
    }

    /// <summary>The page that an answer is.</summary>
    public static async Task<string> SaysAsync(this Task<HttpResponseMessage> answer, int status = 200)
    {
        using var response = await answer;
        var said = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
        Xunit.Assert.True((int)response.StatusCode == status, $"{response.RequestMessage!.RequestUri} answered {(int)response.StatusCode}, not {status}: {response.Headers.Location} {said}");
        return said;
    }
}
