using System.CommandLine;
using Autofac;
using Federation.Figures.Contracts;
using Federation.Framework.Commands;
using Federation.Framework.Tenancy;
using Federation.Host.Seeding;
using Federation.Host.Start;
using Federation.Host.Web;
using Federation.Kernel;

namespace Federation.Host.Verbs;

/// <summary>What <c>./run</c> does without a verb: everything from an empty folder to totals on the screen and a page in the browser.</summary>
internal static class StartVerb
{
    private const string Province = "610000";

    public static async Task<int> StartAsync(ILifetimeScope root, CancellationToken cancellation)
    {
        var installation = root.Resolve<Installation>();
        if (installation.IsEmbedded) await root.Resolve<DemoSeed>().SeedOnceAsync(SeedSize.Demo, cancellation);
        if (await root.Resolve<IUnionDirectory>().FindAsync(Province, cancellation) is not null)
            Console.WriteLine(await root.Resolve<IRollups>().TableAsync(Province, [.. Enumerable.Range(2013, 5).Select(Period.Year)], cancellation));
        return await WebHost.ServeAsync(installation, cancellation);
    }
}

/// <summary><c>serve</c>: the web server alone.</summary>
internal sealed class ServeVerb : ICommandVerb
{
    public Command Build(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run)
    {
        var verb = new Command("serve", "Serve the API and the pages, and do the roll-ups.");
        verb.SetAction((_, cancellation) => run((root, token) => WebHost.ServeAsync(root.Resolve<Installation>(), token), cancellation));
        return verb;
    }
}

/// <summary><c>migrate</c>: brings the database to this version. Every verb does; this one does nothing else.</summary>
internal sealed class MigrateVerb : ICommandVerb
{
    public Command Build(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run)
    {
        var verb = new Command("migrate", "Bring the database to this version.");
        verb.SetAction((_, cancellation) => run(
            (root, _) =>
            {
                Console.WriteLine($"{root.Resolve<Installation>().Database.Dialect.Name}: up to date");
                return Task.FromResult(0);
            },
            cancellation));
        return verb;
    }
}
