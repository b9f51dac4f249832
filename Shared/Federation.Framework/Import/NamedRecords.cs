using Federation.Framework.Databases;
using Federation.Framework.Input;
using Federation.Kernel;

namespace Federation.Framework.Import;

/// <summary>What the rows of a table name by a text and belong or refer to: the union's campaigns by code, its fairs by title.</summary>
public interface INamedRecords
{
    /// <summary>The column in which the text stands.</summary>
    string Column { get; }

    Task ReadAsync(CancellationToken cancellation);

    /// <summary>Reads the texts that a template offers.</summary>
    Task<IReadOnlyList<string>> OfferAsync(CancellationToken cancellation);
}

/// <summary>What each row of a table belongs to, found for a batch of rows at a time, and locked where others may change it.</summary>
public interface IParentRecords<in TRow> : INamedRecords
{
    /// <summary>Reads, and locks, what rows belong to. What there is not, is told when a row asks for it.</summary>
    Task ReadAsync(IReadOnlyList<TRow> rows, CancellationToken cancellation);
}

/// <summary>
/// Such records, all of which are read when the import begins. A text finds those that are called exactly so, or where there is none those whose name is the
/// same in another spelling (<see cref="NameText"/>).
/// </summary>
/// <param name="nameOf">What a record is called.</param>
/// <param name="read">Reads all of them, in the order in which they are offered.</param>
public sealed class NamedRecords<T>(string column, Func<T, string> nameOf, Func<CancellationToken, Task<List<T>>> read) : INamedRecords where T : class
{
    private List<T> all = [];
    private ILookup<string, T> byName = Array.Empty<T>().ToLookup(_ => "");

    public string Column => column;

    public IReadOnlyList<T> All => all;

    /// <summary>Code of what is told where nothing is called so.</summary>
    public required string Unknown { get; init; }

    /// <summary>Code of what is told where several are.</summary>
    public string NotUnique { get; init; } = "";

    /// <summary>Which of them a template offers.</summary>
    public Func<T, bool> IsOffered { get; init; } = _ => true;

    public int MaxOffers { get; init; } = 20;

    public async Task ReadAsync(CancellationToken cancellation)
    {
        all = await read(cancellation);
        byName = all.ToLookup(r => NameText.Normalize(nameOf(r)));
    }

    public async Task<IReadOnlyList<string>> OfferAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        return [.. all.Where(IsOffered).Select(nameOf).Distinct().Take(MaxOffers)];
    }

    /// <summary>All that a text may mean; none where nothing is called so.</summary>
    public IReadOnlyList<T> Matches(string name)
    {
        var folded = byName[NameText.Normalize(name)].ToList();
        return folded.FindAll(r => nameOf(r) == name) is { Count: > 0 } exact ? exact : folded;
    }

    /// <exception cref="InvalidInput">Nothing is called so, or several are; told of the column.</exception>
    public T Find(string name) => Find(name, _ => true);

    /// <param name="which">Tells records of one name apart.</param>
    public T Find(string name, Func<T, bool> which) => Matches(name).Where(which).ToList() switch
    {
        [var one] => one,
        [] => throw new InvalidInput(column, Unknown, name),
        var several => throw new InvalidInput(column, NotUnique, name, string.Join(", ", several.Select(nameOf))),
    };

    /// <summary>The same, null where <see cref="Find(string)"/> throws.</summary>
    public T? FindOrNull(string name, Func<T, bool>? which = null) => Matches(name).Where(r => which is null || which(r)).ToList() is [var one] ? one : null;
}

/// <summary>
/// Records that the rows of a table belong to. Each is locked before the first of its rows is checked, so that what a row was checked against holds until it is
/// written.
/// </summary>
/// <param name="read">Locks and reads those with these ids.</param>
public sealed class LockedRecords<T>(Func<IReadOnlyList<long>, CancellationToken, Task<IReadOnlyList<T>>> read, Func<T, long> idOf) where T : class
{
    private readonly Dictionary<long, T> locked = [];

    public T this[long id] => locked[id];

    public T? Find(long id) => locked.GetValueOrDefault(id);

    /// <returns>The ids of those that were not locked before.</returns>
    public async Task<IReadOnlyList<long>> LockAsync(IEnumerable<long> ids, CancellationToken cancellation)
    {
        // In order of their ids, so that two imports do not wait for each other in a ring.
        var added = ids.Distinct().Where(id => !locked.ContainsKey(id)).Order().ToList();
        if (added.Count > 0)
            foreach (var record in await read(added, cancellation)) locked[idOf(record)] = record;
        return added;
    }
}
