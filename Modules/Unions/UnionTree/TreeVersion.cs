using Federation.Framework.Audit;
using Federation.Kernel.Tenancy;

namespace Federation.Unions.UnionTree;

/// <summary>One row that every change of the tree increments first. Its lock serializes changes of all hosts; its number invalidates caches.</summary>
[Unlogged("Counts the acts on the tree.")]
internal sealed class TreeVersion : IShared
{
    public const int OnlyId = 1;

    public int Id { get; init; }
    public long Number { get; init; }
}
