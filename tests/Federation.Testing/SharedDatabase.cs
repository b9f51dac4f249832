using Autofac;
using Federation.Framework;
using Federation.Framework.Databases;
using Federation.Framework.Modules;
using Federation.Framework.Security;
using Federation.Host.Start;

namespace Federation.Testing;

/// <summary>One migrated database for all tests of the process, for modules without a web host; each test makes unions of its own in it.</summary>
public static class SharedDatabase
{
    private static readonly Lazy<Task<(Database Database, Secrets Secrets)>> Opened = new(OpenAsync);

    /// <summary>A container with the Framework and these modules, on that database.</summary>
    public static async Task<IContainer> BuildAsync(TimeProvider time, IEnumerable<FederationModule> modules, Action<ContainerBuilder>? register = null)
    {
        var (database, secrets) = await Opened.Value;
        var builder = new ContainerBuilder();
        builder.RegisterModule(new FrameworkModule(database, secrets, time));
        foreach (var module in modules) builder.RegisterModule(module);
        register?.Invoke(builder);
        return builder.Build();
    }

    private static async Task<(Database Database, Secrets Secrets)> OpenAsync()
    {
        await using var installation = await Installation.OpenAsync(AppContext.BaseDirectory, await TestDatabase.FreshAsync(), CancellationToken.None);
        return (installation.Database, installation.Secrets);
    }
}
