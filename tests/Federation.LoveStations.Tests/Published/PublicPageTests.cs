using System.Text.RegularExpressions;
using Autofac;
using Federation.Framework.Calendar;
using Federation.Framework.Databases;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Testing;
using Federation.Unions.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Tests.Published;

/// <summary>The page for anybody, on an installation of its own whose clock stands at four in the morning of a Wednesday in Shanghai.</summary>
public sealed partial class PublicPageTests : IAsyncLifetime
{
    private const string Here = "980101", There = "980102";
    private readonly TestClock clock = new();
    private TestFederation federation = null!;

    public async Task InitializeAsync()
    {
        var now = BusinessDay.Local(clock.GetUtcNow());
        var days = ((int)DayOfWeek.Wednesday - (int)now.DayOfWeek + 7) % 7;
        clock.Advance(new DateTimeOffset(now.Date, now.Offset).AddDays(days == 0 ? 7 : days).AddHours(4) - now);
        federation = await TestFederation.StartAsync(clock: clock);
        await using (var unit = federation.Container.BeginLifetimeScope())
        {
            // Whatever the day of the test is, it is none of the official calendar's.
            var (context, first) = (unit.Resolve<FrameworkContext>(), DateOnly.FromDateTime(BusinessDay.Local(clock.GetUtcNow()).Date).AddDays(-2));
            context.RemoveRange(await context.OfficialDays.Where(d => d.Day >= first && d.Day < first.AddDays(14)).ToListAsync());
            await context.SaveChangesAsync();
        }
        var since = new DateOnly(2000, 1, 1);
        await federation.FoundAsync(
            new NewUnion("980000", "某省总工会", UnionLevel.Province, UnionKind.Territorial, null, since), new NewUnion("980100", "某市总工会", UnionLevel.City, UnionKind.Territorial, "980000", since),
            new NewUnion(Here, "此区总工会", UnionLevel.District, UnionKind.Territorial, "980100", since), new NewUnion(There, "彼县总工会", UnionLevel.District, UnionKind.Territorial, "980100", since));
        await EnterAsync(Here, "钟楼驿站", 34.2600, 108.9400, ("wednesday", "08:00", "18:00"));
        await EnterAsync(Here, "夜班驿站", 34.2700, 108.9400, ("tuesday", "22:00", "06:00"));
        await EnterAsync(There, "远处驿站", 34.6000, 109.4000, ("wednesday", "09:00", "17:00"), "toilet");
        await EnterAsync(There, "暂停驿站", 34.2601, 108.9401, ("wednesday", "08:00", "18:00"), state: "suspended");
    }

    public Task DisposeAsync() => federation.DisposeAsync().AsTask();

