using System.Net;
using System.Text.RegularExpressions;

namespace Federation.Testing;

/// <summary>
/// A browser without script: it keeps cookies, opens pages and posts their forms with the hidden fields. It does not follow redirects, so that a test sees the
/// target.
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

    /// <summary>Every form on a page that is posted: where to, and its fields as they stand.</summary>
    public async Task<IReadOnlyList<(string Action, IReadOnlyDictionary<string, string> Fields)>> FormsAsync(string page)
    {
        using var answer = await GetAsync(page);
        var html = await answer.Content.ReadAsStringAsync();
        return
        [
            .. from form in Form().Matches(html)
               where Attribute(form.Groups["tag"].Value, "method") == "post"
               let inputs = from input in Input().Matches(form.Groups["body"].Value)
                            where Attribute(input.Value, "type") is not ("checkbox" or "radio" or "file") || input.Value.Contains(" checked", StringComparison.Ordinal)
                            select (Name: Attribute(input.Value, "name"), Value: Attribute(input.Value, "value") ?? "")
               let chosen = from list in Select().Matches(form.Groups["body"].Value)
                            let options = Option().Matches(list.Value).Select(o => o.Value).ToList()
                            let option = options.Find(o => o.Contains(" selected", StringComparison.Ordinal)) ?? options.Find(o => Attribute(o, "value") is { Length: > 0 })
                            select (Name: Attribute(list.Value, "name"), Value: option is null ? "" : Attribute(option, "value") ?? "")
               let fields = inputs.Concat(chosen).Where(f => f.Name is not null).GroupBy(f => f.Name!).ToDictionary(g => g.Key, g => g.Last().Value)
               select (Attribute(form.Groups["tag"].Value, "action") is { Length: > 0 } action ? action : page, (IReadOnlyDictionary<string, string>)fields),
        ];
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

    [GeneratedRegex("""<select\b[^>]*>.*?</select>""", RegexOptions.Singleline)]
    private static partial Regex Select();

    [GeneratedRegex("""<option\b[^>]*>""")]
    private static partial Regex Option();

    [GeneratedRegex("""<input\b[^>]*>""")]
    private static partial Regex Input();
}

public static class TestAnswers
{
    /// <summary>Where an answer leads.</summary>
    public static async Task<string> FollowRedirectAsync(this Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        Xunit.Assert.True((int)response.StatusCode == 303, $"{response.RequestMessage!.RequestUri} answered {(int)response.StatusCode}, not 303: {await response.Content.ReadAsStringAsync()}");
        return response.Headers.Location!.ToString();
    }

    /// <summary>The page that an answer is.</summary>
    public static async Task<string> ReadTextAsync(this Task<HttpResponseMessage> answer, int status = 200)
    {
        using var response = await answer;
        var said = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
        Xunit.Assert.True((int)response.StatusCode == status, $"{response.RequestMessage!.RequestUri} answered {(int)response.StatusCode}, not {status}: {response.Headers.Location} {said}");
        return said;
    }
}
