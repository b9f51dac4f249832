using System.Net.Http.Json;
using Federation.Testing;

namespace Federation.LoveStations.Tests.Figures;

[Collection(ProvinceCollection.Name)]
public sealed class FigureTests(Province province)
{
    [Fact]
    public async Task In_service_at_a_day_is_right_for_any_past_month_and_follows_every_change()
    {
        var (city, districts) = await province.FoundCityAsync(1);
        var district = districts[0];
        await province.RollUpAsync(2018, full: true);
        using var clerk = await province.ClerkAsync(district);
        var station = await clerk.EnterAsync(district, Sending.Station("under-construction", "2018-01-10"));
        await clerk.MoveAsync(station, "in-service", "2018-05-31");
        await clerk.MoveAsync(station, "suspended", "2018-08-01");
        await clerk.MoveAsync(station, "in-service", "2018-08-31");
        await clerk.MoveAsync(station, "closed", "2018-11-30");
        await clerk.EnterAsync(district, Sending.Station("in-service", "2018-06-01", "bookroom"));
        await province.RollUpAsync(2018, full: false);
        string[] months = ["2018-01", "2018-04", "2018-05", "2018-07", "2018-08", "2018-10", "2018-11", "2018"];
        foreach (var union in new[] { district, city })
        {
            Assert.Equal([0, 0, 1, 1, 1, 1, 0, 0], await Totals(union, "stations.in-service", months));
            Assert.Equal([1, 1, 0, 0, 0, 0, 0, 0], await Totals(union, "stations.under-construction", months));
            Assert.Equal([0, 0, 0, 1, 1, 1, 1, 1], await Totals(union, "stations.bookrooms", months));
        }
        await province.VerifyAsync(2018);
    }

    [Fact]
    public async Task Coverage_is_the_share_of_districts_with_a_station_at_or_below_them()
    {
        var (city, districts) = await province.FoundCityAsync(3);
        await province.RollUpAsync(2018, full: true);
        Assert.Equal((0m, 3m), await Covered(city, "2018-06"));
        using var first = await province.ClerkAsync(districts[0]);
        var station = await first.EnterAsync(districts[0], Sending.Station("in-service", "2018-06-15"));
        await first.EnterAsync(districts[0], Sending.Station("in-service", "2018-06-20"));
        // A station of a township covers its district; one that is still being built covers nothing.
        using var township = await province.ClerkAsync(districts[1] + "-T01");
        await township.EnterAsync(districts[1] + "-T01", Sending.Station("in-service", "2018-07-02"));
        using var third = await province.ClerkAsync(districts[2]);
        await third.EnterAsync(districts[2], Sending.Station("under-construction", "2018-06-01"));
        await province.RollUpAsync(2018, full: false);
        Assert.Equal((0m, 3m), await Covered(city, "2018-05"));
        Assert.Equal((1m, 3m), await Covered(city, "2018-06"));
        Assert.Equal((2m, 3m), await Covered(city, "2018-07"));
        Assert.Equal((2m, 3m), await Covered(city, "2018"));
        Assert.Equal(66.67m, await province.TotalAsync(city, "2018", "stations.covered-districts"));
        Assert.Equal(100m, await province.TotalAsync(districts[1], "2018-07", "stations.covered-districts"));
        Assert.Equal(0m, await province.TotalAsync(districts[2], "2018-07", "stations.covered-districts"));
        Assert.Null(await province.TotalAsync(districts[1] + "-T01", "2018-07", "stations.covered-districts"));
        await province.VerifyAsync(2018);

        // Two stations less in the first district: it is covered until the second has closed.
        await first.MoveAsync(station, "closed", "2018-09-01");
        await province.RollUpAsync(2018, full: false);
        Assert.Equal((2m, 3m), await Covered(city, "2018"));
        await province.VerifyAsync(2018);
        await province.RollUpAsync(2018, full: true);
        Assert.Equal((2m, 3m), await Covered(city, "2018"));
        await province.VerifyAsync(2018);
    }

