using System.CommandLine;
using System.Data.Common;
using Autofac;
using Federation.Framework;
using Federation.Framework.Commands;
using Federation.Framework.Databases;
using Federation.Framework.Input;
using Federation.Framework.Modules;
using Federation.Framework.Web;
using Federation.Host.Seeding;
using Federation.Kernel;

namespace Federation.Host.Start;

/// <summary>The command line: every verb opens the installation, brings the database up to date and runs. Exit 0 done, 1 failed, 2 bad usage.</summary>
public static class CommandLine
{
    private const int Failed = 1;
    private const int BadUsage = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        using var terminated = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });
        var root = Installation.FindRoot();
        return await RunAsync(args, root, Installation.Configure(root), stop.Token);
    }

    /// <summary>The same for an installation that is named, in a process that may do other things besides.</summary>
    /// <param name="root">The installation's folder.</param>
    internal static async Task<int> RunAsync(string[] args, string root, IConfiguration configuration, CancellationToken stop)
    {
        if (Array.Exists(args, word => !PlainText.Is(word)))
        {
            await Console.Error.WriteLineAsync("A word of the command line holds characters that are no text.");
            return BadUsage;
        }
        var command = new RootCommand("Federation: a trade-union federation's work and numbers. Without a verb: set up, seed the demo on first start, roll up, print the totals, serve.");
        // The verbs are declared by their modules, which need no database to say what they are called.
        foreach (var verb in Verbs()) command.Subcommands.Add(verb.Build((action, cancellation) => RunVerbAsync(root, configuration, action, verb.NeedsUnions, cancellation)));
        command.SetAction((_, cancellation) => RunVerbAsync(root, configuration, Federation.Host.Verbs.StartVerb.StartAsync, needsUnions: true, cancellation));
        var parsed = command.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("./run --help tells the verbs, ./run VERB --help a verb's options.");
            return BadUsage;
        }
        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop);
    }

    private static IEnumerable<ICommandVerb> Verbs()
    {
        var builder = new ContainerBuilder();
        foreach (var module in InstalledModules.All()) builder.RegisterModule(module);
        builder.RegisterAssemblyTypes(typeof(CommandLine).Assembly, typeof(FrameworkModule).Assembly).AssignableTo<ICommandVerb>().As<ICommandVerb>();
        using var container = builder.Build();
        return [.. container.Resolve<IEnumerable<ICommandVerb>>()];
    }

    private static async Task<int> RunVerbAsync(string root, IConfiguration configuration, Func<ILifetimeScope, CancellationToken, Task<int>> verb, bool needsUnions, CancellationToken cancellation)
    {
        try
        {
            await using var installation = await Installation.OpenAsync(root, configuration, cancellation);
            await using var container = installation.Build();
            await using (var scope = container.BeginLifetimeScope()) await scope.Resolve<Migrator>().MigrateAsync(cancellation);
            if (needsUnions && installation.WantsDemo)
            {
                await container.Resolve<DemoSeed>().SeedOnceAsync(SeedSize.OfDemo(configuration), cancellation);
                await DemoPeople.MakeOnceAsync(container, Console.Error, cancellation);
            }
            var exit = await verb(container, cancellation);
            await TellHostsAsync(container, cancellation);
            return exit;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return Failed;
        }
        catch (Exception error) when (error is ConfigurationError or EmbeddedDatabaseException or NotFound or InvalidInput or Unconfirmed or RuleViolation or DbException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(Explain(error));
            return Failed;
        }
    }

    /// <summary>This process has no workers: hosts that run are told of what it has committed for them.</summary>
    private static async Task TellHostsAsync(IContainer container, CancellationToken cancellation)
    {
        if (!container.Resolve<WorkSignal>().TryTake() || container.Resolve<Database>().Dialect.TellHosts is not { } statement) return;
        await using var scope = container.BeginLifetimeScope();
        await scope.Resolve<DatabaseSession>().ExecuteAsync(statement, cancellation);
    }

    private static string Explain(Exception error)
    {
        var texts = new Texts(new ModuleList(InstalledModules.All()));
        return error switch
        {
            NotFound unknown => $"{unknown.Message}: {texts["not-found"]}",
            InvalidInput invalid => Said(invalid.Problems),
            Unconfirmed asked => Said(asked.Questions) + Environment.NewLine + texts["to-confirm-by", string.Join(",", asked.Codes)],
            RuleViolation rule => texts[rule.Code, rule.Arguments],
            DbException => $"The database could not be used: {error.Message}",
            _ => error.Message,
        };

        string Said(IReadOnlyDictionary<string, IReadOnlyList<Problem>> problems) =>
            string.Join(Environment.NewLine, problems.SelectMany(p => p.Value.Select(v => $"{p.Key}: {texts[v.Code, v.Arguments]}")));
    }
}
