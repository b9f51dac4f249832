using System.Globalization;
using Autofac;
using Federation.Framework.Tenancy;
using Federation.Kernel;

namespace Federation.Framework.Ledger;

/// <summary>
/// Enqueues every step that can be done now: the first step of a new run, the next one when a step has finished, and steps whose host died before enqueuing or
/// while working.
/// </summary>
public sealed class StepDispatcher(ILifetimeScope root, IJobEngine engine) : IRecurringWork
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    public string Name => "Steps";
    public JobSchedule Schedule => JobSchedule.Every(1);
    public bool RunsAfterCommit => true;

    /// <summary>Without it nothing that is queued would ever be done.</summary>
    public bool IsOptional => false;

    /// <summary>An engine stores a title as text, so it is in the federation's language for everybody who may open its pages.</summary>
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
        foreach (var (run, step) in await scope.Resolve<LedgerWorker>().FindClaimableAsync(cancellation))
        {
            try
            {
                var title = InChinese(() => executors[run.Kind].Title(run, step));
                // Most runs are about the province, so its name is left out.
                if (await unions.FindAsync(run.UnionId, cancellation) is { Level: not UnionLevel.Province } union) title = $"{title} · {union.Name}";
                await engine.EnqueueAsync(new StepJob(title, run.Id, step.Id, step.Name, Period.FromCode(run.Period).ToString(), run.UnionId), cancellation);
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
