using Federation.Framework.Ledger;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Hangfire;
using Hangfire.Annotations;
using Hangfire.Common;
using Hangfire.Dashboard;
using Hangfire.States;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Federation.Jobs.Hangfire;

/// <summary>
/// The jobs as Hangfire keeps them, each with everything that it needs among its arguments. Names and arguments are in the database of every installation:
/// a change here leaves jobs behind that nobody can do.
/// </summary>
public sealed class HangfireJobs(HostJobs jobs)
{
    /// <summary>Queues are served in this order; on PostgreSQL that of the alphabet.</summary>
    public const string Looks = "looks";

    public const string Steps = "steps";

    [JobDisplayName("{0}"), AutomaticRetry(Attempts = 0, LogEvents = false), ScheduledRetry(OnlySteps = true)]
    public Task DoAsync(string title, long run, long step, string level, string period, long union, CancellationToken cancellation) =>
        jobs.ExecuteStepAsync(new StepJob(title, run, step, level, period, union), cancellation);

    /// <summary>Recurring work that comes every few minutes: nothing of it is kept for long, or it would hide everything else.</summary>
    [JobDisplayName("{0}"), AutomaticRetry(Attempts = 0), ScheduledRetry(OnlySteps = true), ShortRetention]
    public Task LookAsync(string title, string work, CancellationToken cancellation) => jobs.RunAsync(work, cancellation);

    [JobDisplayName("{0}"), AutomaticRetry(Attempts = 0), ScheduledRetry]
    public Task RunAsync(string title, string work, CancellationToken cancellation) => jobs.RunAsync(work, cancellation);
}

/// <summary>
/// Retries a failed job when the ledger says. It replaces Hangfire's own filter, which has its own delays, and lists the job among the retries.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ScheduledRetryAttribute : JobFilterAttribute, IElectStateFilter
{
    private const string Attempt = "RetryCount";

    /// <summary>Whether only a step that the ledger takes back is tried again: any other failure is found again every minute.</summary>
    public bool OnlySteps { get; set; }

    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is not FailedState failed) return;
        if (failed.Exception is OperationCanceledException)
        {
            // It was told to stop with its host, and is there for the next one.
            context.CandidateState = new EnqueuedState(context.BackgroundJob.Job.Queue ?? HangfireJobs.Steps) { Reason = "The host stopped" };
            return;
        }
        var attempt = context.GetJobParameter<int>(Attempt) + 1;
        var delay = failed.Exception is StepFailed step ? step.RetryAfter : OnlySteps ? null : StepRetryPolicy.DelayAfter(attempt);
        if (delay is null) return;
        context.SetJobParameter(Attempt, attempt);
        context.CandidateState = new ScheduledState(delay.Value) { Reason = $"Retry attempt {attempt} of {StepRetryPolicy.MaxAttempts - 1}: {failed.Exception.Message}" };
    }
}

[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShortRetentionAttribute : JobFilterAttribute, IApplyStateFilter
{
    public void OnStateApplied(ApplyStateContext context, IWriteOnlyTransaction transaction) => context.JobExpirationTimeout = TimeSpan.FromMinutes(10);

    public void OnStateUnapplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
    }
}

/// <summary>Anybody else finds nothing there.</summary>
internal sealed class AdministratorsOnly : IDashboardAsyncAuthorizationFilter
{
    public async Task<bool> AuthorizeAsync([NotNull] DashboardContext context)
    {
        var http = context.GetHttpContext();
        return await EnginePages.MayOpenAsync(http.RequestServices.GetRequiredService<Caller>(), http.RequestServices.GetRequiredService<IUnionDirectory>(), http.RequestAborted)
            ? true : throw new NotFound(http.Request.Path);
    }
}
