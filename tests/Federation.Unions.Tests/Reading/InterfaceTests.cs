using System.Net.Http.Json;
using System.Text.Json;

namespace Federation.Unions.Tests.Reading;

/// <summary>The interface to the letter, over HTTP.</summary>
public sealed class InterfaceTests : IAsyncLifetime
{
    private TestFederation federation = null!;

    public async Task InitializeAsync()
    {
        federation = await TestFederation.StartAsync();
        await federation.FoundAsync(
            new NewUnion("610000", "陕西省总工会", UnionLevel.Province, UnionKind.Territorial, null, TestHost.Day(1950)),
            new NewUnion("610700", "汉中市总工会", UnionLevel.City, UnionKind.Territorial, "610000", TestHost.Day(1950)),
            new NewUnion("610703", "南郑区总工会", UnionLevel.District, UnionKind.Territorial, "610700", TestHost.Day(1950))
            {
                Former = [new FormerName("610721", "南郑县总工会", TestHost.Day(2017, 7))],
            },
            new NewUnion("610703-M01", "某矿工会", UnionLevel.Grassroots, UnionKind.Mine, "610703", TestHost.Day(2000)) { Industries = ["610000-I01"] },
            new NewUnion("610000-I01", "煤业集团工会", null, UnionKind.Industry, "610000", TestHost.Day(1950)),
            new NewUnion("130000", "河北省总工会", UnionLevel.Province, UnionKind.Territorial, null, TestHost.Day(1950)));
    }

    public async Task DisposeAsync() => await federation.DisposeAsync();

    [Fact]
    public async Task A_union_is_shown_as_the_interface_says()
    {
        using var client = await federation.ClientAsync("610000", Role.Clerk);
        foreach (var code in new[] { "610703", "610721" })
        {
            var union = await client.GetAsync($"/api/v1/unions/{code}").JsonAsync();
            Assert.Equal("""["610703","南郑区总工会","district","territorial","610700",["610000","610700","610703"],true]""",
                JsonSerializer.Serialize(new[] { "code", "name", "level", "kind", "parent", "path", "active" }.Select(f => union.GetProperty(f)), Framework.Web.Json.Options));
        }
        var industry = await client.GetAsync("/api/v1/unions/610000-I01").JsonAsync();
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (industry.GetProperty("level").ValueKind, industry.GetProperty("parent").ValueKind));
        Assert.Equal("""["610000-I01"]""", industry.GetProperty("path").GetRawText());
    }

    [Fact]
    public async Task A_foreign_and_an_unknown_union_cannot_be_told_apart()
    {
        using var client = await federation.ClientAsync("130000", Role.Administrator);
        foreach (var path in new[] { "610000", "610703/children", "999999", "999999/children", "610000%27", "%E4%B8%8D" })
            Assert.Equal("not-found", (await client.GetAsync($"/api/v1/unions/{path}").JsonAsync(404)).GetProperty("code").GetString());
        using var anonymous = federation.Anonymous();
        foreach (var path in new[] { "", "/610000", "/610000/children" }) await anonymous.GetAsync($"/api/v1/unions{path}").JsonAsync(401);
    }

    [Fact]
    public async Task Lists_go_on_where_the_page_before_ended()
    {
        using var client = await federation.ClientAsync("610000", Role.Auditor);
        var seen = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await client.GetAsync($"/api/v1/unions?limit=2{(cursor.Length > 0 ? "&cursor=" + cursor : "")}").JsonAsync();
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("code").GetString()!));
            cursor = page.GetProperty("next").GetString();
        }
        Assert.Equal(["610000", "610000-I01", "610700", "610703", "610703-M01"], seen);
        Assert.Equal(["610700"], (await client.GetAsync("/api/v1/unions/610000/children").JsonAsync()).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("code").GetString()));
        Assert.Equal("610721", (await client.GetAsync("/api/v1/unions/610700/children?on=2016-05-01").JsonAsync()).GetProperty("items")[0].GetProperty("code").GetString());
        foreach (var (query, field) in new[] { ("unions?limit=0", "limit"), ("unions?limit=201", "limit"), ("unions?cursor=!", "cursor"), ("unions/610000/children?on=yesterday", "on"), ("unions/610000/children?on=1900-01-01", "on") })
            Assert.True((await client.GetAsync($"/api/v1/{query}").JsonAsync(400)).GetProperty("errors").TryGetProperty(field, out _), query);
        await client.GetAsync($"/api/v1/unions?search={new string('长', 101)}").JsonAsync(400);
        await client.GetAsync("/api/v1/unions?search=%00").JsonAsync(400);
    }

    [Fact]
    public async Task The_tree_is_changed_over_the_interface()
    {
        using var client = await federation.ClientAsync("610000", Role.Administrator);
        var founded = await client.PostAsJsonAsync("/api/v1/unions/610703/children", new { code = "610703-E01", name = "某厂工会", level = "grassroots", kind = "enterprise", on = "2018-01-01" });
        Assert.Equal("/api/v1/unions/610703-E01", founded.Headers.Location!.ToString());
        Assert.Equal("610703", (await client.GetAsync("/api/v1/unions/610703-E01").JsonAsync()).GetProperty("parent").GetString());
        var taken = await client.PostAsJsonAsync("/api/v1/unions/610703/children", new { code = "610703-E01", name = "某厂工会", level = "grassroots", kind = "enterprise", on = "2018-01-01" }).JsonAsync(409);
        Assert.Equal("union-code-taken", taken.GetProperty("code").GetString());
        var bad = await client.PostAsJsonAsync("/api/v1/unions/610703/children", new { code = "x", level = "village", kind = "castle", on = "2018-02-30" }).JsonAsync(400);
        Assert.Equal(["level", "name", "on"], bad.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        await client.PostAsJsonAsync("/api/v1/unions/610703-E01/changes/close", new { on = "2019-01-01" }).JsonAsync();
        Assert.False((await client.GetAsync("/api/v1/unions/610703-E01").JsonAsync()).GetProperty("active").GetBoolean());

        using var clerk = await federation.ClientAsync("610703", Role.Clerk);
        await clerk.PostAsJsonAsync("/api/v1/unions/610703-E01/changes/reopen", new { on = "2020-01-01" }).JsonAsync(403);
        using var industry = await federation.ClientAsync("610000-I01", Role.Administrator);
        await industry.GetAsync("/api/v1/unions/610703-M01").JsonAsync();
        await industry.PostAsJsonAsync("/api/v1/unions/610703-M01/changes/rename", new { name = "新名", on = "2020-01-01" }).JsonAsync(403);
    }
}
