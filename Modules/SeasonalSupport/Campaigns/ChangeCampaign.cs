using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.SeasonalSupport.Campaigns;

/// <summary>A union changes what a campaign is called, when it is, its budget and its plan. Its records stay within its dates.</summary>
internal sealed record ChangeCampaign(long Id, int Version, CampaignTerms Terms) : ICommand<CampaignAnswer>, IChecked
{
    public void Check(InputProblems problems) => Terms.Check(problems);
}

internal sealed class ChangeCampaignHandler(SeasonalContext context, Caller caller) : IHandler<ChangeCampaign, CampaignAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<CampaignAnswer> HandleAsync(ChangeCampaign request, CancellationToken cancellation)
    {
        var campaign = await context.LockInFullAsync(request.Id, cancellation);
        if (campaign.Version != request.Version) throw new StaleRecord(missingCondition: false);
        var months = campaign.Months().ToList();
        var (starts, ends) = (campaign.Starts, campaign.Ends);
        campaign.Revise(request.Terms);
        if ((starts, ends) != (campaign.Starts, campaign.Ends))
        {
            if (await context.RecordsOutsideAsync(campaign, cancellation)) throw new RuleViolation("records-outside-dates", campaign.Starts, campaign.Ends);
            context.MarkAll(campaign, months.Union(campaign.Months()));
        }
        await context.SaveChangesAsync(cancellation);
        return CampaignAnswer.Of(campaign, caller.Union!.Code);
    }
}

internal static class ChangeCampaignEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("/unions/{union}/campaigns/{campaign}",
        async (HttpContext http, IHandler<ChangeCampaign, CampaignAnswer> handler, CancellationToken cancellation) =>
        {
            var version = http.Request.RequiredVersion();
            var terms = await http.Request.ReadInputAsync<CampaignTerms>(cancellation);
            var answer = await handler.HandleAsync(new ChangeCampaign(http.PathId("campaign"), version, terms), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        })
        .Handles<ChangeCampaign, CampaignAnswer>().AcceptsInput<CampaignTerms>();
}
