using System.Text;
using Autofac;
using Federation.Figures.Contracts;
using Federation.Kernel;

namespace Federation.Host.Tests.Web;

/// <summary>What a page shows goes out as a file, whole, to whoever may see it, and the log says who took it.</summary>
public sealed class ExportTests(AttackedFederation mine) : IClassFixture<AttackedFederation>
{
    [Theory]
    [InlineData("figures/export?period=2017", "seasonal.cooling.funds,筹集送清凉资金,元,20000,,20000")]
    [InlineData("campaigns/export?season=winter&year=2017", "610101-M01,某矿工会,2017-winter,winter,冬送温暖,2017,2017-01-01,2017-03-05,90000.00,")]
    public async Task A_mines_tables_go_out_as_csv(string path, string line)
    {
        await RollUpAsync();
        using var answer = await mine.Everything.GetAsync($"/u/{AttackedFederation.Code}/{path}&format=csv");
        var csv = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, csv);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains(csv.Split("\r\n"), l => l.StartsWith(line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_parents_children_go_out_with_every_indicator_across()
    {
        await RollUpAsync();
        using var leader = await mine.Federation.ClientAsync(AttackedFederation.Province, Role.Leader);
        var lines = (await leader.GetStringAsync($"/u/{AttackedFederation.District}/figures/export/children?period=2017&format=csv")).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var (head, row) = (lines[0].Split(','), lines[1].Split(','));
        Assert.Equal((2, AttackedFederation.Code, "某矿工会"), (lines.Length, row[0], row[1]));
        Assert.Equal("20000", row[Array.IndexOf(head, "筹集送清凉资金 (元)")]);
        var missing = await leader.GetStringAsync($"/u/{AttackedFederation.City}/missing/export?period=2017&module=SeasonalSupport&format=csv");
        Assert.Contains(AttackedFederation.OtherDistrict, missing, StringComparison.Ordinal);
        Assert.DoesNotContain(AttackedFederation.District + ",", missing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_go_out_with_numbers_masked_and_the_log_names_who_took_them()
    {
        using var clerk = await mine.Federation.ClientAsync(AttackedFederation.Code, Role.Clerk);
        var autumn = mine.Campaign("autumn").Split('/')[^1];
        var grants = await clerk.GetStringAsync($"/u/{AttackedFederation.Code}/campaigns/{autumn}/export?show=grants&format=csv");
        Assert.Contains("某学生", grants, StringComparison.Ordinal);
        Assert.DoesNotContain("11010519491231002X", grants, StringComparison.Ordinal);
        var book = await clerk.GetByteArrayAsync($"/u/{AttackedFederation.Code}/campaigns/{autumn}/export?show=grants");
        Assert.Equal("PK", Encoding.ASCII.GetString(book[..2]));

        using var above = await mine.Federation.ClientAsync(AttackedFederation.District, Role.Clerk);
        Assert.Equal(404, (int)(await above.GetAsync($"/u/{AttackedFederation.District}/campaigns/{autumn}/export?show=grants")).StatusCode);
        Assert.Equal(403, (int)(await (await mine.Federation.ClientAsync(AttackedFederation.Code, Role.Administrator)).GetAsync($"/u/{AttackedFederation.Code}/campaigns/{autumn}/export?show=grants")).StatusCode);
        Assert.Equal(400, (int)(await clerk.GetAsync($"/u/{AttackedFederation.Code}/campaigns/{autumn}/export?show=grants&format=pdf")).StatusCode);

        using var auditor = await mine.Federation.ClientAsync(AttackedFederation.Code, Role.Auditor);
        var log = await auditor.GetStringAsync($"/u/{AttackedFederation.Code}/audit/export?action=export&format=csv");
        Assert.Equal(2, log.Split("\r\n").Count(l => l.Contains($"grants {autumn}", StringComparison.Ordinal) && l.Contains($"Clerk {AttackedFederation.Code}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nobodys_tables_go_to_strangers()
    {
        using var stranger = await mine.Federation.ClientAsync(AttackedFederation.OtherMine, Role.Clerk);
        foreach (var path in new[] { "figures/export", "figures/export/children", "missing/export", "campaigns/export", "audit/export" })
            Assert.Equal(404, (int)(await stranger.GetAsync($"/u/{AttackedFederation.Code}/{path}")).StatusCode);
    }

    private Task RollUpAsync() => mine.Federation.Container.Resolve<IRollups>().RollUpAsync(Period.Year(2017), null, full: false, CancellationToken.None);
}
