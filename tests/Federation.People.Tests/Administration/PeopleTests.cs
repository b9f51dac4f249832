using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Federation.People.Tests.Administration;

public sealed partial class PeopleTests(PeopleFederation house) : IClassFixture<PeopleFederation>
{
    private static int count;

    [Fact]
    public async Task A_new_person_gets_a_password_once_must_change_it_and_is_then_at_home()
    {
        using var system = await house.Federation.SignedInBrowserAsync(PeopleFederation.City, Role.Administrator);
        using var security = await house.Federation.SignedInBrowserAsync(PeopleFederation.City, Role.SecurityAdministrator);
        var user = NewName();
        var page = $"/u/{PeopleFederation.City}/people/new";
        var form = await system.FormAsync(page);
        KeyValuePair<string, string>[] typed = [new("name", "王某某"), new("userName", user)];
        var shown = await system.PostAsync(page, form.Concat(typed)).ReadTextAsync();
        var password = Secret().Match(shown).Groups[1].Value;
        // The same form once more makes nobody, and tells no password.
        Assert.DoesNotContain("class=\"secret\"", await system.PostAsync(page, form.Concat(typed)).ReadTextAsync(409), StringComparison.Ordinal);
        Assert.Contains("已被占用", await system.PostFormAsync(page, ("name", "另一人"), ("userName", user.ToUpperInvariant())).ReadTextAsync(409), StringComparison.Ordinal);

        var person = Person().Match(shown).Groups[1].Value;
        var at = $"/u/{PeopleFederation.City}/people/{person}";
        await system.PostAsync($"{at}/grants", form.Concat([new("role", "clerk")])).ReadTextAsync(403);
        Assert.Equal($"{at}?done=gave-grant", await security.PostFormAsync(at, Fields(("union", PeopleFederation.Mine), ("role", "clerk")), $"{at}/grants").FollowRedirectAsync());
        Assert.Contains("丁矿工会", await security.PageAsync($"/u/{PeopleFederation.City}/people?search={user}"), StringComparison.Ordinal);

        using var browser = house.Federation.Browser();
        Assert.Equal("/sign-in/password", await browser.SignInAsync(user, password).FollowRedirectAsync());
        await browser.PageAsync("/me", 302);
        await browser.PostFormAsync("/sign-in/password", ("newPassword", password), ("repeated", password)).ReadTextAsync(400);
        Assert.Equal($"/u/{PeopleFederation.Mine}", await browser.PostFormAsync("/sign-in/password", ("newPassword", "vier-warme-sommer"), ("repeated", "vier-warme-sommer")).FollowRedirectAsync());
        await browser.PageAsync("/me");
    }

    [Fact]
    public async Task Locking_signs_out_at_once_and_a_reset_password_lets_in_again()
    {
        using var system = await house.Federation.SignedInBrowserAsync(PeopleFederation.City, Role.Administrator);
        var (user, password) = await house.Federation.AccountAsync((PeopleFederation.District, Role.Clerk));
        using var clerk = house.Federation.Browser();
        await clerk.SignInAsync(user, password).FollowRedirectAsync();
        var at = await FindAsync(system, PeopleFederation.City, user);
        await system.PostFormAsync(at, Fields(), $"{at}/lock").FollowRedirectAsync();
        await clerk.PageAsync("/me", 302);
        using var again = house.Federation.Browser();
        await again.SignInAsync(user, password).ReadTextAsync(400);
        var fresh = Secret().Match(await system.PostFormAsync(at, Fields(), $"{at}/reset-password").ReadTextAsync()).Groups[1].Value;
        await again.SignInAsync(user, password).ReadTextAsync(400);
        Assert.Equal("/sign-in/password", await again.SignInAsync(user, fresh).FollowRedirectAsync());
    }

