using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Autofac;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Host.Start;
using Federation.Host.Web;
using Federation.Kernel;
using Federation.People.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;

namespace Federation.Benchmarks;

/// <summary>A host that answers over HTTP, with one endpoint more: the figures of a union read and written out without the product in between.</summary>
internal sealed class WebStage : IAsyncDisposable
{
    public const string Bare = "/api/v1/unions/{union}/bare";

    /// <summary>A page with nothing but its frame.</summary>
    public const string Empty = "/u/{union}/empty";

    private readonly WebApplication app;
    private readonly NpgsqlDataSource source;

    private WebStage(WebApplication app, NpgsqlDataSource source)
    {
        (this.app, this.source) = (app, source);
        app.MapGet(Bare, BareAsync);
        app.MapPages().MapGet(Empty, (HttpContext http) => http.Page<Frame>(new() { [nameof(Frame.Title)] = "空" }));
    }

    public ILifetimeScope Container => app.Services.GetRequiredService<ILifetimeScope>();
    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<WebStage> StartAsync(Installation installation, bool withJobs)
    {
        var source = NpgsqlDataSource.Create(installation.Database.ConnectionString);
        var stage = new WebStage(WebHost.Build(installation, "http://127.0.0.1:0", withJobs), source);
        await stage.app.StartAsync();
        return stage;
    }

    /// <summary>A client signed in as somebody with one role at one union.</summary>
    public async Task<HttpClient> ClientAsync(string union, Role role)
    {
        await using var scope = Container.BeginLifetimeScope();
        scope.Resolve<Caller>().ActAsSystem();
        var token = await scope.Resolve<ITokenIssuer>().IssueAsync($"{role} {union}", [(union, role)], null, CancellationToken.None);
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Requests a second, several at a time, for so long; an answer that is no success ends it.</summary>
    public static async Task<double> LoadAsync(HttpClient client, string path, TimeSpan length, int connections = 8)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            while (Stopwatch.GetElapsedTime(started) < length)
            {
                using var answer = await client.GetAsync(path);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync();
                count++;
            }
            return count;
        })));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    // The rows that the product reads for a union's figures: of the period and a year earlier, and how fresh it all is.
    private async Task BareAsync(HttpContext http, Caller caller)
    {
        var period = http.Request.RequiredPeriod();
        await using var connection = await source.OpenConnectionAsync(http.RequestAborted);
        await using var command = new NpgsqlCommand(
            """
            SELECT f.period, f.indicator_id, f.own, f.own_denominator, f.below, f.below_denominator, f.overlap FROM figures.figures f WHERE f.union_id = @union AND f.period IN (@period, @before);
            SELECT as_of FROM figures.freshness
            """,
            connection);
        command.Parameters.AddWithValue("union", NpgsqlDbType.Bigint, caller.Union!.Id);
        command.Parameters.AddWithValue("period", NpgsqlDbType.Integer, period.Code);
        command.Parameters.AddWithValue("before", NpgsqlDbType.Integer, period.YearEarlier()!.Value.Code);
        await command.PrepareAsync(http.RequestAborted);
        await using var reader = await command.ExecuteReaderAsync(http.RequestAborted);
        http.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartArray();
        do
        {
            json.WriteStartArray();
            while (await reader.ReadAsync(http.RequestAborted))
            {
                json.WriteStartArray();
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    if (await reader.IsDBNullAsync(i)) json.WriteNullValue();
                    else if (reader.GetFieldType(i) == typeof(decimal)) json.WriteNumberValue(reader.GetDecimal(i));
                    else if (reader.GetFieldType(i) == typeof(string)) json.WriteStringValue(reader.GetString(i));
                    else if (reader.GetFieldType(i) == typeof(DateTime)) json.WriteStringValue(reader.GetDateTime(i));
                    else json.WriteNumberValue(Convert.ToInt64(reader.GetValue(i)));
                }
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        while (await reader.NextResultAsync(http.RequestAborted));
        json.WriteEndArray();
        await json.FlushAsync(http.RequestAborted);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await source.DisposeAsync();
    }
}
