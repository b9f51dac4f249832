using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Kernel.Figures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Campaigns;

/// <summary>How far one campaign has come: what the module's figure sources measure of its own records as they are now.</summary>
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
        // The budget is the campaign's own; its account says what was spent even where the payments themselves are not to be seen.
        var values = new Dictionary<string, decimal?> { [SeasonalFigures.BudgetUsed] = Percent(campaign.Account.Spent, campaign.Budget) };
        var asked = SeasonWork.SourcesOf(campaign.Season).Where(s => s != Sources.Budget).ToHashSet(StringComparer.Ordinal);
        foreach (var source in SeasonalFigures.All.Where(s => asked.Contains(s.Code)))
        {
            var scope = new CampaignScope(context, campaign);
            var measurements = source.Queries(scope);
            if (scope.IsHidden) continue;
            foreach (var measurement in measurements) await MeasureAsync(measurement, values, cancellation);
        }
        var plan = campaign.Plan.ToDictionary(t => t.Indicator, t => t.Value);
        return new CampaignProgress(Text.Of(campaign.Id), campaign.Budget, campaign.Account.Raised, campaign.Account.Spent,
            [.. SeasonWork.IndicatorsOf(campaign.Season).Select(i => new ProgressLine(i.Code, i.Unit, plan.TryGetValue(i.Code, out var target) ? target : null, values.GetValueOrDefault(i.Code)))]);
    }

    /// <summary>A campaign runs over several months: their sums add up, and who was counted is different over all of them.</summary>
    private static async Task MeasureAsync(Measurement measurement, Dictionary<string, decimal?> values, CancellationToken cancellation)
    {
        if (measurement.Counts is { } indicator)
        {
            values[indicator] = await ((IQueryable<CountedRow>)measurement.Query).Select(r => r.Hash).Distinct().CountAsync(cancellation);
            return;
        }
        var months = await ((IQueryable<MeasuredRow>)measurement.Query).ToListAsync(cancellation);
        foreach (var column in measurement.Columns)
        {
            var value = months.Sum(m => m.Value(column.Column));
            values[column.Indicator] = column.DenominatorColumn is { } below ? Percent(value, months.Sum(m => m.Value(below))) : value;
        }
    }

    private static decimal? Percent(decimal part, decimal whole) => whole == 0 ? null : Math.Round(100 * part / whole, 2, MidpointRounding.AwayFromZero);
}

internal static class GetProgressEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/unions/{union}/campaigns/{campaign}/progress",
        async (HttpContext http, IHandler<GetProgress, CampaignProgress> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new GetProgress(http.PathId("campaign")), cancellation)))
        .Handles<GetProgress, CampaignProgress>();
}
