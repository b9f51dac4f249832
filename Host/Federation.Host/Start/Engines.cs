using Federation.Framework;
using Federation.Framework.Databases;
using Federation.Framework.Ledger;
using Federation.Jobs.Quartz;

namespace Federation.Host.Start;

/// <summary>A job engine that this build has.</summary>
/// <param name="Name">As the configuration writes it.</param>
/// <param name="MapPages">Its own pages, where it has some.</param>
internal sealed record Engine(string Name, string Description, Action<IServiceCollection, Database> Add, Action<IEndpointRouteBuilder>? MapPages);

/// <summary>The engines of this build, the one that is used where nothing is configured first. Which there are, the package feed decides (docs/adr/0002).</summary>
internal static partial class Engines
{
    /// <exception cref="ConfigurationError"><c>Jobs:Engine</c> names none of this build.</exception>
    public static Engine Choose(IConfiguration configuration)
    {
        var offered = new List<Engine>();
        OfferHangfire(offered);
        offered.Add(new Engine("Quartz", QuartzEngine.Description, (services, _) => QuartzEngine.Add(services), null));
        if (configuration[RecurringJob.Engine] is not { Length: > 0 } named) return offered[0];
        return offered.Find(e => string.Equals(e.Name, named, StringComparison.OrdinalIgnoreCase))
            ?? throw new ConfigurationError($"{RecurringJob.Engine} is '{named}'; this build has {string.Join(" and ", offered.Select(e => e.Name))}. Hangfire is there where the package feed had it when the program was built.");
    }

    /// <summary>Written in a file of its own that is left out where the feed lacks Hangfire; the call goes with it.</summary>
    static partial void OfferHangfire(List<Engine> offered);
}
