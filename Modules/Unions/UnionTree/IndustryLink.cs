using Federation.Framework.Audit;
using Federation.Kernel.Tenancy;

namespace Federation.Unions.UnionTree;

/// <summary>An industry union looks after a union from one day to another, beside the territorial line.</summary>
[Unlogged("Each act on the tree has an entry of its own.")]
internal sealed class IndustryLink : IShared
{
    public long IndustryUnionId { get; init; }
    public long UnionId { get; init; }
    public DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it no longer holds; null while it does.</summary>
    public DateOnly? ValidTo { get; set; }
}
