using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Autofac;
using Federation.Framework.Databases;
using Federation.Framework.Tenancy;
using Federation.Host.Start;
using Federation.Host.Web;
using Federation.People.Contracts;
using Federation.Unions.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Federation.Testing;

/// <summary>An installation for one test class, with a host that answers over HTTP and a container for everything else.</summary>
public sealed class TestFederation : IAsyncDisposable
{
    private static int names;
    private readonly Installation installation;
    private readonly WebApplication app;
    private readonly bool ownsDatabase;

    private TestFederation(Installation installation, WebApplication app, bool ownsDatabase)
    {
        this.ownsDatabase = ownsDatabase;
        this.installation = installation;
        this.app = app;
        Container = app.Services.GetRequiredService<ILifetimeScope>();
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public ILifetimeScope Container { get; }
    public Uri Address { get; }

    /// <param name="withJobs">Whether the host rolls up by itself as it would in service.</param>
    /// <param name="root">The installation's folder, where a test needs what lies in it.</param>
    /// <param name="clock">The clock that the host goes by.</param>
    /// <param name="pool">How many connections to the database there are at most; as many as tests usually have where left out.</param>
    /// <param name="settings">What the installation is configured with besides.</param>
    public static async Task<TestFederation> StartAsync(
        bool withJobs = false, string? root = null, Provider on = Provider.PostgreSql, TestClock? clock = null, int? pool = null, params IReadOnlyList<(string Name, string? Value)> settings)
    {
        var database = await TestDatabase.FreshAsync(on);
        IReadOnlyList<(string Name, string? Value)> limited = pool is { } most
            ? [("ConnectionStrings:Federation", string.Create(CultureInfo.InvariantCulture, $"{database.GetConnectionString("Federation")};{(on == Provider.SqlServer ? "Max" : "Maximum")} Pool Size={most}"))] : [];
        var configuration = new ConfigurationBuilder().AddConfiguration(database)
            .AddInMemoryCollection(settings.Concat(limited).Select(s => new KeyValuePair<string, string?>(s.Name, s.Value))).Build();
        return await StartAsync(configuration, withJobs, root, clock, ownsDatabase: true);
    }

    /// <summary>An installation with the whole demo in it.</summary>
    public static async Task<TestFederation> StartDemoAsync() => await StartAsync(await TestDatabase.DemoAsync(), withJobs: false, Clone.Root, clock: null, ownsDatabase: true);

    /// <summary>An installation with few unions and a fortieth of the published work.</summary>
    public static async Task<TestFederation> StartSmallDemoAsync() => await StartAsync(await TestDatabase.SmallDemoAsync(), withJobs: false, Clone.Root, clock: null, ownsDatabase: true);

    /// <summary>An installation with the smallest demo there is.</summary>
    public static async Task<TestFederation> StartTinyDemoAsync() => await StartAsync(await TestDatabase.TinyDemoAsync(), withJobs: false, Clone.Root, clock: null, ownsDatabase: true);

    /// <summary>Another host of the same installation: the same database and keys.</summary>
    public Task<TestFederation> StartBesideAsync(TestClock? clock = null) => StartAsync(installation.Configuration, withJobs: false, installation.Root, clock, ownsDatabase: false);

    private static async Task<TestFederation> StartAsync(IConfiguration configuration, bool withJobs, string? root, TestClock? clock, bool ownsDatabase)
    {
        var installation = await Installation.OpenAsync(root ?? AppContext.BaseDirectory, configuration, CancellationToken.None, clock);
        var app = WebHost.Build(installation, "http://127.0.0.1:0", withJobs);
        await app.StartAsync();
        return new TestFederation(installation, app, ownsDatabase);
    }

    /// <summary>A verb of the command line beside the host, on the same installation.</summary>
    public Task<ProgramResult> RunAsync(params string[] arguments) => InProcess.RunAsync(installation.Root, installation.Configuration, arguments);

    /// <summary>Founds unions, the first ones first.</summary>
    public async Task<IReadOnlyDictionary<string, long>> FoundAsync(params NewUnion[] unions)
    {
        await using var scope = Container.BeginLifetimeScope();
        scope.Resolve<Caller>().ActAsSystem();
        return await scope.Resolve<IUnionRegistry>().FoundManyAsync(unions, null, CancellationToken.None);
    }

    /// <summary>A client signed in as somebody with one role at one union.</summary>
    public Task<HttpClient> ClientAsync(string union, Role role) => ClientAsync((union, role));

    /// <summary>A client signed in as one person with several roles.</summary>
    public async Task<HttpClient> ClientAsync(params (string Union, Role Role)[] grants) => SignedIn(await TokenAsync(null, grants));

    /// <summary>A token of a person of its own.</summary>
    /// <param name="life">How long it lasts, not at all where negative; without end when null.</param>
    public async Task<string> TokenAsync(TimeSpan? life, params (string Union, Role Role)[] grants)
    {
        await using var scope = Container.BeginLifetimeScope();
        scope.Resolve<Caller>().ActAsSystem();
        return await scope.Resolve<ITokenIssuer>().IssueAsync($"{grants[0].Role} {grants[0].Union}", grants, life, CancellationToken.None);
    }

    public async Task RevokeAsync(string token)
    {
        await using var scope = Container.BeginLifetimeScope();
        scope.Resolve<Caller>().ActAsSystem();
        await scope.Resolve<ITokenIssuer>().RevokeAsync(token, CancellationToken.None);
    }

    public HttpClient SignedIn(string token)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Sends headers as UTF-8: what somebody tries in one need not be ASCII.</summary>
    public HttpClient Anonymous() => new(new SocketsHttpHandler { RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8 }) { BaseAddress = Address };

    /// <summary>A person of its own with an account.</summary>
    /// <returns>User name and password.</returns>
    public async Task<(string UserName, string Password)> AccountAsync(params (string Union, Role Role)[] grants)
    {
        await using var scope = Container.BeginLifetimeScope();
        scope.Resolve<Caller>().ActAsSystem();
        var name = $"person-{Interlocked.Increment(ref names)}-{grants[0].Role.ToString().ToLowerInvariant()}";
        return (name, await scope.Resolve<IAccounts>().CreateAsync($"{grants[0].Role} {grants[0].Union}", name, grants, mustChange: false, CancellationToken.None));
    }

    /// <summary>A browser in which a person of its own with these roles has signed in over the form.</summary>
    public Task<TestBrowser> SignedInBrowserAsync(string union, Role role) => SignedInBrowserAsync((union, role));

    public async Task<TestBrowser> SignedInBrowserAsync(params (string Union, Role Role)[] grants)
    {
        var (name, password) = await AccountAsync(grants);
        var browser = Browser();
        using var answer = await browser.SignInAsync(name, password);
        Xunit.Assert.Equal(System.Net.HttpStatusCode.SeeOther, answer.StatusCode);
        return browser;
    }

    /// <summary>A browser that nobody has signed in with.</summary>
    public TestBrowser Browser() => new(Address);

    /// <summary>
    /// The number of rows and a checksum of every table: equal before and after means that nothing was written. The audit log is left out, which logs attempts,
    /// and the last use of a session, which any page updates once a minute.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, string>> ContentsAsync()
    {
        await using var scope = Container.BeginLifetimeScope();
        var session = scope.Resolve<DatabaseSession>();
        var tables = await session.ReadAsync(
            "SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') AND table_name NOT LIKE 'audit_%' ORDER BY 1",
            r => r.GetString(0), CancellationToken.None);
        var contents = await session.ReadAsync(
            string.Join(" UNION ALL ", tables.Select(table =>
            {
                var row = table == "people.sessions" ? "(to_jsonb(t) - 'seen_at')" : "t";
                return $"SELECT '{table}', COUNT(*) || ' rows, ' || COALESCE(SUM(hashtextextended({row}::text, 0)), 0) FROM {table} t";
            })), r => KeyValuePair.Create(r.GetString(0), r.GetString(1)), CancellationToken.None);
        return new Dictionary<string, string>(contents);
    }

    /// <summary>Fails with the names of the tables that the attack has written to, whatever the answer was.</summary>
    public async Task NothingIsWrittenAsync(Func<Task> attack, string by = "the attack")
    {
        var before = await ContentsAsync();
        await attack();
        var written = (await ContentsAsync()).Where(t => before[t.Key] != t.Value).Select(t => $"{t.Key}: {before[t.Key]}, then {t.Value}").ToList();
        Xunit.Assert.True(written.Count == 0, $"{by} wrote {string.Join("; ", written)}");
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await installation.DisposeAsync();
        if (ownsDatabase) await TestDatabase.DropAsync(installation.Configuration);
    }
}

public static class HttpAssertions
{
    /// <summary>The answer's JSON; a failure shows what the server said.</summary>
    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> answer, int status = 200)
    {
        using var response = await answer;
        var body = await response.Content.ReadAsStringAsync();
        Xunit.Assert.True((int)response.StatusCode == status, $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri} answered {(int)response.StatusCode}, not {status}: {body}");
        return body.Length == 0 ? default : JsonDocument.Parse(body).RootElement.Clone();
    }

    public static Task<HttpResponseMessage> PutJsonAsync(this HttpClient client, string path, object body) => client.PutAsJsonAsync(path, body);
}
