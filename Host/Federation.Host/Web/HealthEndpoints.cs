using System.Data.Common;
using Federation.Framework;
using Federation.Framework.Web;
using Federation.Host.Start;

namespace Federation.Host.Web;

/// <summary>
/// For whoever sends visitors to hosts: which version runs, whether the process lives, and whether it can serve. A host that is not ready says why: <c>starting</c> passes
/// by itself, <c>broken</c> wants somebody to look.
/// </summary>
internal static class HealthEndpoints
{
    private const int AskAgainAfter = 5;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/health", () => Results.Text(ProductVersion.Current)).Public().ExcludeFromDescription();
        app.MapGet("/health/live", () => Results.Text("live")).Public().ExcludeFromDescription();
        app.MapGet("/health/ready", async (HttpContext http, Migrator migrator, IHostApplicationLifetime life) =>
        {
            if (life.ApplicationStopping.IsCancellationRequested) return NotReady(http, "stopping");
            if (!life.ApplicationStarted.IsCancellationRequested) return NotReady(http, "starting");
            try
            {
                // Another host of a newer version may be changing the database under this one.
                return (await migrator.PendingAsync(http.RequestAborted)).Count == 0 ? Results.Text("ready") : NotReady(http, "starting: migrations wait");
            }
            catch (Exception error) when (error is DbException or TimeoutException)
            {
                return NotReady(http, "broken: the database does not answer");
            }
        }).Public().ExcludeFromDescription();
    }

    private static IResult NotReady(HttpContext http, string why)
    {
        http.Response.Headers.RetryAfter = AskAgainAfter.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.Text(why, statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
