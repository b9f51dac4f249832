using System.Net.Http.Json;
using Autofac;
using Federation.Figures.Engine;
using Federation.Framework.Tenancy;
using Federation.Testing;
using Federation.Unions.Contracts;

namespace Federation.Figures.Tests.Pages;

/// <summary>A province with a city, a district and two mines, of which one has recorded a delivery, and a county that has done nothing yet.</summary>
public sealed class Province : IAsyncLifetime
{
    public const string Code = "610000", City = "610100", District = "610101", Mine = "610101-M01", Silent = "610101-M02", Empty = "610102", Foreign = "610200";

    public TestFederation Federation { get; private set; } = null!;
    public HttpClient Leader { get; private set; } = null!;
    public HttpClient Clerk { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Federation = await TestFederation.StartAsync();
        var since = new DateOnly(2000, 1, 1);
        await Federation.FoundAsync(
            new NewUnion(Code, "陕西省总工会", UnionLevel.Province, UnionKind.Territorial, null, since),
            new NewUnion(City, "西安市总工会", UnionLevel.City, UnionKind.Territorial, Code, since),
            new NewUnion(Foreign, "铜川市总工会", UnionLevel.City, UnionKind.Territorial, Code, since),
            new NewUnion(District, "某区总工会", UnionLevel.District, UnionKind.Territorial, City, since),
            new NewUnion(Empty, "空区总工会", UnionLevel.District, UnionKind.Territorial, City, since),
            new NewUnion(Mine, "某矿工会", UnionLevel.Grassroots, UnionKind.Mine, District, since),
            new NewUnion(Silent, "静矿工会", UnionLevel.Grassroots, UnionKind.Mine, District, since));
        Leader = await Federation.ClientAsync(Code, Role.Leader);
        Clerk = await Federation.ClientAsync(Mine, Role.Clerk);
        await DeliverAsync(2016, 30_000);
        await DeliverAsync(2017, 40_000);
    }

    public async Task DisposeAsync() => await Federation.DisposeAsync();

    public async Task DeliverAsync(int year, int people)
    {
        var campaigns = $"/api/v1/unions/{Mine}/campaigns";
        var id = (await Clerk.PostAsJsonAsync(campaigns, new { season = "summer", year, name = "夏", starts = $"{year}-06-01", ends = $"{year}-09-30", budget = 50_000 }).JsonAsync(201)).GetProperty("id").GetString();
        await Clerk.PostAsync($"{campaigns}/{id}/start", null).JsonAsync();
        await Clerk.PostAsJsonAsync($"{campaigns}/{id}/deliveries", new { date = $"{year}-07-20", group = "miners", place = "井口", site = "enterprise", headCount = people }).JsonAsync(201);
        await RollUpAsync();
    }

    public Task RollUpAsync() => Federation.Container.DrainMarksAsync(CancellationToken.None);

    /// <summary>What a page says, as its reader sees it.</summary>
    public static async Task<string> ReadAsync(HttpClient client, string address, int status = 200)
    {
        using var answer = await client.GetAsync(address);
        return await ReadAsync(answer, status);
    }

    public static async Task<string> ReadAsync(HttpResponseMessage answer, int status)
    {
        var page = System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.True((int)answer.StatusCode == status, $"{answer.RequestMessage!.RequestUri} answered {(int)answer.StatusCode}, not {status}: {page}");
        return page;
    }
}
