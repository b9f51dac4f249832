using System.Text.RegularExpressions;

namespace Federation.Host.Tests.Web;

/// <summary>What is new is known to the tests that walk all endpoints and pages, to the browser's and to the documentation.</summary>
public sealed partial class CoverageTests(AttackedFederation mine) : IClassFixture<AttackedFederation>
{
    private static readonly Endpoint Planted = new("GET", "/api/v1/unions/{union}/parcels/{parcel}", false, false, [Role.Clerk], Reach.Itself, null, []);

    private readonly IReadOnlyList<Endpoint> api = Endpoint.Api(mine.Federation), pages = Endpoint.Pages(mine.Federation);

    private static string Read(string path) => File.ReadAllText(Path.Combine(Clone.Root, path));

    [Fact]
    public void Every_parameter_of_every_address_stands_for_something_at_the_mine()
    {
        var nothing = api.Concat(pages).Select(NothingAt).OfType<string>().Distinct().ToList();
        Assert.True(nothing.Count == 0, string.Join(Environment.NewLine, nothing));
        Assert.Contains("{parcel}", NothingAt(Planted), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_word_of_an_address_of_the_interface_is_documented()
    {
        var documentation = Read("docs/api.md");
        var described = api.Where(e => e.Pattern.StartsWith("/api/v1/", StringComparison.Ordinal));
        var missing = described.SelectMany(e => Undocumented(e, documentation)).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(missing.Count == 0, string.Join(Environment.NewLine, missing));
        Assert.Single(Undocumented(Planted, documentation));
    }

    [Fact]
    public async Task Every_page_is_looked_at_in_the_browser()
    {
        var looked = Looked(
            string.Concat(Directory.EnumerateFiles(Path.Combine(Clone.Root, "tests", "Federation.Browser.Tests"), "*.cs").Select(File.ReadAllText)));
        Assert.DoesNotContain("parcels", looked);
        var missing = new List<string>();
        foreach (var page in pages.Where(p => p.Method == "GET" && WordOf(p.Pattern) is { } word && !looked.Contains(word)))
        {
            using var browser = page.Roles.Count > 0 ? await mine.Federation.SignedInBrowserAsync(AttackedFederation.Code, page.Roles[0]) : mine.Federation.Browser();
            using var answer = await browser.SendAsync(page.Request(mine.PathOf(page)));
            // What a page asks for by itself, or hands out, is no page.
            if ((await answer.Content.ReadAsStringAsync()).Contains("<html", StringComparison.Ordinal)) missing.Add(page.ToString());
        }
        Assert.True(missing.Count == 0, string.Join(Environment.NewLine, missing));
    }

    [Theory]
    [InlineData("/u/{union}/parcels/{parcel}", "parcels")]
    [InlineData("/parcels", "parcels")]
    [InlineData("/u/{union}", null)]
    public void The_word_of_a_page_is_the_first_of_its_address(string pattern, string? word) => Assert.Equal(word, WordOf(pattern));

    private string? NothingAt(Endpoint endpoint)
    {
        try
        {
            mine.PathOf(endpoint);
            return null;
        }
        catch (InvalidOperationException nothing)
        {
            return nothing.Message;
        }
    }

    private static IEnumerable<string> Undocumented(Endpoint endpoint, string documentation) =>
        endpoint.Pattern.Split('/').Where(
            w => w.Length > 0 && w[0] != '{' && !Regex.IsMatch(documentation, $"(?<![a-zA-Z-]){Regex.Escape(w)}(?![a-zA-Z-])")).Select(w => $"{endpoint}: {w}");

    private static IReadOnlySet<string> Looked(string tests) => Addresses().Matches(tests).Select(m => m.Groups[1].Value).ToHashSet();

    private static string? WordOf(string pattern) =>
        pattern.Replace("/u/{union}", "", StringComparison.Ordinal).Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(w => w[0] != '{');

    /// <summary>Addresses written out, from the start of a text or behind a union's.</summary>
    [GeneratedRegex("[\"}](?:/u/[0-9A-Z-]+)?/([a-z-]+)")]
    private static partial Regex Addresses();
}
