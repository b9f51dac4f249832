using System.Diagnostics;
using Federation.Unions.Contracts;

namespace Federation.Host.Tests.Web;

/// <summary>Who asks too much is asked to wait, in the form of every problem, and nobody else notices.</summary>
public sealed class LimitsTests
{
    private const string Union = "610000", Question = $"/api/v1/unions/{Union}";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Guessed_tokens_are_refused_after_a_while_and_a_right_one_never()
    {
        await using var federation = await StartAsync("Limits:WrongTokensPerMinute", "5");
        using var guesser = federation.Anonymous();
        async Task<HttpResponseMessage> GuessAsync(int guess, string language = "")
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Question);
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer fed_" + guess.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(43, 'A'));
            if (language.Length > 0) request.Headers.TryAddWithoutValidation("Accept-Language", language);
            return await guesser.SendAsync(request);
        }
        for (var guess = 0; guess < 5; guess++) await GuessAsync(guess).JsonAsync(401);
        using var refused = await GuessAsync(6);
        var problem = await Task.FromResult(refused).JsonAsync(429);
        Assert.Equal(("too-many-requests", 429), (problem.Text("code"), problem.GetProperty("status").GetInt32()));
        Assert.InRange((await GuessAsync(7)).Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.NotEqual(problem.Text("detail"), (await GuessAsync(8, "en").JsonAsync(429)).Text("detail"));

        await guesser.GetAsync(Question).JsonAsync(401);
        using var leader = await federation.ClientAsync(Union, Role.Leader);
        await leader.GetAsync(Question).JsonAsync();
    }

    [Fact]
    public async Task Guesses_at_passwords_over_many_names_are_refused_after_a_while()
    {
        await using var federation = await StartAsync("Limits:WrongPasswordsPerMinute", "5");
        var (name, password) = await federation.AccountAsync((Union, Role.Leader));
        using var browser = federation.Browser();
        for (var guess = 0; guess < 5; guess++) await browser.SignInAsync($"somebody-{guess}", "wrong-password-1").ReadTextAsync(400);
        using var refused = await browser.SignInAsync("somebody-6", "wrong-password-1");
        Assert.Contains("请求过于频繁", await Task.FromResult(refused).ReadTextAsync(429), StringComparison.Ordinal);
        // The right one as well, or a guess that is right would still be told from the others.
        using var right = await browser.SignInAsync(name, password);
        Assert.Equal(429, (int)right.StatusCode);
        Assert.InRange(right.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    [Fact]
    public async Task A_program_that_runs_wild_is_asked_to_wait_and_the_others_are_answered()
    {
        await using var federation = await StartAsync("Limits:RequestsPerSecond", "20");
        using var wild = await federation.ClientAsync(Union, Role.Auditor);
        using var leader = await federation.ClientAsync(Union, Role.Leader);
        HttpResponseMessage? refused = null;
        for (var waited = Stopwatch.StartNew(); refused is null && waited.Elapsed < Deadline;)
            refused = (await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => wild.GetAsync(Question)))).FirstOrDefault(a => (int)a.StatusCode != 200);
        Assert.Equal("too-many-requests", (await Task.FromResult(refused!).JsonAsync(429)).Text("code"));
        Assert.True((await wild.GetAsync("/health/live")).IsSuccessStatusCode);
        await leader.GetAsync(Question).JsonAsync();

        await Polling.UntilAsync(async () => (int)(await wild.GetAsync(Question)).StatusCode == 200, Deadline, () => Task.FromResult("never answered again"));
    }

    [Fact]
    public async Task A_busy_program_is_never_asked_to_wait()
    {
        await using var federation = await StartAsync();
        using var busy = await federation.ClientAsync(Union, Role.Leader);
        var answers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => busy.GetAsync(Question)));
        Assert.All(answers, a => Assert.Equal(200, (int)a.StatusCode));
    }

    private static async Task<TestFederation> StartAsync(string? setting = null, string? value = null)
    {
        var federation = await TestFederation.StartAsync(settings: setting is null ? [] : [(setting, value)]);
        await federation.FoundAsync(new NewUnion(Union, "陕西省总工会", UnionLevel.Province, UnionKind.Territorial, null, new DateOnly(2000, 1, 1)));
        return federation;
    }
}
