using System.CommandLine;
using System.Globalization;
using Autofac;
using Federation.Framework.Commands;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.People.Contracts;
using Federation.People.Persons;

namespace Federation.People.ApiTokens;

/// <summary><c>token create</c> prints a new token and nothing else; <c>token revoke</c> takes one back.</summary>
internal sealed class TokenVerb : ICommandVerb
{
    private const int DefaultDays = 365;
    private const int MaxDays = 3650;

    public Command Build(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run) =>
        new("token", "Makes and revokes the tokens that programs sign in with.") { Create(run), Revoke(run) };

    private static Command Create(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run)
    {
        var union = new Option<string>("--union") { Description = "Code of the union at which the token holds.", Required = true };
        var role = new Option<string>("--role") { Description = "What the token's holder may do there.", Required = true };
        role.AcceptOnlyFromAmong([.. Permission.EveryRole.Select(RoleText.Of)]);
        var name = new Option<string>("--name") { Description = "What the token is for.", DefaultValueFactory = _ => "token" };
        name.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<string>() is not { } text || string.IsNullOrWhiteSpace(text) || text.Length > Person.MaxNameLength)
                given.AddError($"--name: 1 to {Person.MaxNameLength} characters.");
        });
        var days = new Option<int>("--days") { Description = $"How many days it lasts, at most {MaxDays}.", DefaultValueFactory = _ => DefaultDays };
        days.Validators.Add(given =>
        {
            if (given.Tokens.Count == 1 && int.TryParse(given.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is < 1 or > MaxDays)
                given.AddError($"--days: 1 to {MaxDays}.");
        });
        var create = new Command("create", "Prints a new token. It is not shown again.") { union, role, name, days };
        create.SetAction((parsed, cancellation) => run(
            async (scope, stop) =>
            {
                var code = parsed.GetRequiredValue(union);
                var asked = Permission.EveryRole.Single(r => RoleText.Of(r) == parsed.GetRequiredValue(role));
                var token = await scope.Resolve<ITokenIssuer>().IssueAsync(parsed.GetRequiredValue(name).Trim(), [(code, asked)], TimeSpan.FromDays(parsed.GetValue(days)), stop);
                await parsed.InvocationConfiguration.Output.WriteLineAsync(token);
                return 0;
            },
            cancellation));
        return create;
    }

    private static Command Revoke(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run)
    {
        var token = new Argument<string?>("token") { Description = "The token.", Arity = ArgumentArity.ZeroOrOne };
        var name = new Option<string?>("--name") { Description = "Every token of that name." };
        var revoke = new Command("revoke", "Takes back a token, or every token of a name; it is refused within five seconds.") { token, name };
        revoke.Validators.Add(given =>
        {
            if (given.GetValue(token) is null == given.GetValue(name) is null) given.AddError("Give the token or --name, one of them.");
        });
        revoke.SetAction((parsed, cancellation) => run(
            async (scope, stop) =>
            {
                var issuer = scope.Resolve<ITokenIssuer>();
                var revoked = parsed.GetValue(name) is { } named
                    ? await issuer.RevokeNamedAsync(named, stop)
                    : await issuer.RevokeAsync(parsed.GetValue(token)!, stop) ? 1 : 0;
                if (revoked > 0) return 0;
                await parsed.InvocationConfiguration.Error.WriteLineAsync(scope.Resolve<Texts>()["unknown-token"]);
                return 1;
            },
            cancellation));
        return revoke;
    }
}
