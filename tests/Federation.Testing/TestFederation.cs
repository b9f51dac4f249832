using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Autofac;
using Federation.Framework.Tenancy;
using Federation.Host.Start;
using Federation.Host.Web;
using Federation.People.Contracts;
using Federation.Unions.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Federation.Testing;

/// <summary>An installation of its own for one test class, with a host that answers over HTTP, and its container for what has no address.</summary>
public sealed class TestFederation : IAsyncDisposable
{
    private readonly Installation installation;
    private readonly WebApplication app;

    private TestFederation(Installation installation, WebApplication app)
    {
        this.installation = installation;
        this.app = app;
        Container = app.Services.GetRequiredService<ILifetimeScope>();
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public ILifetimeScope Container { get; }
    public Uri Address { get; }

    /// <param name="withJobs">Whether the host rolls up by itself as it would in service.</param>
    public static async Task<TestFederation> StartAsync(bool withJobs = false)
    {
        var configuration = await TestDatabase.FreshAsync();
        var installation = await Installation.OpenAsync(AppContext.BaseDirectory, configuration, CancellationToken.None);
        var app = WebHost.Build(installation, "http://127.0.0.1:0", withJobs);
        await app.StartAsync();
        return new TestFederation(installation, app);
    }

    /// <summary>Founds unions, the first ones first.</summary>
    public async Task<IReadOnlyDictionary<string, long>> FoundAsync(params NewUnion[] unions)
    {
        await using var scope = Container.BeginLifetimeScope();
        scope.Resolve<Caller>().ActAsSystem();
        return await scope.Resolve<IUnionRegistry>().FoundManyAsync(unions, null, CancellationToken.None);
    }

    /// <summary>A client signed in as somebody with one role at one union.</summary>
    public async Task<HttpClient> ClientAsync(string union, Role role)
    {
        await using var scope = Container.BeginLifetimeScope();
        scope.Resolve<Caller>().ActAsSystem();
        var token = await scope.Resolve<ITokenIssuer>().IssueAsync($"{role} {union}", [(union, role)], null, CancellationToken.None);
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public HttpClient Anonymous() => new() { BaseAddress = Address };

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await installation.DisposeAsync();
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
