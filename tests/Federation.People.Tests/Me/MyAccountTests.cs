using System.Text.RegularExpressions;
using Federation.People.SigningIn;
using Federation.People.Tests.SigningIn;

namespace Federation.People.Tests.Me;

public sealed partial class MyAccountTests(PeopleFederation house) : IClassFixture<PeopleFederation>
{
    private const string Fresh = "sieben-kalte-winter";

    [Fact]
    public async Task A_changed_password_is_the_only_one_and_signs_every_other_browser_out()
    {
        var (name, password) = await house.Federation.AccountAsync((PeopleFederation.City, Role.Leader));
        using var here = await SignedInAsync(name, password);
        using var there = await SignedInAsync(name, password);
        Assert.Contains("不一样", await here.PostFormAsync("/me/password", ("password", password), ("newPassword", Fresh), ("repeated", "other")).ReadTextAsync(400), StringComparison.Ordinal);
        Assert.Contains("密码不正确", await here.PostFormAsync("/me/password", ("password", "wrong-one-here"), ("newPassword", Fresh), ("repeated", Fresh)).ReadTextAsync(400), StringComparison.Ordinal);
        Assert.Equal("/me?done=changed-password", await here.PostFormAsync("/me/password", ("password", password), ("newPassword", Fresh), ("repeated", Fresh)).FollowRedirectAsync());
        await here.PageAsync("/me");
        await there.PageAsync("/me", 302);
        using var browser = house.Federation.Browser();
        await browser.SignInAsync(name, password).ReadTextAsync(400);
        await browser.SignInAsync(name, Fresh).FollowRedirectAsync();
    }

    [Theory]
    [InlineData("short-one")]
    [InlineData("1234567890")]
    [InlineData("Password123")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("{name}-2026!")]
    public async Task A_weak_password_is_refused_with_the_reason(string weak)
    {
        var (name, password) = await house.Federation.AccountAsync((PeopleFederation.City, Role.Leader));
        using var browser = await SignedInAsync(name, password);
        weak = weak.Replace("{name}", name, StringComparison.Ordinal);
        Assert.Contains("invalid-feedback", await browser.PostFormAsync("/me/password", ("password", password), ("newPassword", weak), ("repeated", weak)).ReadTextAsync(400), StringComparison.Ordinal);
        using var again = house.Federation.Browser();
        await again.SignInAsync(name, password).FollowRedirectAsync();
    }

    [Fact]
    public async Task Another_browser_can_be_signed_out_and_all_of_them_at_once()
    {
        var (name, password) = await house.Federation.AccountAsync((PeopleFederation.City, Role.Leader));
        using var here = await SignedInAsync(name, password);
        using var there = await SignedInAsync(name, password);
        using var third = await SignedInAsync(name, password);
        var page = await here.PageAsync("/me");
        var ends = EndSession().Matches(page).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(2, ends.Count);
        Assert.Equal("/me?done=ended-session", await here.PostFormAsync("/me", new Dictionary<string, string>(), ends[0]).FollowRedirectAsync());
        await third.PageAsync("/me", 302);
        await there.PageAsync("/me");

        using var stranger = await house.Federation.SignedInBrowserAsync(PeopleFederation.City, Role.Leader);
        var token = await stranger.FormAsync("/me", "/sign-out");
        await stranger.PostAsync(ends[1], token).ReadTextAsync(404);
        await there.PageAsync("/me");

        Assert.Equal("/sign-in", await here.PostFormAsync("/me", new Dictionary<string, string>(), "/me/sessions/end").FollowRedirectAsync());
        await here.PageAsync("/me", 302);
        await there.PageAsync("/me", 302);
        await stranger.PageAsync("/me");
    }

