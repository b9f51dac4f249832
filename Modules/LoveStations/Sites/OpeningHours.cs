using Federation.Kernel.Tenancy;
using Federation.LoveStations.Inputs;

namespace Federation.LoveStations.Sites;

/// <summary>Open on a day of the week; in minutes of that day, past midnight where it closes no later than it opens.</summary>
internal sealed class OpeningHours : ISubtreeReadable
{
    private OpeningHours()
    {
    }

    internal OpeningHours(ServiceSite site, HoursInput input) => (SiteId, UnionId, Weekday, Opens, Closes) = (site.Id, site.UnionId, input.Weekday, input.OpensAt, input.ClosesAt);

    public long SiteId { get; private set; }
    public long UnionId { get; private set; }
    public DayOfWeek Weekday { get; private set; }
    public int Opens { get; private set; }
    public int Closes { get; private set; }
}
