using Autofac;
using Federation.Figures.Engine;
using Federation.Framework.Ledger;

namespace Federation.Figures.Rollups;

/// <summary>Rolls up all stale marks: when woken, and every minute in case a signal was lost.</summary>
internal sealed class RollUpMarks(ILifetimeScope root) : IRecurringWork
{
    public string Name => "Incremental";
    public JobSchedule Schedule => JobSchedule.Every(1);
    public bool RunsAfterCommit => true;

    public Task RunAsync(CancellationToken cancellation) => root.DrainMarksAsync(cancellation);
}