    [Fact]
    public async Task With_the_second_factor_a_password_alone_opens_nothing_and_no_code_opens_twice()
    {
        var (name, password) = await house.Federation.AccountAsync((PeopleFederation.City, Role.Leader));
        var (key, recovery, used) = await TurnOnAsync(name, password);

        using var browser = house.Federation.Browser();
        Assert.Equal("/sign-in/code?return=%2Fme", await browser.SignInAsync(name, password, "/sign-in?return=%2Fme").FollowRedirectAsync());
        await browser.PageAsync("/me", 302);
        Assert.Null(browser.Cookie(SignIn.Cookie));
        // The one that set it up is used already; so is one after its first use.
        await CodeAsync(browser, used).ReadTextAsync(400);
        var code = AuthenticatorApp.Code(key, steps: 1);
        Assert.Equal("/me", await CodeAsync(browser, code, "?return=%2Fme").FollowRedirectAsync());
        await browser.PageAsync("/me");

        using var replay = house.Federation.Browser();
        await replay.SignInAsync(name, password).FollowRedirectAsync();
        await CodeAsync(replay, code).ReadTextAsync(400);
        await CodeAsync(replay, recovery[0].ToLowerInvariant()).FollowRedirectAsync();
        await replay.PageAsync("/me");
        using var once = house.Federation.Browser();
        await once.SignInAsync(name, password).FollowRedirectAsync();
        await CodeAsync(once, recovery[0]).ReadTextAsync(400);
    }

    [Fact]
    public async Task Guessing_codes_locks_the_account_though_the_password_is_typed_anew()
    {
        var (name, password) = await house.Federation.AccountAsync((PeopleFederation.City, Role.Leader));
        await TurnOnAsync(name, password);
        for (var i = 0; i < 5; i++)
        {
            using var browser = house.Federation.Browser();
            await browser.SignInAsync(name, password).FollowRedirectAsync();
            await CodeAsync(browser, "000000").ReadTextAsync(400);
        }
        using var last = house.Federation.Browser();
        await last.SignInAsync(name, password).ReadTextAsync(400);
    }

    [Fact]
    public async Task An_office_that_asks_for_the_second_factor_is_not_entered_without()
    {
        await using var federation = await TestFederation.StartAsync(settings: ("SignIn:SecondFactorFor", "administrator, security-administrator"));
        await PeopleFederation.FoundAsync(federation);
        var (name, password) = await federation.AccountAsync((PeopleFederation.City, Role.Administrator));
        using var browser = federation.Browser();
        Assert.Equal("/sign-in/second-factor", await browser.SignInAsync(name, password).FollowRedirectAsync());
        await browser.PageAsync("/me", 302);
        var key = Key(await browser.PageAsync("/sign-in/second-factor"));
        await browser.PostFormAsync("/sign-in/second-factor", ("code", "000000")).ReadTextAsync(400);
        Assert.Contains("恢复码", await browser.PostFormAsync("/sign-in/second-factor", ("code", AuthenticatorApp.Code(key))).ReadTextAsync(), StringComparison.Ordinal);
        await browser.PageAsync("/me");
        Assert.Contains("不能关闭", await browser.PostFormAsync("/me/second-factor/remove", ("password", password)).ReadTextAsync(409), StringComparison.Ordinal);
        using var clerk = await federation.SignedInBrowserAsync(PeopleFederation.City, Role.Clerk);
        await clerk.PageAsync("/me");
    }

    private async Task<(string Key, IReadOnlyList<string> Recovery, string Used)> TurnOnAsync(string name, string password)
    {
        using var browser = await SignedInAsync(name, password);
        Assert.Equal("/me/second-factor", await browser.PostFormAsync("/me/second-factor/begin", ("password", password)).FollowRedirectAsync());
        var key = Key(await browser.PageAsync("/me/second-factor"));
        var used = AuthenticatorApp.Code(key);
        var shown = await browser.PostFormAsync("/me/second-factor", ("code", used)).ReadTextAsync();
        var recovery = Secret().Matches(shown).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(10, recovery.Count);
        return (key, recovery, used);
    }

    private async Task<TestBrowser> SignedInAsync(string name, string password)
    {
        var browser = house.Federation.Browser();
        await browser.SignInAsync(name, password).FollowRedirectAsync();
        return browser;
    }

    private static Task<HttpResponseMessage> CodeAsync(TestBrowser browser, string code, string query = "") => browser.PostFormAsync("/sign-in/code" + query, ("code", code));

    private static string Key(string page) => Secret().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);

    [GeneratedRegex("""<code class="secret">([^<]+)</code>""")]
    private static partial Regex Secret();

    [GeneratedRegex("""action="(/me/sessions/\d+/end)["]""")]
    private static partial Regex EndSession();
}