    [Fact]
    public async Task People_of_another_city_do_not_exist_and_whoever_is_something_above_is_not_touched()
    {
        using var system = await house.Federation.SignedInBrowserAsync(PeopleFederation.City, Role.Administrator);
        var (foreign, _) = await house.Federation.AccountAsync((PeopleFederation.OtherCity, Role.Clerk));
        using var province = await house.Federation.SignedInBrowserAsync(PeopleFederation.Province, Role.Administrator);
        var there = await FindAsync(province, PeopleFederation.Province, foreign);
        var id = there[(there.LastIndexOf('/') + 1)..];
        Assert.DoesNotContain($"/people/{id}", await system.PageAsync($"/u/{PeopleFederation.City}/people?search={foreign}"), StringComparison.Ordinal);
        await system.PageAsync($"/u/{PeopleFederation.City}/people/{id}", 404);
        await system.PageAsync($"/u/{PeopleFederation.OtherCity}/people", 404);
        var form = await system.FormAsync($"/u/{PeopleFederation.City}/people/new");
        await system.PostAsync($"/u/{PeopleFederation.City}/people/{id}/reset-password", form).ReadTextAsync(404);

        var (both, _) = await house.Federation.AccountAsync((PeopleFederation.City, Role.Clerk), (PeopleFederation.Province, Role.Leader));
        var at = await FindAsync(system, PeopleFederation.City, both);
        Assert.Contains("范围之外", await system.PostFormAsync(at, Fields(), $"{at}/reset-password").ReadTextAsync(409), StringComparison.Ordinal);
        using var clerk = await house.Federation.SignedInBrowserAsync(PeopleFederation.City, Role.Clerk);
        await clerk.PageAsync($"/u/{PeopleFederation.City}/people", 403);
    }

    [Fact]
    public async Task Two_of_the_three_offices_never_come_into_one_hand_not_even_at_the_same_moment()
    {
        using var security = await house.Federation.ClientAsync(PeopleFederation.Province, Role.SecurityAdministrator);
        var id = await NewPersonAsync();
        var path = $"/api/v1/unions/{PeopleFederation.Province}/people/{id}/grants";
        var offices = new[] { "auditor", "administrator", "security-administrator" };
        var unions = new[] { PeopleFederation.Province, PeopleFederation.City, PeopleFederation.Mine };
        var answers = await Task.WhenAll(offices.Select((role, i) => security.PostAsJsonAsync(path, new { role, union = unions[i] })));
        Assert.Equal([200, 409, 409], answers.Select(a => (int)a.StatusCode).Order());
        var said = await answers.First(a => (int)a.StatusCode == 409).Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
        Assert.Equal("offices-apart", said.GetProperty("code").GetString());
        await security.PostAsJsonAsync(path, new { role = "clerk" }).JsonAsync();
        await Assert.ThrowsAsync<RuleViolation>(() => house.Federation.AccountAsync((PeopleFederation.City, Role.Auditor), (PeopleFederation.Mine, Role.Administrator)));
        await Assert.ThrowsAsync<RuleViolation>(() => house.Federation.TokenAsync(null, (PeopleFederation.City, Role.Auditor), (PeopleFederation.Mine, Role.SecurityAdministrator)));
    }

    [Fact]
    public async Task One_office_may_follow_another()
    {
        using var security = await house.Federation.ClientAsync(PeopleFederation.Province, Role.SecurityAdministrator);
        var path = $"/api/v1/unions/{PeopleFederation.Province}/people/{await NewPersonAsync()}/grants";
        var today = house.Clock.Today();
        await security.PostAsJsonAsync(path, new { role = "auditor", validTo = today.AddDays(10) }).JsonAsync();
        await security.PostAsJsonAsync(path, new { role = "administrator", validFrom = today.AddDays(9) }).JsonAsync(409);
        await security.PostAsJsonAsync(path, new { role = "administrator", validFrom = today.AddDays(10) }).JsonAsync();
        await security.PostAsJsonAsync(path, new { role = "clerk", validFrom = today.AddDays(-1) }).JsonAsync(400);
        await security.PostAsJsonAsync(path, new { role = "clerk", validTo = today }).JsonAsync(400);
        await security.PostAsJsonAsync(path, new { role = "clerk", union = "999999" }).JsonAsync(400);
        await security.PostAsJsonAsync(path, new { role = "clerk" }).JsonAsync();
        await security.PostAsJsonAsync(path, new { role = "clerk" }).JsonAsync(409);
        var ended = await security.PostAsJsonAsync(path + "/end", new { role = "clerk", union = PeopleFederation.Province }).JsonAsync();
        Assert.Equal(["auditor", "administrator"], ended.GetProperty("grants").EnumerateArray().Select(g => g.GetProperty("role").GetString()));
    }

