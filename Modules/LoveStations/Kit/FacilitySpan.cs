using Federation.Framework.Records;
using Federation.Kernel.Tenancy;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Sites;

namespace Federation.LoveStations.Kit;

/// <summary>Something that was there at a site from a day until the day before another.</summary>
internal sealed class FacilitySpan : ISubtreeReadable, IHasDays
{
    private FacilitySpan()
    {
    }

    internal FacilitySpan(ServiceSite site, Facility facility, DateOnly from) => (SiteId, UnionId, Facility, ValidFrom) = (site.Id, site.UnionId, facility, from);

    public long SiteId { get; private set; }
    public long UnionId { get; private set; }
    public Facility Facility { get; private set; }
    public DateOnly ValidFrom { get; private set; }
    public DateOnly? ValidTo { get; internal set; }

    public IEnumerable<RecordDay> Days => [RecordDay.Since("on", ValidFrom, BeforeFounding.Taken)];

    /// <summary>Ends it on a day on which another union takes over; what is left of it is that union's.</summary>
    internal FacilitySpan HandOver(long into, DateOnly on)
    {
        var rest = new FacilitySpan { SiteId = SiteId, UnionId = into, Facility = Facility, ValidFrom = on, ValidTo = ValidTo };
        ValidTo = on;
        return rest;
    }

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || ValidTo > day);
}
