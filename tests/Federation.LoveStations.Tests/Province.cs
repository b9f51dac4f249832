using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Autofac;
using Federation.Figures.Contracts;
using Federation.Framework.Commands;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Testing;
using Federation.Unions.Contracts;

namespace Federation.LoveStations.Tests;

[CollectionDefinition(Name)]
public sealed class ProvinceCollection : ICollectionFixture<Province>
{
    public const string Name = "province";
}

/// <summary>An installation with a province; each test founds districts of its own below it.</summary>
public sealed class Province : IAsyncLifetime
{
    public const string Code = "990000";
    private int founded;

    public TestFederation Federation { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Federation = await TestFederation.StartAsync();
        await Federation.FoundAsync(new NewUnion(Code, "某省总工会", UnionLevel.Province, UnionKind.Territorial, null, new DateOnly(2000, 1, 1)));
    }

    public async Task DisposeAsync() => await Federation.DisposeAsync();

    /// <summary>A city with so many districts, each with a township below it.</summary>
    public async Task<(string City, IReadOnlyList<string> Districts)> FoundCityAsync(int districts)
    {
        var number = Interlocked.Increment(ref founded);
        var city = $"99{number:00}00";
        var since = new DateOnly(2000, 1, 1);
        var codes = Enumerable.Range(1, districts).Select(d => $"99{number:00}{d:00}").ToList();
        await Federation.FoundAsync(
        [
            new NewUnion(city, $"第{number}市总工会", UnionLevel.City, UnionKind.Territorial, Code, since),
            .. codes.SelectMany(c => new[] { new NewUnion(c, $"{c}区总工会", UnionLevel.District, UnionKind.Territorial, city, since), new NewUnion($"{c}-T01", $"{c}镇工会", UnionLevel.Grassroots, UnionKind.Township, c, since) }),
        ]);
        return (city, codes);
    }

    /// <summary>The province's list: toilet and microwave since 2017.</summary>
    public async Task RequireKitAsync()
    {
        using var keeper = await ClerkAsync(Code);
        const string kit = $"/api/v1/unions/{Code}/station-kit";
        if ((await keeper.GetAsync(kit).JsonAsync()).GetProperty("items").GetArrayLength() > 0) return;
        await keeper.PostAsJsonAsync(kit, new { from = "2017-01-01", document = "一号文件", items = new[] { new { facility = "toilet" }, new { facility = "microwave" } } }).JsonAsync(201);
    }

    public Task<HttpClient> ClerkAsync(string union) => Federation.ClientAsync(union, Role.Clerk);

    /// <summary>A whole roll-up of a year, so that the tree's figures are there as well.</summary>
    public async Task RollUpAsync(int year, bool full)
    {
        var (succeeded, lines) = await Federation.Container.Resolve<IRollups>().RollUpAsync(Period.Year(year), null, full, CancellationToken.None);
        Assert.True(succeeded, string.Join('\n', lines));
    }

    /// <summary>Measures everything anew and compares.</summary>
    public async Task VerifyAsync(int year)
    {
        var verbs = Federation.Container.Resolve<IEnumerable<ICommandVerb>>().Select(v => v.Build((act, ct) => act(Federation.Container, ct)));
        Assert.Equal(0, await verbs.Single(c => c.Name == "verify").Parse(["--period", year.ToString(System.Globalization.CultureInfo.InvariantCulture)]).InvokeAsync());
    }

    public async Task<JsonElement> FigureAsync(string union, string period, string indicator)
    {
        using var reader = await Federation.ClientAsync(union, Role.Auditor);
        return (await reader.GetAsync($"/api/v1/unions/{union}/figures?period={period}&indicator={indicator}").JsonAsync()).GetProperty("figures")[0];
    }

    public async Task<decimal?> TotalAsync(string union, string period, string indicator) =>
        (await FigureAsync(union, period, indicator)).GetProperty("total") is { ValueKind: JsonValueKind.Number } total ? total.GetDecimal() : null;
}

internal static class Sending
{
    private static int codes;

    /// <summary>A station as it is entered, in service since the first of November 2017 unless something else is said.</summary>
    public static Dictionary<string, object?> Station(string state = "in-service", string since = "2017-11-01", string kind = "station") => new()
    {
        ["kind"] = kind, ["code"] = $"S{Interlocked.Increment(ref codes)}", ["name"] = "人民路爱心驿站", ["address"] = "人民路1号", ["latitude"] = 34.261234, ["longitude"] = 108.941234, ["builtBy"] = "joint",
        ["state"] = state, ["since"] = since, ["hours"] = new[] { new { weekday = "monday", opens = "08:00", closes = "18:00" } },
    };

    /// <summary>Enters a station and gives its address.</summary>
    public static async Task<string> EnterAsync(this HttpClient clerk, string union, Dictionary<string, object?>? station = null)
    {
        var answer = await clerk.PostAsJsonAsync($"/api/v1/unions/{union}/stations", station ?? Station()).JsonAsync(201);
        return $"/api/v1/unions/{union}/stations/{answer.GetProperty("id").GetString()}";
    }

    public static Task<JsonElement> MoveAsync(this HttpClient clerk, string station, string state, string on, int status = 200) =>
        clerk.ActAsync(station, "/states", new { state, on }, status);

    /// <summary>Does something with a record as it is now.</summary>
    public static async Task<JsonElement> ActAsync(this HttpClient clerk, string record, string act, object? body, int status = 200) =>
        await clerk.SendVersionAsync(HttpMethod.Post, record + act, (await clerk.GetAsync(record).JsonAsync()).GetProperty("version").GetInt32(), body, status);

    public static Task<JsonElement> PostVersionAsync(this HttpClient clerk, string address, int version, object? body, int status = 200) => clerk.SendVersionAsync(HttpMethod.Post, address, version, body, status);

    public static Task<JsonElement> PutVersionAsync(this HttpClient clerk, string address, int version, object body, int status = 200) => clerk.SendVersionAsync(HttpMethod.Put, address, version, body, status);

    public static Task<JsonElement> DeleteVersionAsync(this HttpClient clerk, string address, int version, int status) => clerk.SendVersionAsync(HttpMethod.Delete, address, version, null, status);

    private static async Task<JsonElement> SendVersionAsync(this HttpClient clerk, HttpMethod method, string address, int version, object? body, int status)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body), Headers = { IfMatch = { new EntityTagHeaderValue($"\"{version}\"") } } };
        return await clerk.SendAsync(request).JsonAsync(status);
    }

    public static async Task<string> CodeOf(this Task<JsonElement> answer) => (await answer).GetProperty("code").GetString()!;
}
