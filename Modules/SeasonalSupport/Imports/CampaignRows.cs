using Federation.Framework.Databases;
using Federation.Kernel;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Contracts;
using Federation.SeasonalSupport.Records;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Imports;

/// <summary>
/// The union's campaigns as rows of a table name them, by code. They are checked against as they are when the import begins; at its end each one used is
/// locked, and if it has not changed meanwhile, what its rows booked is booked.
/// </summary>
internal sealed class CampaignRows(SeasonalContext context)
{
    private const int MostOffers = 20;

    private readonly Dictionary<string, (Campaign Campaign, decimal Raised, decimal Spent)> campaigns = new(StringComparer.Ordinal);
    private ILookup<string, Campaign> folded = Array.Empty<Campaign>().ToLookup(_ => "");

    public async Task OpenAsync(CancellationToken cancellation)
    {
        // No tracking: what rows book on these is a reckoning, and the account itself is written at the end under its lock.
        var own = await context.Campaigns.AsNoTracking().Include(c => c.Account).Where(c => c.UnionId == context.TenantId).ToListAsync(cancellation);
        foreach (var campaign in own) campaigns[campaign.Code] = (campaign, campaign.Account.Raised, campaign.Account.Spent);
        folded = own.ToLookup(c => Folding.Fold(c.Code));
    }

    /// <summary>Codes of the union's campaigns that may take such a record now, the newest first.</summary>
    public async Task<IReadOnlyList<string>> OpenCodesAsync(CampaignRecord record, CancellationToken cancellation)
    {
        var open = context.Campaigns.Where(c => c.UnionId == context.TenantId && (c.State == CampaignState.Running || (record.BeforeTheStart && c.State == CampaignState.Planned)));
        if (record.OnlyIn is { } season) open = open.Where(c => c.Season == season);
        return await open.OrderByDescending(c => c.Id).Select(c => c.Code).Take(MostOffers).ToListAsync(cancellation);
    }

    /// <exception cref="RuleViolation">There is none, or several that differ in case and none of them exactly so.</exception>
    public Campaign Find(string code) => campaigns.TryGetValue(code, out var found) ? found.Campaign : folded[Folding.Fold(code)].ToList() switch
    {
        [var one] => one, [] => throw new RuleViolation("campaign-unknown", code), var several => throw new RuleViolation("campaign-not-unique", code, string.Join(", ", several.Select(c => c.Code))),
    };

    public async Task BookAsync(IReadOnlySet<long> used, CancellationToken cancellation)
    {
        // In order of their ids, so that two imports never wait for each other in a ring.
        foreach (var (reckoned, raised, spent) in campaigns.Values.Where(c => used.Contains(c.Campaign.Id)).OrderBy(c => c.Campaign.Id))
        {
            var campaign = await context.LockAsync(reckoned.Id, cancellation);
            if (campaign.Version != reckoned.Version) throw new RuleViolation("campaign-changed-meanwhile", campaign.Code);
            campaign.Account.Book(new Booking(reckoned.Account.Raised - raised, reckoned.Account.Spent - spent));
        }
        await context.SaveChangesAsync(cancellation);
    }
}
