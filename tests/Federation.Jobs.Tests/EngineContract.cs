using Federation.Framework;
using Federation.Framework.Databases;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Federation.Jobs.Tests;

/// <summary>What every engine must do, on a database of its own for each test.</summary>
public abstract class EngineContract : IAsyncLifetime
{
    private static readonly string[] Levels = ["grassroots", "district", "city", "province"];
    private static readonly string[] Cities = ["610100", "610200", "610300", "610400", "610500"];
    private readonly Watch watch = new();
    private readonly List<EngineHost> hosts = [];
    private IConfiguration database = null!;

    public async Task InitializeAsync() => database = await TestDatabase.FreshAsync();

    public async Task DisposeAsync()
    {
        foreach (var host in hosts) await host.DisposeAsync();
    }

    [Fact]
    public async Task Steps_are_done_in_order_each_once()
    {
        var host = await StartAsync();
        var province = (await host.FoundAsync())[0];
        var run = await host.SucceedsAsync(await host.QueueAsync(province, steps: Levels));
        Assert.Equal(Levels, watch.All.Select(s => s.Name));
        Assert.All(run.Steps, s => Assert.Equal((RunState.Succeeded, 1), (s.State, s.Attempts)));
    }

    [Fact]
    public async Task A_step_that_fails_shows_its_error_and_is_tried_again_after_a_growing_delay()
    {
        var failures = 0;
        watch.Does = (step, _) => step.Name == "district" && failures++ < 2 ? throw new InvalidOperationException($"planted {failures}") : Task.CompletedTask;
        var host = await StartAsync();
        var run = await host.QueueAsync((await host.FoundAsync())[0], steps: Levels);
        var broken = (await host.UntilAsync(run, r => r.Steps[1].Error is not null)).Steps[1];
        Assert.Equal(("planted 1", RunState.Queued, 1), (broken.Error, broken.State, broken.Attempts));
        await FailureShowsAsync(host, run, "planted 1");

        run = await host.SucceedsAsync(run);
        Assert.Equal(3, run.Steps[1].Attempts);
        var tries = watch.All.Where(s => s.Name == "district").Select(s => s.At).ToList();
        Assert.Equal(3, tries.Count);
        // Not before its time; how long after it depends on what else the machine does.
        Assert.True(tries[1] - tries[0] >= TimeSpan.FromSeconds(4), $"{tries[1] - tries[0]}");
        Assert.True(tries[2] - tries[1] >= TimeSpan.FromSeconds(16), $"{tries[2] - tries[1]}");
        Assert.Equal([.. Levels[..1], .. Enumerable.Repeat("district", 3), .. Levels[2..]], watch.All.Select(s => s.Name));
    }

    [Fact]
    public async Task A_step_that_has_failed_often_enough_is_given_up_with_its_run()
    {
        watch.Does = (_, _) => throw new InvalidOperationException("planted");
        var host = await StartAsync();
        var province = (await host.FoundAsync())[0];
        var run = await host.QueueAsync(province, wake: false, steps: Levels);
        await host.ExecuteAsync("UPDATE federation.ledger_steps SET attempts = 4");
        await TriggerAsync(host, "Steps");
        run = await host.UntilAsync(run, r => r.State == RunState.Failed);
        Assert.Equal(("planted", RunState.Failed, RunState.Queued), (run.Error, run.Steps[0].State, run.Steps[1].State));
        Assert.Equal([run.Id], watch.Abandoned);
        // Nothing of it is tried again: what is queued after it is done before anything else.
        watch.Does = (_, _) => Task.CompletedTask;
        await host.SucceedsAsync(await host.QueueAsync(province, steps: "grassroots"));
        Assert.Equal(2, watch.All.Count);
    }

    [Fact]
    public async Task What_nobody_carries_is_found_at_the_start_and_every_minute()
    {
        var first = await StartAsync();
        var province = (await first.FoundAsync())[0];
        await first.StopAsync();
        var unheard = await first.QueueAsync(province, wake: false, steps: Levels);
        var host = await StartAsync();
        await host.SucceedsAsync(unheard);

        // A worker that died: its lease has run out.
        var died = await host.QueueAsync(province, wake: false, steps: Levels);
        await host.ExecuteAsync($"UPDATE federation.ledger_steps SET state = 1, attempts = 1, lease_token = 1, lease_until = clock_timestamp() - interval '1 second' WHERE id = {died.Steps[0].Id}");
        Assert.Equal(JobSchedule.Every(1).Cron, (await RegisteredAsync(host))["Steps"]);
        await TriggerAsync(host, "Steps");
        Assert.Equal([2, 1, 1, 1], (await host.SucceedsAsync(died)).Steps.Select(s => s.Attempts));
    }

