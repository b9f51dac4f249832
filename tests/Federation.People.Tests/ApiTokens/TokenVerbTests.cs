using System.CommandLine;
using Federation.Framework.Commands;

namespace Federation.People.Tests.ApiTokens;

public sealed class TokenVerbTests
{
    [Fact]
    public async Task Create_prints_the_token_alone_and_revoke_takes_it_back()
    {
        await using var host = await TestHost.StartAsync();
        var (id, code) = await host.ProvinceAsync();
        var (exit, output, error) = await RunAsync(host, "token", "create", "--union", code, "--role", "leader", "--name", "报表程序");
        Assert.Equal((0, ""), (exit, error));
        var token = output.TrimEnd();
        Assert.Equal(token + Environment.NewLine, output);
        Assert.Equal([new Grant(id, Role.Leader)], (await host.SignInAsync($"Bearer {token}"))!.Grants);

        Assert.Equal((0, "", ""), await RunAsync(host, "token", "revoke", token));
        var (again, _, said) = await RunAsync(host, "token", "revoke", token);
        Assert.Equal(1, again);
        Assert.NotEmpty(said);
    }

    [Fact]
    public async Task Revoke_by_name_takes_back_every_token_of_the_name()
    {
        await using var host = await TestHost.StartAsync();
        var (_, code) = await host.ProvinceAsync();
        for (var i = 0; i < 2; i++) await RunAsync(host, "token", "create", "--union", code, "--role", "clerk", "--name", $"旧程序 {code}");
        Assert.Equal((0, "", ""), await RunAsync(host, "token", "revoke", "--name", $"旧程序 {code}"));
        Assert.Equal(1, (await RunAsync(host, "token", "revoke", "--name", $"旧程序 {code}")).Exit);
    }

    [Fact]
    public async Task An_unknown_union_fails_with_a_line_that_names_it()
    {
        await using var host = await TestHost.StartAsync();
        var (exit, output, error) = await RunAsync(host, "token", "create", "--union", "999999", "--role", "clerk");
        Assert.Equal((1, ""), (exit, output));
        Assert.Contains("999999", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token create --role clerk")]
    [InlineData("token create --union 610000")]
    [InlineData("token create --union 610000 --role king")]
    [InlineData("token create --union 610000 --role clerk --days 0")]
    [InlineData("token create --union 610000 --role clerk --days many")]
    [InlineData("token create --union 610000 --role clerk --days 99999")]
    [InlineData("token revoke")]
    [InlineData("token revoke fed_x --name y")]
    public async Task Bad_usage_is_told_before_anything_is_done(string line)
    {
        await using var host = await TestHost.StartAsync();
        Assert.NotEmpty(Verbs(host).Parse(line).Errors);
    }

    private static RootCommand Verbs(TestHost host)
    {
        var root = new RootCommand();
        foreach (var verb in host.Container.Resolve<IEnumerable<ICommandVerb>>())
            root.Add(verb.Build(async (action, cancellation) =>
            {
                await using var scope = host.Container.BeginLifetimeScope();
                return await action(scope, cancellation);
            }));
        return root;
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(TestHost host, params string[] arguments)
    {
        await using StringWriter output = new(), error = new();
        var exit = await Verbs(host).Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (exit, output.ToString(), error.ToString());
    }
}
