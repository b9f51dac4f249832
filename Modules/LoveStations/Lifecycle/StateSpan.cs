using Federation.Framework.Records;
using Federation.Kernel.Tenancy;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Sites;

namespace Federation.LoveStations.Lifecycle;

/// <summary>A state of a site from a day until the day before another; what was in service on any past day is read from these.</summary>
internal sealed class StateSpan : ISubtreeReadable, IHasDays
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

    /// <summary>A place may have served before its union was founded; with the union it is closed.</summary>
    public IEnumerable<RecordDay> Days => State == SiteState.Closed ? [] : [RecordDay.Since("since", ValidFrom, BeforeFounding.Asked)];

    /// <summary>Ends it on a day on which another union takes over; what is left of it is that union's.</summary>
    internal StateSpan HandOver(long into, DateOnly on)
    {
        var rest = new StateSpan { SiteId = SiteId, UnionId = into, Kind = Kind, State = State, ValidFrom = on, ValidTo = ValidTo, Note = Note };
        ValidTo = on;
        return rest;
    }

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || ValidTo > day);
}
