using System.CommandLine;
using System.Data.Common;
using Autofac;
using Federation.Framework;
using Federation.Framework.Commands;
using Federation.Framework.Databases;
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
        var root = new RootCommand("Federation: a trade-union federation's work and numbers. Without a verb: set up, seed the demo on first start, roll up, print the totals, serve.");
        // The verbs are declared by their modules, which need no database to say what they are called.
        foreach (var verb in Verbs()) root.Subcommands.Add(verb.Build((action, cancellation) => RunVerbAsync(action, verb.NeedsUnions, cancellation)));
        root.SetAction((_, cancellation) => RunVerbAsync(Federation.Host.Verbs.StartVerb.StartAsync, needsUnions: true, cancellation));
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("./run --help tells the verbs, ./run VERB --help a verb's options.");
            return BadUsage;
        }
        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
    }

    private static IEnumerable<ICommandVerb> Verbs()
    {
        var builder = new ContainerBuilder();
        foreach (var module in InstalledModules.All()) builder.RegisterModule(module);
        builder.RegisterAssemblyTypes(typeof(CommandLine).Assembly, typeof(FrameworkModule).Assembly).AssignableTo<ICommandVerb>().As<ICommandVerb>();
        using var container = builder.Build();
        return [.. container.Resolve<IEnumerable<ICommandVerb>>()];
    }

    private static async Task<int> RunVerbAsync(Func<ILifetimeScope, CancellationToken, Task<int>> verb, bool needsUnions, CancellationToken cancellation)
    {
        try
        {
            var root = Installation.FindRoot();
            await using var installation = await Installation.OpenAsync(root, Installation.Configure(root), cancellation);
            await using var container = installation.Build();
            await using (var scope = container.BeginLifetimeScope()) await scope.Resolve<Migrator>().MigrateAsync(cancellation);
            if (needsUnions && installation.WantsDemo)
            {
                await container.Resolve<DemoSeed>().SeedOnceAsync(SeedSize.Demo, cancellation);
                await DemoPeople.MakeOnceAsync(container, Console.Error, cancellation);
            }
            return await verb(container, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return Failed;
        }
        catch (Exception error) when (error is ConfigurationError or EmbeddedDatabaseException or NotFound or InvalidInput or RuleViolation or DbException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(Explain(error));
            return Failed;
        }
    }

    private static string Explain(Exception error)
    {
        var texts = new Texts(new ModuleList(InstalledModules.All()));
        return error switch
        {
            NotFound unknown => $"{unknown.Message}: {texts["not-found"]}",
            InvalidInput invalid => string.Join(Environment.NewLine, invalid.Problems.SelectMany(p => p.Value.Select(v => $"{p.Key}: {texts[v.Code, v.Arguments]}"))),
            RuleViolation rule => texts[rule.Code, rule.Arguments],
            DbException => $"The database could not be used: {error.Message}",
            _ => error.Message,
        };
    }
}
