using Federation.Framework.Steps;
using Federation.Kernel.Tenancy;

namespace Federation.Framework.Audit;

/// <summary>One link of the chain over the log: the order is that in which entries were sealed, which is not that in which they were begun.</summary>
public sealed class AuditSeal : IShared, IOnlyGrows
{
    /// <summary>1, 2, 3 … without gaps.</summary>
    public long Sequence { get; init; }

    public long EntryId { get; init; }

    /// <summary>Over the seal before and what the entry says, with the key that lies outside the database.</summary>
    public required byte[] Hash { get; init; }
}
