using System.Net.Http.Json;
using Federation.People.Contracts;

namespace Federation.People.Tests.Sessions;

/// <summary>What a page was given for one session is of no use in another, and what it still receives ends with its session.</summary>
public sealed class BoundToTheSessionTests(PeopleFederation house) : IClassFixture<PeopleFederation>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_form_of_one_session_does_nothing_in_another_of_the_same_browser()
    {
        var (first, firstPassword) = await house.Federation.AccountAsync((PeopleFederation.City, Role.Leader));
        var (second, secondPassword) = await house.Federation.AccountAsync((PeopleFederation.City, Role.Clerk));
        using var browser = house.Federation.Browser();
        await browser.SignInAsync(first, firstPassword).FollowRedirectAsync();
        var left = await browser.FormAsync("/me", "/sign-out");
        await browser.PostAsync("/sign-out", left).FollowRedirectAsync();

        await browser.SignInAsync(second, secondPassword).FollowRedirectAsync();
        await browser.PostAsync("/sign-out", left).ReadTextAsync(400);
        Assert.Contains(PeopleFederation.City, await browser.PageAsync("/me"), StringComparison.Ordinal);
        // A page of one's own session is taken.
        await browser.PostAsync("/sign-out", await browser.FormAsync("/me", "/sign-out")).FollowRedirectAsync();
    }

    [Fact]
    public async Task What_a_page_watches_ends_with_its_session()
    {
        var (name, password) = await house.Federation.AccountAsync((PeopleFederation.City, Role.Leader));
        using var browser = house.Federation.Browser();
        await browser.SignInAsync(name, password).FollowRedirectAsync();
        var watched = await WatchAsync(browser, "2014");
        await browser.PostAsync("/sign-out", await browser.FormAsync("/me", "/sign-out")).FollowRedirectAsync();
        await EndsAsync(watched);
    }

    [Fact]
    public async Task What_a_page_watches_ends_with_the_grant()
    {
        var (name, password) = await house.Federation.AccountAsync((PeopleFederation.City, Role.Leader));
        using var browser = house.Federation.Browser();
        await browser.SignInAsync(name, password).FollowRedirectAsync();
        var watched = await WatchAsync(browser, "2015");
        using var security = await house.Federation.ClientAsync(PeopleFederation.Province, Role.SecurityAdministrator);
        var people = await security.GetAsync($"/api/v1/unions/{PeopleFederation.City}/people?search={name}").JsonAsync();
        var person = people.GetProperty("items").EnumerateArray().Single().GetProperty("id").GetString();
        await security.PostAsJsonAsync($"/api/v1/unions/{PeopleFederation.City}/people/{person}/grants/end", new { union = PeopleFederation.City, role = "leader" }).JsonAsync();
        // What a session stands for is remembered so long.
        house.Clock.Advance(TimeSpan.FromSeconds(6));
        await EndsAsync(watched);
    }

    /// <summary>Begins a roll-up, which nobody works on here, and watches it.</summary>
    private async Task<StreamReader> WatchAsync(HttpClient browser, string period)
    {
        using var leader = await house.Federation.ClientAsync(PeopleFederation.City, Role.Leader);
        var run = (await leader.PostAsJsonAsync("/api/v1/rollups", new { period, scope = PeopleFederation.City, mode = "full" }).JsonAsync(202)).GetProperty("id").GetString();
        var answer = await browser.GetAsync($"/u/{PeopleFederation.City}/rollups/{run}/events", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(200, (int)answer.StatusCode);
        var events = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.StartsWith("data: ", await events.ReadLineAsync().WaitAsync(Deadline), StringComparison.Ordinal);
        return events;
    }

    private static async Task EndsAsync(StreamReader events)
    {
        using (events) Assert.EndsWith("event: end\ndata: end\n\n", await events.ReadToEndAsync().WaitAsync(Deadline), StringComparison.Ordinal);
    }
}