    [Fact]
    public async Task A_step_that_is_handed_over_again_and_again_is_done_once()
    {
        var goOn = new TaskCompletionSource();
        watch.Does = (_, _) => goOn.Task;
        var host = await StartAsync();
        var province = (await host.FoundAsync())[0];
        var run = await host.QueueAsync(province, steps: ["grassroots", "district"]);
        var job = new StepJob("2017", run.Id, run.Steps[0].Id, "grassroots", "2017", province);
        await watch.NextAsync();
        for (var again = 0; again < 5; again++) await host.Engine.EnqueueAsync(job, CancellationToken.None);
        goOn.SetResult();
        await host.SucceedsAsync(run);
        await host.Engine.EnqueueAsync(job, CancellationToken.None);
        await host.SucceedsAsync(await host.QueueAsync(province, steps: "grassroots"));
        Assert.Equal(["grassroots", "district", "grassroots"], watch.All.Select(s => s.Name));
        Assert.Equal(1, (await host.ReadAsync(run)).Steps[0].Attempts);
    }

    [Fact]
    public async Task Two_hosts_on_one_database_do_each_step_once()
    {
        var (one, other) = (await StartAsync(), await StartAsync());
        var unions = await one.FoundAsync(Cities);
        var runs = new List<LedgerRun>();
        foreach (var union in unions.Concat(unions)) runs.Add(await one.QueueAsync(union, wake: false, steps: Levels));
        await Task.WhenAll(TriggerAsync(one, "Steps"), TriggerAsync(other, "Steps"));
        foreach (var run in runs) await one.SucceedsAsync(run);
        Assert.Equal(runs.SelectMany(r => r.Steps).Select(s => s.Id).Order(), watch.All.Select(s => s.Step).Order());
        foreach (var run in runs) Assert.Equal(Levels, watch.All.Where(s => s.Run == run.Id).Select(s => s.Name));
    }

    [Fact]
    public async Task Jobs_of_different_unions_never_see_each_others_tenant_and_leave_none_behind()
    {
        watch.Does = async (_, _) => await Task.Yield();
        var host = await StartAsync();
        var unions = await host.FoundAsync(Cities);
        var runs = new List<LedgerRun>();
        for (var round = 0; round < 4; round++)
            foreach (var union in unions) runs.Add(await host.QueueAsync(union, steps: Levels));
        foreach (var run in runs) await host.SucceedsAsync(run);
        Assert.Empty(watch.Wrong);
        Assert.Equal(runs.Count * Levels.Length, watch.All.Count);
        Assert.Equal(unions.Count, watch.All.Select(s => s.Union).Distinct().Count());
    }

    [Fact]
    public async Task A_job_without_a_union_or_with_a_wrong_one_fails_loudly_and_does_nothing()
    {
        var host = await StartAsync();
        var unions = await host.FoundAsync(Cities);
        var run = await host.QueueAsync(unions[0], wake: false, steps: Levels);
        var job = new StepJob("2017", run.Id, run.Steps[0].Id, "grassroots", "2017", Union: 0);
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Jobs.ExecuteStepAsync(job, CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Jobs.ExecuteStepAsync(job with { Union = unions[1] }, CancellationToken.None));
        Assert.Equal(0, (await host.ReadAsync(run)).Steps[0].Attempts);

        await host.ExecuteAsync("DELETE FROM federation.ledger_steps");
        var nobodys = await host.QueueAsync(0, steps: "grassroots");
        nobodys = await host.UntilAsync(nobodys, r => r.Steps[0].Error is not null);
        Assert.Contains("names no known union", nobodys.Steps[0].Error, StringComparison.Ordinal);
        Assert.Empty(watch.All);
    }

    [Fact]
    public async Task A_wake_up_during_a_look_is_not_lost()
    {
        var begun = System.Threading.Channels.Channel.CreateUnbounded<int>();
        var goOn = new TaskCompletionSource();
        var looks = 0;
        var host = await StartAsync([new WatchedWork("Probe", true, async _ =>
        {
            begun.Writer.TryWrite(++looks);
            await goOn.Task;
        })]);
        await begun.Reader.ReadAsync().AsTask().WaitAsync(Watch.Deadline); // The look at the start.
        for (var signal = 0; signal < 3; signal++) host.Services.GetRequiredService<WorkSignal>().Set();
        await TriggerAsync(host, "Probe");
        goOn.SetResult();
        Assert.Equal(2, await begun.Reader.ReadAsync().AsTask().WaitAsync(Watch.Deadline));
    }

