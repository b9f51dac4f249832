using System.Net.Http.Headers;
using System.Net.Http.Json;
using Federation.Testing;

namespace Federation.LoveStations.Tests.Records;

[Collection(ProvinceCollection.Name)]
public sealed class RecordTests(Province province)
{
    [Fact]
    public async Task People_are_counted_once_and_only_where_somebody_served_them()
    {
        var (_, clerk, station) = await StationAsync();
        var served = station + "/served";
        Assert.Equal("not-in-service-then", await clerk.PostAsJsonAsync(served, Count("2017-10-31")).JsonAsync(409).CodeOf());
        Assert.Equal("record-in-future", await clerk.PostAsJsonAsync(served, Count("2099-01-01")).JsonAsync(409).CodeOf());
        var first = await clerk.PostAsJsonAsync(served, Count("2018-03-05")).JsonAsync(201);
        Assert.Equal("counted-already", await clerk.PostAsJsonAsync(served, Count("2018-03-05")).JsonAsync(409).CodeOf());
        Assert.Equal("month-counted-by-days", await clerk.PostAsJsonAsync(served, Count("2018-03-01", whole: true)).JsonAsync(409).CodeOf());
        await clerk.PostAsJsonAsync(served, Count("2018-04-01", whole: true)).JsonAsync(201);
        Assert.Equal("month-counted-as-whole", await clerk.PostAsJsonAsync(served, Count("2018-04-09")).JsonAsync(409).CodeOf());
        await clerk.PostAsJsonAsync(served, Count("2018-04-09", group: "drivers")).JsonAsync(201);
        Assert.Equal("served-after", await clerk.MoveAsync(station, "suspended", "2018-04-01", 409).CodeOf());

        var one = $"{served}/{first.GetProperty("id").GetString()}";
        await clerk.PutVersionAsync(one, 1, Count("2018-03-06"));
        await clerk.PutVersionAsync(one, 1, Count("2018-03-07"), 412);
        await clerk.DeleteVersionAsync(one, 2, 204);
        await clerk.PostAsJsonAsync(served, Count("2018-03-05", people: 0)).JsonAsync(400);
    }

