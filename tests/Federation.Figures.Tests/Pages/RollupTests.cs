using System.Net.Http.Json;
using Autofac;
using Federation.Figures.Engine;
using Federation.Framework.Databases;
using Federation.Framework.Ledger;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Federation.Figures.Tests.Pages;

public sealed class RollupTests(Province province) : IClassFixture<Province>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_roll_up_is_started_on_its_page_and_followed_live_until_it_is_done()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["period"] = "2017", ["mode"] = "full", ["_once"] = "once-1" });
        using var plain = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = province.Leader.BaseAddress };
        plain.DefaultRequestHeaders.Authorization = province.Leader.DefaultRequestHeaders.Authorization;
        using var started = await plain.PostAsync($"/u/{Province.City}/rollups", form);
        Assert.Equal(303, (int)started.StatusCode);
        var page = started.Headers.Location!.ToString().Split('?')[0];
        Assert.Contains("排队中", await Province.ReadAsync(province.Leader, page), StringComparison.Ordinal);

        using var stop = new CancellationTokenSource(Deadline);
        using var events = await province.Leader.GetAsync(page + "/events", HttpCompletionOption.ResponseHeadersRead, stop.Token);
        Assert.Equal("text/event-stream", events.Content.Headers.ContentType!.MediaType);
        using var lines = new StreamReader(await events.Content.ReadAsStreamAsync(stop.Token));
        Assert.Contains("排队中", System.Net.WebUtility.HtmlDecode(await lines.ReadLineAsync(stop.Token)), StringComparison.Ordinal);
        await province.Federation.Container.Resolve<LedgerWorker>().DrainAsync(stop.Token);
        var rest = System.Net.WebUtility.HtmlDecode(await lines.ReadToEndAsync(stop.Token));
        Assert.Contains("已完成", rest, StringComparison.Ordinal);
        Assert.EndsWith("event: end\ndata: end\n\n", rest, StringComparison.Ordinal);

        Assert.Contains("100%", await Province.ReadAsync(province.Leader, page), StringComparison.Ordinal);
        Assert.Contains(page, await Province.ReadAsync(province.Leader, $"/u/{Province.City}/rollups"), StringComparison.Ordinal);
        var listed = await province.Leader.GetAsync($"/api/v1/rollups?scope={Province.Code}&limit=1").JsonAsync();
        Assert.Equal("succeeded", listed.GetProperty("items")[0].GetProperty("state").GetString());
        // Elsewhere in the province it is no run of theirs.
        await Province.ReadAsync(province.Leader, page.Replace(Province.City, Province.Foreign, StringComparison.Ordinal), 404);
        using var over = await province.Leader.PostAsync($"/api/v1/rollups/{page[(page.LastIndexOf('/') + 1)..]}/cancel", null);
        Assert.Equal(409, (int)over.StatusCode);
    }

    [Fact]
    public async Task A_run_that_is_at_work_is_cancelled_writes_nothing_more_and_is_made_good_later()
    {
        var id = (await province.Leader.PostAsJsonAsync("/api/v1/rollups", new { period = "2016", scope = Province.District, mode = "full" }).JsonAsync(202)).GetProperty("id").GetString();
        var measured = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await using var working = province.Federation.Container.BeginLifetimeScope(b => b.RegisterType<RollupEngine>().InstancePerLifetimeScope().OnActivated(e => e.Instance.Checkpoint = async at =>
        {
            if (at != "measured") return;
            measured.TrySetResult();
            await goOn.Task;
        }));
        var worker = new LedgerWorker(working, working.Resolve<Ids>(), working.Resolve<WorkSignal>(), NullLogger<LedgerWorker>.Instance);
        var drained = worker.DrainAsync(CancellationToken.None);
        await measured.Task.WaitAsync(Deadline);

        using (var clerk = await province.Federation.ClientAsync(Province.Code, Role.Clerk)) await clerk.PostAsync($"/api/v1/rollups/{id}/cancel", null).JsonAsync(403);
        using (var foreigner = await province.Federation.ClientAsync(Province.Foreign, Role.Leader)) await foreigner.PostAsync($"/api/v1/rollups/{id}/cancel", null).JsonAsync(404);
        foreach (var _ in new[] { "first click", "second click" })
            Assert.Equal("cancelled", (await province.Leader.PostAsync($"/api/v1/rollups/{id}/cancel", null).JsonAsync()).GetProperty("state").GetString());
        goOn.SetResult();
        await drained.WaitAsync(Deadline);

        var view = await province.Leader.GetAsync($"/api/v1/rollups/{id}").JsonAsync();
        Assert.Equal(("cancelled", 0), (view.GetProperty("state").GetString(), view.GetProperty("done").GetInt32()));
        await province.RollUpAsync();
        var figures = await province.Leader.GetAsync($"/api/v1/unions/{Province.Code}/figures?period=2016&indicator=seasonal.cooling.people").JsonAsync();
        Assert.Equal(30_000, figures.GetProperty("figures")[0].GetProperty("total").GetInt32());
        Assert.Contains("已取消", await Province.ReadAsync(province.Leader, $"/u/{Province.District}/rollups/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_a_start_is_told_on_the_form()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["period"] = "zz", ["mode"] = "full" });
        using var answer = await province.Leader.PostAsync($"/u/{Province.City}/rollups", form);
        Assert.Contains("不是", await Province.ReadAsync(answer, 400), StringComparison.Ordinal);
        using var clerk = await province.Federation.ClientAsync(Province.City, Role.Clerk);
        Assert.DoesNotContain("<form method=\"post\" class=\"form\"", await Province.ReadAsync(clerk, $"/u/{Province.City}/rollups"), StringComparison.Ordinal);
    }
}
