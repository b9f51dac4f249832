using Autofac;
using Federation.Figures.Contracts;
using Federation.Figures.Engine;
using Federation.Framework.Databases;
using Federation.Framework.Ledger;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.Figures.Rollups;

/// <summary>
/// Every night the running month is measured anew: stocks are carried into a new month, and a change that was dated ahead comes true on its day,
/// though nobody writes anything.
/// </summary>
internal sealed class CarryForward(ILifetimeScope root, IRollups rollups, TimeProvider time) : IRecurringWork
{
    public string Name => "carry-forward";
    public string Cron => "0 10 0 * * ?";

    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var scope = root.BeginLifetimeScope();
        var context = scope.Resolve<FiguresContext>();
        var freshness = await context.Set<Freshness>().SingleAsync(cancellation);
        var today = time.Today();
        if (freshness.CarriedOn == today) return;
        // The month before as well: its last day had not come when it was measured last.
        foreach (var month in new[] { Period.MonthOf(today.AddMonths(-1)), Period.MonthOf(today) })
            if (await rollups.RollUpAsync(month, null, full: true, cancellation) is (false, var lines)) throw new InvalidOperationException(string.Join("; ", lines));
        freshness.CarriedOn = today;
        await context.SaveChangesAsync(cancellation);
    }
}