    [Fact]
    public async Task Findings_wait_until_they_are_put_right()
    {
        var (district, clerk, station) = await StationAsync();
        var inspections = station + "/inspections";
        Assert.Equal("not-there-then", await clerk.PostAsJsonAsync(inspections, Inspection("2017-10-01")).JsonAsync(409).CodeOf());
        Assert.Equal("due-before-found", await clerk.PostAsJsonAsync(inspections, Inspection("2018-07-05", due: "2018-07-01")).JsonAsync(409).CodeOf());
        Assert.Equal("repaired-before-found", await clerk.PostAsJsonAsync(inspections, Inspection("2018-07-05", repaired: "2018-07-01")).JsonAsync(409).CodeOf());
        Assert.Equal("repaired-in-future", await clerk.PostAsJsonAsync(inspections, Inspection("2018-07-05", repaired: "2099-07-01")).JsonAsync(409).CodeOf());
        var made = await clerk.PostAsJsonAsync(inspections, Inspection("2018-07-05")).JsonAsync(201);
        Assert.Equal("inspected-already", await clerk.PostAsJsonAsync(inspections, Inspection("2018-07-05")).JsonAsync(409).CodeOf());
        Assert.Equal("inspected-after", await clerk.MoveAsync(station, "closed", "2018-07-05", 409).CodeOf());
        Assert.Equal(1, made.GetProperty("open").GetInt32());
        Assert.Single((await clerk.GetAsync($"/api/v1/unions/{district}/stations?openFindings=true").JsonAsync()).GetProperty("items").EnumerateArray());
        var repaired = await clerk.PutVersionAsync($"{inspections}/{made.GetProperty("id").GetString()}", 1, Inspection("2018-07-05", repaired: "2018-07-09"));
        Assert.Equal((0, "2018-07-09"), (repaired.GetProperty("open").GetInt32(), repaired.GetProperty("findings")[0].GetProperty("repairedOn").GetString()));
        Assert.Empty((await clerk.GetAsync($"/api/v1/unions/{district}/stations?openFindings=true").JsonAsync()).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_subsidy_is_paid_up_to_its_amount_by_whoever_granted_it()
    {
        var (_, clerk, station) = await StationAsync();
        using var payer = await province.ClerkAsync(Province.Code);
        var all = $"/api/v1/unions/{Province.Code}/station-subsidies";
        var site = station[(station.LastIndexOf('/') + 1)..];
        await payer.PostAsJsonAsync(all, new { site = "1", grantedOn = "2017-11-01", amount = 50_000 }).JsonAsync(400);
        var granted = await payer.PostAsJsonAsync(all, new { site, grantedOn = "2017-11-01", amount = 50_000, document = "一号" }).JsonAsync(201);
        var one = $"{all}/{granted.GetProperty("id").GetString()}";
        Assert.Equal("paid-before-granted", await payer.ActAsync(one, "/payments", Payment("2017-10-31", 1), 409).CodeOf());
        Assert.Equal("part-paid", (await payer.ActAsync(one, "/payments", Payment("2017-12-01", 30_000))).GetProperty("state").GetString());
        Assert.Equal("more-than-granted", await payer.ActAsync(one, "/payments", Payment("2017-12-02", 20_000.01m), 409).CodeOf());
        Assert.Equal("subsidy-paid", await payer.ActAsync(one, "/withdraw", null, 409).CodeOf());
        var paid = await payer.ActAsync(one, "/payments", Payment("2018-01-02", 20_000));
        Assert.Equal("paid", paid.GetProperty("state").GetString());
        var version = paid.GetProperty("version").GetInt32();
        Assert.Equal("less-than-paid", await payer.PutVersionAsync(one, version, new { site, grantedOn = "2017-11-01", amount = 40_000 }, 409).CodeOf());
        await payer.PutVersionAsync(one, version - 1, new { site, grantedOn = "2017-11-01", amount = 60_000 }, 412);
        await clerk.GetAsync(one).JsonAsync(404);
        await province.RollUpAsync(2017, full: false);
        Assert.Equal(30_000, (await province.FigureAsync(Province.Code, "2017-12", "stations.subsidy")).GetProperty("own").GetDecimal());
    }

    [Fact]
    public async Task A_subsidy_stays_with_its_station_and_ends_when_it_is_withdrawn()
    {
        var (district, clerk, station) = await StationAsync();
        var closed = await clerk.EnterAsync(district);
        await clerk.MoveAsync(closed, "closed", "2018-02-01");
        var all = $"/api/v1/unions/{district}/station-subsidies";
        object Grant(string site, decimal amount = 1000) => new { site = site[(site.LastIndexOf('/') + 1)..], grantedOn = "2018-03-01", amount };
        Assert.Equal("station-closed", await clerk.PostAsJsonAsync(all, Grant(closed)).JsonAsync(409).CodeOf());
        var one = $"{all}/{(await clerk.PostAsJsonAsync(all, Grant(station)).JsonAsync(201)).GetProperty("id").GetString()}";
        Assert.Equal("subsidy-keeps-its-station", await clerk.PutVersionAsync(one, 1, Grant(closed), 409).CodeOf());
        Assert.Equal("withdrawn", (await clerk.ActAsync(one, "/withdraw", null)).GetProperty("state").GetString());
        Assert.Equal("subsidy-withdrawn", await clerk.ActAsync(one, "/payments", Payment("2018-03-02", 1), 409).CodeOf());
        Assert.Equal("subsidy-withdrawn", await clerk.PutVersionAsync(one, 2, Grant(station, 2000), 409).CodeOf());
        Assert.Single((await clerk.GetAsync(all + "?state=withdrawn").JsonAsync()).GetProperty("items").EnumerateArray());
        Assert.Empty((await clerk.GetAsync(all + "?state=paid").JsonAsync()).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_payment_rests_on_what_was_read_last_and_is_made_once()
    {
        var (district, clerk, station) = await StationAsync();
        var all = $"/api/v1/unions/{district}/station-subsidies";
        object grant = new { site = station[(station.LastIndexOf('/') + 1)..], grantedOn = "2018-03-01", amount = 1000, document = "1号" };
        var one = $"{all}/{(await clerk.PostAsJsonAsync(all, grant).JsonAsync(201)).GetProperty("id").GetString()}";
        Assert.Equal("granted-already", await clerk.PostAsJsonAsync(all, grant).JsonAsync(409).CodeOf());
        await clerk.PostAsJsonAsync(one + "/payments", Payment("2018-03-02", 400)).JsonAsync(428);
        await clerk.PostAsync(one + "/withdraw", null).JsonAsync(428);
        // A second tab pays what has been paid meanwhile, and withdraws what has been paid.
        var paid = await clerk.PostVersionAsync(one + "/payments", 1, Payment("2018-03-02", 400));
        await clerk.PostVersionAsync(one + "/payments", 1, Payment("2018-03-03", 400), 412);
        await clerk.PostVersionAsync(one + "/withdraw", 1, null, 412);
        Assert.Equal("paid-already", await clerk.PostVersionAsync(one + "/payments", 2, Payment("2018-03-02", 100), 409).CodeOf());
        var payment = $"{one}/payments/{paid.GetProperty("payments")[0].GetProperty("id").GetString()}";
        await clerk.DeleteVersionAsync(payment, 1, 412);
        var now = await clerk.GetAsync(one).JsonAsync();
        Assert.Equal((400, 1, 2), (now.GetProperty("paid").GetDecimal(), now.GetProperty("payments").GetArrayLength(), now.GetProperty("version").GetInt32()));
        await clerk.DeleteVersionAsync(payment, 2, 200);
        Assert.Equal("withdrawn", (await clerk.PostVersionAsync(one + "/withdraw", 3, null)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_site_shows_thirty_photographs_and_no_more()
    {
        var (_, clerk, station) = await StationAsync();
        for (var n = 0; n < 30; n++) await clerk.PostAsync(station + "/photographs?takenOn=2018-01-01", Bytes(Samples.Jpeg("GPS 34.26N 108.94E"))).JsonAsync(201);
        Assert.Equal("too-many-photographs", await clerk.PostAsync(station + "/photographs?takenOn=2018-01-01", Bytes(Samples.Jpeg("GPS 34.26N 108.94E"))).JsonAsync(409).CodeOf());
    }

    [Fact]
    public async Task A_photograph_is_what_its_bytes_say_and_can_be_taken_away()
    {
        var (_, clerk, station) = await StationAsync();
        var jpeg = Samples.Jpeg("GPS 34.26N 108.94E");
        await clerk.PostAsync(station + "/photographs", Bytes([1, 2, 3])).JsonAsync(400);
        Assert.Equal("record-in-future", await clerk.PostAsync(station + "/photographs?takenOn=2099-01-01", Bytes(jpeg)).JsonAsync(409).CodeOf());
        var made = await clerk.PostAsync(station + "/photographs?takenOn=2018-01-01&caption=门口", Bytes(jpeg)).JsonAsync(201);
        using var back = await clerk.GetAsync($"{station}/photographs/{made.GetProperty("id").GetString()}");
        Assert.Equal("image/jpeg", back.Content.Headers.ContentType!.MediaType);
        var shown = await back.Content.ReadAsByteArrayAsync();
        Assert.Equal((-1, jpeg.Length), (shown.AsSpan().IndexOf("GPS"u8), shown.Length + 28));
        await clerk.PostAsync(station + "/photographs", Bytes(new byte[8 * 1024 * 1024 + 1])).JsonAsync(413);
        Assert.Single((await clerk.GetAsync(station + "/photographs").JsonAsync()).GetProperty("items").EnumerateArray());
        using var gone = await clerk.DeleteAsync($"{station}/photographs/{made.GetProperty("id").GetString()}");
        Assert.Equal(204, (int)gone.StatusCode);
        Assert.Empty((await clerk.GetAsync(station + "/photographs").JsonAsync()).GetProperty("items").EnumerateArray());
    }

    private static ByteArrayContent Bytes(byte[] content) => new(content) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };

    private static object Count(string date, bool whole = false, string group = "couriers", int people = 12) => new { date, wholeMonth = whole, group, people };

    private static object Payment(string date, decimal amount) => new { date, amount, payee = "某公司" };

    private static object Inspection(string date, string? due = null, string? repaired = null) =>
        new { date, inspector = "检查组", findings = new[] { new { text = "药品过期", facility = "first-aid-box", dueOn = due, repairedOn = repaired } } };

    private async Task<(string District, HttpClient Clerk, string Station)> StationAsync()
    {
        var (_, districts) = await province.FoundCityAsync(1);
        var clerk = await province.ClerkAsync(districts[0]);
        return (districts[0], clerk, await clerk.EnterAsync(districts[0]));
    }
}
