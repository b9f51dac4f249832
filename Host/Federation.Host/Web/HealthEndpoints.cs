using System.Data.Common;
using Autofac;
using Federation.Framework.Databases;
using Federation.Framework.Web;

namespace Federation.Host.Web;

/// <summary>Whether the process lives, and whether it can serve: the database answers.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).Public().ExcludeFromDescription();
        app.MapGet("/health/ready", async (DatabaseSession session, CancellationToken cancellation) =>
        {
            try
            {
                await session.ScalarAsync("SELECT COUNT(*) FROM figures.freshness", cancellation);
                return Results.Text("ready");
            }
            catch (DbException)
            {
                return Results.Text("database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        }).Public().ExcludeFromDescription();
    }
}
