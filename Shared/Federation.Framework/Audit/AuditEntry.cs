using Federation.Kernel.Tenancy;

namespace Federation.Framework.Audit;

/// <summary>One line of the log of who did what; only ever added.</summary>
public sealed class AuditEntry : IShared
{
    public long Id { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Null for the system itself.</summary>
    public long? PersonId { get; init; }

    public long? UnionId { get; init; }

    /// <summary>What was done, as the permission's code says it.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to: an id, a code; never a person's data.</summary>
    public required string Subject { get; init; }
}
