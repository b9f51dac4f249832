using System.Net.Http.Json;
using Federation.Framework.Tenancy;
using Federation.Testing;

namespace Federation.LoveStations.Tests.Sites;

/// <summary>The rules of a site's life, each by what somebody is told who breaks it.</summary>
[Collection(ProvinceCollection.Name)]
public sealed class RuleTests(Province province)
{
    [Fact]
    public async Task States_follow_one_another_and_their_days_do_too()
    {
        var (district, clerk) = await ClerkAsync();
        var station = await clerk.EnterAsync(district, Sending.Station("planned", "2018-01-01"));
        Assert.Equal("state-not-next", await clerk.MoveAsync(station, "suspended", "2018-02-01", 409).CodeOf());
        Assert.Equal("state-before-last", await clerk.MoveAsync(station, "under-construction", "2018-01-01", 409).CodeOf());
        Assert.Equal("state-in-future", await clerk.MoveAsync(station, "under-construction", "2099-01-01", 409).CodeOf());
        await clerk.MoveAsync(station, "under-construction", "2018-02-01");
        await clerk.MoveAsync(station, "in-service", "2018-05-01");
        await clerk.MoveAsync(station, "suspended", "2018-08-01");
        await clerk.MoveAsync(station, "in-service", "2018-09-01");
        var closed = await clerk.MoveAsync(station, "closed", "2019-01-01");
        Assert.Equal(["planned", "under-construction", "in-service", "suspended", "in-service", "closed"], closed.GetProperty("states").EnumerateArray().Select(s => s.GetProperty("state").GetString()));
        Assert.Equal("state-not-next", await clerk.MoveAsync(station, "in-service", "2019-02-01", 409).CodeOf());
    }

    [Fact]
    public async Task A_state_entered_by_mistake_is_taken_back_by_a_reviewer()
    {
        var (district, clerk) = await ClerkAsync();
        var station = await clerk.EnterAsync(district, Sending.Station("planned", "2018-01-01"));
        await clerk.MoveAsync(station, "under-construction", "2018-02-01");
        await clerk.PostAsync(station + "/states/take-back", null).JsonAsync(403);
        using var reviewer = await province.Federation.ClientAsync(district, Role.Reviewer);
        Assert.Equal("planned", (await reviewer.PostAsync(station + "/states/take-back", null).JsonAsync()).GetProperty("state").GetString());
        Assert.Equal("first-state-stays", await reviewer.PostAsync(station + "/states/take-back", null).JsonAsync(409).CodeOf());
    }

    [Fact]
    public async Task Two_sites_of_a_union_have_two_codes()
    {
        var (district, clerk) = await ClerkAsync();
        var station = Sending.Station();
        await clerk.EnterAsync(district, station);
        Assert.Equal("site-code-taken", await clerk.PostAsJsonAsync($"/api/v1/unions/{district}/stations", station).JsonAsync(409).CodeOf());
    }

    [Fact]
    public async Task What_was_changed_meanwhile_is_not_overwritten()
    {
        var (district, clerk) = await ClerkAsync();
        var station = await clerk.EnterAsync(district);
        var terms = new { name = "改", address = "别处", builtBy = "own" };
        await clerk.PutAsJsonAsync(station, terms).JsonAsync(428);
        await clerk.PutVersionAsync(station, 1, terms);
        await clerk.PutVersionAsync(station, 1, new { name = "又改", address = "别处", builtBy = "own" }, 412);
        Assert.Equal("改", (await clerk.GetAsync(station).JsonAsync()).GetProperty("name").GetString());
        await clerk.PutVersionAsync(station + "/facilities", 1, new { on = "2018-01-01", facilities = Array.Empty<object>() }, 412);
    }

    [Fact]
    public async Task Everything_wrong_with_an_entry_is_told_at_once()
    {
        var (district, clerk) = await ClerkAsync();
        var station = Sending.Station();
        (station["latitude"], station["longitude"], station["code"]) = (91.5, null, "a b");
        station["hours"] = new[] { new { weekday = "monday", opens = "24:30", closes = "noon?" } };
        var told = await clerk.PostAsJsonAsync($"/api/v1/unions/{district}/stations", station).JsonAsync(400);
        Assert.Equal(["code", "hours[0].closes", "hours[0].opens", "latitude", "longitude"], told.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        station = Sending.Station();
        station["roundTheClock"] = true;
        Assert.Equal(["hours"], (await clerk.PostAsJsonAsync($"/api/v1/unions/{district}/stations", station).JsonAsync(400)).GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Fact]
    public async Task What_never_served_is_removed_and_what_did_is_closed()
    {
        var (district, clerk) = await ClerkAsync();
        var planned = await clerk.EnterAsync(district, Sending.Station("planned", "2018-01-01"));
        await clerk.DeleteVersionAsync(planned, 1, 204);
        await clerk.GetAsync(planned).JsonAsync(404);
        Assert.Equal("site-has-history", await clerk.DeleteVersionAsync(await clerk.EnterAsync(district), 1, 409).CodeOf());
    }

    [Fact]
    public async Task Facilities_change_forward_in_time_and_the_kit_is_checked_as_of_a_day()
    {
        var (district, clerk) = await ClerkAsync();
        using var keeper = await province.ClerkAsync(Province.Code);
        var kit = new { from = "2017-01-01", document = "一号文件", items = new[] { new { facility = "toilet" }, new { facility = "microwave" } } };
        var mine = $"/api/v1/unions/{district}/station-kit";
        Assert.Equal("kit-kept-by-province", await clerk.PostAsJsonAsync(mine, kit).JsonAsync(409).CodeOf());
        await province.RequireKitAsync();
        Assert.Equal("kit-before-last", await keeper.PostAsJsonAsync($"/api/v1/unions/{Province.Code}/station-kit", kit).JsonAsync(409).CodeOf());

        var station = await clerk.EnterAsync(district);
        await clerk.PutVersionAsync(station + "/facilities", 1, new { on = "2017-12-01", facilities = new[] { new { facility = "toilet" } } });
        await clerk.PutVersionAsync(station + "/facilities", 2, new { on = "2018-03-01", facilities = new[] { new { facility = "toilet" }, new { facility = "microwave" } } });
        Assert.Equal("facilities-before-last", await clerk.PutVersionAsync(station + "/facilities", 3, new { on = "2018-01-01", facilities = Array.Empty<object>() }, 409).CodeOf());
        Assert.Equal("facilities-in-future", await clerk.PutVersionAsync(station + "/facilities", 3, new { on = "2099-01-01", facilities = Array.Empty<object>() }, 409).CodeOf());
        var before = await clerk.GetAsync(station + "/kit?on=2018-02-28").JsonAsync();
        Assert.Equal(["microwave"], before.GetProperty("missing").EnumerateArray().Select(m => m.GetString()));
        Assert.False(before.GetProperty("complete").GetBoolean());
        Assert.True((await clerk.GetAsync(station + "/kit?on=2018-03-01").JsonAsync()).GetProperty("complete").GetBoolean());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await clerk.GetAsync(station + "/kit?on=2016-12-31").JsonAsync()).GetProperty("complete").ValueKind);
    }

