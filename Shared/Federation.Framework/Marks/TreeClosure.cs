using Federation.Framework.Audit;
using Federation.Framework.Tenancy;
using Federation.Kernel.Tenancy;

namespace Federation.Framework.Marks;

/// <summary>
/// Who stands above whom, from when to when. Depth 0 is the union itself while it is active, depth 1 its place under its parent.
/// </summary>
[Unlogged("Follows from the acts on the tree, which have entries of their own.")]
public sealed class TreeClosure : IShared
{
    public long AncestorId { get; init; }
    public long DescendantId { get; init; }
    public short Depth { get; init; }
    public DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it no longer holds; null while it does.</summary>
    public DateOnly? ValidTo { get; set; }

    /// <summary>
    /// Whether it ended because the descendant was closed: such a union stays under its last parent in the periods in which it was still active.
    /// </summary>
    public bool Closes { get; set; }

    /// <summary>
    /// The first day whose figures go up along this edge; null from the beginning, as for the first edge of a union. Of edges (depth 1) alone.
    /// Together with <see cref="CountsTo"/> a union's edges cover every day once, also before its founding and after its closing, so that no figure is lost (docs/adr/0014).
    /// </summary>
    public DateOnly? CountsFrom { get; set; }

    /// <summary>The first day whose figures go up along the union's next edge; null where there is none.</summary>
    public DateOnly? CountsTo { get; set; }

    public UnionLevel AncestorLevel { get; init; }
    public UnionLevel DescendantLevel { get; init; }
}

/// <summary>Every period that figures are kept for, so that statements can join with a period's days and months.</summary>
[Unlogged("The calendar is nobody's work.")]
public sealed class CalendarPeriod : IShared
{
    public int Code { get; init; }

    /// <summary>0 month, 1 calendar year, 2 statistical year.</summary>
    public int Kind { get; init; }

    public DateOnly FirstDay { get; init; }
    public DateOnly LastDay { get; init; }
    public int FirstMonth { get; init; }
    public int LastMonth { get; init; }
}
