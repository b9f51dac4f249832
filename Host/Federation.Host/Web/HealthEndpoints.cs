using System.Data.Common;
using Federation.Framework;
using Federation.Framework.Databases;
using Federation.Framework.Web;
using Federation.Host.Start;

namespace Federation.Host.Web;

/// <summary>
/// Asks the database whether migrations wait. Concurrent callers share one answer, and the connection comes from a pool of its
/// own: a balancer that queued behind readers would take a busy host for a broken one.
/// </summary>
internal sealed class Readiness(Database database)
{
    private readonly Database apart = database.Apart("federation health");
    private readonly Lock guard = new();
    private Task<IReadOnlyList<string>> asking = Task.FromResult<IReadOnlyList<string>>([]);

    public Task<IReadOnlyList<string>> PendingAsync()
    {
        lock (guard)
            return asking.IsCompleted ? asking = Task.Run(AskAsync) : asking;
    }

    private async Task<IReadOnlyList<string>> AskAsync()
    {
        await using var session = new DatabaseSession(apart);
        return await Migrator.PendingAsync(session, CancellationToken.None);
    }
}

/// <summary>
/// Health endpoints for load balancers: the version, whether the process is alive, and whether it can serve. A host that is not ready says why: <c>starting</c>
/// passes by itself, <c>broken</c> needs attention.
/// </summary>
internal static class HealthEndpoints
{
    private const int RetryAfterSeconds = 5;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/health", () => Results.Text(ProductVersion.Current)).Public().ExcludeFromDescription();
        app.MapGet("/health/live", () => Results.Text("live")).Public().ExcludeFromDescription();
        app.MapGet("/health/ready", async (HttpContext http, Readiness readiness, IHostApplicationLifetime life) =>
        {
            if (life.ApplicationStopping.IsCancellationRequested) return NotReady(http, "stopping");
            if (!life.ApplicationStarted.IsCancellationRequested) return NotReady(http, "starting");
            try
            {
                // Another host of a newer version may be changing the database under this one.
                return (await readiness.PendingAsync()).Count == 0 ? Results.Text("ready") : NotReady(http, "starting: migrations wait");
            }
            catch (Exception error) when (error is DbException or TimeoutException)
            {
                return NotReady(http, "broken: the database does not answer");
            }
        }).Public().ExcludeFromDescription();
    }

    private static IResult NotReady(HttpContext http, string why)
    {
        http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.Text(why, statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
