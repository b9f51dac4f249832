using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Federation.Host.Tests.Start;

/// <summary>An installation with a small demo on a database of the test bed, which verbs in this process and processes of their own work on.</summary>
public sealed class SmallDemo : IAsyncLifetime
{
    public string Root { get; private set; } = "";

    internal IConfiguration Configuration { get; private set; } = null!;

    internal Probe Probe { get; private set; } = null!;

    internal string ConnectionString => Configuration.GetConnectionString("Federation")!;

    /// <summary>The same configuration as a process is told of it.</summary>
    internal IReadOnlyDictionary<string, string> Environment => Configuration.AsEnumerable().Where(s => s.Value is not null).ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value!);

    public async Task InitializeAsync()
    {
        Root = DemoFolder.New();
        Configuration = await TestDatabase.SmallDemoAsync();
        Probe = await Probe.OpenAsync(ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await Probe.DisposeAsync();
        await TestDatabase.DropAsync(Configuration);
        Directory.Delete(Root, recursive: true);
    }

    /// <summary>A verb in this process.</summary>
    internal Task<ProgramResult> RunAsync(params string[] arguments) => InProcess.RunAsync(Root, Configuration, arguments);

    /// <summary>A process of its own; a server takes any port that is free.</summary>
    internal HostProcess Start(params string[] arguments) => Start([], arguments);

    internal HostProcess Start(IEnumerable<KeyValuePair<string, string>> settings, params string[] arguments) =>
        HostProcess.Start(Root, new Dictionary<string, string>(Environment.Concat(settings)) { ["Urls"] = "http://127.0.0.1:0" }, arguments);

    /// <summary>A process that serves, once it does.</summary>
    internal async Task<(HostProcess Host, Uri Address)> ServeAsync()
    {
        var host = Start("serve");
        await host.UntilAsync(() => host.Output.Contains('\n', StringComparison.Ordinal));
        return (host, new Uri(host.Output.Trim()));
    }

    /// <summary>A database of the same server as PostgreSQL's own programs are told of it.</summary>
    internal string Connect(string database)
    {
        var to = new NpgsqlConnectionStringBuilder(ConnectionString);
        return $"host={to.Host} port={to.Port} user={to.Username} dbname={database}";
    }
}
