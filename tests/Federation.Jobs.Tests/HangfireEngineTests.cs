using Federation.Framework.Databases;
using Federation.Jobs.Hangfire;
using Hangfire;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Federation.Jobs.Tests;

[Collection(Name)]
public sealed class HangfireEngineTests : EngineContract
{
    /// <summary>Hangfire keeps its log and its serializer once a process: a host that goes takes the log from one that is there beside it, as in no installation.</summary>
    public const string Name = "Hangfire";

    private protected override void AddEngine(IServiceCollection services, Database database) => HangfireEngine.Add(services, database);

    private protected override Task<IReadOnlyDictionary<string, string>> RegisteredAsync(EngineHost host)
    {
        using var connection = host.Services.GetRequiredService<JobStorage>().GetConnection();
        var jobs = connection.GetRecurringJobs();
        Assert.All(jobs, j => Assert.Equal("Asia/Shanghai", j.TimeZoneId));
        return Task.FromResult<IReadOnlyDictionary<string, string>>(jobs.ToDictionary(j => j.Id, j => j.Cron));
    }

    private protected override Task TriggerAsync(EngineHost host, string name)
    {
        host.Services.GetRequiredService<IRecurringJobManager>().Trigger(name);
        return Task.CompletedTask;
    }

    private protected override async Task FailureShowsAsync(EngineHost host, LedgerRun run, string error)
    {
        var monitoring = host.Services.GetRequiredService<JobStorage>().GetMonitoringApi();
        var title = $"{run.Period} · district";
        string? reason = null;
        await host.UntilAsync(run, _ => monitoring.ScheduledJobs(0, 10).Any(j =>
        {
            reason = monitoring.JobDetails(j.Key).History[0].Reason;
            return (string)j.Value.Job.Args[0] == title;
        }));
        Assert.Equal($"Retry attempt 1 of 4: {error}", reason);
    }
}