    [Fact]
    public async Task Stations_near_a_place_are_listed_the_nearest_first_with_their_distance()
    {
        Assert.Equal(["钟楼驿站", "夜班驿站"], Names(await PageAsync("?near=34.2590,108.9400&km=10")));
        Assert.Equal(["夜班驿站", "钟楼驿站"], Names(await PageAsync("?near=34.2710,108.9400&km=10")));
        Assert.Equal(["钟楼驿站", "夜班驿站", "远处驿站"], Names(await PageAsync("?near=34.2590,108.9400&km=100")));
        var page = await PageAsync("?near=34.2590,108.9400&km=100");
        // A thousandth of a degree north is 111 metres; the far one lies 38 km north and 42 km east.
        Assert.Contains("110 米", page, StringComparison.Ordinal);
        Assert.Contains("1.2 公里", page, StringComparison.Ordinal);
        Assert.Matches("5[67]\\.[0-9] 公里", page);
        Assert.Contains("扩大到 10 公里以内", await PageAsync("?near=34.2000,108.9400&km=3"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_now_goes_by_the_clock_on_the_wall_and_over_midnight()
    {
        Assert.Equal(["夜班驿站"], Names(await PageAsync("?open=true")));
        var early = await PageAsync("");
        foreach (var said in new[] { "开放中 · 06:00 关门", "未开放 · 08:00 开门", "未开放 · 09:00 开门", "共 3 个站点" }) Assert.Contains(said, early, StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromHours(2)); // Six: it has just closed.
        Assert.Empty(Names(await PageAsync("?open=true")));
        clock.Advance(TimeSpan.FromHours(4));
        Assert.Contains("未开放 · 周二 22:00 开门", await PageAsync(""), StringComparison.Ordinal);
        Assert.Equal(new HashSet<string> { "钟楼驿站", "远处驿站" }, [.. Names(await PageAsync("?open=true"))]);
    }

    [Fact]
    public async Task On_an_official_holiday_hours_hold_where_the_site_says_so_and_else_are_not_known()
    {
        await using (var unit = federation.Container.BeginLifetimeScope())
        {
            var context = unit.Resolve<FrameworkContext>();
            context.Add(new OfficialDay { Day = DateOnly.FromDateTime(BusinessDay.Local(clock.GetUtcNow()).Date) });
            await context.SaveChangesAsync();
        }
        await EnterAsync(Here, "照常驿站", 34.2800, 108.9400, ("wednesday", "08:00", "18:00"), closedOnHolidays: false);
        await EnterAsync(Here, "休息驿站", 34.2900, 108.9400, ("wednesday", "08:00", "18:00"), closedOnHolidays: true);
        // What opened on the day before stays open past midnight.
        Assert.Equal(["夜班驿站"], Names(await PageAsync("?open=true")));
        clock.Advance(TimeSpan.FromHours(6));
        Assert.Equal(["照常驿站"], Names(await PageAsync("?open=true")));
        var page = await PageAsync("");
        string Of(string name) => Regex.Match(page, $"class=\"name\">{name}<.*?</li>", RegexOptions.Singleline).Value;
        Assert.Contains("开放中 · 18:00 关门", Of("照常驿站"), StringComparison.Ordinal);
        Assert.Matches("未开放<.*节假日休息", Of("休息驿站").ReplaceLineEndings(""));
        Assert.DoesNotMatch("开放中|未开放", Of("钟楼驿站"));
        clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(4, Names(await PageAsync("?open=true")).Count);
    }

    [Fact]
    public async Task Districts_and_facilities_narrow_the_list_and_what_is_not_in_service_is_not_shown()
    {
        Assert.Equal(["远处驿站"], Names(await PageAsync($"?district={There}")));
        Assert.Equal(3, Names(await PageAsync("?district=980100")).Count);
        Assert.Equal(["远处驿站"], Names(await PageAsync("?with=toilet")));
        var all = await PageAsync("");
        Assert.DoesNotContain("暂停驿站", all, StringComparison.Ordinal);
        Assert.Contains("彼县</option>", all, StringComparison.Ordinal);
        using var anybody = federation.Anonymous();
        using var unknown = await anybody.GetAsync("/stations?district=000000");
        Assert.Equal(404, (int)unknown.StatusCode);
        using var nowhere = await anybody.GetAsync("/stations?near=everywhere");
        Assert.Equal(400, (int)nowhere.StatusCode);
        var told = System.Net.WebUtility.HtmlDecode(await nowhere.Content.ReadAsStringAsync());
        foreach (var said in new[] { "写纬度和经度", "value=\"everywhere\"", "彼县</option>" }) Assert.Contains(said, told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_one_file_below_a_hundred_kilobytes_that_asks_for_nothing_else()
    {
        var page = await PageAsync("");
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(page) < 100_000);
        Assert.DoesNotMatch("<link[^>]+stylesheet|<script[^>]+src=|<img|<image|https?://", page);
        Assert.Equal(3, Regex.Count(page, "<circle"));
        // Its one script is let run by the browser, which else runs none that stands in a page.
        using var anybody = federation.Anonymous();
        using var answer = await anybody.GetAsync("/stations");
        var script = Regex.Match(await answer.Content.ReadAsStringAsync(), "<script>(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(script)));
        Assert.Contains($"script-src 'sha256-{hash}'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tiles_are_drawn_where_an_address_is_configured()
    {
        await using var tiled = await TestFederation.StartAsync(settings: [("Stations:TileAddress", "https://tiles.example/{z}/{x}/{y}.png"), ("Stations:TileOwner", "© 测绘"), ("Stations:DirectionsAddress", "https://way.example/?to={longitude},{latitude}&name={name}")]);
        await tiled.FoundAsync(new NewUnion(Here, "此区总工会", UnionLevel.District, UnionKind.Territorial, null, new DateOnly(2000, 1, 1)));
        using var clerk = await tiled.ClientAsync(Here, Role.Clerk);
        await clerk.EnterAsync(Here);
        using var anybody = tiled.Anonymous();
        using var answer = await anybody.GetAsync("/stations");
        Assert.Contains("img-src https://tiles.example 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Matches("<image href=\"https://tiles.example/16/[0-9]+/[0-9]+.png\"", page);
        Assert.Contains("https://way.example/?to=108.941234,34.261234&name=%E4", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("© 测绘", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    private async Task<string> PageAsync(string query)
    {
        using var anybody = federation.Anonymous();
        using var answer = await anybody.GetAsync("/stations" + query);
        var page = System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.True(answer.IsSuccessStatusCode, page);
        return page;
    }

    private async Task EnterAsync(string union, string name, double latitude, double longitude, (string Day, string Opens, string Closes) hours, string? facility = null, string? state = null, bool? closedOnHolidays = null)
    {
        using var clerk = await federation.ClientAsync(union, Role.Clerk);
        var station = Sending.Station();
        (station["name"], station["latitude"], station["longitude"]) = (name, latitude, longitude);
        station["hours"] = new[] { new { weekday = hours.Day, opens = hours.Opens, closes = hours.Closes } };
        if (closedOnHolidays is { } closed) station["closedOnHolidays"] = closed;
        var address = await clerk.EnterAsync(union, station);
        if (facility is not null) await clerk.PutVersionAsync(address + "/facilities", 1, new { on = "2018-01-01", facilities = new[] { new { facility } } });
        if (state is not null) await clerk.MoveAsync(address, state, "2018-06-01");
    }

    private static List<string> Names(string page) => [.. Name().Matches(page).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("class=\"name\">([^<]+)<")]
    private static partial Regex Name();
}
