using System.Net;
using Federation.People.Accounts;
using Federation.People.Contracts;
using Federation.People.Sessions;
using Federation.People.SigningIn;
using Microsoft.EntityFrameworkCore;

namespace Federation.People.Tests.SigningIn;

public sealed class SignInPageTests(PeopleFederation house) : IClassFixture<PeopleFederation>
{
    private const string Wrong = "not-this-one-8";

    [Fact]
    public async Task Who_signs_in_comes_to_the_union_of_the_first_grant_or_where_they_wanted_to_go()
    {
        var (name, password) = await house.Federation.AccountAsync((PeopleFederation.City, Role.Leader));
        using var browser = house.Federation.Browser();
        Assert.StartsWith("/sign-in?return=%2Fme", await LocationAsync(browser.GetAsync("/me"), HttpStatusCode.Redirect), StringComparison.Ordinal);
        Assert.Equal($"/u/{PeopleFederation.City}", await browser.SignInAsync(name.ToUpperInvariant(), password).FollowRedirectAsync());
        Assert.Contains($"Leader {PeopleFederation.City}", await browser.PageAsync("/me"), StringComparison.Ordinal);

        using var other = house.Federation.Browser();
        Assert.Equal("/me?x=1", await other.SignInAsync(name, password, "/sign-in?return=%2Fme%3Fx%3D1").FollowRedirectAsync());
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    [InlineData("u/610000")]
    public async Task Signing_in_never_leads_off_the_site(string wanted)
    {
        var (name, password) = await house.Federation.AccountAsync((PeopleFederation.City, Role.Leader));
        using var browser = house.Federation.Browser();
        Assert.Equal($"/u/{PeopleFederation.City}", await browser.SignInAsync(name, password, "/sign-in?return=" + Uri.EscapeDataString(wanted)).FollowRedirectAsync());
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_are_told_alike_and_what_was_typed_as_name_stays()
    {
        var (name, _) = await house.Federation.AccountAsync((PeopleFederation.City, Role.Leader));
        using var browser = house.Federation.Browser();
        var wrong = await browser.SignInAsync(name, Wrong).ReadTextAsync(400);
        var unknown = await browser.SignInAsync("nobody-" + name, Wrong).ReadTextAsync(400);
        Assert.Contains("用户名或密码不正确", wrong, StringComparison.Ordinal);
        Assert.Contains("用户名或密码不正确", unknown, StringComparison.Ordinal);
        Assert.Contains($"value=\"{name}\"", wrong, StringComparison.Ordinal);
        Assert.DoesNotContain(Wrong, wrong, StringComparison.Ordinal);
        Assert.Null(browser.Cookie(SignIn.Cookie));
    }

    [Fact]
    public async Task Five_failures_lock_the_account_for_fifteen_minutes_even_to_the_right_password()
    {
        var clock = new TestClock();
        await using var federation = await house.Federation.StartBesideAsync(clock);
        var (name, password) = await house.Federation.AccountAsync((PeopleFederation.City, Role.Leader));
        using var browser = federation.Browser();
        for (var i = 0; i < AccountManager.MaxFailures; i++) await browser.SignInAsync(name, Wrong).ReadTextAsync(400);
        await browser.SignInAsync(name, password).ReadTextAsync(400);
        clock.Advance(AccountManager.Lockout - TimeSpan.FromMinutes(1));
        await browser.SignInAsync(name, password).ReadTextAsync(400);
        clock.Advance(TimeSpan.FromMinutes(2));
        await browser.SignInAsync(name, password).FollowRedirectAsync();
    }

    [Fact]
    public async Task Guesses_sent_all_at_once_are_counted_each()
    {
        var (name, password) = await house.Federation.AccountAsync((PeopleFederation.City, Role.Leader));
        using var browser = house.Federation.Browser();
        var form = (await browser.FormAsync("/sign-in")).Append(new("userName", name)).ToList();
        var guesses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => browser.PostAsync("/sign-in", form.Append(new("password", Wrong)))));
        Assert.All(guesses, g => Assert.Equal(HttpStatusCode.BadRequest, g.StatusCode));
        await browser.SignInAsync(name, password).ReadTextAsync(400);
    }

