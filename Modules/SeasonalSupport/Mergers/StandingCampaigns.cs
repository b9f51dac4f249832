using Federation.Framework.Records;
using Federation.Kernel;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Funds;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Mergers;

/// <summary>
/// Campaigns that are not closed and go on after the day. What was done under them stays with the union that ends; the union that takes over goes on with the same
/// campaign, with what is left of its budget and of its money. Students who still wait are served first: their files are of the union that took them in.
/// </summary>
internal sealed class StandingCampaigns(SeasonalContext context, RecordTools tools) : IStandingRecords
{
    public async Task<IReadOnlyList<Standing>> DescribeAsync(HandOver handOver, CancellationToken cancellation)
    {
        var going = Going(handOver).Select(c => c.Id);
        var waiting = context.Grants.Where(g => going.Contains(g.CampaignId) && (g.State == GrantState.Applied || g.Payments.Sum(p => p.Amount) < g.Amount));
        return
        [
            await Standing.OfAsync("standing-campaigns", Going(handOver).Select(c => c.Name), cancellation),
            new("standing-grants", await waiting.CountAsync(cancellation), [], IsLeft: true),
        ];
    }

    public async Task HandOverAsync(HandOver handOver, CancellationToken cancellation)
    {
        var ids = await Going(handOver).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(cancellation);
        if (ids.Count == 0) return;
        handOver.EnterInto();
        var taken = (await context.Campaigns.Where(c => c.UnionId == handOver.Into).Select(c => c.Code).ToListAsync(cancellation)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        handOver.EnterFrom();
        var nexts = new List<(Campaign Next, decimal Left)>();
        foreach (var id in ids)
        {
            var campaign = await context.LockInFullAsync(id, cancellation);
            var (planned, left) = (campaign.State == CampaignState.Planned, campaign.Account.Raised - campaign.Account.Spent);
            nexts.Add((campaign.HandOver(handOver.Into, HandOver.Free(campaign.Code, taken), handOver.On, context.Ids), left));
            context.MarkAll(campaign, campaign.Months());
            // One that nothing has come of leaves nothing behind.
            if (planned && !await context.HasRecordsAsync(campaign, cancellation)) context.Remove(campaign);
        }
        await context.SaveChangesAsync(cancellation);
        context.ChangeTracker.Clear();

        handOver.EnterInto();
        foreach (var (next, left) in nexts)
        {
            context.Add(next);
            if (left > 0) context.Add(PassOn(next, left, handOver));
            context.MarkAll(next, next.Months());
        }
        await context.SaveChangesAsync(cancellation);
    }

    private IQueryable<Campaign> Going(HandOver handOver) =>
        context.Campaigns.Where(c => c.UnionId == handOver.From && c.State != CampaignState.Closed && c.Ends >= handOver.On);

    /// <summary>Money that was raised by the union that ends, and counts there.</summary>
    private FundsRaised PassOn(Campaign next, decimal left, HandOver handOver)
    {
        var funds = new FundsRaised();
        var on = handOver.On < next.Starts ? next.Starts : handOver.On;
        var input = new FundsInput { Date = on, Source = MoneySource.UnionFunds, Amount = left, FromParent = true, Note = handOver.Ending.Name };
        funds.Apply(input, tools);
        next.AcceptNew(funds, on, context.Ids);
        return funds;
    }
}
