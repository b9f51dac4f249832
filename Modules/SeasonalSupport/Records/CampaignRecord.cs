using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Contracts;

namespace Federation.SeasonalSupport.Records;

/// <summary>What a record does to its campaign's money, in yuan.</summary>
internal readonly record struct Booking(decimal Raised, decimal Spent)
{
    public static Booking operator -(Booking a, Booking b) => new(a.Raised - b.Raised, a.Spent - b.Spent);

    public static Booking operator +(Booking a, Booking b) => new(a.Raised + b.Raised, a.Spent + b.Spent);
}

/// <summary>Something that was done under a campaign on a day. Its campaign places it: the day, the month that it counts in, the money.</summary>
internal abstract class CampaignRecord : ICountsInMonth
{
    public long Id { get; private set; }
    public long UnionId { get; private set; }
    public long CampaignId { get; private set; }
    public DateOnly Date { get; private set; }
    public int Month { get; private set; }
    public int Version { get; private set; }

    /// <summary>The season whose campaigns have such records; null for all.</summary>
    public abstract Season? OnlyIn { get; }

    /// <summary>Whether it may be recorded before the campaign runs.</summary>
    public virtual bool BeforeTheStart => false;

    public virtual Booking Booking => default;

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

    internal void PlaceUnder(Campaign campaign, DateOnly date, Ids ids)
    {
        if (Id == 0) (Id, UnionId, CampaignId) = (ids.Next(), campaign.UnionId, campaign.Id);
        PlaceIn(campaign.Season);
        Date = date;
        Month = campaign.MonthOf(date);
        Version++;
        PlaceParts(ids);
    }

    protected virtual void PlaceIn(Season season)
    {
    }

    /// <summary>Takes its parts along to its union and month.</summary>
    protected virtual void PlaceParts(Ids ids)
    {
    }
}

/// <summary>Where a record is: under a campaign, and for a payment under a grant.</summary>
internal sealed record RecordPlace(long Campaign, long? Grant = null);

/// <summary>What the one story of recording, changing, showing and listing needs to know of a kind of record.</summary>
internal interface IRecorded<TSelf, in TInput, out TAnswer> where TSelf : CampaignRecord, IRecorded<TSelf, TInput, TAnswer>
{
    /// <summary>Its place in addresses, below the campaign's.</summary>
    static abstract string Path { get; }

    /// <summary>With the parts that a change needs.</summary>
    static virtual IQueryable<TSelf> Whole(IQueryable<TSelf> records) => records;

    static virtual IQueryable<TSelf> At(IQueryable<TSelf> records, RecordPlace place) => records.Where(r => r.CampaignId == place.Campaign);

    /// <summary>Takes over what was given, new or changed.</summary>
    void Put(TInput input, Identities identities);

    /// <summary>Finds what the record refers to, and checks it against that.</summary>
    Task BindAsync(SeasonalContext context, RecordPlace place, CancellationToken cancellation) => Task.CompletedTask;

    TAnswer Show(Identities identities);
}

/// <summary>An answer that a record is shown as.</summary>
internal interface IRecordAnswer
{
    string Id { get; }

    /// <summary>To be sent in <c>If-Match</c> with a change.</summary>
    int Version { get; }
}
