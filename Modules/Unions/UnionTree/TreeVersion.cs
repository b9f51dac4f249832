using Federation.Kernel.Tenancy;

namespace Federation.Unions.UnionTree;

/// <summary>
/// One row that every change of the tree counts up first: its lock makes changes follow one another on all hosts, its number tells caches to forget.
/// </summary>
internal sealed class TreeVersion : IShared
{
    public const int OnlyId = 1;

    public int Id { get; init; }
    public long Number { get; init; }
}
