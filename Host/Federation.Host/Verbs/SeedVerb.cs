using System.CommandLine;
using Autofac;
using Federation.Framework.Commands;
using Federation.Host.Seeding;

namespace Federation.Host.Verbs;

/// <summary><c>seed</c>: fills an empty installation.</summary>
internal sealed class SeedVerb : ICommandVerb
{
    public Command Build(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run)
    {
        var unions = new Option<int>("--unions") { Description = "Grassroots unions to make beside the real ones.", DefaultValueFactory = _ => DemoSeed.UsualGrassroots };
        var random = new Option<int>("--random") { Description = "The same number gives the same data.", DefaultValueFactory = _ => DemoSeed.UsualRandom };
        var verb = new Command("seed", "Fill an empty installation with the real tree and records that add up to the published figures.") { unions, random };
        verb.SetAction((parsed, cancellation) => run(
            async (root, token) =>
            {
                var seeded = await root.Resolve<DemoSeed>().SeedOnceAsync(new SeedSize(parsed.GetValue(unions), parsed.GetValue(random)), token);
                if (!seeded) await Console.Error.WriteLineAsync("There are unions already: nothing was seeded.");
                return seeded ? 0 : 1;
            },
            cancellation));
        return verb;
    }
}
