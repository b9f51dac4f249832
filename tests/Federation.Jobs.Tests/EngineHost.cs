using Autofac;
using Autofac.Extensions.DependencyInjection;
using Federation.Framework.Databases;
using Federation.Host.Start;
using Federation.Kernel;
using Federation.Unions.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Federation.Jobs.Tests;

/// <summary>A host that does jobs and nothing else.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly Installation installation;
    private readonly IHost host;
    private bool stopped;

    private EngineHost(Installation installation, IHost host) => (this.installation, this.host) = (installation, host);

    public ILifetimeScope Container => host.Services.GetRequiredService<ILifetimeScope>();

    public IServiceProvider Services => host.Services;

    public HostJobs Jobs => host.Services.GetRequiredService<HostJobs>();

    public IJobEngine Engine => host.Services.GetRequiredService<IJobEngine>();

    public static async Task<EngineHost> StartAsync(
        IConfiguration database, Action<IServiceCollection, Database> engine, Watch watch, IReadOnlyList<IRecurringWork>? works = null, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddConfiguration(database).AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>(s.Name, s.Value))).Build();
        var installation = await Installation.OpenAsync(AppContext.BaseDirectory, configuration, CancellationToken.None);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddConfiguration(configuration);
        builder.Services.AddLogging();
        engine(builder.Services, installation.Database);
        builder.ConfigureContainer(new AutofacServiceProviderFactory(container =>
        {
            installation.Register(container);
            container.RegisterInstance(watch);
            container.RegisterType<WatchedSteps>().As<ILedgerExecutor>().InstancePerLifetimeScope();
            foreach (var work in works ?? []) container.RegisterInstance(work).As<IRecurringWork>();
        }));
        var host = builder.Build();
        await host.StartAsync();
        return new EngineHost(installation, host);
    }

    /// <summary>Ids of unions that hang below one province, the province first.</summary>
    public async Task<IReadOnlyList<long>> FoundAsync(params string[] cities)
    {
        var since = new DateOnly(2000, 1, 1);
        await using var scope = Container.BeginLifetimeScope();
        scope.Resolve<Caller>().ActAsSystem();
        var ids = await scope.Resolve<IUnionRegistry>().FoundManyAsync(
            [
                new NewUnion("610000", "陕西省总工会", UnionLevel.Province, UnionKind.Territorial, null, since),
                .. cities.Select(c => new NewUnion(c, $"{c} 市总工会", UnionLevel.City, UnionKind.Territorial, "610000", since)),
            ],
            null, CancellationToken.None);
        return [ids["610000"], .. cities.Select(c => ids[c])];
    }

    /// <summary>Queues a run as a use case does.</summary>
    /// <param name="wake">Whether this host hears of it.</param>
    public async Task<LedgerRun> QueueAsync(long union, bool wake = true, params string[] steps)
    {
        await using var scope = Container.BeginLifetimeScope();
        var ids = scope.Resolve<Ids>();
        var id = ids.Next();
        var run = new LedgerRun { Id = id, Kind = Watch.Kind, Key = $"watched:{id}", UnionId = union, Period = 2017, Mode = "full" };
        foreach (var (ordinal, name) in steps.Index()) run.Steps.Add(new LedgerStep { Id = ids.Next(), RunId = id, Ordinal = ordinal, Name = name });
        var context = scope.Resolve<FrameworkContext>();
        context.Add(run);
        await context.SaveChangesAsync();
        if (wake) scope.Resolve<WorkSignal>().Set();
        return run;
    }

    public async Task<LedgerRun> ReadAsync(LedgerRun run)
    {
        await using var scope = Container.BeginLifetimeScope();
        return await scope.Resolve<FrameworkContext>().Set<LedgerRun>().AsNoTracking().Include(r => r.Steps.OrderBy(s => s.Ordinal)).SingleAsync(r => r.Id == run.Id);
    }

    /// <summary>Looks again and again until the run is as the test wants it.</summary>
    public async Task<LedgerRun> UntilAsync(LedgerRun run, Func<LedgerRun, bool> isSo)
    {
        var now = run;
        await Polling.UntilAsync(
            async () => isSo(now = await ReadAsync(run)), Watch.Deadline,
            () => Task.FromResult($"the run is {now.State} {now.Error}: {string.Join("; ", now.Steps.Select(s => $"{s.Name} {s.State}, {s.Attempts} attempts {s.Error}"))}"));
        return now;
    }

    public Task<LedgerRun> SucceedsAsync(LedgerRun run) => UntilAsync(run, r => r.State == RunState.Succeeded);

    public async Task ExecuteAsync(string sql)
    {
        await using var scope = Container.BeginLifetimeScope();
        await scope.Resolve<DatabaseSession>().ExecuteAsync(sql, CancellationToken.None);
    }

    public async Task StopAsync()
    {
        if (!stopped) await host.StopAsync().WaitAsync(Watch.Deadline);
        stopped = true;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        // An Autofac container is closed without blocking on what it holds.
        await ((IAsyncDisposable)host).DisposeAsync();
        // Its database is nobody's any more, and what is kept open to it would add up to all that the server allows.
        Npgsql.NpgsqlConnection.ClearAllPools();
        await installation.DisposeAsync();
    }
}
