using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.SeasonalSupport.Contracts;
using Federation.SeasonalSupport.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Campaigns;

/// <summary>How far one campaign has come, reckoned from its own records as they are now.</summary>
internal sealed record GetProgress(long Campaign) : IRequest<CampaignProgress>;

/// <param name="Items">Every indicator of the campaign's season, in the catalogue's order.</param>
public sealed record CampaignProgress(string Campaign, decimal Budget, decimal Raised, decimal Spent, IReadOnlyList<ProgressLine> Items);

/// <param name="Target">What the plan says; null where it says nothing.</param>
/// <param name="Value">Null for a ratio with nothing below its line, and under the address of a union above for what only personal records say.</param>
public sealed record ProgressLine(string Indicator, string Unit, decimal? Target, decimal? Value);

internal sealed class GetProgressHandler(SeasonalContext context) : IHandler<GetProgress, CampaignProgress>
{
    public Permission Permission => Permissions.Read;

    public async Task<CampaignProgress> HandleAsync(GetProgress request, CancellationToken cancellation)
    {
        var campaign = await context.Campaigns.AsNoTracking().InFull().SingleOrDefaultAsync(c => c.Id == request.Campaign, cancellation) ?? throw new NotFound("campaign");
        var values = new Dictionary<string, decimal?>
        {
            ["seasonal.budget.used"] = Percent(campaign.Account.Spent, campaign.Budget),
        };
        // Under the address of a union above, personal records are not there to be counted: what they would say is missing, not 0.
        var own = campaign.UnionId == context.TenantId;
        await (campaign.Season switch
        {
            Season.Spring => SpringAsync(campaign.Id, own, values, cancellation),
            Season.Summer => SummerAsync(campaign.Id, values, cancellation),
            Season.Autumn => AutumnAsync(campaign.Id, own, values, cancellation),
            _ => WinterAsync(campaign.Id, own, values, cancellation),
        });
        var plan = campaign.Plan.ToDictionary(t => t.Indicator, t => t.Value);
        return new CampaignProgress(Text.Of(campaign.Id), campaign.Budget, campaign.Account.Raised, campaign.Account.Spent,
            [.. SeasonWork.IndicatorsOf(campaign.Season).Select(i => new ProgressLine(i.Code, i.Unit, plan.TryGetValue(i.Code, out var target) ? target : null, values.GetValueOrDefault(i.Code)))]);
    }

    private async Task SpringAsync(long campaign, bool own, Dictionary<string, decimal?> values, CancellationToken cancellation)
    {
        values["seasonal.spring.posts"] = await context.Posts.Where(p => p.CampaignId == campaign).SumAsync(p => (long)p.Count, cancellation);
        values["seasonal.spring.trained"] = await context.Trainings.Where(t => t.CampaignId == campaign).SumAsync(t => (long)t.PlacesTaken, cancellation);
        if (own) values["seasonal.spring.placed"] = await context.Placements.Where(p => p.CampaignId == campaign).SumAsync(p => (long)p.People, cancellation);
    }

    private async Task SummerAsync(long campaign, Dictionary<string, decimal?> values, CancellationToken cancellation)
    {
        values["seasonal.cooling.funds"] = await RaisedAsync(campaign, cancellation);
        var delivered = await context.SummerDeliveries.Where(d => d.CampaignId == campaign).GroupBy(d => d.CampaignId).Select(g => new
        {
            Visits = g.Sum(d => d.Site == SiteKind.Enterprise || d.Site == SiteKind.Site ? 1L : 0L),
            People = g.Sum(d => (long)d.HeadCount),
            Goods = g.Sum(d => d.GoodsValue),
            Portions = g.Sum(d => d.Portions),
        }).SingleOrDefaultAsync(cancellation);
        values["seasonal.cooling.visits"] = delivered?.Visits ?? 0;
        values["seasonal.cooling.people"] = delivered?.People ?? 0;
        values["seasonal.cooling.goods"] = delivered?.Goods ?? 0;
        values["seasonal.goods.portions"] = delivered?.Portions ?? 0;
        var inspected = await context.Inspections.Where(i => i.CampaignId == campaign).GroupBy(i => i.CampaignId)
            .Select(g => new { Inspections = g.Count(), Found = g.Sum(i => (long)i.HazardsFound), Fixed = g.Sum(i => (long)i.HazardsFixed) }).SingleOrDefaultAsync(cancellation);
        values["seasonal.cooling.inspections"] = inspected?.Inspections ?? 0;
        values["seasonal.cooling.hazards"] = inspected?.Found ?? 0;
        values["seasonal.cooling.hazards-fixed"] = Percent(inspected?.Fixed ?? 0, inspected?.Found ?? 0);
    }

    private async Task AutumnAsync(long campaign, bool own, Dictionary<string, decimal?> values, CancellationToken cancellation)
    {
        values["seasonal.scholarship.funds"] = await RaisedAsync(campaign, cancellation);
        if (!own) return;
        var payments = context.Payments.Where(p => p.CampaignId == campaign);
        values["seasonal.scholarship.paid"] = await payments.SumAsync(p => p.Amount, cancellation);
        values["seasonal.scholarship.students"] = await payments.Select(p => p.PersonHash).Distinct().CountAsync(cancellation);
        values["seasonal.scholarship.applications"] = await context.Grants.CountAsync(g => g.CampaignId == campaign, cancellation);
    }

    private async Task WinterAsync(long campaign, bool own, Dictionary<string, decimal?> values, CancellationToken cancellation)
    {
        values["seasonal.warmth.funds"] = await RaisedAsync(campaign, cancellation);
        var visits = context.WinterDeliveries.Where(d => d.CampaignId == campaign);
        var visited = await visits.GroupBy(d => d.CampaignId).Select(g => new
        {
            Paid = g.Sum(d => d.Money),
            Visits = g.Sum(d => (long)d.HeadCount),
            Goods = g.Sum(d => d.GoodsValue),
            Portions = g.Sum(d => d.Portions),
        }).SingleOrDefaultAsync(cancellation);
        values["seasonal.warmth.paid"] = visited?.Paid ?? 0;
        values["seasonal.warmth.visits"] = visited?.Visits ?? 0;
        values["seasonal.warmth.goods"] = visited?.Goods ?? 0;
        values["seasonal.goods.portions"] = visited?.Portions ?? 0;
        if (own) values["seasonal.warmth.persons"] = await context.Recipients.Where(r => visits.Any(d => d.Id == r.DeliveryId)).Select(r => r.PersonHash).Distinct().CountAsync(cancellation);
    }

    /// <summary>Each yuan counts where it was raised first: what a parent passed on is left out.</summary>
    private Task<decimal> RaisedAsync(long campaign, CancellationToken cancellation) =>
        context.Funds.Where(f => f.CampaignId == campaign && !f.FromParent).SumAsync(f => f.Amount, cancellation);

    private static decimal? Percent(decimal part, decimal whole) => whole == 0 ? null : Math.Round(100 * part / whole, 2, MidpointRounding.AwayFromZero);
}

internal static class GetProgressEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/unions/{union}/campaigns/{campaign}/progress",
        async (HttpContext http, IHandler<GetProgress, CampaignProgress> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new GetProgress(http.PathId("campaign")), cancellation)))
        .Handles<GetProgress, CampaignProgress>();
}
