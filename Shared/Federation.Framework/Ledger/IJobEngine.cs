namespace Federation.Framework.Ledger;

/// <summary>Work that a host does when woken and, as a safety net, on a schedule. The engine (Quartz, Hangfire) decides when; doing it twice is harmless.</summary>
public interface IRecurringWork
{
    string Name { get; }

    /// <summary>Cron expression in Asia/Shanghai with seconds, <c>0 30 2 * * ?</c>; null for work that is only woken and done every minute.</summary>
    string? Cron { get; }

    Task RunAsync(CancellationToken cancellation);
}
