using System.Reflection;
using Autofac;
using Autofac.Extensions.DependencyInjection;
using Federation.Framework;
using Federation.Framework.Databases;
using Federation.Framework.Ledger;
using Federation.Framework.Modules;
using Federation.Framework.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Federation.Host.Start;

/// <summary>
/// An installation as one process uses it: its configuration, its database (started if it is the embedded one) and its keys. It is disposed last.
/// </summary>
public sealed class Installation : IAsyncDisposable
{
    private readonly EmbeddedPostgres? embedded;
    private readonly IReadOnlyList<FederationModule> modules;

    private Installation(IConfiguration configuration, string root, Database database, Secrets secrets, EmbeddedPostgres? embedded, TimeProvider time, IReadOnlyList<FederationModule> modules)
    {
        this.modules = modules;
        Time = time;
        Configuration = configuration;
        Root = root;
        Database = database;
        Secrets = secrets;
        this.embedded = embedded;
    }

    public IConfiguration Configuration { get; }

    /// <summary>The folder of the installation: seeds lie in it, and <c>.data</c> with the embedded database and the keys.</summary>
    public string Root { get; }

    public Database Database { get; }
    public Secrets Secrets { get; }
    public TimeProvider Time { get; }
    public bool IsEmbedded => embedded is not null;

    /// <summary>Whether an empty database is seeded with the demo. Never for a configured database.</summary>
    public bool WantsDemo => IsEmbedded && Configuration["Demo"] is not ("false" or "False");

    public static IConfiguration Configure(string root) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddJsonFile(Path.Combine(root, "appsettings.json"), optional: true)
        .AddEnvironmentVariables()
        .Build();

    /// <summary>The installation's folder: what <c>run</c> says, else the current one.</summary>
    public static string FindRoot() => Environment.GetEnvironmentVariable("FEDERATION_ROOT") is { Length: > 0 } root ? root : Directory.GetCurrentDirectory();

    /// <exception cref="ConfigurationError">The configuration does not name a database that can be used; the message says what to do.</exception>
    /// <param name="time">The clock that everything in the process goes by; the system's where left out.</param>
    /// <param name="modules">The installed ones where left out; benchmarks make up more.</param>
    public static async Task<Installation> OpenAsync(string root, IConfiguration configuration, CancellationToken cancellation, TimeProvider? time = null, IReadOnlyList<FederationModule>? modules = null)
    {
        var data = configuration["Data:Folder"] is { Length: > 0 } folder ? folder : Path.Combine(root, ".data");
        var provider = configuration["Database:Provider"] is { Length: > 0 } named ? named : "Embedded";
        EmbeddedPostgres? embedded = null;
        Database database;
        switch (provider.ToLowerInvariant())
        {
            case "embedded":
                embedded = await EmbeddedPostgres.AcquireAsync(data, cancellation);
                database = Database.PostgreSql(embedded.ConnectionString);
                break;
            case "postgresql":
                database = Database.PostgreSql(RequiredConnection(configuration, provider));
                break;
            case "sqlserver":
                database = Database.SqlServer(RequiredConnection(configuration, provider));
                break;
            default:
                throw new ConfigurationError($"Database:Provider is '{provider}'; it must be Embedded, PostgreSql or SqlServer.");
        }
        database = database with { IsGuarded = configuration["Database:OneConnection"] is "true" or "True" };
        try
        {
            return new Installation(configuration, root, database, Secrets.Open(configuration["Keys:File"] ?? Path.Combine(data, "keys", "secrets.json")), embedded, time ?? TimeProvider.System, modules ?? InstalledModules.All());
        }
        catch
        {
            if (embedded is not null) await embedded.DisposeAsync();
            throw;
        }
    }

    /// <summary>Registers everything that a process of this installation consists of.</summary>
    public void Register(ContainerBuilder builder)
    {
        builder.RegisterInstance(this).ExternallyOwned();
        // A web host has its own configuration, which contains this one.
        builder.RegisterInstance(Configuration).As<IConfiguration>().ExternallyOwned().IfNotRegistered(typeof(IConfiguration));
        builder.RegisterModule(new FrameworkModule(Database, Secrets, Time));
        foreach (var module in modules) builder.RegisterModule(module);
        builder.RegisterType<LedgerWorker>().SingleInstance();
        builder.RegisterType<Migrator>().InstancePerLifetimeScope();
        builder.RegisterType<Web.Readiness>().SingleInstance();
        builder.RegisterAssemblyTypes(typeof(Installation).Assembly).AssignableTo<Framework.Commands.ICommandVerb>().As<Framework.Commands.ICommandVerb>().SingleInstance();
        builder.RegisterType<Operations.ReadMetricsHandler>().As<Framework.Handlers.IHandler<Operations.ReadMetrics, Operations.LedgerHealth>>().InstancePerLifetimeScope();
        builder.RegisterType<Seeding.DemoSeed>().SingleInstance();
    }

