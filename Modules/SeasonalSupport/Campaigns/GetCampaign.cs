using Federation.Framework.Handlers;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Campaigns;

internal sealed record GetCampaign(long Id) : IRequest<CampaignAnswer>;

/// <param name="Union">Code of the union whose campaign it is; below the one in the path, where a list goes down the tree.</param>
/// <param name="Raised">Available to spend, in yuan, what a parent passed on included.</param>
/// <param name="Spent">Money, worth of goods and payments, in yuan.</param>
public sealed record CampaignAnswer(
    string Id, string Union, Season Season, int Year, string Code, string Name, DateOnly Starts, DateOnly Ends, decimal Budget, IReadOnlyList<BudgetLineAnswer> BudgetLines,
    IReadOnlyList<TargetAnswer> Plan, CampaignState State, DateOnly? StartedOn, DateOnly? ClosedOn, decimal Raised, decimal Spent, int Version) : IRecordAnswer
{
    internal static CampaignAnswer Of(Campaign campaign, string union) => new(
        Text.Of(campaign.Id), union, campaign.Season, campaign.Year, campaign.Code, campaign.Name, campaign.Starts, campaign.Ends, campaign.Budget,
        [.. campaign.BudgetLines.OrderBy(l => l.Source).Select(l => new BudgetLineAnswer(l.Source, l.Amount))],
        [.. campaign.Plan.OrderBy(t => t.Indicator, StringComparer.Ordinal).Select(t => new TargetAnswer(t.Indicator, t.Value))],
        campaign.State, campaign.StartedOn, campaign.ClosedOn, campaign.Account.Raised, campaign.Account.Spent, campaign.Version);
}

public sealed record BudgetLineAnswer(MoneySource Source, decimal Amount);

public sealed record TargetAnswer(string Indicator, decimal Value);

internal sealed class GetCampaignHandler(SeasonalContext context, IUnionDirectory unions) : IHandler<GetCampaign, CampaignAnswer>
{
    public Permission Permission => Permissions.Read;

    public async Task<CampaignAnswer> HandleAsync(GetCampaign request, CancellationToken cancellation)
    {
        var campaign = await context.Campaigns.AsNoTracking().InFull().SingleOrDefaultAsync(c => c.Id == request.Id, cancellation) ?? throw new NotFound("campaign");
        var union = await unions.FindAsync(campaign.UnionId, cancellation) ?? throw new NotFound("union");
        return CampaignAnswer.Of(campaign, union.Code);
    }
}

internal static class FullCampaign
{
    public static IQueryable<Campaign> InFull(this IQueryable<Campaign> campaigns) =>
        campaigns.Include(c => c.Account).Include(c => c.BudgetLines).Include(c => c.Plan).AsSplitQuery();
}

internal static class GetCampaignEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/unions/{union}/campaigns/{campaign}",
        async (HttpContext http, IHandler<GetCampaign, CampaignAnswer> handler, CancellationToken cancellation) =>
        {
            var answer = await handler.HandleAsync(new GetCampaign(http.PathId("campaign")), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        })
        .Handles<GetCampaign, CampaignAnswer>();
}
