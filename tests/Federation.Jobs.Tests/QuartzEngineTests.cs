using Federation.Framework.Databases;
using Federation.Jobs.Quartz;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Federation.Jobs.Tests;

public sealed class QuartzEngineTests : EngineContract
{
    private const string Recurring = "recurring";

    private protected override void AddEngine(IServiceCollection services, Database database) => QuartzEngine.Add(services);

    private protected override async Task<IReadOnlyDictionary<string, string>> RegisteredAsync(EngineHost host)
    {
        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var registered = new Dictionary<string, string>();
        foreach (var work in host.Services.GetRequiredService<IEnumerable<IRecurringWork>>())
        {
            if (await scheduler.GetTrigger(new TriggerKey(work.Name, Recurring)) is not ICronTrigger trigger) continue;
            Assert.Equal("Asia/Shanghai", trigger.TimeZone.Id);
            registered[work.Name] = trigger.CronExpressionString!;
        }
        return registered;
    }

    private protected override async Task TriggerAsync(EngineHost host, string name) =>
        await (await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler()).TriggerJob(new JobKey(name, Recurring));
}
