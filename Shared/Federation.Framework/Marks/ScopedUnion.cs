using Federation.Kernel.Tenancy;

namespace Federation.Framework.Marks;

/// <summary>One union of the scope that a session measures, in a table that no other session sees.</summary>
public sealed class ScopedUnion : IShared
{
    public long UnionId { get; init; }
}
