using Federation.Kernel.Figures;
using Federation.Kernel.Tenancy;
using Federation.SeasonalSupport.Deliveries;
using Federation.SeasonalSupport.Records;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Campaigns;

/// <summary>The records of one campaign, behind the tenant filter like every other read.</summary>
internal sealed class CampaignScope(SeasonalContext context, Campaign campaign) : IMeasureScope
{
    /// <summary>
    /// Whether personal records were asked for under the address of a union above. They are not there to be counted: what they would say is missing, not 0.
    /// </summary>
    public bool IsHidden { get; private set; }

    /// <summary>None: nothing of a campaign is a stock.</summary>
    public IQueryable<ScopedMonth> Months => throw new NotSupportedException("A campaign has no stocks.");

    public IQueryable<T> Filter<T>() where T : class, ICountsInMonth
    {
        IsHidden |= typeof(T).IsAssignableTo(typeof(IOwnOnly)) && campaign.UnionId != context.TenantId;
        var id = campaign.Id;
        return context.Set<T>() is IQueryable<DeliveryRecipient> recipients
            ? (IQueryable<T>)recipients.Where(r => context.WinterDeliveries.Any(d => d.Id == r.DeliveryId && d.CampaignId == id))
            : context.Set<T>().Where(r => EF.Property<long>(r, nameof(CampaignRecord.CampaignId)) == id);
    }

    public IQueryable<T> All<T>() where T : class, IOwnedByUnion => throw new NotSupportedException("A campaign has no stocks.");

    public IQueryable<T> Shared<T>() where T : class, IShared => context.Set<T>();
}
