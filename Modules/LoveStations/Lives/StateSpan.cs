using Federation.Kernel.Tenancy;
using Federation.LoveStations.Contracts;
using Federation.LoveStations.Sites;

namespace Federation.LoveStations.Lives;

/// <summary>A state of a site from a day until the day before another; what was in service on any past day is read from these.</summary>
internal sealed class StateSpan : ISubtreeReadable
{
    private StateSpan()
    {
    }

    internal StateSpan(ServiceSite site, SiteState state, DateOnly from, string? note) =>
        (SiteId, UnionId, Kind, State, ValidFrom, Note) = (site.Id, site.UnionId, site.Kind, state, from, note);

    public long SiteId { get; private set; }
    public long UnionId { get; private set; }

    /// <summary>The site's, which never changes: counting needs no other table.</summary>
    public ServiceKind Kind { get; private set; }

    public SiteState State { get; private set; }
    public DateOnly ValidFrom { get; private set; }

    /// <summary>The first day on which it no longer holds; null while it does.</summary>
    public DateOnly? ValidTo { get; internal set; }

    public string? Note { get; private set; }

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || ValidTo > day);
}
