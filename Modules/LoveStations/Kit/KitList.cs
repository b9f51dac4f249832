using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LoveStations.Inputs;

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
    public int Version { get; private set; }
    public IReadOnlyList<KitItem> Items => items;

    /// <summary>The new list in force; the one before it ends.</summary>
    public static KitList Publish(long province, KitInput input, KitList? newest, Ids ids)
    {
        var list = new KitList { Id = ids.Next(), ProvinceId = province };
        list.Say(input, newest);
        return list;
    }

    /// <summary>It was published wrongly.</summary>
    /// <param name="before">The list before it, which ends with its first day.</param>
    public void Correct(KitInput input, KitList? before)
    {
        RefuseIfFollowed();
        Say(input, before);
    }

    /// <summary>It should not have been published: the one before it goes on.</summary>
    public void TakeBack(KitList? before)
    {
        RefuseIfFollowed();
        before?.EndOn(null);
    }

    private void RefuseIfFollowed()
    {
        if (ValidTo is { } next) throw new RuleViolation("kit-followed", next);
    }

    private void Say(KitInput input, KitList? before)
    {
        if (before is not null)
        {
            if (input.From <= before.ValidFrom) throw new RuleViolation("kit-before-last", before.ValidFrom);
            before.EndOn(input.From);
        }
        (ValidFrom, Document) = (input.From, input.Document);
        var wanted = input.Items!.Select(i => i.Facility).ToHashSet();
        items.RemoveAll(i => !wanted.Remove(i.Facility));
        items.AddRange(wanted.Order().Select(f => new KitItem(Id, f)));
        Version++;
    }

    private void EndOn(DateOnly? day)
    {
        ValidTo = day;
        Version++;
    }
}

internal sealed class KitItem(long listId, Facility facility) : IShared
{
    public long ListId { get; private set; } = listId;
    public Facility Facility { get; private set; } = facility;
}
