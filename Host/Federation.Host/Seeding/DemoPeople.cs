using System.Text.Json;
using Autofac;
using Federation.Framework.Databases;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.People.Contracts;

namespace Federation.Host.Seeding;

/// <summary>
/// One made-up person per role and level, so that a newcomer can look at everything. Passwords are generated and printed once; nothing keeps them, and
/// <c>user reset</c> gives another.
/// </summary>
internal static class DemoPeople
{
    private static readonly (string Code, string Level)[] Places = [("610000", "省"), ("610400", "市"), ("610428", "县"), ("610428-M01", "矿")];

    public static async Task MakeOnceAsync(ILifetimeScope root, TextWriter told, CancellationToken cancellation)
    {
        await using var scope = root.BeginLifetimeScope();
        scope.Resolve<Caller>().ActAsSystem();
        var (accounts, unions, texts) = (scope.Resolve<IAccounts>(), scope.Resolve<IUnionDirectory>(), scope.Resolve<Texts>());
        if (await accounts.AnyAsync(cancellation)) return;
        var session = scope.Resolve<DatabaseSession>();
        // Two processes may start at once; and either all of them are there afterwards, or none.
        await session.WithExclusiveLockAsync("federation demo people", async () =>
        {
            if (await accounts.AnyAsync(cancellation)) return 0;
            var made = new List<(string User, string Password, string Who)>();
            await session.BeginAsync(cancellation);
            foreach (var (code, level) in Places)
            {
                // Somebody who seeded other unions gets people for those that there are.
                if (await unions.FindAsync(code, cancellation) is not { } union) continue;
                foreach (var role in Permission.EveryRole)
                {
                    var (word, title) = (JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString()), texts["role-" + JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString())]);
                    var name = $"演示{title}·{level}";
                    made.Add(($"{word}-{code}", await accounts.CreateAsync(name, $"{word}-{code}", [(code, role)], mustChange: false, cancellation), $"{name} · {union.Name}"));
                }
            }
            await session.CommitAsync(cancellation);
            if (made.Count == 0) return 0;
            await told.WriteLineAsync("Demo people, shown this once (./run user reset USER makes a new password):");
            foreach (var (user, password, who) in made) await told.WriteLineAsync($"  {user,-36} {password}   {who}");
            return made.Count;
        }, cancellation);
    }
}
