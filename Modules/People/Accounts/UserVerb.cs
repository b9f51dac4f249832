using System.CommandLine;
using Autofac;
using Federation.Framework.Commands;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.People.Contracts;
using Federation.People.Persons;

namespace Federation.People.Accounts;

/// <summary><c>user create</c> makes a person with an account, <c>user reset</c> gives one a new password; each prints the password and nothing else.</summary>
internal sealed class UserVerb : ICommandVerb
{
    public Command Build(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run) =>
        new("user", "Makes accounts for people and gives them new passwords.") { Create(run), Reset(run) };

    private static Command Create(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run)
    {
        var name = new Option<string>("--name") { Description = "The person's name.", Required = true };
        name.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<string>() is not { } text || string.IsNullOrWhiteSpace(text) || text.Length > Person.MaxNameLength) given.AddError($"--name: 1 to {Person.MaxNameLength} characters.");
        });
        var user = new Option<string>("--user") { Description = "The user name to sign in with.", Required = true };
        var union = new Option<string>("--union") { Description = "Code of the union.", Required = true };
        var role = new Option<string>("--role") { Description = "What the person is there.", Required = true };
        role.AcceptOnlyFromAmong([.. Permission.EveryRole.Select(RoleText.Of)]);
        var create = new Command("create", "Makes a person with an account and prints the generated password. It is not shown again, and has to be changed at the first sign-in.") { name, user, union, role };
        create.SetAction((parsed, cancellation) => run(
            async (root, stop) =>
            {
                await using var scope = Operator(root);
                var code = parsed.GetRequiredValue(union);
                var asked = Permission.EveryRole.Single(r => RoleText.Of(r) == parsed.GetRequiredValue(role));
                await parsed.InvocationConfiguration.Output.WriteLineAsync(
                    await scope.Resolve<IAccounts>().CreateAsync(parsed.GetRequiredValue(name).Trim(), parsed.GetRequiredValue(user), [(code, asked)], mustChange: true, stop));
                return 0;
            },
            cancellation));
        return create;
    }

    private static Command Reset(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run)
    {
        var user = new Argument<string>("user") { Description = "The user name." };
        var reset = new Command("reset", "Gives an account a new generated password and prints it; ends its sessions, unlocks it and forgets failed attempts.") { user };
        reset.SetAction((parsed, cancellation) => run(
            async (root, stop) =>
            {
                await using var scope = Operator(root);
                if (await scope.Resolve<IAccounts>().ResetAsync(parsed.GetRequiredValue(user), stop) is { } password)
                {
                    await parsed.InvocationConfiguration.Output.WriteLineAsync(password);
                    return 0;
                }
                await parsed.InvocationConfiguration.Error.WriteLineAsync(scope.Resolve<Texts>()["unknown-user", parsed.GetRequiredValue(user)]);
                return 1;
            },
            cancellation));
        return reset;
    }

    private static ILifetimeScope Operator(ILifetimeScope root)
    {
        var scope = root.BeginLifetimeScope();
        scope.Resolve<Caller>().ActAsSystem();
        return scope;
    }
}