    [Fact]
    public async Task Demonstration_is_granted_in_service_and_withdrawn_later()
    {
        var (district, clerk) = await ClerkAsync();
        var station = await clerk.EnterAsync(district);
        var address = station + "/demonstration";
        Assert.Equal("no-demonstration", await clerk.PostAsJsonAsync(address + "/withdraw", new { on = "2018-02-01", reason = "x" }).JsonAsync(409).CodeOf());
        Assert.Equal("not-in-service-then", await clerk.PostAsJsonAsync(address, new { on = "2017-10-31", grantedBy = "省总工会" }).JsonAsync(409).CodeOf());
        Assert.Equal("demonstration-in-future", await clerk.PostAsJsonAsync(address, new { on = "2099-01-01", grantedBy = "省总工会" }).JsonAsync(409).CodeOf());
        Assert.True((await clerk.PostAsJsonAsync(address, new { on = "2018-01-05", grantedBy = "省总工会" }).JsonAsync()).GetProperty("demonstration").GetBoolean());
        Assert.Equal("demonstration-already", await clerk.PostAsJsonAsync(address, new { on = "2018-01-06", grantedBy = "省总工会" }).JsonAsync(409).CodeOf());
        Assert.Equal("withdrawn-before-granted", await clerk.PostAsJsonAsync(address + "/withdraw", new { on = "2018-01-05", reason = "x" }).JsonAsync(409).CodeOf());
        await clerk.PostAsJsonAsync(address + "/withdraw", new { on = "2018-06-01", reason = "管理松懈" }).JsonAsync();
        Assert.Equal("demonstration-before-last", await clerk.PostAsJsonAsync(address, new { on = "2018-05-01", grantedBy = "省总工会" }).JsonAsync(409).CodeOf());
        var bookroom = await clerk.EnterAsync(district, Sending.Station(kind: "bookroom"));
        Assert.Equal("only-stations", await clerk.PostAsJsonAsync(bookroom + "/demonstration", new { on = "2018-01-05", grantedBy = "省总工会" }).JsonAsync(409).CodeOf());
    }

    [Fact]
    public async Task Stations_are_read_from_above_and_written_at_home()
    {
        var (district, clerk) = await ClerkAsync();
        var station = await clerk.EnterAsync(district);
        using var above = await province.ClerkAsync(Province.Code);
        await above.GetAsync(station).JsonAsync();
        await above.PostAsJsonAsync(station + "/states", new { state = "closed", on = "2018-02-01" }).JsonAsync(403);
        await above.PostAsJsonAsync(station.Replace(district, Province.Code, StringComparison.Ordinal) + "/states", new { state = "closed", on = "2018-02-01" }).JsonAsync(404);
        var (other, stranger) = await ClerkAsync();
        await stranger.GetAsync(station).JsonAsync(404);
        await stranger.GetAsync(station.Replace(district, other, StringComparison.Ordinal)).JsonAsync(404);
    }

    [Fact]
    public async Task The_list_says_what_was_in_service_on_a_day()
    {
        var (district, clerk) = await ClerkAsync();
        var station = await clerk.EnterAsync(district, Sending.Station("under-construction", "2018-01-01"));
        await clerk.MoveAsync(station, "in-service", "2018-05-01");
        await clerk.MoveAsync(station, "closed", "2018-09-01");
        foreach (var (day, count) in new[] { ("2018-04-30", 0), ("2018-05-01", 1), ("2018-08-31", 1), ("2018-09-01", 0) })
            Assert.Equal(count, (await clerk.GetAsync($"/api/v1/unions/{district}/stations?state=in-service&on={day}").JsonAsync()).GetProperty("items").GetArrayLength());
    }

    private async Task<(string District, HttpClient Clerk)> ClerkAsync()
    {
        var (_, districts) = await province.FoundCityAsync(1);
        return (districts[0], await province.ClerkAsync(districts[0]));
    }
}
