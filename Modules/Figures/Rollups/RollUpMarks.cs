using Autofac;
using Federation.Figures.Engine;
using Federation.Framework.Ledger;

namespace Federation.Figures.Rollups;

/// <summary>Rolls up whatever is marked stale: when woken and, as a safety net, every minute.</summary>
internal sealed class RollUpMarks(ILifetimeScope root) : IRecurringWork
{
    public string Name => "Incremental";
    public Timetable Due => Timetable.Every(1);
    public bool IsWoken => true;

    public Task RunAsync(CancellationToken cancellation) => root.DrainMarksAsync(cancellation);
}
