using Federation.Figures.Contracts;
using Federation.Framework.Ledger;
using Federation.Kernel;

namespace Federation.Figures.Rollups;

/// <summary>The annual figures: once a statistical year (to 30 September) is over, it is measured anew as a whole.</summary>
internal sealed class StatisticalYearRollup(IRollups rollups, TimeProvider time) : IRecurringWork
{
    public string Name => "StatisticalYear";
    public JobSchedule Schedule => JobSchedule.Yearly(10, 1, 1, 30);

    /// <summary>The last one that is over: the date may be moved, so that late reports are in.</summary>
    public static Period Ended(DateOnly today) => Period.Statistical(Period.StatisticalOf(today).YearNumber - 1);

    public Task RunAsync(CancellationToken cancellation) => rollups.QueueAsync(Ended(time.Today()), cancellation);
}

/// <summary>The same for calendar years.</summary>
internal sealed class CalendarYearRollup(IRollups rollups, TimeProvider time) : IRecurringWork
{
    public string Name => "CalendarYear";
    public JobSchedule Schedule => JobSchedule.Yearly(1, 1, 1, 30);

    public static Period Ended(DateOnly today) => Period.Year(today.Year - 1);

    public Task RunAsync(CancellationToken cancellation) => rollups.QueueAsync(Ended(time.Today()), cancellation);
}
