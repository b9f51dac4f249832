using System.Data.Common;
using Federation.Framework.Databases;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Federation.Framework.Ledger;

/// <summary>
/// A host's jobs, whichever engine it has: what the engine calls when something is due, and what wakes work at once when something was committed here.
/// </summary>
public sealed class HostJobs(
    IEnumerable<IRecurringWork> works, IConfiguration configuration, IJobEngine engine, LedgerWorker ledger, Wake wake, Database database, ILogger<HostJobs> log)
    : IHostedService, IDisposable
{
    private static readonly TimeSpan ListenAgain = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource stopping = new();
    private IReadOnlyDictionary<string, Look> looks = new Dictionary<string, Look>();
    private Task running = Task.CompletedTask;

    /// <summary>Does recurring work because it is due.</summary>
    public async Task RunAsync(string name, CancellationToken cancellation)
    {
        // Registered by a version or a host that had it: an engine that keeps its schedule may still call it.
        if (!looks.TryGetValue(name, out var look)) return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stopping.Token);
        await look.OnceAsync(either.Token);
    }

    /// <summary>Does exactly this step of the ledger, unless another worker has it, it is done, or it is not due.</summary>
    /// <exception cref="StepFailed">It was tried in vain, and the ledger knows.</exception>
    public async Task DoAsync(StepJob job, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stopping.Token);
        await ledger.DoAsync(job, either.Token);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var schedule = RecurringJob.Read(works, configuration);
        var enabled = schedule.Where(j => j.IsEnabled).ToList();
        looks = enabled.ToDictionary(j => j.Name, j => new Look(j.Work, log));
        await engine.StartAsync(schedule, cancellationToken);
        var woken = enabled.Where(j => j.Work.IsWoken).Select(j => looks[j.Name]).ToList();
        // What was committed before this host stopped, and never done, is looked for at once.
        foreach (var look in woken) look.Signal();
        var vital = enabled.Where(j => !j.Work.IsOptional).Select(j => looks[j.Name]).ToList();
        running = Task.WhenAll([WakeAsync(woken), ListenAsync(), LookForTheDeadAsync(vital), .. looks.Values.Select(l => l.KeepUpAsync(stopping.Token))]);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await engine.StopAsync(cancellationToken);
        await running;
    }

    public void Dispose() => stopping.Dispose();

    private async Task WakeAsync(IReadOnlyList<Look> woken)
    {
        try
        {
            while (true)
            {
                await wake.WaitAsync(stopping.Token);
                foreach (var look in woken) look.Signal();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops: what is marked by now, the next start or another host makes good.
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
                await database.Dialect.ListenAsync(connection, wake.Signal, stopping.Token);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (DbException error)
            {
                log.LogWarning(error, "This host does not hear of work that the command line commits; it listens again in {Seconds} s", ListenAgain.TotalSeconds);
            }
            await Task.Delay(ListenAgain, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Where another host died or hangs, its step is free once its lease has run out: looked for as often as leases last, not only when the engine's minute is over.</summary>
    private async Task LookForTheDeadAsync(IReadOnlyList<Look> vital)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Lease.Seconds));
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
            {
                foreach (var look in vital) look.Signal();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>One recurring work of this host. Its looks follow each other; asked for during one, another comes after it, so that nothing that was committed meanwhile is missed.</summary>
    private sealed class Look(IRecurringWork work, ILogger log)
    {
        private readonly SemaphoreSlim gate = new(1);
        private readonly Wake again = new();

        public void Signal() => again.Signal();

        public async Task OnceAsync(CancellationToken cancellation)
        {
            if (!await gate.WaitAsync(0, cancellation))
            {
                // Not waited for: an engine's few workers would all stand here while one look takes its time.
                again.Signal();
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

        /// <summary>Looks whenever it is asked to. What fails is tried again when the engine says.</summary>
        public async Task KeepUpAsync(CancellationToken stop)
        {
            try
            {
                while (true)
                {
                    await again.WaitAsync(stop);
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
    /// <summary>Has this host do jobs with an engine.</summary>
    public static IServiceCollection AddJobs<TEngine>(this IServiceCollection services) where TEngine : class, IJobEngine
    {
        services.AddSingleton<IJobEngine, TEngine>();
        services.AddSingleton<IRecurringWork, HandOverSteps>();
        services.AddSingleton<IRecurringWork, HelpWithParts>();
        services.AddSingleton<HostJobs>();
        return services.AddHostedService(s => s.GetRequiredService<HostJobs>());
    }
}
