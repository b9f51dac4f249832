namespace Federation.Framework.Marks;

/// <summary>One union of the scope that a session measures.</summary>
public sealed class ScopedUnion
{
    public long UnionId { get; init; }
}
