using Deque.AxeCore.Playwright;

namespace Federation.Browser.Tests;

/// <summary>What holds for every page, on every screen and in both languages, with the demo's data and where there is nothing yet.</summary>
[Collection(SharedHostCollection.Name)]
public class PagesTests(SharedHost federated)
{
    private const int LightPage = 300_000;

    private static readonly string[] OfAUnion =
    [
        "", "?period=2017", "/map?period=2017", "/figures?period=2017", "/figures/unions.members?period=2017", "/missing?period=2017", "/typing?period=2017", "/rollups", "/campaigns", "/campaigns?subtree=true", "/campaigns/new?season=winter",
        "/stations", "/stations?subtree=true", "/stations/new", "/stations/served", "/stations/inspections", "/station-subsidies", "/station-kit",
        "/fairs", "/fairs?subtree=true&state=announced", "/fairs/new", "/fairs/co-hosted", "/fairs/hardship-marks", "/imports/fairs",
    ];

    private static readonly string[] OfLabourModels =
    [
        "/nominations", "/nominations?subtree=true&year=2019", "/nominations/new", "/models", "/models/new", "/awards", "/studios?subtree=true", "/studios/new", "/talks/new", "/honours", "/selections", "/allowances/new", "/calendar?year=2026", "/imports/models",
    ];

