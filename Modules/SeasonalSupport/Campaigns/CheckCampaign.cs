using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Campaigns;

/// <summary>What would be left open if the union closed the campaign now.</summary>
internal sealed record CheckCampaign(long Id) : IRequest<ClosedCampaign>;

internal sealed class CheckCampaignHandler(SeasonalContext context, Caller caller) : IHandler<CheckCampaign, ClosedCampaign>
{
    public Permission Permission => Permissions.Write;

    public async Task<ClosedCampaign> HandleAsync(CheckCampaign request, CancellationToken cancellation)
    {
        var campaign = await context.Campaigns.AsNoTracking().InFull().SingleOrDefaultAsync(c => c.Id == request.Id && c.UnionId == context.TenantId, cancellation) ?? throw new NotFound("campaign");
        return new ClosedCampaign(CampaignAnswer.Of(campaign, caller.Union!.Code), await context.OpenMattersAsync(campaign, cancellation));
    }
}
