using Federation.Kernel.Tenancy;
using Federation.LoveStations.Contracts;
using Federation.LoveStations.Sites;

namespace Federation.LoveStations.Kit;

/// <summary>Something that was there at a site from a day until the day before another.</summary>
internal sealed class FacilitySpan : ISubtreeReadable
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

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || ValidTo > day);
}
