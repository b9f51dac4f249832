using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Federation.Browser.Tests;

[CollectionDefinition(Name)]
public sealed class SharedHostCollection : ICollectionFixture<SharedHost>
{
    public const string Name = "federated";
}

/// <summary>
/// The program in a process of its own with the whole demo in it, and a browser to look at it with. Its people are those that the first start names, with
/// the passwords that it prints.
/// </summary>
public sealed partial class SharedHost : IAsyncLifetime
{
    /// <summary>A union that has nothing yet, and its clerk.</summary>
    public const string Newcomer = "610428-N01", NewcomersClerk = "clerk-610428-N01-new";

    private readonly Dictionary<string, string> passwords = [];
    private IConfiguration configuration = null!;
    private HostProcess host = null!;
    private IPlaywright playwright = null!;

    public string Root { get; private set; } = "";
    public Uri Address { get; private set; } = null!;
    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Root = DemoFolder.New();
        configuration = await TestDatabase.DemoAsync();
        foreach (var (user, password) in TestDatabase.DemoPasswords()) passwords[user] = password;
        var settings = configuration.AsEnumerable().Where(s => s.Value is not null).ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value!);
        settings["Urls"] = "http://127.0.0.1:0";
        host = HostProcess.Start(Root, settings);
        // Beside other tests an answer may take many seconds; only a fault takes longer than this.
        Assertions.SetDefaultExpectTimeout(60_000);
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumPath(), Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage"] });
        await host.UntilAsync(() => Served().IsMatch(host.Output));
        Address = new Uri(Served().Match(host.Output).Value);
    }

    public async Task DisposeAsync()
    {
        await Browser.CloseAsync();
        playwright.Dispose();
        host.Terminate();
        await host.EndAsync();
        host.Dispose();
        await TestDatabase.DropAsync(configuration);
        Directory.Delete(Root, recursive: true);
    }

    /// <summary>A browser of somebody who has not signed in.</summary>
    public async Task<IPage> OpenAsync(Screen screen, string language = "zh-CN", bool script = true)
    {
        var context = await Browser.NewContextAsync(new()
        {
            BaseURL = Address.ToString(), ViewportSize = new() { Width = screen.Width, Height = screen.Height }, Locale = language, JavaScriptEnabled = script, HasTouch = screen.Width < 500,
        });
        // Only a fault reaches it: beside other tests a first page may take many seconds.
        context.SetDefaultTimeout(90_000);
        return await context.NewPageAsync();
    }

    /// <summary>A browser in which one of the demo's people has signed in by the form.</summary>
    /// <param name="user">As the first start names them: <c>clerk-610000</c>.</param>
    public Task<IPage> SignedInAsync(string user, Screen screen, string language = "zh-CN", bool script = true) => SignedInAsync(user, PasswordOf(user), screen, language, script);

    public async Task<IPage> SignedInAsync(string user, string password, Screen screen, string language = "zh-CN", bool script = true)
    {
        var page = await OpenAsync(screen, language, script);
        await EnterAsync(page, user, password);
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return page;
    }

    private static async Task EnterAsync(IPage page, string user, string password)
    {
        await page.GotoAsync("/sign-in");
        await page.FillAsync("[name=userName]", user);
        await page.FillAsync("[name=password]", password);
        await page.ClickAsync("main button[type=submit]");
    }

    /// <summary>The password that the first start printed.</summary>
    public string PasswordOf(string user) => passwords.TryGetValue(user, out var password) ? password : throw new InvalidOperationException($"The first start named no {user}: {host.Errors}");

    /// <summary>Founds the union that has nothing yet and makes its clerk.</summary>
    public async Task WithNewcomerAsync()
    {
        using var api = await ApiAsync("610000", "administrator");
        using var founded = await api.PostAsJsonAsync("/api/v1/unions/610428/children", new { code = Newcomer, name = "新建小企业工会", level = "grassroots", kind = "enterprise", on = "2017-01-01" });
        Assert.True(founded.IsSuccessStatusCode, await founded.Content.ReadAsStringAsync());
        var (user, password) = await PersonAsync(Newcomer, "clerk");
        passwords[user] = password;
    }

    /// <summary>A person made on the command line, who has signed in once and changed the password that was printed.</summary>
    public async Task<(string User, string Password)> PersonAsync(string union, string role)
    {
        var user = $"{role}-{union}-new";
        var made = await InProcess.RunAsync(Root, configuration, "user", "create", "--name", "测试经办人", "--user", user, "--union", union, "--role", role);
        Assert.True(made.Exit == 0, made.ToString());
        const string chosen = "vier-warme-sommer";
        var page = await OpenAsync(Screen.Phone);
        await EnterAsync(page, user, made.Out.Trim());
        await page.FillAsync("[name=newPassword]", chosen);
        await page.FillAsync("[name=repeated]", chosen);
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        await page.Context.CloseAsync();
        return (user, chosen);
    }

    /// <summary>A program with a token.</summary>
    public async Task<HttpClient> ApiAsync(string union, string role)
    {
        var made = await InProcess.RunAsync(Root, configuration, "token", "create", "--union", union, "--role", role);
        Assert.True(made.Exit == 0, made.ToString());
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", made.Out.Trim());
        return client;
    }

    /// <summary>First the one without windows: the others start processes for tabs and menus that nobody sees.</summary>
    private static string ChromiumPath() => new[] { "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("Chromium is missing: apt-get install chromium-headless-shell fonts-noto-cjk");

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Served();
}

/// <summary>What is looked at through.</summary>
public sealed record Screen(int Width, int Height)
{
    public static readonly Screen Phone = new(390, 844);
    public static readonly Screen Tablet = new(768, 1024);
    public static readonly Screen Desk = new(1440, 900);
}
