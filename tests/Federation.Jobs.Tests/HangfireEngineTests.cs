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

    [Fact]
    public async Task A_host_starts_although_one_that_died_has_left_its_lock()
    {
        var first = await StartAsync();
        // Only when it has stopped: until then it takes and gives back this lock itself.
        await first.StopAsync();
        await first.ExecuteAsync("INSERT INTO hangfire.lock (resource, acquired) VALUES ('hangfire:lock:recurring-job:Steps', now() AT TIME ZONE 'UTC')");
        Assert.Contains("Steps", (await RegisteredAsync(await StartAsync())).Keys);
    }

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