    /// <summary>Who looks, in which union; each with the paths that are looked at.</summary>
    public static TheoryData<string, string, string[]> Looks => new()
    {
        { "", "", ["/", "/sign-in", "/no-such-page", "/stations", "/stations?near=34.26,108.94&km=30", "/stations?district=610400&open=true", "/fairs", "/fairs?show=posts&trade=welding"] },
        { "leader-610000", "/u/610000", ["", "/map?period=2017", "/map?period=2017&indicator=unions.members&show=per-thousand&sort=growth", "?period=2017", "?period=2017-08", "?period=S2017", "/figures?period=2017", "/figures/seasonal.cooling.people?period=2017", "/missing?period=2017", "/rollups", "/campaigns?subtree=true", "/campaigns?season=spring&year=1999", "/stations?subtree=true&state=in-service&on=2018-08-24", "/station-subsidies"] },
        { "clerk-610428", "/u/610428", [.. OfAUnion, "/imports/campaigns", "/imports/deliveries-summer", "/imports/stations"] },
        { "clerk-610428-M01", "/u/610428-M01", OfAUnion },
        { SharedHost.NewcomersClerk, $"/u/{SharedHost.Newcomer}", OfAUnion },
        { "clerk-610428", "/u/610428", OfLabourModels },
        { "leader-610000", "/u/610000", ["/nominations?subtree=true", "/nominations?here=true", "/studios?subtree=true", "/honours"] },
        { "administrator-610400", "/u/610400", ["/people", "/people/new", "/unions", "/end"] },
        { "auditor-610000", "/u/610000", ["/audit"] },
        { "reviewer-610428", "", ["/me", "/me/password", "/search", "/search?q=610428", "/search?q=cwx&kind=unions", "/u/610000", "/u/610428/campaigns/1"] },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Pages_are_sound_on_every_screen_and_in_both_languages(string user, string union, string[] paths)
    {
        if (user == SharedHost.NewcomersClerk) await federated.WithNewcomerAsync();
        // Two browsers beside each other, as two people have them.
        await Task.WhenAll(InAsync("zh-CN"), InAsync("en"));

        async Task InAsync(string language)
        {
            var page = user.Length == 0 ? await federated.OpenAsync(Screen.Desk, language) : await federated.SignedInAsync(user, Screen.Desk, language);
            // Other pages in each language; a long run looks at all in both.
            foreach (var path in Repetition.Share(paths, Math.Max(1, paths.Length / 8), user + union + language)) await LookAsync(page, union + path, $"{union}{path} as {user} in {language}", language);
            await page.Context.CloseAsync();
        }
    }

    /// <summary>Nothing is remembered by the browser before the first of them, and the library for pictures is counted apart.</summary>
    [Theory]
    [InlineData("leader-610000", "/u/610000?period=2017")]
    [InlineData("clerk-610428", "/u/610428/typing?period=2017")]
    [InlineData("clerk-610428", "/u/610428/campaigns")]
    public async Task A_page_is_light(string user, string path)
    {
        var signedIn = await federated.SignedInAsync(user, Screen.Phone);
        var cookies = await signedIn.Context.CookiesAsync();
        var page = await federated.OpenAsync(Screen.Phone);
        await page.Context.AddCookiesAsync(cookies.Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = federated.Address.ToString() }));
        var network = await page.Context.NewCDPSessionAsync(page);
        await network.SendAsync("Network.enable");
        var (addresses, bytes) = (new Dictionary<string, string>(), new Dictionary<string, double>());
        network.Event("Network.requestWillBeSent").OnEvent += (_, e) => addresses[e!.Value.GetProperty("requestId").GetString()!] = e.Value.GetProperty("request").GetProperty("url").GetString()!;
        network.Event("Network.loadingFinished").OnEvent += (_, e) => bytes[e!.Value.GetProperty("requestId").GetString()!] = e.Value.GetProperty("encodedDataLength").GetDouble();
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
        var sizes = bytes.Where(b => addresses.ContainsKey(b.Key)).Select(b => (Address: addresses[b.Key], Bytes: b.Value)).ToList();
        var total = sizes.Where(s => !s.Address.Contains("echarts", StringComparison.Ordinal)).Sum(s => s.Bytes);
        Assert.True(total is > 10_000 and < LightPage, $"{total} bytes: {string.Join(", ", sizes)}");
        await page.Context.CloseAsync();
        await signedIn.Context.CloseAsync();
    }

    private static async Task LookAsync(IPage page, string path, string at, string language)
    {
        var complaints = new List<string>();
        void Complain(object? _, IConsoleMessage message)
        {
            // A page that tells of a problem is told by the browser as well.
            if (message.Type == "error" && !message.Text.Contains("status of 40", StringComparison.Ordinal)) complaints.Add(message.Text);
        }
        void Break(object? _, string error) => complaints.Add(error);
        page.Console += Complain;
        page.PageError += Break;
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
        Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
        foreach (var screen in new[] { Screen.Desk, Screen.Tablet, Screen.Phone })
        {
            await page.SetViewportSizeAsync(screen.Width, screen.Height);
            // Drawn anew for this screen.
            await page.EvaluateAsync("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{at} is wider than {screen.Width}");
            var unreachable = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('main a[href], main button, main input:not([type=hidden]), main select, main textarea')].filter(e => e.tabIndex < 0 && e.getAttribute('aria-hidden') !== 'true' && e.checkVisibility()).map(e => e.outerHTML.slice(0, 120))");
            Assert.True(unreachable.Length == 0, $"{at} at {screen.Width} cannot be used by keyboard: {string.Join("; ", unreachable)}");
            // Axe takes longest; it sees each page on a phone and on a desk, and in each language once.
            if (screen == (language == "en" ? Screen.Desk : Screen.Phone)) await AxeAsync(page, at);
        }
        Assert.True(complaints.Count == 0, $"{at}: {string.Join("; ", complaints)}");
        page.Console -= Complain;
        page.PageError -= Break;
    }

    private static async Task AxeAsync(IPage page, string at)
    {
        var axe = await page.RunAxe();
        var grave = axe.Violations.Where(v => v.Impact is "serious" or "critical").ToList();
        Assert.True(grave.Count == 0, $"{at}: {string.Join("; ", grave.Select(v => $"{v.Id}: {v.Help} {string.Join(", ", v.Nodes.Take(3).Select(n => n.Html))}"))}");
    }
}
