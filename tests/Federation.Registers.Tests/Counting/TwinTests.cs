using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Registers.Inputs;
using Federation.Unions.Contracts;

namespace Federation.Registers.Tests.Counting;

/// <summary>A register that records what summer deliveries record counts what they count, whatever is added, corrected and removed.</summary>
public sealed class TwinTests
{
    private const string Province = "610000", City = "610100", District = "610101", Mine = "610101-M01", OtherMine = "610101-M02";
    private const string Figures = "/figures?indicator=";

    private static readonly RegisterInput Twin = new()
    {
        Code = "cooling", Zh = "送清凉", En = "Summer cooling", Line = LineOfWork.Services, Date = "date",
        Fields =
        [
            new() { Code = "date", Zh = "日期", Kind = FieldKind.Date }, new() { Code = "place", Zh = "地点", Kind = FieldKind.Text }, new() { Code = "site", Zh = "场所", Kind = FieldKind.Choice },
            new() { Code = "people", Zh = "人次", Kind = FieldKind.Whole, Required = "真" },
        ],
        Choices = [new() { Field = "site", Code = "enterprise", Zh = "企业" }, new() { Field = "site", Code = "site", Zh = "工地" }, new() { Field = "site", Code = "other", Zh = "其他" }],
        Indicators =
        [
            new() { Code = "visits", Zh = "走访", En = "Visits", Unit = "visits", Kind = CountingKind.Count, Filter = "场所 属于 ('enterprise', '工地')" },
            new() { Code = "people", Zh = "人次", En = "People", Unit = "person-times", Kind = CountingKind.Sum, Of = "people", By = "site" },
        ],
    };

    [Fact]
    public async Task Its_figures_are_those_of_the_module_over_a_random_history()
    {
        await using var federation = await TestFederation.StartAsync();
        var since = new DateOnly(2000, 1, 1);
        await federation.FoundAsync(
            new NewUnion(Province, "陕西省总工会", UnionLevel.Province, UnionKind.Territorial, null, since), new NewUnion(City, "西安市总工会", UnionLevel.City, UnionKind.Territorial, Province, since),
            new NewUnion(District, "某区总工会", UnionLevel.District, UnionKind.Territorial, City, since), new NewUnion(Mine, "某矿工会", UnionLevel.Grassroots, UnionKind.Mine, District, since),
            new NewUnion(OtherMine, "另矿工会", UnionLevel.Grassroots, UnionKind.Mine, District, since));
        using var client = await federation.ClientAsync((Mine, Role.Clerk), (OtherMine, Role.Clerk), (Province, Role.Reviewer));
        await client.PostAsJsonAsync($"/api/v1/unions/{Province}/registers", Twin, Json.Options).JsonAsync(201);
        await SendAsync(client, HttpMethod.Post, $"/api/v1/unions/{Province}/registers/cooling/activate", 1, new { from = "2017-01-01" }, 200);
        var catalogue = await client.GetAsync("/api/v1/indicators").JsonAsync();
        Assert.Contains(catalogue.GetProperty("items").EnumerateArray(), i => i.GetProperty("code").GetString() == "cooling.people.enterprise");

        var campaigns = new Dictionary<string, string>();
        foreach (var mine in new[] { Mine, OtherMine })
        {
            var campaign = await client.PostAsJsonAsync(
                $"/api/v1/unions/{mine}/campaigns", new { season = "summer", year = 2017, name = "夏送清凉", starts = "2017-06-01", ends = "2017-09-30", budget = 90_000 }).JsonAsync(201);
            campaigns[mine] = campaign.GetProperty("id").GetString()!;
            await client.PostAsync($"/api/v1/unions/{mine}/campaigns/{campaigns[mine]}/start", null).JsonAsync();
        }
        // The year has figures before anything is recorded: all that follows are differences.
        Assert.Equal(0, (await federation.RunAsync("rollup", "--period", "2017", "--full")).Exit);
        var random = Repetition.Random("twin");
        var pairs = new List<(string Mine, string Delivery, string Record, int Version)>();
        for (var i = 0; i < 60; i++)
        {
            var date = new DateOnly(2017, 6, 1).AddDays(random.Next(120)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var (people, site) = (random.Next(1, 90), new[] { "enterprise", "site", "other" }[random.Next(3)]);
            var delivered = new { date, group = "miners", place = "井口", site, headCount = people };
            var recorded = new { date, place = "井口", site, people };
            if (pairs.Count == 0 || random.Next(2) == 0)
            {
                var mine = random.Next(2) == 0 ? Mine : OtherMine;
                var delivery = await client.PostAsJsonAsync($"/api/v1/unions/{mine}/campaigns/{campaigns[mine]}/deliveries", delivered).JsonAsync(201);
                var record = await client.PostAsJsonAsync($"/api/v1/unions/{mine}/registers/cooling/records", recorded).JsonAsync(201);
                pairs.Add((mine, delivery.GetProperty("id").GetString()!, record.GetProperty("id").GetString()!, 1));
                continue;
            }
            var at = random.Next(pairs.Count);
            var pair = pairs[at];
            var (one, other) = ($"/api/v1/unions/{pair.Mine}/campaigns/{campaigns[pair.Mine]}/deliveries/{pair.Delivery}", $"/api/v1/unions/{pair.Mine}/registers/cooling/records/{pair.Record}");
            var removes = random.Next(3) == 0;
            await SendAsync(client, removes ? HttpMethod.Delete : HttpMethod.Put, one, pair.Version, removes ? null : delivered, removes ? 204 : 200);
            await SendAsync(client, removes ? HttpMethod.Delete : HttpMethod.Put, other, pair.Version, removes ? null : recorded, removes ? 204 : 200);
            if (removes) pairs.RemoveAt(at);
            else pairs[at] = pair with { Version = pair.Version + 1 };
            // From time to time the figures follow, so that differences are added to what is there.
            if (i % 20 == 7) Assert.Equal(0, (await federation.RunAsync("rollup", "--period", "2017")).Exit);
        }
        var verified = await federation.RunAsync("verify", "--period", "2017");
        Assert.True(verified.Exit == 0, verified.ToString());
        foreach (var union in new[] { Province, City, Mine })
            foreach (var period in new[] { "2017", "2017-07", "2017-09", "S2017" })
            {
                var view = (await client.GetAsync($"/api/v1/unions/{union}{Figures}seasonal.cooling.visits&indicator=cooling.visits&indicator=seasonal.cooling.people&indicator=cooling.people&period={period}").JsonAsync())
                    .GetProperty("figures").EnumerateArray().ToList();
                foreach (var part in new[] { "own", "fromBelow", "total" })
                {
                    Assert.Equal(view[0].GetProperty(part).GetRawText(), view[1].GetProperty(part).GetRawText());
                    Assert.Equal(view[2].GetProperty(part).GetRawText(), view[3].GetProperty(part).GetRawText());
                }
            }
    }

    private static async Task<JsonElement?> SendAsync(HttpClient client, HttpMethod method, string path, int version, object? body, int status)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body), Headers = { { "If-Match", $"\"{version}\"" } } };
        using var answer = await client.SendAsync(request);
        Assert.True((int)answer.StatusCode == status, await answer.Content.ReadAsStringAsync());
        return status == 204 ? null : (await answer.Content.ReadFromJsonAsync<JsonElement>()).Clone();
    }
}
