using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LoveStations.Contracts;

namespace Federation.LoveStations.Kit;

/// <summary>What demonstration stations of a province must have, from a day until the next list. Read by every union of the province, written by the province.</summary>
internal sealed class KitList : IShared
{
    private readonly List<KitItem> items = [];

    public long Id { get; private set; }
    public long ProvinceId { get; private set; }
    public DateOnly ValidFrom { get; private set; }
    public DateOnly? ValidTo { get; private set; }
    public string? Document { get; private set; }
    public IReadOnlyList<KitItem> Items => items;

    /// <summary>The new list in force; the one before it ends.</summary>
    public static KitList Publish(long province, KitInput input, KitList? newest, Ids ids)
    {
        if (newest is not null)
        {
            if (input.From <= newest.ValidFrom) throw new RuleViolation("kit-before-last", newest.ValidFrom);
            newest.ValidTo = input.From;
        }
        var list = new KitList { Id = ids.Next(), ProvinceId = province, ValidFrom = input.From, Document = input.Document };
        foreach (var item in input.Items!) list.items.Add(new KitItem(list.Id, item.Facility));
        return list;
    }
}

internal sealed class KitItem(long listId, Facility facility) : IShared
{
    public long ListId { get; private set; } = listId;
    public Facility Facility { get; private set; } = facility;
}
