using Federation.Framework.Databases;
using Federation.Framework.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace Federation.Jobs.Quartz;

/// <summary>The engine of an installation without Hangfire: Quartz in memory. The ledger is the durable part; Quartz only says when to look.</summary>
public static class QuartzEngine
{
    public static IServiceCollection AddQuartzEngine(this IServiceCollection services)
    {
        services.AddQuartz();
        services.AddQuartzHostedService(o =>
        {
            o.WaitForJobsToComplete = true;
            o.AwaitApplicationStarted = true;
        });
        return services.AddHostedService<Scheduling>();
    }
}

/// <summary>Schedules a host's recurring work, and starts it at once when somebody has committed something.</summary>
internal sealed class Scheduling(ISchedulerFactory schedulers, IEnumerable<IRecurringWork> works, Wake wake) : BackgroundService
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var scheduler = await schedulers.GetScheduler(stoppingToken);
        foreach (var work in works)
        {
            var job = JobBuilder.Create<RecurringJob>().WithIdentity(work.Name).UsingJobData(RecurringJob.Work, work.Name).StoreDurably().Build();
            var schedule = TriggerBuilder.Create().WithIdentity(work.Name).StartNow();
            var trigger = work.Cron is { } cron
                ? schedule.WithSchedule(CronScheduleBuilder.Create(cron).InTimeZone(Shanghai)).Build()
                : schedule.WithSchedule(SimpleScheduleBuilder.Create().WithInterval(TimeSpan.FromMinutes(1)).RepeatForever()).Build();
            await scheduler.ScheduleJob(job, trigger, cancellationToken: stoppingToken);
        }
        try
        {
            while (true)
            {
                await wake.WaitAsync(stoppingToken);
                foreach (var work in works.Where(w => w.Cron is null)) await scheduler.TriggerJob(new JobKey(work.Name), cancellationToken: stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops: what is marked by now, the next start or another host makes good.
        }
    }
}

/// <summary>One look at the work; looks of the same work follow each other, so that a wake-up during one is not lost.</summary>
[DisallowConcurrentExecution]
internal sealed class RecurringJob(IEnumerable<IRecurringWork> works) : IJob
{
    public const string Work = "work";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await works.Single(w => w.Name == context.MergedJobDataMap.GetString(Work)).RunAsync(cancellationToken);
}
