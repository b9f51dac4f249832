using Federation.Framework.Steps;
using Federation.Kernel.Tenancy;

namespace Federation.Framework.Audit;

/// <summary>One link of the chain over the log. Links are in the order of sealing, which may differ from the order of the entries' ids.</summary>
[Unlogged("The log itself.")]
public sealed class AuditSeal : IShared, IOnlyGrows
{
    /// <summary>1, 2, 3 … without gaps.</summary>
    public long Sequence { get; init; }

    public long EntryId { get; init; }

    /// <summary>Hash of the previous seal and the entry, keyed with the key outside the database.</summary>
    public required byte[] Hash { get; init; }
}