    [Fact]
    public async Task Recurring_work_is_done_when_due_and_one_that_fails_is_tried_again()
    {
        var done = System.Threading.Channels.Channel.CreateUnbounded<int>();
        var times = 0;
        var host = await StartAsync([new WatchedWork("Probe", false, _ =>
        {
            done.Writer.TryWrite(++times);
            return times == 1 ? throw new InvalidOperationException("planted") : Task.CompletedTask;
        })]);
        await TriggerAsync(host, "Probe");
        Assert.Equal(1, await done.Reader.ReadAsync().AsTask().WaitAsync(Watch.Deadline));
        Assert.Equal(2, await done.Reader.ReadAsync().AsTask().WaitAsync(Watch.Deadline));
    }

    [Fact]
    public async Task The_configuration_moves_recurring_work_and_switches_it_off()
    {
        var woken = 0;
        var probe = new WatchedWork("Probe", true, _ =>
        {
            woken++;
            return Task.CompletedTask;
        });
        // It was on before: what an engine keeps of it must go.
        var before = await StartAsync([new WatchedWork("Probe", false, _ => Task.CompletedTask)]);
        Assert.Equal("0 10 0 * * ?", (await RegisteredAsync(before))["Nightly"]);
        Assert.Contains("Probe", (await RegisteredAsync(before)).Keys);
        await before.StopAsync();

        var host = await StartAsync(
            [probe], ("Jobs:Nightly:At", "03:15"), ("Jobs:StatisticalYear:At", "10-10 04:00"), ("Jobs:CalendarYear:Enabled", "false"), ("Jobs:Incremental:Every", "5"), ("Jobs:Probe:Enabled", "false"));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["AuditSeals"] = "0 * * * * ?", ["Incremental"] = "0 0/5 * * * ?", ["Nightly"] = "0 15 3 * * ?", ["Parts"] = "0 * * * * ?", ["StatisticalYear"] = "0 0 4 10 10 ?", ["Steps"] = "0 * * * * ?",
            },
            await RegisteredAsync(host));
        await host.SucceedsAsync(await host.QueueAsync((await host.FoundAsync())[0], steps: Levels));
        Assert.Equal(0, woken);
    }

    [Fact]
    public async Task A_wrong_setting_stops_the_start()
    {
        var refused = await Assert.ThrowsAsync<ConfigurationError>(() => StartAsync(settings: ("Jobs:Nightly:At", "25:00")));
        Assert.Equal("Jobs:Nightly:At is '25:00'; it must be a time of day: 00:10.", refused.Message);
    }

    [Fact]
    public async Task A_host_that_stops_hands_back_what_it_was_at_and_the_next_one_goes_on_at_once()
    {
        watch.Does = (_, stop) => Task.Delay(Timeout.Infinite, stop);
        var host = await StartAsync();
        var run = await host.QueueAsync((await host.FoundAsync())[0], steps: Levels);
        await watch.NextAsync();
        await host.StopAsync();
        var step = (await host.ReadAsync(run)).Steps[0];
        Assert.Equal((RunState.Queued, 0, null), (step.State, step.Attempts, step.LeaseUntil));

        watch.Does = (_, _) => Task.CompletedTask;
        var next = await StartAsync();
        Assert.All((await next.SucceedsAsync(run)).Steps, s => Assert.Equal(1, s.Attempts));
    }

    private protected abstract void AddEngine(IServiceCollection services, Database database);

    /// <summary>The recurring work that the engine knows of, with the cron expression by which it is due in Asia/Shanghai.</summary>
    private protected abstract Task<IReadOnlyDictionary<string, string>> RegisteredAsync(EngineHost host);

    /// <summary>Has the engine take recurring work for due.</summary>
    private protected abstract Task TriggerAsync(EngineHost host, string name);

    /// <summary>Where the engine shows what fails, the error and the next try are there.</summary>
    private protected virtual Task FailureShowsAsync(EngineHost host, LedgerRun run, string error) => Task.CompletedTask;

    private protected async Task<EngineHost> StartAsync(IReadOnlyList<IRecurringWork>? works = null, params (string Name, string Value)[] settings)
    {
        var host = await EngineHost.StartAsync(database, AddEngine, watch, works, settings);
        hosts.Add(host);
        return host;
    }
}
