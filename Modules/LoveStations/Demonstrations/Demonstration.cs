using Federation.Kernel.Tenancy;
using Federation.LoveStations.Contracts;
using Federation.LoveStations.Sites;

namespace Federation.LoveStations.Demonstrations;

/// <summary>A station's status as one that shows others how (示范), from its grant to its withdrawal.</summary>
internal sealed class Demonstration : ISubtreeReadable
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

    internal void Withdraw(WithdrawalInput input) => (ValidTo, Reason) = (input.On, input.Reason);

    internal void Restore() => (ValidTo, Reason) = (null, null);
}
