using Autofac;
using Federation.Framework.Databases;
using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.Framework.Audit;

/// <summary>
/// Logs what has no transaction of its own: a refusal, a failed sign-in, the opening of a person's data. A command adds its entry in its own transaction
/// instead (docs/adr/0004).
/// </summary>
public interface IAudit
{
    /// <summary>The entry is committed when this returns, whatever happens to the caller's transaction.</summary>
    /// <param name="subject">The subject of the action: an id or a code, never a person's data.</param>
    Task RecordAsync(Caller caller, string action, string subject, CancellationToken cancellation);

    Task RecordAsync(long? person, long? union, string action, string subject, CancellationToken cancellation);
}

internal sealed class AuditLog(ILifetimeScope root, TimeProvider time) : IAudit
{
    public Task RecordAsync(Caller caller, string action, string subject, CancellationToken cancellation) =>
        RecordAsync(caller.PersonId, caller.Union?.Id, action, subject, cancellation);

    public async Task RecordAsync(long? person, long? union, string action, string subject, CancellationToken cancellation)
    {
        await using var scope = root.BeginLifetimeScope();
        var context = scope.Resolve<FrameworkContext>();
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, person, union, action, subject));
        await context.SaveChangesAsync(cancellation);
    }
}
