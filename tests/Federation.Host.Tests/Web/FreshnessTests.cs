using System.Net.Http.Json;
using Federation.Unions.Contracts;

namespace Federation.Host.Tests.Web;

/// <summary>What a mine's clerk records is in the province's figures soon after, though nobody asks for a roll-up.</summary>
public sealed class FreshnessTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly string[] Path = ["610428-M01", "610428", "610400", "610000"];
    private TestFederation federation = null!;

    public async Task InitializeAsync()
    {
        federation = await TestFederation.StartAsync(withJobs: true);
        var since = new DateOnly(2000, 1, 1);
        await federation.FoundAsync(
            new NewUnion("610000", "陕西省总工会", UnionLevel.Province, UnionKind.Territorial, null, since),
            new NewUnion("610400", "咸阳市总工会", UnionLevel.City, UnionKind.Territorial, "610000", since),
            new NewUnion("610428", "长武县总工会", UnionLevel.District, UnionKind.Territorial, "610400", since),
            new NewUnion("610428-M01", "孟村矿工会", UnionLevel.Grassroots, UnionKind.Mine, "610428", since));
    }

    public async Task DisposeAsync() => await federation.DisposeAsync();

    [Fact]
    public async Task A_delivery_at_the_mine_reaches_district_city_and_province_and_so_does_its_correction()
    {
        using var clerk = await federation.ClientAsync("610428-M01", Role.Clerk);
        using var province = await federation.ClientAsync("610000", Role.Leader);
        var campaigns = "/api/v1/unions/610428-M01/campaigns";
        var campaign = await clerk.PostAsJsonAsync(campaigns, new { season = "summer", year = 2017, name = "2017年夏送清凉", starts = "2017-06-01", ends = "2017-09-30", budget = 50_000 }).JsonAsync(201);
        var path = $"{campaigns}/{campaign.Text("id")}";
        await clerk.PostAsync(path + "/start", null).JsonAsync();
        using var made = await clerk.PostAsJsonAsync(path + "/deliveries", Delivery(40));
        Assert.Equal(201, (int)made.StatusCode);
        await ArrivesAsync(province, 40, 1);

        await clerk.PostAsJsonAsync(path + "/deliveries", Delivery(2)).JsonAsync(201);
        await ArrivesAsync(province, 42, 2);

        using var correction = new HttpRequestMessage(HttpMethod.Put, made.Headers.Location) { Content = JsonContent.Create(Delivery(30)), Headers = { IfMatch = { made.Headers.ETag! } } };
        await clerk.SendAsync(correction).JsonAsync();
        await ArrivesAsync(province, 32, 2);

        await clerk.PutAsJsonAsync("/api/v1/unions/610428-M01/figures/unions.members?period=2017", new { value = 1_234 }).JsonAsync();
        await SoonAsync(province, async union => (await province.FiguresAsync(union, "2017"))["unions.members"].Number("total") == 1_234);
    }

    private static object Delivery(int people) => new { date = "2017-07-20", group = "miners", place = "井口", site = "enterprise", headCount = people };

    /// <summary>Above the mine everything comes from below, in the month and in both years that hold it.</summary>
    private static Task ArrivesAsync(HttpClient reader, decimal people, decimal visits) => SoonAsync(reader, async union =>
    {
        foreach (var period in new[] { "2017-07", "2017", "S2017" })
        {
            var figures = await reader.FiguresAsync(union, period);
            var (cared, visited) = (figures["seasonal.cooling.people"], figures["seasonal.cooling.visits"]);
            if (cared.Number("total") != people || visited.Number("total") != visits || cared.Number(union == Path[0] ? "own" : "fromBelow") != people) return false;
            if (union != Path[0] && cared.GetProperty("children").Number("reported") != 1) return false;
        }
        return true;
    });

    private static async Task SoonAsync(HttpClient reader, Func<string, Task<bool>> isSo)
    {
        foreach (var union in Path)
            await Polling.UntilAsync(() => isSo(union), Deadline, async () => $"{union} still shows {JsonSerializer.Serialize(await reader.FiguresAsync(union, "2017"))}");
    }
}
