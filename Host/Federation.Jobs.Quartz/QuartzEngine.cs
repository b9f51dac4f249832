using System.Globalization;
using Federation.Framework.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Federation.Jobs.Quartz;

/// <summary>
/// The engine of an installation without Hangfire: Quartz in memory. The ledger is durable; what a host had in memory when it died is enqueued again.
/// </summary>
public sealed class QuartzEngine(ISchedulerFactory schedulers) : IJobEngine
{
    public static IServiceCollection Add(IServiceCollection services) => services.AddQuartz().AddJobs<QuartzEngine>();

    public const string Description = "Quartz, in memory; the ledger is the queue";

    public string? Dashboard => null;

    public async Task StartAsync(IReadOnlyList<RecurringJob> schedule, CancellationToken cancellation)
    {
        var scheduler = await schedulers.GetScheduler(cancellation);
        foreach (var job in schedule.Where(j => j.IsEnabled))
        {
            await scheduler.ScheduleJob(
                JobBuilder.Create<RecurringQuartzJob>().WithIdentity(job.Name, RecurringQuartzJob.Group).UsingJobData(RecurringQuartzJob.IsFrequent, job.Schedule.IsFrequent).Build(),
                TriggerBuilder.Create().WithIdentity(job.Name, RecurringQuartzJob.Group).WithSchedule(CronScheduleBuilder.Create(job.Schedule.Cron).InTimeZone(JobSchedule.Zone)).Build(),
                cancellationToken: cancellation);
        }
        await scheduler.Start(cancellation);
    }

    public async Task EnqueueAsync(StepJob job, CancellationToken cancellation)
    {
        var scheduler = await schedulers.GetScheduler(cancellation);
        // A job is there as long as it has a trigger: until it has ended without one for another try.
        if (await scheduler.Exists(StepQuartzJob.KeyOf(job), cancellation)) return;
        await scheduler.ScheduleJob(StepQuartzJob.Of(job), TriggerBuilder.Create().StartNow().Build(), cancellationToken: cancellation);
    }

    public async Task StopAsync(CancellationToken cancellation) => await (await schedulers.GetScheduler(cancellation)).Shutdown(waitForJobsToComplete: true, cancellation);
}

/// <summary>Recurring work whose time has come. One that would not come again soon is tried again.</summary>
[DisallowConcurrentExecution]
internal sealed class RecurringQuartzJob(HostJobs jobs, TimeProvider time, ILogger<RecurringQuartzJob> log) : IJob
{
    public const string Group = "recurring";
    public const string IsFrequent = "comesSoonAgain";
    private const string Attempt = "attempt";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var name = context.JobDetail.Key.Name;
        try
        {
            await jobs.RunAsync(name, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "{Work} failed", name);
            var attempt = context.Trigger.JobDataMap.TryGetInt(Attempt, out var number) ? number : 1;
            if (context.JobDetail.JobDataMap.GetBoolean(IsFrequent) || StepRetryPolicy.DelayAfter(attempt) is not { } delay) return;
            var again = TriggerBuilder.Create().ForJob(context.JobDetail).UsingJobData(Attempt, attempt + 1).StartAt(time.GetUtcNow() + delay).Build();
            await context.Scheduler.ScheduleJob(again, cancellationToken: cancellationToken);
        }
    }
}

/// <summary>A step of the ledger; one that fails gets another trigger for when it is due again.</summary>
internal sealed class StepQuartzJob(HostJobs jobs, TimeProvider time) : IJob
{
    private const string Group = "steps";

    public static JobKey KeyOf(StepJob job) => new(job.Step.ToString(CultureInfo.InvariantCulture), Group);

    public static IJobDetail Of(StepJob job)
    {
        var detail = JobBuilder.Create<StepQuartzJob>().WithIdentity(KeyOf(job)).WithDescription(job.Title).Build();
        foreach (var (name, value) in new (string, object)[]
            { (nameof(job.Run), job.Run), (nameof(job.Step), job.Step), (nameof(job.Level), job.Level), (nameof(job.Period), job.Period), (nameof(job.Union), job.Union) })
            detail.JobDataMap[name] = value;
        return detail;
    }

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var data = context.JobDetail.JobDataMap;
        try
        {
            await jobs.ExecuteStepAsync(
                new StepJob(
                    context.JobDetail.Description ?? "", data.GetLong(nameof(StepJob.Run)), data.GetLong(nameof(StepJob.Step)), data.GetString(nameof(StepJob.Level))!,
                    data.GetString(nameof(StepJob.Period))!, data.GetLong(nameof(StepJob.Union))),
                cancellationToken);
        }
        catch (StepFailed failed) when (failed.RetryAfter is { } delay)
        {
            var again = TriggerBuilder.Create().ForJob(context.JobDetail).StartAt(time.GetUtcNow() + delay).Build();
            await context.Scheduler.ScheduleJob(again, cancellationToken: cancellationToken);
        }
    }
}
