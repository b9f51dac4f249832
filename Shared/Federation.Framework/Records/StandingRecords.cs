using Federation.Framework.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Records;

/// <summary>
/// What stands at a union and does not end with it: open stations, models on record, running campaigns. Each module says what of it is its own. What is past stays
/// with the union that ends, and so do its figures (docs/adr/0014, 0015).
/// </summary>
public interface IStandingRecords
{
    /// <summary>What stands at the entered union; nothing where there is none of a kind.</summary>
    Task<IReadOnlyList<Standing>> DescribeAsync(HandOver handOver, CancellationToken cancellation);

    /// <summary>
    /// Gives all of it to the union that takes over, in the transaction of the change of the tree, and marks what both count. Called with the union that ends
    /// entered, and only where nothing is left over.
    /// </summary>
    Task HandOverAsync(HandOver handOver, CancellationToken cancellation);
}

/// <summary>Things of one kind that stand at a union.</summary>
/// <param name="Kind">Key of what they are called.</param>
/// <param name="Names">The first of them; none of persons.</param>
/// <param name="IsLeft">Whether they cannot be handed over and have to be finished first.</param>
public sealed record Standing(string Kind, int Count, IReadOnlyList<string> Names, bool IsLeft = false)
{
    private const int MostNames = 5;

    public static async Task<Standing> OfAsync(string kind, IQueryable<string> names, CancellationToken cancellation)
    {
        var count = await names.CountAsync(cancellation);
        return new Standing(kind, count, count == 0 ? [] : await names.Order().Take(MostNames).ToListAsync(cancellation));
    }
}

/// <summary>A union that ends on a day, and the one that takes over what stands at it.</summary>
/// <param name="from">The union that ends.</param>
/// <param name="into">Null where nobody has been named yet.</param>
/// <param name="on">The first day on which the other has it.</param>
public sealed class HandOver(Caller caller, UnionInfo from, UnionInfo? into, DateOnly on)
{
    public long From => from.Id;
    public long Into => Successor.Id;
    public DateOnly On => on;
    public UnionInfo Ending => from;
    public UnionInfo Successor => into ?? throw new InvalidOperationException("Nobody takes over.");

    /// <summary>From here on rows of the union that ends are read and written.</summary>
    public void EnterFrom() => caller.Enter(from);

    /// <summary>From here on rows of the union that takes over are read and written.</summary>
    public void EnterInto() => caller.Enter(Successor);

    /// <summary>The first of these that is free: the text itself, or with a number behind it.</summary>
    public static string Free(string text, ISet<string> taken) =>
        taken.Add(text) ? text : Enumerable.Range(2, taken.Count + 1).Select(n => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{text}-{n}")).First(taken.Add);
}
