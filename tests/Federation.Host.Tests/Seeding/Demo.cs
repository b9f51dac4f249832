using Autofac;
using Federation.Framework.Commands;
using Federation.Host.Seeding;
using Federation.Host.Tests.Web;

namespace Federation.Host.Tests.Seeding;

/// <summary>An installation with the demo in it, as the first start makes it.</summary>
public sealed class Demo : IAsyncLifetime
{
    private readonly Dictionary<(string Union, string Period), IReadOnlyDictionary<string, JsonElement>> read = [];

    public TestFederation Federation { get; private set; } = null!;

    /// <summary>Somebody at the province, who sees everything below it.</summary>
    public HttpClient Province { get; private set; } = null!;

    /// <summary>Somebody at every root.</summary>
    public HttpClient Everywhere { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Federation = await TestFederation.StartDemoAsync();
        Province = await Federation.ClientAsync("610000", Role.Auditor);
        Everywhere = await AtEveryRootAsync(Federation);
    }

    public async Task DisposeAsync() => await Federation.DisposeAsync();

    /// <returns>Whether anything was seeded.</returns>
    internal static Task<bool> SeedAsync(TestFederation federation, SeedSize size) => federation.Container.Resolve<DemoSeed>().SeedOnceAsync(size, CancellationToken.None);

    public static Task<HttpClient> AtEveryRootAsync(TestFederation federation) =>
        federation.ClientAsync(("610000", Role.Auditor), ("130000", Role.Auditor), ("320000", Role.Auditor), ("370000", Role.Auditor));

    /// <summary>What a verb ends with, in this process.</summary>
    public static async Task<int> RunAsync(TestFederation federation, string verb, params string[] arguments)
    {
        var verbs = federation.Container.Resolve<IEnumerable<ICommandVerb>>().Select(v => v.Build((act, ct) => act(federation.Container, ct)));
        return await verbs.Single(c => c.Name == verb).Parse(arguments).InvokeAsync();
    }

    /// <summary>A union's figures, asked once.</summary>
    public async Task<IReadOnlyDictionary<string, JsonElement>> FiguresAsync(string union, string period)
    {
        if (!read.TryGetValue((union, period), out var figures)) read[(union, period)] = figures = await Everywhere.FiguresAsync(union, period);
        return figures;
    }
}
