using Federation.Jobs.Hangfire;

namespace Federation.Host.Start;

internal static partial class Engines
{
    static partial void OfferHangfire(List<Engine> offered) =>
        offered.Add(new Engine("Hangfire", HangfireEngine.Description, (services, database) => HangfireEngine.Add(services, database), HangfireEngine.MapDashboard));
}
