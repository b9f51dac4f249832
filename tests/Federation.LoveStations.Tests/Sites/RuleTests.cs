using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Testing;
using Federation.Unions.Contracts;

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
        await clerk.ActAsync(station, "/states/take-back", null, 403);
        using var reviewer = await province.Federation.ClientAsync(district, Role.Reviewer);
        Assert.Equal("planned", (await reviewer.ActAsync(station, "/states/take-back", null)).GetProperty("state").GetString());
        Assert.Equal("first-state-stays", await reviewer.ActAsync(station, "/states/take-back", null, 409).CodeOf());
        // It was open, for it served: by a month that begins before it opened, as by a day.
        await clerk.MoveAsync(station, "in-service", "2018-03-10");
        await clerk.PostAsJsonAsync(station + "/served", new { date = "2018-03-01", wholeMonth = true, group = "drivers", people = 30 }).JsonAsync(201);
        Assert.Equal("site-has-history", await reviewer.ActAsync(station, "/states/take-back", null, 409).CodeOf());
        // What was counted in a month of which it was open before, too, does not rest on its opening again.
        await clerk.MoveAsync(station, "suspended", "2018-04-05");
        await clerk.PostAsJsonAsync(station + "/served", new { date = "2018-04-01", wholeMonth = true, group = "drivers", people = 3 }).JsonAsync(201);
        await clerk.MoveAsync(station, "in-service", "2018-04-20");
        Assert.Equal("suspended", (await reviewer.ActAsync(station, "/states/take-back", null)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Two_sites_of_a_union_have_two_codes()
    {
        var (district, clerk) = await ClerkAsync();
        var station = Sending.Station();
        await clerk.EnterAsync(district, station);
        Assert.Equal("site-code-taken", await clerk.PostAsJsonAsync($"/api/v1/unions/{district}/stations", station).JsonAsync(409).CodeOf());
        station["code"] = ((string)station["code"]!).ToLowerInvariant();
        Assert.Single((await clerk.GetAsync($"/api/v1/unions/{district}/stations?search={station["code"]}").JsonAsync()).GetProperty("items").EnumerateArray());
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
        await clerk.DeleteVersionAsync(station, 1, 412);
    }

    [Fact]
    public async Task A_state_and_a_status_are_changed_by_whoever_has_read_the_newest()
    {
        var (district, clerk) = await ClerkAsync();
        using var reviewer = await province.Federation.ClientAsync(district, Role.Reviewer);
        var station = await clerk.EnterAsync(district);
        object suspended = new { state = "suspended", on = "2018-03-01" }, award = new { on = "2018-01-05", grantedBy = "省总工会" }, withdrawal = new { on = "2018-06-01", reason = "管理松懈" };
        await clerk.PostAsJsonAsync(station + "/states", suspended).JsonAsync(428);
        await reviewer.PostAsync(station + "/states/take-back", null).JsonAsync(428);
        await clerk.PostAsJsonAsync(station + "/demonstration", award).JsonAsync(428);
        await clerk.PostVersionAsync(station + "/demonstration", 1, award);
        await reviewer.PostVersionAsync(station + "/states", 1, suspended, 412);
        await reviewer.PostVersionAsync(station + "/states", 2, suspended);
        await clerk.PostAsJsonAsync(station + "/demonstration/withdraw", withdrawal).JsonAsync(428);
        await clerk.PostVersionAsync(station + "/demonstration/withdraw", 2, withdrawal, 412);
        await reviewer.PostVersionAsync(station + "/states/take-back", 2, null, 412);
        await clerk.PostVersionAsync(station + "/demonstration/withdraw", 3, withdrawal);
        await clerk.PostVersionAsync(station + "/demonstration", 3, new { on = "2018-07-01", grantedBy = "市总工会" }, 412);
        // Nothing is lost: what the first ones wrote stands, what the stale ones meant does not.
        var now = await clerk.GetAsync(station).JsonAsync();
        Assert.Equal(("suspended", false, 1, 4), (now.GetProperty("state").GetString(), now.GetProperty("demonstration").GetBoolean(), now.GetProperty("demonstrations").GetArrayLength(), now.GetProperty("version").GetInt32()));
        Assert.Equal("in-service", (await reviewer.PostVersionAsync(station + "/states/take-back", 4, null)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Two_who_count_and_close_at_once_do_not_both_have_their_way()
    {
        var (district, clerk) = await ClerkAsync();
        for (var i = 0; i < 4; i++)
        {
            var station = await clerk.EnterAsync(district);
            var answers = await Task.WhenAll(
                clerk.PostAsJsonAsync(station + "/served", new { date = "2018-03-05", group = "drivers", people = 3 }), clerk.PostAsJsonAsync(station + "/served", new { date = "2018-03-01", wholeMonth = true, group = "drivers", people = 30 }),
                MoveAsync(station));
            Assert.Equal(1, answers.Count(a => a.IsSuccessStatusCode));
            Assert.Equal(2, answers.Count(a => (int)a.StatusCode == 409));
        }

        async Task<HttpResponseMessage> MoveAsync(string station)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, station + "/states") { Content = JsonContent.Create(new { state = "closed", on = "2018-02-01" }), Headers = { IfMatch = { new EntityTagHeaderValue("\"1\"") } } };
            return await clerk.SendAsync(request);
        }
    }

    [Fact]
    public async Task A_list_that_was_published_wrongly_is_put_right_until_a_month_rests_on_it()
    {
        // A province of its own: everything below is measured against its lists.
        const string other = "970000", district = "970101";
        var (today, since) = (BusinessDay.Local(TimeProvider.System.GetUtcNow()), new DateOnly(2000, 1, 1));
        var (first, second) = (new DateOnly(today.Year, today.Month, 1), $"{today:yyyy-MM-dd}");
        await province.Federation.FoundAsync(
            new NewUnion(other, "又一省总工会", UnionLevel.Province, UnionKind.Territorial, null, since), new NewUnion("970100", "又一市总工会", UnionLevel.City, UnionKind.Territorial, other, since),
            new NewUnion(district, "又一区总工会", UnionLevel.District, UnionKind.Territorial, "970100", since));
        using var keeper = await province.ClerkAsync(other);
        using var clerk = await province.ClerkAsync(district);
        var station = await clerk.EnterAsync(district);
        await clerk.PutVersionAsync(station + "/facilities", 1, new { on = "2018-01-01", facilities = new[] { new { facility = "toilet" } } });
        const string all = $"/api/v1/unions/{other}/station-kit";
        string Newest(JsonElement list) => $"{all}/{list.GetProperty("id").GetString()}";
        object Kit(string from, params string[] facilities) => new { from, document = "一号", items = facilities.Select(f => new { facility = f }) };

        // With nobody measured, an old list is put right as well, and one that should not be is taken back.
        var old = Newest(await keeper.PostAsJsonAsync(all, Kit("2018-01-01", "microwave")).JsonAsync(201));
        await keeper.PutAsJsonAsync(old, Kit("2018-01-01", "toilet")).JsonAsync(428);
        Assert.Equal(["toilet"], (await keeper.PutVersionAsync(old, 1, Kit("2017-12-01", "toilet"))).GetProperty("items").EnumerateArray().Select(i => i.GetString()));
        await keeper.PutVersionAsync(old, 1, Kit("2017-12-01", "wifi"), 412);
        await keeper.DeleteVersionAsync(old, 1, 412);
        Assert.True((await clerk.GetAsync(station + "/kit?on=2018-02-01").JsonAsync()).GetProperty("complete").GetBoolean());

        await clerk.ActAsync(station, "/demonstration", new { on = "2018-01-05", grantedBy = "省总工会" });
        Assert.Equal("kit-measured", await keeper.PutVersionAsync(old, 2, Kit("2017-12-01", "wifi"), 409).CodeOf());
        Assert.Equal("kit-measured", await keeper.DeleteVersionAsync(old, 2, 409).CodeOf());
        Assert.False((await keeper.GetAsync(old).JsonAsync()).GetProperty("open").GetBoolean());

        // One of this month has measured no month that is over.
        var wrong = Newest(await keeper.PostAsJsonAsync(all, Kit(second, "wifi")).JsonAsync(201));
        Assert.Equal("kit-measured", await keeper.PutVersionAsync(old, 3, Kit("2017-12-01", "wifi"), 409).CodeOf());
        Assert.False((await clerk.GetAsync(station + "/kit").JsonAsync()).GetProperty("complete").GetBoolean());
        Assert.Equal("kit-before-last", await keeper.PutVersionAsync(wrong, 1, Kit("2017-12-01", "wifi"), 409).CodeOf());
        await keeper.PutVersionAsync(wrong, 1, Kit($"{first:yyyy-MM-dd}", "toilet"));
        Assert.True((await clerk.GetAsync(station + "/kit").JsonAsync()).GetProperty("complete").GetBoolean());
        await clerk.PutVersionAsync($"/api/v1/unions/{district}/station-kit/{wrong[(all.Length + 1)..]}", 2, Kit(second, "wifi"), 404);
        await keeper.DeleteVersionAsync(wrong, 2, 204);
        var lists = (await clerk.GetAsync($"/api/v1/unions/{district}/station-kit").JsonAsync()).GetProperty("items");
        Assert.Equal(("2017-12-01", JsonValueKind.Null), (lists[0].GetProperty("from").GetString(), lists[0].GetProperty("to").ValueKind));
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
        station = Sending.Station();
        station["hours"] = Enumerable.Range(0, 29).Select(i => new { weekday = "monday", opens = $"08:{i:00}", closes = "18:00" }).ToArray();
        Assert.Equal(["hours"], (await clerk.PostAsJsonAsync($"/api/v1/unions/{district}/stations", station).JsonAsync(400)).GetProperty("errors").EnumerateObject().Select(e => e.Name));
        // A name that nobody can see is none.
        station = Sending.Station();
        station["name"] = " \u200b\u202e ";
        Assert.Equal(["name"], (await clerk.PostAsJsonAsync($"/api/v1/unions/{district}/stations", station).JsonAsync(400)).GetProperty("errors").EnumerateObject().Select(e => e.Name));
        // However it is written, eight is eight.
        station = Sending.Station();
        station["hours"] = new[] { new { weekday = "monday", opens = "08:00", closes = "18:00" }, new { weekday = "monday", opens = "8:00", closes = "18:00" } };
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
        Assert.Equal(JsonValueKind.Null, (await clerk.GetAsync(station + "/kit?on=2016-12-31").JsonAsync()).GetProperty("complete").ValueKind);
    }

    [Fact]
    public async Task Demonstration_is_granted_in_service_and_withdrawn_later()
    {
        var (district, clerk) = await ClerkAsync();
        var station = await clerk.EnterAsync(district);
        const string address = "/demonstration";
        Assert.Equal("no-demonstration", await clerk.ActAsync(station, address + "/withdraw", new { on = "2018-02-01", reason = "x" }, 409).CodeOf());
        Assert.Equal("not-in-service-then", await clerk.ActAsync(station, address, new { on = "2017-10-31", grantedBy = "省总工会" }, 409).CodeOf());
        Assert.Equal("demonstration-in-future", await clerk.ActAsync(station, address, new { on = "2099-01-01", grantedBy = "省总工会" }, 409).CodeOf());
        Assert.True((await clerk.ActAsync(station, address, new { on = "2018-01-05", grantedBy = "省总工会" })).GetProperty("demonstration").GetBoolean());
        Assert.Equal("demonstration-already", await clerk.ActAsync(station, address, new { on = "2018-01-06", grantedBy = "省总工会" }, 409).CodeOf());
        Assert.Equal("withdrawn-before-granted", await clerk.ActAsync(station, address + "/withdraw", new { on = "2018-01-05", reason = "x" }, 409).CodeOf());
        await clerk.ActAsync(station, address + "/withdraw", new { on = "2018-06-01", reason = "管理松懈" });
        Assert.Equal("demonstration-before-last", await clerk.ActAsync(station, address, new { on = "2018-05-01", grantedBy = "省总工会" }, 409).CodeOf());
        // Entered by mistake: first the withdrawal goes, then the grant.
        await clerk.ActAsync(station, address + "/take-back", null, 403);
        using var reviewer = await province.Federation.ClientAsync(district, Role.Reviewer);
        Assert.True((await reviewer.ActAsync(station, address + "/take-back", null)).GetProperty("demonstration").GetBoolean());
        Assert.Equal(0, (await reviewer.ActAsync(station, address + "/take-back", null)).GetProperty("demonstrations").GetArrayLength());
        Assert.Equal("no-demonstration", await reviewer.ActAsync(station, address + "/take-back", null, 409).CodeOf());
        var bookroom = await clerk.EnterAsync(district, Sending.Station(kind: "bookroom"));
        Assert.Equal("only-stations", await clerk.ActAsync(bookroom, "/demonstration", new { on = "2018-01-05", grantedBy = "省总工会" }, 409).CodeOf());
    }

    [Fact]
    public async Task Stations_are_read_from_above_and_written_at_home()
    {
        var (district, clerk) = await ClerkAsync();
        var station = await clerk.EnterAsync(district);
        using var above = await province.ClerkAsync(Province.Code);
        await above.GetAsync(station).JsonAsync();
        await above.MoveAsync(station, "closed", "2018-02-01", 403);
        await above.MoveAsync(station.Replace(district, Province.Code, StringComparison.Ordinal), "closed", "2018-02-01", 404);
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
