using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.SeasonalSupport.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.SeasonalSupport.Campaigns;

/// <summary>Starting, closing, opening again and taking back a campaign by a button. Closing shows first what is still open.</summary>
internal static class MoveCampaignPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        const string campaign = "/u/{union}/campaigns/{campaign}";
        pages.MapPost(campaign + "/start", async (HttpContext http, Caller caller, IHandler<StartCampaign, CampaignAnswer> handler, CancellationToken cancellation) =>
        {
            await PageForm.ReadAsync(http, caller);
            await handler.HandleAsync(new StartCampaign(http.PathId("campaign")), cancellation);
            return http.RedirectTo(Back(http, caller), "campaign-started");
        }).Handles<StartCampaign, CampaignAnswer>();

        pages.MapGet(campaign + "/close", async (HttpContext http, Ids ids, IHandler<CheckCampaign, ClosedCampaign> check, CancellationToken cancellation) =>
            http.Page<CloseCampaignPage>(PageForm.New(ids), new() { ["Checked"] = await check.HandleAsync(new CheckCampaign(http.PathId("campaign")), cancellation) })).Handles<CloseCampaign, ClosedCampaign>();

        pages.MapPost(campaign + "/close", async (
            HttpContext http, Caller caller, Texts texts, IHandler<CloseCampaign, ClosedCampaign> handler, IHandler<CheckCampaign, ClosedCampaign> check, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            var id = http.PathId("campaign");
            return await form.TryAsync(texts, () => handler.HandleAsync(new CloseCampaign(id), cancellation))
                ? http.RedirectTo(Back(http, caller), "campaign-closed-now")
                : http.Page<CloseCampaignPage>(form, new() { ["Checked"] = await check.HandleAsync(new CheckCampaign(id), cancellation) });
        }).Handles<CloseCampaign, ClosedCampaign>();

        pages.MapPost(campaign + "/reopen", async (HttpContext http, Caller caller, IHandler<ReopenCampaign, CampaignAnswer> handler, CancellationToken cancellation) =>
        {
            await PageForm.ReadAsync(http, caller);
            await handler.HandleAsync(new ReopenCampaign(http.PathId("campaign")), cancellation);
            return http.RedirectTo(Back(http, caller), "campaign-reopened");
        }).Handles<ReopenCampaign, CampaignAnswer>();

        pages.MapPost(campaign + "/remove", async (HttpContext http, Caller caller, IHandler<RemoveCampaign, Removed> handler, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            await handler.HandleAsync(new RemoveCampaign(http.PathId("campaign"), form.Version), cancellation);
            return http.RedirectTo(PageAddress.Of(caller.Union!, "campaigns"), "campaign-removed");
        }).Handles<RemoveCampaign, Removed>();
    }

    private static string Back(HttpContext http, Caller caller) => PageAddress.Of(caller.Union!, $"campaigns/{http.PathId("campaign")}");
}
