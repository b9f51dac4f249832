using System.Data;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Autofac;
using Federation.Framework.Databases;
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

namespace Federation.Benchmarks;

/// <summary>A host that answers over HTTP, with one endpoint more: the figures of a union read and written out without the product in between.</summary>
internal sealed class WebStage : IAsyncDisposable
{
    public const string Bare = "/api/v1/unions/{union}/bare";

    private readonly WebApplication app;

    private WebStage(WebApplication app)
    {
        this.app = app;
        Container = app.Services.GetRequiredService<ILifetimeScope>();
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public ILifetimeScope Container { get; }
    public Uri Address { get; }

    public static async Task<WebStage> StartAsync(Installation installation, bool withJobs)
    {
        var app = WebHost.Build(installation, "http://127.0.0.1:0", withJobs);
        app.MapGet(Bare, BareAsync);
        await app.StartAsync();
        return new WebStage(app);
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

    // The rows that the product reads for a union's figures: of the period and a year earlier, of its children what they handed in, and how fresh it all is.
    private static async Task BareAsync(HttpContext http, Caller caller, DatabaseSession session)
    {
        var period = http.Request.RequiredPeriod();
        await session.OpenAsync(http.RequestAborted);
        await using var command = session.Command(
            """
            SELECT f.period, f.indicator_id, f.own, f.own_denominator, f.below, f.below_denominator, f.overlap FROM figures.figures f WHERE f.union_id = @union AND f.period IN (@period, @before);
            SELECT COUNT(*) FROM federation.tree_closure e WHERE e.ancestor_id = @union AND e.depth = 1 AND e.valid_from <= @last AND (e.valid_to IS NULL OR e.valid_to > @last);
            SELECT m.module, COUNT(*) FROM (SELECT split_part(i.source, '.', 1) AS module, array_agg(i.id) AS ids FROM figures.indicators i WHERE i.code LIKE '@%' GROUP BY 1) m
                JOIN federation.tree_closure e ON e.ancestor_id = @union AND e.depth = 1 AND e.valid_from <= @last AND (e.valid_to IS NULL OR e.valid_to > @last)
                WHERE EXISTS (SELECT 1 FROM figures.figures f WHERE f.union_id = e.descendant_id AND f.period = @period AND f.indicator_id = ANY(m.ids) AND f.own + f.below > 0) GROUP BY m.module;
            SELECT as_of FROM figures.freshness
            """,
            ("@union", DbType.Int64, caller.Union!.Id), ("@period", DbType.Int32, period.Code), ("@before", DbType.Int32, period.YearEarlier()?.Code ?? 0),
            ("@last", DbType.Date, period.Last.ToDateTime(TimeOnly.MinValue)));
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
    }
}
