using Federation.Framework.Audit;
using Federation.Kernel.Tenancy;

namespace Federation.Framework.Marks;

/// <summary>
/// A union's figures of a period from a source are out of date. Marks are only added, and deleted when the figures are right again. Two clerks who mark the
/// same month write two rows and never wait for each other.
/// </summary>
[Unlogged("Follows from the record that was saved.")]
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
