using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Scholarships;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Records;

/// <summary>What a record does to its campaign's money, in yuan.</summary>
internal readonly record struct Booking(decimal Raised, decimal Spent)
{
    public static Booking operator -(Booking a, Booking b) => new(a.Raised - b.Raised, a.Spent - b.Spent);

    public static Booking operator +(Booking a, Booking b) => new(a.Raised + b.Raised, a.Spent + b.Spent);
}

/// <summary>Something that was done under a campaign on a day. Its campaign places it: the day, the month that it counts in, the money.</summary>
internal abstract class CampaignRecord : IRecord, ICountsInMonth, IHasDays
{
    public long Id { get; private set; }
    public long UnionId { get; private set; }
    public long CampaignId { get; protected set; }
    public DateOnly Date { get; private set; }
    public int Month { get; private set; }
    public int Version { get; private set; }

    /// <summary>The season whose campaigns have such records; null for all.</summary>
    public abstract Season? OnlyIn { get; }

    /// <summary>Whether it may be recorded before the campaign runs.</summary>
    public virtual bool BeforeTheStart => false;

    public virtual Booking Booking => default;

    public IEnumerable<RecordDay> Days => [RecordDay.Happened("date", Date)];

    /// <summary>Whether a campaign takes such records now.</summary>
    public bool MayBeOf(Campaign campaign) =>
        (campaign.State == CampaignState.Running || (BeforeTheStart && campaign.State == CampaignState.Planned)) && (OnlyIn is null || OnlyIn == campaign.Season);

    /// <summary>Throws where a rule keeps it from being removed.</summary>
    public virtual void CheckRemovable()
    {
    }

    /// <summary>Hands its own parts to a bulk write, after itself.</summary>
    public virtual void AddPartsTo(RecordBatch batch)
    {
    }

    public void PlaceIn(long union, RecordPlace place, Ids ids)
    {
        if (Id == 0)
        {
            (Id, UnionId) = (ids.Next(), union);
            StandUnder(place);
        }
        Version++;
    }

    internal void PlaceUnder(Campaign campaign, DateOnly date, Ids ids)
    {
        PlaceIn(campaign.Season);
        Date = date;
        Month = campaign.MonthOf(date);
        PlaceParts(ids);
    }

    protected virtual void StandUnder(RecordPlace place) => CampaignId = place.Parent;

    protected virtual void PlaceIn(Season season)
    {
    }

    /// <summary>Takes its parts along to its union and month.</summary>
    protected virtual void PlaceParts(Ids ids)
    {
    }
}

/// <summary>A campaign as the parent of its records: its account is locked while one is written, and it says what it takes and books the money.</summary>
internal static class CampaignParent
{
    public static RecordParent<SeasonalContext, TRecord, TInput> Of<TRecord, TInput>() where TRecord : CampaignRecord, new() where TInput : RecordInput => new("campaigns", "campaign")
    {
        Under = (records, place) => records.Where(r => r.CampaignId == place.Parent),
        FindAsync = (context, _, place, cancellation) => FindAsync(context, place.Parent, new TRecord(), cancellation),
        OpenAsync = async (context, _, place, cancellation) => new OpenCampaign(await context.LockAsync(place.Parent, cancellation), context.Ids),
    };

    /// <summary>A payment is a part of its grant and has the grant in its address.</summary>
    public static RecordParent<SeasonalContext, ScholarshipPayment, PaymentInput> OfGrant() => new("campaigns/{campaign}/grants", "grant", "campaign")
    {
        Under = (payments, place) => payments.Where(p => p.CampaignId == place.Outer && p.GrantId == place.Parent),
        FindAsync = (context, _, place, cancellation) => FindAsync(context, place.Outer, new ScholarshipPayment(), cancellation),
        OpenAsync = async (context, _, place, cancellation) => new OpenCampaign(await context.LockAsync(place.Outer, cancellation), context.Ids),
    };

    private static async Task<long?> FindAsync(SeasonalContext context, long id, CampaignRecord record, CancellationToken cancellation)
    {
        var campaign = await context.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellation) ?? throw new NotFound("campaign");
        campaign.RefuseOtherSeason(record);
        return campaign.UnionId;
    }

    private sealed class OpenCampaign(Campaign campaign, Ids ids) : IRecordHost<CampaignRecord, RecordInput>
    {
        private Booking before;

        public void Release(CampaignRecord record) => before = record.Booking;

        public void Accept(CampaignRecord record, RecordInput input) => campaign.Accept(record, input.Date, ids, before);

        public void Remove(CampaignRecord record) => campaign.Release(record);
    }
}
