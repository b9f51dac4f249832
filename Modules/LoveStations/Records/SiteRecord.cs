using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Sites;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Records;

/// <summary>Something that was recorded at a site on a day.</summary>
internal abstract class SiteRecord : IRecord, ISubtreeReadable, IHasDays
{
    public long Id { get; private set; }
    public long UnionId { get; private set; }
    public long SiteId { get; private set; }
    public DateOnly Date { get; private set; }
    public int Version { get; private set; }

    public virtual IEnumerable<RecordDay> Days => [RecordDay.Happened("date", Date)];

    public void PlaceIn(long union, RecordPlace place, Ids ids)
    {
        if (Id == 0) (Id, UnionId, SiteId) = (ids.Next(), union, place.Parent);
        Version++;
    }

    /// <summary>Places it at a site on a day, as a table does that has locked the site already.</summary>
    internal void PlaceAt(ServiceSite site, DateOnly date, DateOnly today, Ids ids)
    {
        PlaceIn(site.UnionId, site.Id, ids);
        Stand(site, date, today, ids);
    }

    /// <summary>Takes its day and takes its parts along. Throws where it cannot have been so at the site on that day.</summary>
    internal void Stand(ServiceSite site, DateOnly date, DateOnly today, Ids ids)
    {
        if (date > today) throw new RuleViolation("record-in-future", date);
        Date = date;
        Check(site, today);
        PlaceParts(ids);
    }

    /// <summary>Throws where it cannot have been so at the site on its day.</summary>
    protected abstract void Check(ServiceSite site, DateOnly today);

    /// <summary>Takes its parts along to its id and union.</summary>
    protected virtual void PlaceParts(Ids ids)
    {
    }
}

/// <summary>A site as the parent of its records: it is locked while one is written, and says whether that can have been so on the day.</summary>
internal static class SiteParent
{
    public static RecordParent<StationsContext, TRecord, TInput> Of<TRecord, TInput>() where TRecord : SiteRecord where TInput : SiteRecordInput => new("stations", "site")
    {
        Under = (records, place) => records.Where(r => r.SiteId == place.Parent),
        FindAsync = (context, _, place, cancellation) => context.Sites.Where(s => s.Id == place.Parent).Select(s => (long?)s.UnionId).SingleOrDefaultAsync(cancellation),
        OpenAsync = async (context, tools, place, cancellation) => new OpenSite(await context.OwnSiteAsync(place.Parent, cancellation), tools.Today, context.Ids),
    };

    private sealed class OpenSite(ServiceSite site, DateOnly today, Ids ids) : IRecordHost<SiteRecord, SiteRecordInput>
    {
        public void Check(SiteRecord record, SiteRecordInput input) => record.Stand(site, input.Date, today, ids);
    }
}
