using System.Text.Json;
using System.Net.Http.Json;
using Federation.Framework.Tenancy;
using Federation.Testing;

namespace Federation.Figures.Tests.Pages;

public sealed class TypingTests(Province province) : IClassFixture<Province>
{
    private const string Grid = $"/u/{Province.District}/typing?period=2018";

    [Fact]
    public async Task Without_script_the_grid_is_posted_and_nil_and_not_yet_are_told_apart()
    {
        using var clerk = await province.Federation.ClientAsync(Province.District, Role.Clerk);
        await clerk.PutAsJsonAsync($"/api/v1/unions/{Province.Mine}/figures/unions.members?period=2017", new { value = 900 }).JsonAsync();
        var page = await Province.ReadAsync(clerk, Grid);
        Assert.Contains("上年 900", page, StringComparison.Ordinal);
        using var posted = await PostAsync(clerk, Grid, (Province.Mine, "unions.members", "", "１，２００"), (Province.Mine, "unions.members-women", "", "300"), (Province.Silent, "unions.members", "", "零"), (Province.Silent, "unions.cadres", "", ""));
        Assert.Equal(303, (int)posted.StatusCode);

        page = await Province.ReadAsync(clerk, Grid);
        Assert.Matches($"name=\"c:{Province.Mine}:unions.members\" value=\"1200\"", page);
        Assert.Matches($"name=\"c:{Province.Silent}:unions.members\" value=\"零\"", page);
        Assert.Matches($"name=\"c:{Province.Silent}:unions.cadres\" value=\"\"", page);
        await province.RollUpAsync();
        var figures = await clerk.GetAsync($"/api/v1/unions/{Province.District}/figures?period=2018&indicator=unions.members").JsonAsync();
        Assert.Equal((1_200, 2), (figures.GetProperty("figures")[0].GetProperty("total").GetInt32(), figures.GetProperty("figures")[0].GetProperty("children").GetProperty("reported").GetInt32()));

        // Taken back: empty where something stood.
        using var back = await PostAsync(clerk, Grid, (Province.Silent, "unions.members", "零", ""));
        Assert.Equal(303, (int)back.StatusCode);
        Assert.Matches($"name=\"c:{Province.Silent}:unions.members\" value=\"\"", await Province.ReadAsync(clerk, Grid));
    }

    [Fact]
    public async Task What_is_wrong_with_a_cell_is_told_beside_it_and_the_others_are_saved()
    {
        using var clerk = await province.Federation.ClientAsync(Province.District, Role.Clerk);
        var grid = $"/u/{Province.District}/typing?period=2016";
        using var posted = await PostAsync(
            clerk, grid, (Province.Mine, "unions.members", "", "100"), (Province.Mine, "unions.members-women", "", "101"), (Province.Mine, "unions.cadres", "", "三个"), (Province.Mine, "unions.employees", "", "1.5"));
        var page = await Province.ReadAsync(posted, 409);
        foreach (var said in new[] { "有 3 格没有保存", "其中项“女会员”（101）不能大于合计“会员人数”（100）。", "value=\"101\"", "value=\"三个\"" }) Assert.Contains(said, page, StringComparison.Ordinal);
        page = await Province.ReadAsync(clerk, grid);
        Assert.Matches($"name=\"c:{Province.Mine}:unions.members\" value=\"100\"", page);
        Assert.Matches($"name=\"c:{Province.Mine}:unions.members-women\" value=\"\"", page);
    }

    [Fact]
    public async Task Many_cells_are_typed_at_once_each_taken_or_left_with_its_reason()
    {
        using var clerk = await province.Federation.ClientAsync(Province.District, Role.Clerk);
        var path = $"/api/v1/unions/{Province.District}/figures?period=2015";
        var done = await clerk.PutAsJsonAsync(path, new
        {
            items = new object[]
            {
                new { union = Province.Mine, indicator = "unions.members-women", value = 60 }, new { union = Province.Mine, indicator = "unions.members", value = 100 },
                new { union = Province.District, indicator = "unions.cadres", nil = true }, new { union = Province.Foreign, indicator = "unions.cadres", value = 1 },
                new { union = Province.Mine, indicator = "seasonal.cooling.people", value = 1 }, new { union = Province.Mine, indicator = "nothing", value = 1 },
            },
        }).JsonAsync();
        var said = done.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("error").GetString()).ToList();
        Assert.Equal([true, true, true, false, false, false], said.Select(s => s is null));
        Assert.Contains("不是本单位或其下级", said[3]!, StringComparison.Ordinal);
        await clerk.PutAsJsonAsync($"/api/v1/unions/{Province.Mine}/figures/unions.members?period=2015", new { value = 59 }).JsonAsync(409);
        // The whole shrinks and its part with it.
        done = await clerk.PutAsJsonAsync(path, new { items = new[] { new { union = Province.Mine, indicator = "unions.members", value = 50 }, new { union = Province.Mine, indicator = "unions.members-women", value = 50 } } }).JsonAsync();
        Assert.All(done.GetProperty("items").EnumerateArray(), i => Assert.Equal(JsonValueKind.Null, i.GetProperty("error").ValueKind));

        var twice = new[] { new { union = Province.Mine, indicator = "unions.members", value = 1 }, new { union = Province.Mine, indicator = "unions.members", value = 2 } };
        await clerk.PutAsJsonAsync(path, new { items = twice }).JsonAsync(400);
        await province.Leader.PutAsJsonAsync(path, new { items = twice }).JsonAsync(403);
    }

    [Fact]
    public async Task Whoever_may_not_type_sees_the_figures_without_fields()
    {
        var page = await Province.ReadAsync(province.Leader, Grid);
        Assert.Contains("不能填报", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"c:", page, StringComparison.Ordinal);
        using var clerk = await province.Federation.ClientAsync(Province.District, Role.Clerk);
        Assert.DoesNotContain("name=\"c:", await Province.ReadAsync(clerk, $"/u/{Province.District}/typing?period=2090"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_button_reports_nil_for_the_rest_of_a_row()
    {
        using var clerk = await province.Federation.ClientAsync(Province.District, Role.Clerk);
        var grid = $"/u/{Province.District}/typing?period=2014";
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            [$"c:{Province.Silent}:unions.members"] = "5", [$"w:{Province.Silent}:unions.members"] = "", [$"c:{Province.Silent}:unions.cadres"] = "", [$"w:{Province.Silent}:unions.cadres"] = "",
            [$"c:{Province.Mine}:unions.cadres"] = "", [$"w:{Province.Mine}:unions.cadres"] = "", ["nil"] = Province.Silent,
        });
        using var posted = await NoRedirect(clerk).PostAsync(grid, form);
        Assert.Equal(303, (int)posted.StatusCode);
        var page = await Province.ReadAsync(clerk, grid);
        Assert.Matches($"name=\"c:{Province.Silent}:unions.cadres\" value=\"零\"", page);
        Assert.Matches($"name=\"c:{Province.Mine}:unions.cadres\" value=\"\"", page);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string grid, params (string Union, string Indicator, string Was, string Now)[] cells)
    {
        using var form = new FormUrlEncodedContent(cells.SelectMany(c => new Dictionary<string, string> { [$"c:{c.Union}:{c.Indicator}"] = c.Now, [$"w:{c.Union}:{c.Indicator}"] = c.Was }));
        return await NoRedirect(client).PostAsync(grid, form);
    }

    private static HttpClient NoRedirect(HttpClient client)
    {
        var plain = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = client.BaseAddress };
        plain.DefaultRequestHeaders.Authorization = client.DefaultRequestHeaders.Authorization;
        return plain;
    }
}
