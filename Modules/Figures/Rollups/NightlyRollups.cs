using Autofac;
using Federation.Figures.Contracts;
using Federation.Figures.Engine;
using Federation.Framework.Databases;
using Federation.Framework.Ledger;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.Figures.Rollups;

/// <summary>
/// Measures the open years again every night: stocks are carried into a new month, and a change with a future date takes effect on its day, although nobody
/// writes anything.
/// </summary>
internal sealed class NightlyRollups(ILifetimeScope root, IRollups rollups, TimeProvider time) : IRecurringWork
{
    public string Name => "Nightly";
    public JobSchedule Schedule => JobSchedule.Daily(0, 10);

    /// <summary>The calendar and statistical years that hold this month or the one before, whose last day had not come when it was measured last.</summary>
    public static IReadOnlyList<Period> OpenYears(DateOnly today) =>
        [.. new[] { Period.MonthOf(today.AddMonths(-1)), Period.MonthOf(today) }.SelectMany(m => m.Years()).Distinct().Order()];

    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var scope = root.BeginLifetimeScope();
        var context = scope.Resolve<FiguresContext>();
        var freshness = await context.Set<Freshness>().SingleAsync(cancellation);
        var today = time.Today();
        // Another host has done it.
        if (freshness.CarriedOn == today) return;
        foreach (var year in OpenYears(today)) await rollups.QueueAsync(year, cancellation);
        freshness.CarriedOn = today;
        await context.SaveChangesAsync(cancellation);
    }
}