    /// <summary>Restarts the embedded database when it has died. Does nothing for a database server.</summary>
    public Task KeepDatabaseRunningAsync(ILogger log, CancellationToken stop) => embedded?.KeepRunningAsync(
        error =>
        {
            if (error is null) log.LogWarning("The embedded database had died and was restarted");
            else log.LogError(error, "The embedded database has died and could not be started again; the next try is in a second");
        },
        stop) ?? Task.CompletedTask;

    /// <summary>A container without a web server, for the command line.</summary>
    public IContainer Build()
    {
        var services = new ServiceCollection();
        services.AddLogging(log => log.AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            .AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace));
        var builder = new ContainerBuilder();
        builder.Populate(services);
        Register(builder);
        return builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        if (embedded is not null) await embedded.DisposeAsync();
    }

    private static string RequiredConnection(IConfiguration configuration, string provider) => configuration.GetConnectionString("Federation") is { Length: > 0 } given
        ? given
        : throw new ConfigurationError($"Database:Provider is {provider}, but ConnectionStrings:Federation is not set.");
}

/// <summary>Updates the database to this version: migrations, then the rows that modules need. Does nothing if it is up to date.</summary>
public sealed class Migrator(Installation installation, ModuleList modules, DatabaseSession session, Func<IEnumerable<IDatabaseInitializer>> preparations)
{
    private const string LockName = "federation:preparations";

    public async Task MigrateAsync(CancellationToken cancellation)
    {
        // EF takes a lock while it migrates. On SQL Server that is enough, and a lock of our own would fail, because the first migration closes all other
        // connections. On PostgreSQL EF's lock lets a second process in between two migrations, which would repeat the next one, so we take a lock of our own.
        if (installation.Database.Dialect.Name == "PostgreSql")
            await session.WithExclusiveLockAsync("federation:migrations", async () => (await PendingAsync(cancellation)).Count > 0 && await UpdateAsync(cancellation), cancellation);
        else await UpdateAsync(cancellation);
        // Two processes that start at once would both find rows missing.
        await session.WithExclusiveLockAsync(LockName, () => PrepareAsync(cancellation), cancellation);
    }

    private async Task<bool> UpdateAsync(CancellationToken cancellation)
    {
        await using var schema = Schema(installation.Database, modules);
        await schema.Database.MigrateAsync(cancellation);
        return true;
    }

    public Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellation) => PendingAsync(session, cancellation);

    /// <summary>The migrations that the database lacks. Read without EF, which would build the whole model at every start.</summary>
    internal static async Task<IReadOnlyList<string>> PendingAsync(DatabaseSession session, CancellationToken cancellation)
    {
        const string history = "federation.migrations";
        var applied = await session.ScalarAsync(session.Dialect.FindTable(history), cancellation) is null
            ? [] : await session.ReadAsync($"SELECT m.{session.Dialect.Quote("MigrationId")} FROM {history} m", r => r.GetString(0), cancellation);
        return [.. Assembly.Load(MigrationsOf(session.Dialect)).GetTypes().Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>().Except(applied).Order(StringComparer.Ordinal)];
    }

    private async Task<int> PrepareAsync(CancellationToken cancellation)
    {
        var all = preparations().ToList();
        foreach (var preparation in all) await preparation.InitializeAsync(cancellation);
        return all.Count;
    }

    private static string MigrationsOf(Dialect dialect) => $"Federation.Migrations.{dialect.Name}";

    internal static SchemaContext Schema(Database database, ModuleList modules)
    {
        var options = new DbContextOptionsBuilder<SchemaContext>();
        database.Dialect.Configure(options, database.CreateConnection(), MigrationsOf(database.Dialect));
        return new SchemaContext(options.Options, modules, database.Dialect);
    }
}