    [Fact]
    public async Task A_form_without_its_token_or_with_another_browsers_is_refused()
    {
        var (name, password) = await house.Federation.AccountAsync((PeopleFederation.City, Role.Leader));
        using var browser = house.Federation.Browser();
        KeyValuePair<string, string>[] typed = [new("userName", name), new("password", password)];
        await browser.PostAsync("/sign-in", typed).ReadTextAsync(400);
        using var other = house.Federation.Browser();
        var foreign = await other.FormAsync("/sign-in");
        await browser.PageAsync("/sign-in");
        await browser.PostAsync("/sign-in", foreign.Concat(typed)).ReadTextAsync(400);
        Assert.Null(browser.Cookie(SignIn.Cookie));

        await browser.SignInAsync(name, password).FollowRedirectAsync();
        await browser.PostAsync("/me/sessions/end", []).ReadTextAsync(400);
        await browser.PostAsync("/sign-out", []).ReadTextAsync(400);
        await browser.PageAsync("/me");
    }

    [Fact]
    public async Task A_session_that_the_browser_brought_along_is_not_the_one_that_is_signed_in()
    {
        var (name, password) = await house.Federation.AccountAsync((PeopleFederation.City, Role.Leader));
        using var victim = house.Federation.Browser();
        var planted = Session.NewSecret();
        victim.Cookies.Add(new Cookie(SignIn.Cookie, planted, "/", house.Federation.Address.Host));
        await victim.SignInAsync(name, password).FollowRedirectAsync();
        var first = victim.Cookie(SignIn.Cookie);
        Assert.NotEqual(planted, first);
        await ClosedAsync(planted);

        // Nor does the session before last when somebody signs in over it.
        using var again = house.Federation.Browser();
        var form = await again.FormAsync("/sign-in");
        again.Cookies.Add(new Cookie(SignIn.Cookie, first, "/", house.Federation.Address.Host));
        await again.PostAsync("/sign-in", form.Append(new("userName", name)).Append(new("password", password))).FollowRedirectAsync();
        Assert.NotEqual(first, again.Cookie(SignIn.Cookie));
        await ClosedAsync(first!);
    }

