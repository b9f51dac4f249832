using Federation.Framework.Steps;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Tenancy;

namespace Federation.Framework.Audit;

/// <summary>One line of the log of who did what; only ever added.</summary>
[Unlogged("The log itself.")]
public sealed class AuditEntry : IShared, IOnlyGrows
{
    public const int MaxActionLength = 60;
    public const int MaxSubjectLength = 200;

    public long Id { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Null for the system itself.</summary>
    public long? PersonId { get; init; }

    public long? UnionId { get; init; }

    /// <summary>The action, by the permission's code.</summary>
    public required string Action { get; init; }

    /// <summary>The subject of the action: an id or a code, never a person's data.</summary>
    public required string Subject { get; init; }

    public static AuditEntry Of(Ids ids, TimeProvider time, Caller caller, string action, string subject) => Of(ids, time, caller.PersonId, caller.Union?.Id, action, subject);

    public static AuditEntry Of(Ids ids, TimeProvider time, long? person, long? union, string action, string subject) => new()
    {
        Id = ids.Next(), At = time.GetUtcNow(), PersonId = person, UnionId = union, Action = action,
        Subject = Plain(subject),
    };

    /// <summary>A request may contain any characters; the entry must be text that both databases can store.</summary>
    private static string Plain(string subject) =>
        new([.. subject.Take(MaxSubjectLength).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)]);
}
