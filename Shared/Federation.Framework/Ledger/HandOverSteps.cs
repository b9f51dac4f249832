using System.Globalization;
using Autofac;
using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.Framework.Ledger;

/// <summary>
/// Hands the engine every step that could be done now: a new run's first one, the next level's when one has finished, and, again and again, one that nobody
/// carries because a host died between its commit and the engine, or at work.
/// </summary>
public sealed class HandOverSteps(ILifetimeScope root, IJobEngine engine) : IRecurringWork
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    public string Name => "Steps";
    public Timetable Due => Timetable.Every(1);
    public bool IsWoken => true;

    /// <summary>Without it nothing that is queued would ever be done.</summary>
    public bool IsOptional => false;

    /// <summary>An engine keeps a name as it was given; everybody who may open its pages reads it, in the federation's language.</summary>
    public static string InChinese(Func<string> text)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = Chinese;
        try
        {
            return text();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var scope = root.BeginLifetimeScope();
        var executors = scope.Resolve<IEnumerable<ILedgerExecutor>>().ToDictionary(e => e.Kind);
        var unions = scope.Resolve<IUnionDirectory>();
        var failures = new List<Exception>();
        foreach (var (run, step) in await scope.Resolve<LedgerWorker>().WaitingAsync(cancellation))
        {
            try
            {
                var title = InChinese(() => executors[run.Kind].Title(run, step));
                // Most runs are about the province, which goes without saying.
                if (await unions.FindAsync(run.UnionId, cancellation) is { Level: not UnionLevel.Province } union) title = $"{title} · {union.Name}";
                await engine.CarryAsync(new StepJob(title, run.Id, step.Id, step.Name, Period.FromCode(run.Period).ToString(), run.UnionId), cancellation);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // The other runs go on.
                failures.Add(error);
            }
        }
        if (failures.Count > 0) throw new AggregateException("Not every step could be handed over.", failures);
    }
}
