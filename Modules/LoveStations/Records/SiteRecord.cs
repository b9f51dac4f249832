using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LoveStations.Contracts;
using Federation.LoveStations.Sites;

namespace Federation.LoveStations.Records;

/// <summary>Something that was recorded at a site on a day.</summary>
internal abstract class SiteRecord : ISubtreeReadable
{
    public long Id { get; private set; }
    public long UnionId { get; private set; }
    public long SiteId { get; private set; }
    public DateOnly Date { get; private set; }
    public int Version { get; private set; }

    internal void PlaceAt(ServiceSite site, DateOnly date, DateOnly today, Ids ids)
    {
        if (date > today) throw new RuleViolation("record-in-future", date);
        if (Id == 0) (Id, UnionId, SiteId) = (ids.Next(), site.UnionId, site.Id);
        Date = date;
        Version++;
        Check(site, today);
        PlaceParts(ids);
    }

    /// <summary>Throws where it cannot have been so at the site on its day.</summary>
    protected abstract void Check(ServiceSite site, DateOnly today);

    /// <summary>Takes its parts along.</summary>
    protected virtual void PlaceParts(Ids ids)
    {
    }
}

/// <summary>What the one story of recording, changing, showing and listing needs to know of a kind of record.</summary>
internal interface IRecorded<TSelf, in TInput, out TAnswer> where TSelf : SiteRecord, IRecorded<TSelf, TInput, TAnswer>
{
    /// <summary>Its place in addresses, below the site's.</summary>
    static abstract string Path { get; }

    /// <summary>Takes over what was given, new or changed.</summary>
    void Put(TInput input);

    /// <summary>Checks it against what is recorded already.</summary>
    Task BindAsync(StationsContext context, CancellationToken cancellation) => Task.CompletedTask;

    TAnswer Show();
}

/// <summary>An answer that a record is shown as.</summary>
internal interface IRecordAnswer
{
    string Id { get; }

    /// <summary>To be sent in <c>If-Match</c> with a change.</summary>
    int Version { get; }
}
