using Federation.Framework.Databases;
using Federation.Framework.Ledger;
using Federation.Jobs.Hangfire;
using Federation.Jobs.Quartz;

namespace Federation.Host.Start;

/// <summary>A job engine.</summary>
/// <param name="MapPages">Its own pages, where it has some.</param>
internal sealed record Engine(string Name, string Description, Action<IServiceCollection, Database> Add, Action<IEndpointRouteBuilder>? MapPages) : INamedOption;

/// <summary>The engines, the one that is used where nothing is configured first.</summary>
internal static class Engines
{
    /// <exception cref="Framework.ConfigurationError"><c>Jobs:Engine</c> names neither.</exception>
    public static Engine Choose(IConfiguration configuration)
    {
        Engine[] offered =
        [
            new("Hangfire", HangfireEngine.Description, (services, database) => HangfireEngine.Add(services, database), HangfireEngine.MapDashboard),
            new("Quartz", QuartzEngine.Description, (services, _) => QuartzEngine.Add(services), null),
        ];
        return NamedOption.Choose(offered, configuration, RecurringJob.Engine);
    }
}
