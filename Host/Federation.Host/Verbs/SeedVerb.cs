using System.CommandLine;
using System.Globalization;
using Autofac;
using Federation.Framework.Commands;
using Federation.Host.Seeding;

namespace Federation.Host.Verbs;

/// <summary><c>seed [--scale demo|province] [--unions N] [--records N] [--random SEED]</c>: fills an empty installation.</summary>
internal sealed class SeedVerb : ICommandVerb
{
    private const string Province = "province";

    public bool NeedsUnions => false;

    public Command Build(Func<Func<ILifetimeScope, CancellationToken, Task<int>>, CancellationToken, Task<int>> run)
    {
        var scale = new Option<string>("--scale") { Description = "demo: 500 grassroots unions; province: 60,000, and five million records.", DefaultValueFactory = _ => "demo" }.AcceptOnlyFromAmong("demo", Province);
        var unions = NotNegative("--unions", "Grassroots unions to make beside the real ones.");
        var records = NotNegative("--records", "Deliveries to make up for them, beside the published work.");
        var random = new Option<int?>("--random") { Description = "The same number gives the same data." };
        var verb = new Command("seed", "Fill an empty installation with the real tree and records that add up to the published figures.") { scale, unions, records, random };
        verb.SetAction((parsed, cancellation) => run(
            async (root, token) =>
            {
                var usual = parsed.GetValue(scale) == Province ? SeedSize.Province : SeedSize.Demo;
                var size = new SeedSize(parsed.GetValue(unions) ?? usual.Grassroots, parsed.GetValue(records) ?? usual.Records, parsed.GetValue(random) ?? usual.Random);
                var seeded = await root.Resolve<DemoSeed>().SeedOnceAsync(size, token);
                if (!seeded) await Console.Error.WriteLineAsync("There are unions already: nothing was seeded.");
                return seeded ? 0 : 1;
            },
            cancellation));
        return verb;
    }

    private static Option<int?> NotNegative(string name, string description)
    {
        var option = new Option<int?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            // The parser itself reports a value that is not a number.
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number < 0) result.AddError($"{name}: must not be negative.");
        });
        return option;
    }
}