    [Fact]
    public async Task The_cookie_is_hidden_from_script_and_from_other_sites_and_only_its_hash_is_kept()
    {
        var (name, password) = await house.Federation.AccountAsync((PeopleFederation.City, Role.Leader));
        using var browser = house.Federation.Browser();
        using var answer = await browser.SignInAsync(name, password);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith(SignIn.Cookie, StringComparison.Ordinal)).ToLowerInvariant();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        var hash = Session.HashOf(browser.Cookie(SignIn.Cookie)!)!;
        await using var scope = house.Federation.Container.BeginLifetimeScope();
        var kept = await scope.Resolve<PeopleContext>().Sessions.SingleAsync(s => s.Hash == hash);
        Assert.Equal(("127.0.0.1", "Mozilla/5.0 (test)"), (kept.Address, kept.Browser));
    }

    [Fact]
    public async Task A_page_that_asks_by_itself_keeps_nobody_signed_in()
    {
        var clock = new TestClock();
        await using var federation = await house.Federation.StartBesideAsync(clock);
        var (name, password) = await house.Federation.AccountAsync((PeopleFederation.City, Role.Leader));
        using var left = federation.Browser();
        await left.SignInAsync(name, password).FollowRedirectAsync();
        using var used = federation.Browser();
        await used.SignInAsync(name, password).FollowRedirectAsync();
        var now = $"/u/{PeopleFederation.City}/now?period=2017";
        for (var hour = 0; hour < 3; hour++)
        {
            clock.Advance(TimeSpan.FromMinutes(50));
            using var asked = await left.GetAsync(now);
            using var askedToo = await used.GetAsync(now);
            // Somebody looks, a moment after the page has asked.
            await used.PageAsync("/me");
        }
        await left.PageAsync("/me", 302);
        await used.PageAsync("/me");
    }

    [Fact]
    public async Task A_session_ends_after_two_idle_hours_and_after_twelve_in_any_case()
    {
        var clock = new TestClock();
        await using var federation = await house.Federation.StartBesideAsync(clock);
        var (name, password) = await house.Federation.AccountAsync((PeopleFederation.City, Role.Leader));
        using var idle = federation.Browser();
        await idle.SignInAsync(name, password).FollowRedirectAsync();
        clock.Advance(TimeSpan.FromMinutes(119));
        await idle.PageAsync("/me");
        clock.Advance(TimeSpan.FromMinutes(119));
        await idle.PageAsync("/me");
        clock.Advance(TimeSpan.FromMinutes(121));
        await idle.PageAsync("/me", 302);

        using var busy = federation.Browser();
        await busy.SignInAsync(name, password).FollowRedirectAsync();
        for (var hour = 0; hour < 11; hour++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            await busy.PageAsync("/me");
        }
        clock.Advance(TimeSpan.FromMinutes(61));
        await busy.PageAsync("/me", 302);
    }

    [Fact]
    public async Task Signing_out_closes_the_session_and_not_only_the_browsers_eyes()
    {
        using var browser = await house.Federation.SignedInBrowserAsync(PeopleFederation.City, Role.Leader);
        var secret = browser.Cookie(SignIn.Cookie)!;
        Assert.Equal("/sign-in", await browser.PostFormAsync("/me", new Dictionary<string, string>(), "/sign-out").FollowRedirectAsync());
        Assert.Null(browser.Cookie(SignIn.Cookie));
        await ClosedAsync(secret);
    }

    [Fact]
    public async Task A_wrong_token_is_not_made_good_by_a_cookie()
    {
        using var browser = await house.Federation.SignedInBrowserAsync(PeopleFederation.City, Role.Leader);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/v1/indicators")).StatusCode);
        browser.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer fed_x");
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/indicators")).StatusCode);
    }

    [Fact]
    public async Task Form_tokens_of_one_host_are_taken_by_another_and_the_keys_lie_encrypted()
    {
        await using var second = await house.Federation.StartBesideAsync();
        var (name, password) = await house.Federation.AccountAsync((PeopleFederation.City, Role.Leader));
        using var browser = house.Federation.Browser();
        var form = await browser.FormAsync("/sign-in");
        using var elsewhere = new TestBrowser(second.Address);
        foreach (Cookie cookie in browser.Cookies.GetAllCookies()) elsewhere.Cookies.Add(new Cookie(cookie.Name, cookie.Value, "/", second.Address.Host));
        await elsewhere.PostAsync("/sign-in", form.Append(new("userName", name)).Append(new("password", password))).FollowRedirectAsync();
        await elsewhere.PageAsync("/me");

        await using var scope = house.Federation.Container.BeginLifetimeScope();
        var keys = await scope.Resolve<PeopleContext>().Set<Federation.Framework.Security.FormKey>().Select(k => k.Xml).ToListAsync();
        Assert.NotEmpty(keys);
        Assert.All(keys, k => Assert.DoesNotContain("<key", System.Text.Encoding.UTF8.GetString(k), StringComparison.Ordinal));
    }

    private async Task ClosedAsync(string secret)
    {
        using var thief = house.Federation.Browser();
        thief.Cookies.Add(new Cookie(SignIn.Cookie, secret, "/", house.Federation.Address.Host));
        await thief.PageAsync("/me", 302);
    }

    private static async Task<string> LocationAsync(Task<HttpResponseMessage> asked, HttpStatusCode status)
    {
        using var answer = await asked;
        Assert.Equal(status, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }
}
