using System.Globalization;
using Federation.Framework.Databases;
using Federation.Framework.Ledger;
using Federation.Framework.Web;
using Hangfire;
using Hangfire.AspNetCore;
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
/// Hangfire with its storage in the application's database, schema <c>hangfire</c>. It is free to lose or to double what it has: the ledger says what is done.
/// </summary>
public sealed class HangfireEngine(JobStorage storage, IBackgroundJobClient client, IRecurringJobManager recurring, IServiceScopeFactory scopes, Texts texts) : IJobEngine, IDisposable
{
    public const string Description = "Hangfire, in the application's database; the ledger is the queue";

    private const string DashboardPath = "/hangfire";
    private const string Schema = "hangfire";

    /// <summary>A step may take minutes. What is woken does not stand in line here, so a few are enough.</summary>
    private const int Workers = 4;

    /// <summary>How exactly a delay is kept, and a minute.</summary>
    private static readonly TimeSpan Polling = TimeSpan.FromSeconds(5);

    /// <summary>After how long without a sign of life a job at work is taken for dead. Its step is handed over again before that.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(5);

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
        foreach (var job in schedule)
        {
            var (name, title) = (job.Name, HandOverSteps.InChinese(() => texts[job.TitleCode]));
            if (!job.IsEnabled) recurring.RemoveIfExists(name);
            else if (job.Due.ComesSoonAgain) recurring.AddOrUpdate<HangfireJobs>(name, HangfireJobs.Looks, j => j.LookAsync(title, name, CancellationToken.None), job.Due.Cron, Options(MisfireHandlingMode.Ignorable));
            // A night that every host slept through is made good once at the next start.
            else recurring.AddOrUpdate<HangfireJobs>(name, HangfireJobs.Looks, j => j.RunAsync(title, name, CancellationToken.None), job.Due.Cron, Options(MisfireHandlingMode.Relaxed));
        }
        server = new BackgroundJobServer(
            new BackgroundJobServerOptions
            {
                Activator = new AspNetCoreJobActivator(scopes), WorkerCount = Workers, Queues = [HangfireJobs.Looks, HangfireJobs.Steps], SchedulePollingInterval = Polling,
            },
            storage);
        return Task.CompletedTask;

        static RecurringJobOptions Options(MisfireHandlingMode misfire) => new() { TimeZone = Timetable.Zone, MisfireHandling = misfire };
    }

    public Task CarryAsync(StepJob job, CancellationToken cancellation)
    {
        using var connection = storage.GetConnection();
        var place = $"federation:step:{job.Step.ToString(CultureInfo.InvariantCulture)}";
        // Two hosts may come with the same step at once. Both jobs would be harmless, and one too many on the dashboard.
        using var exclusively = connection.AcquireDistributedLock(place, Polling);
        if (IsCarried(connection, place)) return Task.CompletedTask;
        var id = client.Enqueue<HangfireJobs>(HangfireJobs.Steps, j => j.DoAsync(job.Title, job.Run, job.Step, job.Level, job.Period, job.Union, CancellationToken.None));
        using var transaction = (JobStorageTransaction)connection.CreateWriteTransaction();
        transaction.SetRangeInHash(place, [new("job", id)]);
        transaction.ExpireHash(place, TimeSpan.FromDays(1));
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

    /// <summary>A step that could be done now, and whose job is at work, has lost its worker or is about to be taken: only one that waits carries it.</summary>
    private static bool IsCarried(IStorageConnection connection, string place) =>
        connection.GetAllEntriesFromHash(place)?.GetValueOrDefault("job") is { } id && connection.GetStateData(id)?.Name is { } state
        && (state == EnqueuedState.StateName || state == ScheduledState.StateName);

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
            SchemaName = Schema, UseSlidingInvisibilityTimeout = true, InvisibilityTimeout = Silence, QueuePollInterval = Polling,
            JobExpirationCheckInterval = Silence, StartupConnectionMaxRetries = 0, AllowDegradedModeWithoutStorage = false,
        };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(database.ConnectionString, options), options);
    }
}
