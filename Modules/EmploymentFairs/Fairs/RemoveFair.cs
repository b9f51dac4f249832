using Federation.EmploymentFairs.Records;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Fairs;

/// <summary>A union takes a fair back that was planned and for which nothing is recorded.</summary>
internal sealed record RemoveFair(long Id, int Version) : ICommand<Removed>;

internal sealed class RemoveFairHandler(FairsContext context) : IHandler<RemoveFair, Removed>
{
    public Permission Permission => Permissions.Write;

    public async Task<Removed> HandleAsync(RemoveFair request, CancellationToken cancellation)
    {
        var fair = await context.LockAsync(request.Id, request.Version, cancellation);
        fair.CheckRemovable(await context.Stands.AnyAsync(s => s.FairId == fair.Id, cancellation));
        context.RemoveRange(fair.CoHosts);
        context.Remove(fair);
        await context.SaveChangesAsync(cancellation);
        return new Removed();
    }
}

internal static class RemoveFairEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("/unions/{union}/fairs/{fair}",
        async (HttpContext http, IHandler<RemoveFair, Removed> handler, CancellationToken cancellation) =>
        {
            await handler.HandleAsync(new RemoveFair(http.PathId("fair"), http.Request.RequiredVersion()), cancellation);
            return Results.NoContent();
        })
        .Handles<RemoveFair, Removed>(StatusCodes.Status204NoContent);
}
