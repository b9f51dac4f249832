using System.Net.Http.Json;
using Autofac;
using Federation.Framework.Databases;
using Federation.Host.Tests.Seeding;
using Federation.Host.Tests.Web;
using Microsoft.EntityFrameworkCore;

namespace Federation.Host.Tests.Operations;

/// <summary>Whatever is written leaves its entry in the log: who, which union, which record, which fields, and never what stands in them.</summary>
public sealed class AuditTrailTests(AttackedFederation mine) : IClassFixture<AttackedFederation>
{
    [Fact]
    public async Task A_record_that_is_made_changed_and_deleted_leaves_three_entries()
    {
        var before = await LastAsync();
        var path = mine.Campaign("summer") + "/inspections";
        using var made = await mine.Everything.PostAsJsonAsync(path, new { date = "2017-07-22", place = "不可见的地点", hazardsFound = 3, hazardsFixed = 1 });
        var id = (await Task.FromResult(made).JsonAsync(201)).GetProperty("id").GetString();
        using (var change = new HttpRequestMessage(HttpMethod.Put, $"{path}/{id}") { Content = JsonContent.Create(new { date = "2017-07-22", place = "另一个地点", hazardsFound = 3, hazardsFixed = 3 }) })
        {
            change.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
            await mine.Everything.SendAsync(change).JsonAsync();
        }
        using (var delete = new HttpRequestMessage(HttpMethod.Delete, $"{path}/{id}"))
        {
            delete.Headers.TryAddWithoutValidation("If-Match", "\"2\"");
            await mine.Everything.SendAsync(delete).JsonAsync(204);
        }
        var entries = await SinceAsync(before, $"seasonal.inspections {id}");
        Assert.Equal(["record.create", "record.change", "record.delete"], entries.Select(e => e.Action));
        Assert.All(entries, e => Assert.NotNull(e.Person));
        Assert.Equal($"seasonal.inspections {id} hazardsFixed place", entries[1].Subject);
        Assert.DoesNotContain(await SinceAsync(before, ""), e => e.Subject.Contains("地点", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_refused_leaves_none()
    {
        var before = await LastAsync();
        await mine.Everything.PostAsJsonAsync(mine.Campaign("summer") + "/inspections", new { date = "2016-07-22", place = "井口", hazardsFound = 3, hazardsFixed = 1 }).JsonAsync(409);
        Assert.Empty(await SinceAsync(before, "seasonal."));
    }

    [Fact]
    public async Task A_typed_figure_an_import_and_a_roll_up_leave_theirs()
    {
        var before = await LastAsync();
        await mine.Everything.PutAsJsonAsync($"/api/v1/unions/{AttackedFederation.Code}/figures/unions.members?period=2013", new { value = 77 }).JsonAsync();
        Assert.StartsWith("record.create", (await SinceAsync(before, "figures.typed_figures")).Single().Action, StringComparison.Ordinal);

        const string table = "campaign,date,place,hazardsFound,hazardsFixed\n2017-summer,2017-07-24,井口,2,2\n";
        await mine.Everything.PostAsync($"/api/v1/unions/{AttackedFederation.Code}/imports/inspections", new StringContent(table, System.Text.Encoding.UTF8, "text/csv")).JsonAsync();
        Assert.Equal(("import", "import.inspections ×1"), (await SinceAsync(before, "import.")).Select(e => (e.Action, e.Subject)).Single());
        Assert.Contains(await SinceAsync(before, "seasonal.inspections"), e => e.Action == "record.create" && e.Person is not null);

        var run = (await mine.Everything.PostAsJsonAsync("/api/v1/rollups", new { period = "2013", scope = AttackedFederation.Code, mode = "full" }).JsonAsync(202)).GetProperty("id").GetString();
        Assert.Equal("record.create", (await SinceAsync(before, $"federation.ledger_runs {run}")).First().Action);
        Assert.Equal(0, await Demo.RunAsync(mine.Federation, "rollup", "--period", "2013"));
        Assert.Contains(await SinceAsync(before, ""), e => e.Action == "ledger.step-done" && e.Person is null);
    }

    [Fact]
    public async Task The_auditor_reads_it_in_words_and_stands_in_it()
    {
        await mine.Everything.PostAsJsonAsync(mine.Campaign("summer") + "/inspections", new { date = "2017-07-23", place = "井口", hazardsFound = 1, hazardsFixed = 1 }).JsonAsync(201);
        using var auditor = await mine.Federation.SignedInBrowserAsync(AttackedFederation.Code, Role.Auditor);
        var log = await auditor.PageAsync($"/u/{AttackedFederation.Code}/audit");
        Assert.Contains("新增记录", log, StringComparison.Ordinal);
        Assert.Contains("劳动保护检查", log, StringComparison.Ordinal);
        Assert.Contains("<td>查看审计日志</td>", log, StringComparison.Ordinal);
    }

    private async Task<long> LastAsync()
    {
        await using var scope = mine.Federation.Container.BeginLifetimeScope();
        return await scope.Resolve<FrameworkContext>().AuditEntries.MaxAsync(e => (long?)e.Id) ?? 0;
    }

    private async Task<List<(string Action, string Subject, long? Person)>> SinceAsync(long before, string subject)
    {
        await using var scope = mine.Federation.Container.BeginLifetimeScope();
        var entries = await scope.Resolve<FrameworkContext>().AuditEntries.AsNoTracking().Where(e => e.Id > before && e.Subject.StartsWith(subject)).OrderBy(e => e.Id).ToListAsync();
        return [.. entries.Select(e => (e.Action, e.Subject, e.PersonId))];
    }
}
