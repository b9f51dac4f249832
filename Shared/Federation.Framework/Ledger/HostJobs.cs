using System.Data.Common;
using Federation.Framework.Databases;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Federation.Framework.Ledger;

/// <summary>The jobs of a host, for every engine: the engine calls it when a job is due, and a commit on this host wakes jobs at once.</summary>
public sealed class HostJobs(
    IEnumerable<IRecurringWork> works, IConfiguration configuration, IJobEngine engine, LedgerWorker ledger, WorkSignal workSignal, Database database, ILogger<HostJobs> log)
    : IHostedService, IDisposable
{
    private static readonly TimeSpan ListenAgain = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource stopping = new();
    private IReadOnlyDictionary<string, PollLoop> loops = new Dictionary<string, PollLoop>();
    private Task running = Task.CompletedTask;

    /// <summary>Does recurring work because it is due.</summary>
    public async Task RunAsync(string name, CancellationToken cancellation)
    {
        // The engine stores its schedule and may still call a job that only another version or host has.
        if (!loops.TryGetValue(name, out var loop)) return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stopping.Token);
        await loop.RunOnceAsync(either.Token);
    }

    /// <summary>Does exactly this step of the ledger, unless another worker has it, it is done, or it is not due.</summary>
    /// <exception cref="StepFailed">The step failed, and the ledger has recorded it.</exception>
    public async Task ExecuteStepAsync(StepJob job, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stopping.Token);
        await ledger.ExecuteStepAsync(job, either.Token);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var schedule = RecurringJob.Read(works, configuration);
        var enabled = schedule.Where(j => j.IsEnabled).ToList();
        loops = enabled.ToDictionary(j => j.Name, j => new PollLoop(j.Work, log));
        await engine.StartAsync(schedule, cancellationToken);
        var woken = enabled.Where(j => j.Work.RunsAfterCommit).Select(j => loops[j.Name]).ToList();
        // Work that was committed before this host stopped is looked for at once.
        foreach (var loop in woken) loop.Request();
        var vital = enabled.Where(j => !j.Work.IsOptional).Select(j => loops[j.Name]).ToList();
        running = Task.WhenAll([ForwardSignalsAsync(woken), ListenAsync(), RecoverExpiredLeasesAsync(vital), .. loops.Values.Select(l => l.RunAsync(stopping.Token))]);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await engine.StopAsync(cancellationToken);
        await running;
    }

    public void Dispose() => stopping.Dispose();

    private async Task ForwardSignalsAsync(IReadOnlyList<PollLoop> woken)
    {
        try
        {
            while (true)
            {
                await workSignal.WaitAsync(stopping.Token);
                foreach (var loop in woken) loop.Request();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops. The next start or another host processes the remaining marks.
        }
    }

    /// <summary>Hears of work that a process without workers has committed: an import on the command line. Without it the schedule finds that work.</summary>
    private async Task ListenAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var connection = database.CreateConnection();
                await connection.OpenAsync(stopping.Token);
                await database.Dialect.ListenAsync(connection, workSignal.Set, stopping.Token);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (DbException error)
            {
                log.LogWarning(error, "This host does not hear of work that the command line commits; it listens again in {Seconds} s", ListenAgain.TotalSeconds);
            }
            // A pause before it connects again; the host's stop ends it at once.
            await Task.Delay(ListenAgain, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// The step of a host that died or hangs is free when its lease has expired. Expired leases are looked for once per lease time, not only with the engine's
    /// schedule of a minute.
    /// </summary>
    private async Task RecoverExpiredLeasesAsync(IReadOnlyList<PollLoop> vital)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Lease.Seconds));
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
            {
                foreach (var loop in vital) loop.Request();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>
    /// Runs one recurring work of this host, one run at a time. A request during a run causes another run after it, so that nothing that was committed
    /// meanwhile is missed.
    /// </summary>
    private sealed class PollLoop(IRecurringWork work, ILogger log)
    {
        private readonly SemaphoreSlim gate = new(1);
        private readonly WorkSignal requested = new();

        public void Request() => requested.Set();

        public async Task RunOnceAsync(CancellationToken cancellation)
        {
            if (!await gate.WaitAsync(0, cancellation))
            {
                // Does not wait: the engine's few workers would all be blocked while one run takes long.
                requested.Set();
                return;
            }
            try
            {
                await work.RunAsync(cancellation);
            }
            finally
            {
                gate.Release();
            }
        }

        /// <summary>Runs the work at each request. A failure is retried with the engine's schedule.</summary>
        public async Task RunAsync(CancellationToken stop)
        {
            try
            {
                while (true)
                {
                    await requested.WaitAsync(stop);
                    await gate.WaitAsync(stop);
                    try
                    {
                        await work.RunAsync(stop);
                    }
                    catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
                    {
                        log.LogError(error, "{Work} failed", work.Name);
                    }
                    finally
                    {
                        gate.Release();
                    }
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The host stops.
            }
        }
    }
}

public static class JobsExtensions
{
    /// <summary>Registers the jobs of this host with an engine.</summary>
    public static IServiceCollection AddJobs<TEngine>(this IServiceCollection services) where TEngine : class, IJobEngine
    {
        services.AddSingleton<IJobEngine, TEngine>();
        services.AddSingleton<IRecurringWork, StepDispatcher>();
        services.AddSingleton<IRecurringWork, PartWorker>();
        services.AddSingleton<HostJobs>();
        return services.AddHostedService(s => s.GetRequiredService<HostJobs>());
    }
}
