using Federation.Framework.Audit;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.SeasonalSupport.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.SeasonalSupport.Campaigns;

/// <summary>The union begins with a campaign: from now on it takes records.</summary>
internal sealed record StartCampaign(long Id) : ICommand<CampaignAnswer>;

/// <summary>The union has finished a campaign: nothing in it changes any more.</summary>
internal sealed record CloseCampaign(long Id) : ICommand<ClosedCampaign>;

/// <summary>A closed campaign is opened again, to put something right.</summary>
internal sealed record ReopenCampaign(long Id) : ICommand<CampaignAnswer>;

/// <param name="Open">What was left open when it was closed, or would be.</param>
public sealed record ClosedCampaign(CampaignAnswer Campaign, IReadOnlyList<OpenMatter> Open);

/// <param name="Code"><c>money-left</c> in yuan, <c>hazards-open</c>, <c>applications-open</c>, <c>grants-unpaid</c>.</param>
public sealed record OpenMatter(string Code, decimal Count);

internal sealed class StartCampaignHandler(MoveCampaign move, TimeProvider time) : IHandler<StartCampaign, CampaignAnswer>
{
    public Permission Permission => Permissions.Write;

    public Task<CampaignAnswer> HandleAsync(StartCampaign request, CancellationToken cancellation) =>
        move.SaveAsync(request.Id, "seasonal.start", campaign => campaign.Start(time.Today()), cancellation);
}

internal sealed class CloseCampaignHandler(MoveCampaign move, SeasonalContext context, TimeProvider time) : IHandler<CloseCampaign, ClosedCampaign>
{
    public Permission Permission => Permissions.Write;

    public async Task<ClosedCampaign> HandleAsync(CloseCampaign request, CancellationToken cancellation)
    {
        var open = await context.OpenMattersAsync(await context.LockAsync(request.Id, cancellation), cancellation);
        return new ClosedCampaign(await move.SaveAsync(request.Id, "seasonal.close", campaign => campaign.Close(time.Today()), cancellation), open);
    }
}

internal sealed class ReopenCampaignHandler(MoveCampaign move) : IHandler<ReopenCampaign, CampaignAnswer>
{
    public Permission Permission => Permissions.Reopen;

    public Task<CampaignAnswer> HandleAsync(ReopenCampaign request, CancellationToken cancellation) =>
        move.SaveAsync(request.Id, "seasonal.reopen", campaign => campaign.Reopen(), cancellation);
}

/// <summary>A change of state: everything that the campaign's records count in becomes stale, and the log says who did it.</summary>
internal sealed class MoveCampaign(SeasonalContext context, Caller caller, TimeProvider time)
{
    public async Task<CampaignAnswer> SaveAsync(long id, string action, Action<Campaign> move, CancellationToken cancellation)
    {
        var campaign = await context.LockInFullAsync(id, cancellation);
        move(campaign);
        context.MarkAll(campaign, campaign.Months());
        context.AuditEntries.Add(new AuditEntry
        {
            Id = context.Ids.Next(), At = time.GetUtcNow(), PersonId = caller.PersonId, UnionId = campaign.UnionId, Action = action, Subject = campaign.Code,
        });
        await context.SaveChangesAsync(cancellation);
        return CampaignAnswer.Of(campaign, caller.Union!.Code);
    }
}

internal static class MoveCampaignEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string campaign = "/unions/{union}/campaigns/{campaign}";
        api.MapPost(campaign + "/start", async (HttpContext http, IHandler<StartCampaign, CampaignAnswer> handler, CancellationToken cancellation) =>
            Answer(http, await handler.HandleAsync(new StartCampaign(http.PathId("campaign")), cancellation))).Handles<StartCampaign, CampaignAnswer>();
        api.MapPost(campaign + "/close", async (HttpContext http, IHandler<CloseCampaign, ClosedCampaign> handler, CancellationToken cancellation) =>
        {
            var closed = await handler.HandleAsync(new CloseCampaign(http.PathId("campaign")), cancellation);
            return EndpointExtensions.Answer(http, closed, closed.Campaign.Version);
        }).Handles<CloseCampaign, ClosedCampaign>();
        api.MapPost(campaign + "/reopen", async (HttpContext http, IHandler<ReopenCampaign, CampaignAnswer> handler, CancellationToken cancellation) =>
            Answer(http, await handler.HandleAsync(new ReopenCampaign(http.PathId("campaign")), cancellation))).Handles<ReopenCampaign, CampaignAnswer>();
    }

    private static IResult Answer(HttpContext http, CampaignAnswer campaign) => EndpointExtensions.Answer(http, campaign, campaign.Version);
}
