using Federation.Framework.Records;
using Federation.Kernel.Tenancy;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Sites;

namespace Federation.LoveStations.Demonstrations;

/// <summary>A station's status as one that shows others how (示范), from its grant to its withdrawal.</summary>
internal sealed class Demonstration : ISubtreeReadable, IHasDays
{
    private Demonstration()
    {
    }

    internal Demonstration(ServiceSite site, DemonstrationInput input) =>
        (SiteId, UnionId, ValidFrom, GrantedBy, Document) = (site.Id, site.UnionId, input.On, input.GrantedBy, input.Document);

    public long SiteId { get; private set; }
    public long UnionId { get; private set; }
    public DateOnly ValidFrom { get; private set; }
    public DateOnly? ValidTo { get; private set; }
    public string GrantedBy { get; private set; } = "";
    public string? Document { get; private set; }
    public string? Reason { get; private set; }

    /// <summary>The status may be older than the union that keeps the station now.</summary>
    public IEnumerable<RecordDay> Days => [RecordDay.Since("on", ValidFrom, BeforeFounding.Taken)];

    /// <summary>Ends it on a day on which another union takes over; what is left of it is that union's.</summary>
    internal Demonstration HandOver(long into, DateOnly on)
    {
        var rest = new Demonstration
        {
            SiteId = SiteId, UnionId = into, ValidFrom = on, ValidTo = ValidTo, GrantedBy = GrantedBy, Document = Document, Reason = Reason,
        };
        (ValidTo, Reason) = (on, null);
        return rest;
    }

    internal void Withdraw(WithdrawalInput input) => (ValidTo, Reason) = (input.On, input.Reason);

    internal void Restore() => (ValidTo, Reason) = (null, null);
}
