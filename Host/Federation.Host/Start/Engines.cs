using Federation.Framework.Databases;
using Federation.Framework.Ledger;
using Federation.Jobs.Quartz;

namespace Federation.Host.Start;

/// <summary>A job engine that this build has.</summary>
/// <param name="MapPages">Its own pages, where it has some.</param>
internal sealed record Engine(string Name, string Description, Action<IServiceCollection, Database> Add, Action<IEndpointRouteBuilder>? MapPages) : IOffer;

/// <summary>The engines of this build, the one that is used where nothing is configured first. Which there are, the package feed decides (docs/adr/0002).</summary>
internal static partial class Engines
{
    /// <exception cref="Framework.ConfigurationError"><c>Jobs:Engine</c> names none of this build.</exception>
    public static Engine Choose(IConfiguration configuration)
    {
        var offered = new List<Engine>();
        OfferHangfire(offered);
        offered.Add(new Engine("Quartz", QuartzEngine.Description, (services, _) => QuartzEngine.Add(services), null));
        return Offer.Choose(offered, configuration, RecurringJob.Engine, "Hangfire");
    }

    /// <summary>Written in a file of its own that is left out where the feed lacks Hangfire; the call goes with it.</summary>
    static partial void OfferHangfire(List<Engine> offered);
}
