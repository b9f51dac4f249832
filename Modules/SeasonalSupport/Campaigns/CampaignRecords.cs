using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Deliveries;
using Federation.SeasonalSupport.Funds;
using Federation.SeasonalSupport.Inspections;
using Federation.SeasonalSupport.Records;
using Federation.SeasonalSupport.Scholarships;
using Federation.SeasonalSupport.SpringJobs;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Campaigns;

/// <summary>What a campaign has to know of its records, of whatever kind, before it changes. Only with the campaign locked the answers stay true.</summary>
internal static class CampaignRecords
{
    public static async Task<Campaign> LockInFullAsync(this SeasonalContext context, long id, CancellationToken cancellation)
    {
        await context.LockAsync(id, cancellation);
        return await context.Campaigns.InFull().SingleAsync(c => c.Id == id, cancellation);
    }

    public static Task<bool> HasRecordsAsync(this SeasonalContext context, Campaign campaign, CancellationToken cancellation) =>
        context.DaysOf(campaign).AnyAsync(cancellation);

    public static Task<bool> RecordsOutsideAsync(this SeasonalContext context, Campaign campaign, CancellationToken cancellation) =>
        context.DaysOf(campaign).AnyAsync(day => day < campaign.Starts || day > campaign.Ends, cancellation);

    /// <summary>What is left open, told to whoever closes the campaign; it can be closed all the same.</summary>
    public static async Task<IReadOnlyList<OpenMatter>> OpenMattersAsync(this SeasonalContext context, Campaign campaign, CancellationToken cancellation)
    {
        var matters = new List<OpenMatter>();
        void Add(string code, decimal count)
        {
            if (count > 0) matters.Add(new OpenMatter(code, count));
        }
        Add("money-left", campaign.Account.Raised - campaign.Account.Spent);
        if (campaign.Season == Season.Summer)
            Add("hazards-open", await context.Inspections.Where(i => i.CampaignId == campaign.Id).SumAsync(i => i.HazardsFound - i.HazardsFixed, cancellation));
        if (campaign.Season == Season.Autumn)
        {
            Add("applications-open", await context.Grants.CountAsync(g => g.CampaignId == campaign.Id && g.State == GrantState.Applied, cancellation));
            Add("grants-unpaid", await context.Grants.CountAsync(g => g.CampaignId == campaign.Id && g.State == GrantState.Approved && g.Payments.Sum(p => p.Amount) < g.Amount, cancellation));
        }
        return matters;
    }

    private static IQueryable<DateOnly> DaysOf(this SeasonalContext context, Campaign campaign)
    {
        IQueryable<DateOnly> Days<T>() where T : CampaignRecord => context.Set<T>().Where(r => r.CampaignId == campaign.Id).Select(r => r.Date);
        return new[]
        {
            Days<FundsRaised>(), Days<SummerDelivery>(), Days<WinterDelivery>(), Days<Inspection>(), Days<PostsOffered>(), Days<Training>(), Days<Placement>(),
            Days<ScholarshipGrant>(), Days<ScholarshipPayment>(),
        }.Aggregate((all, days) => all.Concat(days));
    }
}
