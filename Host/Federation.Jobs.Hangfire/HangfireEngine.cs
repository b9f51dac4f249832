using System.Globalization;
using Federation.Framework.Databases;
using Federation.Framework.Ledger;
using Federation.Framework.Web;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Common;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.SqlServer;
using Hangfire.States;
using Hangfire.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;
using RecurringJob = Federation.Framework.Ledger.RecurringJob;

namespace Federation.Jobs.Hangfire;

/// <summary>
/// Hangfire with its storage in the application's database, schema <c>hangfire</c>. Lost or duplicate jobs do no harm, because the ledger decides what is done.
/// </summary>
public sealed class HangfireEngine(JobStorage storage, IBackgroundJobClient client, IRecurringJobManager recurring, IServiceScopeFactory scopes, Texts texts, TimeProvider time) : IJobEngine, IDisposable
{
    public const string Description = "Hangfire, in the application's database; the ledger is the queue";

    private const string DashboardPath = "/hangfire";
    private const string Schema = "hangfire";

    /// <summary>A step may take minutes. Work that a commit wakes does not queue here, so a few workers are enough.</summary>
    private const int Workers = 4;

    /// <summary>How exactly a delay is kept, and a minute.</summary>
    private static readonly TimeSpan Polling = TimeSpan.FromSeconds(5);

    /// <summary>The time without a heartbeat after which a running job counts as dead. Its step is enqueued again before that.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Hangfire's locks on PostgreSQL are rows, which a dead host leaves behind. No lock here is held for more than a moment, and a start waits for one at most
    /// 15 seconds; by then it must have expired.
    /// </summary>
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(5);

    private BackgroundJobServer? server;

    public string Dashboard => DashboardPath;

    public static IServiceCollection Add(IServiceCollection services, Database database)
    {
        // Before Hangfire's own: it would take the process's current one, which another host in the same process may have set.
        services.AddSingleton(_ => StorageOf(database));
        services.AddHangfire(o => o.SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings());
        services.AddTransient<HangfireJobs>();
        return services.AddJobs<HangfireEngine>();
    }

    /// <summary>Hangfire's dashboard, for whoever may open it.</summary>
    public static void MapDashboard(IEndpointRouteBuilder pages) => pages
        .MapHangfireDashboard(
            DashboardPath,
            new DashboardOptions { AsyncAuthorization = [new AdministratorsOnly()], DashboardTitle = "任务引擎", DisplayStorageConnectionString = false, StatsPollingInterval = (int)Polling.TotalMilliseconds })
        .ForEnginePages();

    public Task StartAsync(IReadOnlyList<RecurringJob> schedule, CancellationToken cancellation)
    {
        // A run that all hosts have missed is made up for once.
        var options = new RecurringJobOptions { TimeZone = JobSchedule.Zone, MisfireHandling = MisfireHandlingMode.Relaxed };
        foreach (var job in schedule)
        {
            var (name, title) = (job.Name, StepDispatcher.InChinese(() => texts[job.TitleCode]));
            if (!job.IsEnabled) recurring.RemoveIfExists(name);
            else if (job.Schedule.IsFrequent) recurring.AddOrUpdate<HangfireJobs>(name, HangfireJobs.Looks, j => j.LookAsync(title, name, CancellationToken.None), job.Schedule.Cron, options);
            else recurring.AddOrUpdate<HangfireJobs>(name, HangfireJobs.Looks, j => j.RunAsync(title, name, CancellationToken.None), job.Schedule.Cron, options);
        }
        server = new BackgroundJobServer(
            new BackgroundJobServerOptions
            {
                Activator = new AspNetCoreJobActivator(scopes), WorkerCount = Workers, Queues = [HangfireJobs.Looks, HangfireJobs.Steps], SchedulePollingInterval = Polling,
            },
            storage);
        return Task.CompletedTask;
    }

    public Task EnqueueAsync(StepJob job, CancellationToken cancellation)
    {
        using var connection = (JobStorageConnection)storage.GetConnection();
        // No lock: two simultaneous hosts enqueue two jobs, and one of them finds nothing to do. A lock of a dead host would block the step for everybody.
        var place = $"federation:step:{job.Step.ToString(CultureInfo.InvariantCulture)}";
        if (connection.GetAllItemsFromSet(place).Any(id => IsEnqueued(connection, id))) return Task.CompletedTask;
        var id = client.Enqueue<HangfireJobs>(HangfireJobs.Steps, j => j.DoAsync(job.Title, job.Run, job.Step, job.Level, job.Period, job.Union, CancellationToken.None));
        using var transaction = (JobStorageTransaction)connection.CreateWriteTransaction();
        transaction.AddToSet(place, id);
        transaction.ExpireSet(place, TimeSpan.FromDays(1));
        transaction.Commit();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellation)
    {
        if (server is null) return;
        server.SendStop();
        await server.WaitForShutdownAsync(cancellation);
    }

    public void Dispose() => server?.Dispose();

    /// <summary>
    /// A job that waits, or that has just begun and has not claimed its step yet. A job that has run longer while its step is free has lost the step.
    /// </summary>
    private bool IsEnqueued(IStorageConnection connection, string id) => connection.GetStateData(id) is { } state
        && (state.Name == EnqueuedState.StateName || state.Name == ScheduledState.StateName
            || (state.Name == ProcessingState.StateName && time.GetUtcNow() - JobHelper.DeserializeDateTime(state.Data["StartedAt"]) < TimeSpan.FromSeconds(Lease.Seconds)));

    private static JobStorage StorageOf(Database database)
    {
        if (database.Dialect.Name == "SqlServer")
        {
            return new SqlServerStorage(database.ConnectionString, new SqlServerStorageOptions
            {
                SchemaName = Schema, SlidingInvisibilityTimeout = Silence, QueuePollInterval = TimeSpan.Zero, UseRecommendedIsolationLevel = true, DisableGlobalLocks = true,
                JobExpirationCheckInterval = Silence, SqlClientFactory = SqlClientFactory.Instance,
            });
        }
        var options = new PostgreSqlStorageOptions
        {
            SchemaName = Schema, UseSlidingInvisibilityTimeout = true, InvisibilityTimeout = Silence, QueuePollInterval = Polling, DistributedLockTimeout = LockTimeout,
            JobExpirationCheckInterval = Silence, StartupConnectionMaxRetries = 0, AllowDegradedModeWithoutStorage = false,
        };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(database.ConnectionString, options), options);
    }
}
