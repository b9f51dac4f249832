using System.CommandLine;
using Federation.Framework.Commands;

namespace Federation.People.Tests.Accounts;

public sealed class UserVerbTests(PeopleFederation house) : IClassFixture<PeopleFederation>
{
    [Fact]
    public async Task Create_prints_a_password_that_has_to_be_changed_and_reset_another_that_alone_signs_in_and_unlocks()
    {
        var (exit, output, error) = await RunAsync("user", "create", "--name", "赵某某", "--user", "zhao", "--union", PeopleFederation.City, "--role", "security-administrator");
        Assert.Equal((0, ""), (exit, error));
        var password = output.TrimEnd();
        Assert.Equal(password + Environment.NewLine, output);
        using var browser = house.Federation.Browser();
        Assert.Equal("/sign-in/password", await browser.SignInAsync("Zhao", password).FollowRedirectAsync());
        const string chosen = "vier-warme-sommer";
        Assert.Equal($"/u/{PeopleFederation.City}", await browser.PostFormAsync("/sign-in/password", ("newPassword", chosen), ("repeated", chosen)).FollowRedirectAsync());
        using var guesser = house.Federation.Browser();
        for (var i = 0; i < 5; i++) await guesser.SignInAsync("zhao", "wrong-wrong-wrong").ReadTextAsync(400);

        var (_, fresh, _) = await RunAsync("user", "reset", "ZHAO");
        Assert.NotEqual(output, fresh);
        // The verb is another process: this host hears of it within five seconds.
        house.Clock.Advance(People.SigningIn.SignIn.Remembered);
        await browser.PageAsync("/me", 302);
        await guesser.SignInAsync("zhao", chosen).ReadTextAsync(400);
        Assert.Equal("/sign-in/password", await guesser.SignInAsync("zhao", fresh.TrimEnd()).FollowRedirectAsync());
    }

    [Fact]
    public async Task What_cannot_be_done_is_told()
    {
        var (exit, output, error) = await RunAsync("user", "reset", "nobody");
        Assert.Equal((1, ""), (exit, output));
        Assert.Contains("nobody", error, StringComparison.Ordinal);
        (exit, output, error) = await RunAsync("user", "create", "--name", "某", "--user", "someone", "--union", "999999", "--role", "clerk");
        Assert.Equal((1, ""), (exit, output));
        Assert.Contains("999999", error, StringComparison.Ordinal);
        Assert.NotEmpty(Verbs().Parse("user create --name x --user y --union 610000 --role king").Errors);
        Assert.NotEmpty(Verbs().Parse("user reset").Errors);
    }

    private RootCommand Verbs()
    {
        var root = new RootCommand();
        foreach (var verb in house.Federation.Container.Resolve<IEnumerable<ICommandVerb>>()) root.Add(verb.Build((action, cancellation) => action(house.Federation.Container, cancellation)));
        return root;
    }

    private async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        await using StringWriter output = new(), error = new();
        var exit = await Verbs().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (exit, output.ToString(), error.ToString());
    }
}