    [Fact]
    public async Task Kit_compliance_is_measured_as_list_and_stations_stood_at_the_months_end()
    {
        var (_, districts) = await province.FoundCityAsync(1);
        var district = districts[0];
        await province.RequireKitAsync();
        using var clerk = await province.ClerkAsync(district);
        foreach (var equipped in new[] { new[] { "toilet", "microwave", "wifi" }, ["toilet"] })
        {
            var station = await clerk.EnterAsync(district);
            await clerk.PutVersionAsync(station + "/facilities", 1, new { on = "2017-12-10", facilities = equipped.Select(f => new { facility = f }) });
            await clerk.ActAsync(station, "/demonstration", new { on = "2018-01-15", grantedBy = "省总工会" });
            if (equipped.Length == 1) await clerk.PutVersionAsync(station + "/facilities", 3, new { on = "2018-03-10", facilities = new[] { new { facility = "toilet" }, new { facility = "microwave" } } });
        }
        await clerk.EnterAsync(district);
        await province.RollUpAsync(2017, full: false);
        Assert.Equal(0, await province.TotalAsync(district, "2017-12", "stations.demonstration"));
        Assert.Null(await province.TotalAsync(district, "2017-12", "stations.kit-complete"));
        Assert.Equal([2, 2], await Totals(district, "stations.demonstration", "2018-02", "2018-03"));
        Assert.Equal([50, 100], await Totals(district, "stations.kit-complete", "2018-02", "2018-03"));
    }

    [Fact]
    public async Task People_served_add_up_by_months_stations_and_others_apart()
    {
        var (city, districts) = await province.FoundCityAsync(1);
        using var clerk = await province.ClerkAsync(districts[0]);
        var station = await clerk.EnterAsync(districts[0]);
        var bookroom = await clerk.EnterAsync(districts[0], Sending.Station(kind: "bookroom"));
        await clerk.PostAsJsonAsync(station + "/served", new { date = "2018-03-05", group = "drivers", people = 30 }).JsonAsync(201);
        await clerk.PostAsJsonAsync(station + "/served", new { date = "2018-04-01", wholeMonth = true, group = "drivers", people = 400 }).JsonAsync(201);
        await clerk.PostAsJsonAsync(bookroom + "/served", new { date = "2018-04-01", group = "others", people = 7 }).JsonAsync(201);
        await province.RollUpAsync(2018, full: false);
        Assert.Equal([30, 400, 430], await Totals(city, "stations.served", "2018-03", "2018-04", "2018"));
        Assert.Equal([0, 7, 7], await Totals(city, "stations.others-served", "2018-03", "2018-04", "2018"));
    }

    [Fact]
    public async Task Each_kind_of_service_site_counts_in_an_indicator_of_its_own()
    {
        var (city, districts) = await province.FoundCityAsync(1);
        using var clerk = await province.ClerkAsync(districts[0]);
        (string Kind, string Indicator)[] kinds =
        [
            ("station", "stations.in-service"), ("bookroom", "stations.bookrooms"),
            ("wellhead-point", "stations.wellhead-points"), ("counselling-room", "stations.counselling-rooms"),
            ("volunteer-point", "stations.volunteer-points"), ("reception-point", "stations.reception-points"), ("health-hut", "stations.health-huts"),
        ];
        // As many of each as its place in the list, so that no two are taken for each other.
        foreach (var (kind, n) in kinds.Select((k, n) => (k.Kind, n)))
            for (var i = 0; i <= n; i++) await clerk.EnterAsync(districts[0], Sending.Station("in-service", "2018-02-01", kind));
        await province.RollUpAsync(2018, full: false);
        // Nobody has handed in anything for January: nothing is known of it.
        foreach (var (indicator, n) in kinds.Select((k, n) => (k.Indicator, n))) Assert.Equal([-1, n + 1], await Totals(city, indicator, "2018-01", "2018-02"));
    }

    private async Task<IEnumerable<int>> Totals(string union, string indicator, params string[] periods)
    {
        var totals = new List<int>();
        foreach (var period in periods) totals.Add((int)(await province.TotalAsync(union, period, indicator) ?? -1));
        return totals;
    }

    private async Task<(decimal, decimal)> Covered(string union, string period)
    {
        var figure = await province.FigureAsync(union, period, "stations.covered-districts");
        return (figure.GetProperty("numerator").GetDecimal(), figure.GetProperty("denominator").GetDecimal());
    }
}
