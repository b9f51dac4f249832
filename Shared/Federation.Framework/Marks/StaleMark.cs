using Federation.Kernel.Tenancy;

namespace Federation.Framework.Marks;

/// <summary>
/// Says that a union's figures of a period from a source may no longer be true. Only ever added and, once the figures are right again, deleted;
/// two clerks who mark the same month write two rows and never wait for each other.
/// </summary>
public sealed class StaleMark : IShared
{
    /// <summary>The source of marks on the tree itself: the union's children from that month on have changed.</summary>
    public const string Tree = "tree";

    public long Id { get; init; }
    public long UnionId { get; init; }

    /// <summary>Code of a month, or of a year where a form is typed for the year.</summary>
    public int Period { get; init; }

    public required string Source { get; init; }

    /// <summary>By the database's clock.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
