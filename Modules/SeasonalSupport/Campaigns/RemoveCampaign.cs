using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.SeasonalSupport.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.SeasonalSupport.Campaigns;

/// <summary>A union takes a campaign back that was planned and in which nothing has happened.</summary>
internal sealed record RemoveCampaign(long Id, int Version) : ICommand<Removed>;

internal sealed class RemoveCampaignHandler(SeasonalContext context) : IHandler<RemoveCampaign, Removed>
{
    public Permission Permission => Permissions.Write;

    public async Task<Removed> HandleAsync(RemoveCampaign request, CancellationToken cancellation)
    {
        var campaign = await context.LockInFullAsync(request.Id, cancellation);
        if (campaign.Version != request.Version) throw new StaleRecord(missingCondition: false);
        campaign.CheckRemovable(await context.HasRecordsAsync(campaign, cancellation));
        context.Remove(campaign);
        await context.SaveChangesAsync(cancellation);
        return new Removed();
    }
}

internal static class RemoveCampaignEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("/unions/{union}/campaigns/{campaign}",
        async (HttpContext http, IHandler<RemoveCampaign, Removed> handler, CancellationToken cancellation) =>
        {
            await handler.HandleAsync(new RemoveCampaign(http.PathId("campaign"), http.Request.RequiredVersion()), cancellation);
            return Results.NoContent();
        })
        .Handles<RemoveCampaign, Removed>(StatusCodes.Status204NoContent);
}