    [Fact]
    public async Task Everything_is_handed_over_to_the_successor_or_nothing()
    {
        using var security = await house.Federation.SignedInBrowserAsync(PeopleFederation.City, Role.SecurityAdministrator);
        var (old, _) = await house.Federation.AccountAsync((PeopleFederation.District, Role.Reviewer), (PeopleFederation.Mine, Role.Clerk), (PeopleFederation.Mine, Role.Auditor));
        var (successor, password) = await house.Federation.AccountAsync((PeopleFederation.Mine, Role.Clerk));
        var (office, _) = await house.Federation.AccountAsync((PeopleFederation.Mine, Role.Administrator));
        var at = await FindAsync(security, PeopleFederation.City, old);
        Assert.Contains("不能由同一人担任", await security.PostFormAsync(at, Fields(("successor", office)), $"{at}/hand-over").ReadTextAsync(409), StringComparison.Ordinal);
        Assert.Contains("丙区总工会", await security.PageAsync(at), StringComparison.Ordinal);
        Assert.Contains("没有可用的用户", await security.PostFormAsync(at, Fields(("successor", "nobody")), $"{at}/hand-over").ReadTextAsync(400), StringComparison.Ordinal);
        Assert.EndsWith("?done=handed-over", await security.PostFormAsync(at, Fields(("successor", successor)), $"{at}/hand-over").FollowRedirectAsync(), StringComparison.Ordinal);
        Assert.Contains("还没有任何职务", await security.PageAsync(at), StringComparison.Ordinal);
        using var browser = house.Federation.Browser();
        await browser.SignInAsync(successor, password).FollowRedirectAsync();
        var me = await browser.PageAsync("/me");
        Assert.Contains("丙区总工会", me, StringComparison.Ordinal);
        Assert.Contains("审计员", me, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_gives_themselves_a_role()
    {
        var (name, password) = await house.Federation.AccountAsync((PeopleFederation.City, Role.SecurityAdministrator));
        using var security = house.Federation.Browser();
        await security.SignInAsync(name, password).FollowRedirectAsync();
        var at = await FindAsync(security, PeopleFederation.City, name);
        var form = await security.FormAsync(at, "/sign-out");
        Assert.Contains("不能对自己", await security.PostAsync($"{at}/grants", form.Append(new("role", "leader"))).ReadTextAsync(409), StringComparison.Ordinal);
    }

    private async Task<string> NewPersonAsync()
    {
        using var system = await house.Federation.ClientAsync(PeopleFederation.Province, Role.Administrator);
        var made = await system.PostAsJsonAsync($"/api/v1/unions/{PeopleFederation.Province}/people", new { name = "某人", userName = NewName() }).JsonAsync(201);
        return made.GetProperty("person").GetProperty("id").GetString()!;
    }

    private static async Task<string> FindAsync(TestBrowser browser, string union, string user) =>
        Person().Match(await browser.PageAsync($"/u/{union}/people?search={user}")) is { Success: true } found ? $"/u/{union}/people/{found.Groups[1].Value}" : throw new InvalidOperationException($"{user} is not listed at {union}");

    private static Dictionary<string, string> Fields(params (string Name, string Value)[] typed) => typed.ToDictionary(t => t.Name, t => t.Value);

    private static string NewName() => $"new-{Interlocked.Increment(ref count)}";

    [GeneratedRegex("""<code class="secret">([^<]+)</code>""")]
    private static partial Regex Secret();

    [GeneratedRegex("""/people/(\d+)["/]""")]
    private static partial Regex Person();
}
