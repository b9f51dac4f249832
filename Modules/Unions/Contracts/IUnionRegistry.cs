using Federation.Kernel;

namespace Federation.Unions.Contracts;

/// <summary>
/// Changes the tree. Every change is dated: it holds from that day on, and no earlier figure moves. Each runs in the session's transaction, or in one
/// of its own; changes of all hosts follow one another.
/// </summary>
/// <exception cref="RuleViolation">The change would break the tree; nothing was written.</exception>
public interface IUnionRegistry
{
    /// <returns>The id of the new union.</returns>
    Task<long> FoundAsync(NewUnion union, CancellationToken cancellation);

    /// <summary>
    /// Founds many at bulk speed; parents may be among them, in any order. Ids follow the order of the list, so unions that are read together should
    /// stand together.
    /// </summary>
    /// <param name="countedFrom">
    /// The first month from which the number of grassroots unions is marked to be measured again; the current month when null. Earlier months get it
    /// with their next full roll-up: marking each month since 1949 of each union would be many times the work of founding them.
    /// </param>
    /// <returns>The ids by code.</returns>
    Task<IReadOnlyDictionary<string, long>> FoundManyAsync(IReadOnlyList<NewUnion> unions, Period? countedFrom, CancellationToken cancellation);

    Task RenameAsync(long union, string name, DateOnly on, CancellationToken cancellation);

    Task RecodeAsync(long union, string code, DateOnly on, CancellationToken cancellation);

    Task ChangeLevelAsync(long union, Framework.Tenancy.UnionLevel level, DateOnly on, CancellationToken cancellation);

    Task ChangeKindAsync(long union, string kind, DateOnly on, CancellationToken cancellation);

    /// <summary>Moves a union with its subtree to another parent.</summary>
    Task MoveAsync(long union, long parent, DateOnly on, CancellationToken cancellation);

    /// <summary>Dissolves a union into another, which takes over its children and what stands at it.</summary>
    Task MergeAsync(long union, long into, DateOnly on, CancellationToken cancellation);

    /// <summary>Founds a union out of another and hands it some of that one's children. Without a parent of its own it stands beside the other.</summary>
    /// <returns>The id of the new union.</returns>
    Task<long> SplitAsync(long union, NewUnion part, IReadOnlyCollection<long> children, CancellationToken cancellation);

    /// <summary>Closes a union that has no children left. It stays under its last parent in the periods in which it was still active.</summary>
    /// <param name="handTo">Takes over what stands at it; without one nothing may stand there any more.</param>
    Task CloseAsync(long union, DateOnly on, CancellationToken cancellation, long? handTo = null);

    /// <summary>
    /// Opens a closed union again under its last parent. Not within the calendar or statistical year in which it was closed: that year has it under
    /// its last parent already and would count it twice.
    /// </summary>
    Task ReopenAsync(long union, DateOnly on, CancellationToken cancellation);

    /// <summary>Lets an industry union look after a union, wherever that stands in the tree.</summary>
    Task LinkIndustryAsync(long industry, long union, DateOnly from, CancellationToken cancellation);

    Task UnlinkIndustryAsync(long industry, long union, DateOnly to, CancellationToken cancellation);
}
