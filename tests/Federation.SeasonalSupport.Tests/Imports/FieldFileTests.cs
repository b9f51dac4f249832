using System.Text;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Deliveries;
using Federation.SeasonalSupport.Funds;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Tests.Imports;

/// <summary>Files as they come from the field.</summary>
[Collection(SeasonalCollection.Name)]
public sealed class FieldFileTests(SeasonalFixture house)
{
    private const string Short = "campaign,date,group,place,site,headCount,money";
    private const string Headings = Short + ",item,quantity,unit,value,inPortions";

    [Theory]
    [InlineData(Headings + "\n2017-summer,2017-07-07,miners,甲,site,3,30,,,,,\n2017-summer,2017-07-08,miners,乙,site,4,40\n")]
    [InlineData(Headings + ",,\n2017-summer,2017-07-07,miners,甲,site,3,30,,,,,,,\n2017-summer,2017-07-08,miners,乙,site,4,40,,,,,,,\n")]
    [InlineData(Short + "\n2017-summer,2017-07-07,miners,甲,site,3,30\n2017-summer,2017-07-08,miners,乙,site,4,40\n\u001a")]
    [InlineData(Short + "\n2017-summer,2017-07-07,miners,甲,site,3,30\n2017-summer,2017-07-08,miners,乙,site,4,40\u001a")]
    [InlineData(Short + "\n\u200b2017-summer\u200b,2017-07-07,miners,甲,site,3,30\n2017-summer,2017-07-08,miners,乙,site,4,40\n")]
    public async Task What_is_missing_at_the_end_of_a_line_is_empty_and_what_nobody_sees_is_nothing(string table)
    {
        var mine = await RunningAsync();
        Assert.Equal(2, await house.ImportAsync(mine, "deliveries-summer", table));
        await using var unit = house.Enter(mine);
        Assert.Equal([(3, 30m), (4, 40m)], (await unit.Context.Set<SummerDelivery>().OrderBy(d => d.Id).ToListAsync()).Select(d => (d.HeadCount, d.Money)));
    }

    [Fact]
    public async Task A_line_that_ends_before_a_needed_cell_is_torn()
    {
        var mine = await RunningAsync();
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "deliveries-summer", Headings + "\n2017-summer,2017-07-07,miners\n2017-summer,2017-07-07,miners,甲,site,3,30,,,,,,x\n"));
        Assert.Equal(["line 2 wrong-field-count", "line 3 wrong-field-count"], told.Problems.Select(p => $"{p.Key} {p.Value.Single().Code}"));
    }

    [Theory]
    [InlineData("<html><head><meta charset=\"utf-8\"></head><body><table><tr><td>活动代码</td></tr></table></body></html>", "web-page")]
    [InlineData("\ufeff\r\n<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>", "web-page")]
    [InlineData("MIME-Version: 1.0\r\nContent-Type: multipart/related", "web-page")]
    [InlineData("PK\u0003\u0004\u0014\0\0\u0008\0\0\0\0\0\0\0\0\0\0.\0\0\0.\0\0\0\u0008\0\0\0mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "open-document")]
    public async Task A_web_page_or_an_open_document_is_told_apart_from_a_table_whatever_it_is_called(string content, string code)
    {
        var mine = await RunningAsync();
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "deliveries-summer", Encoding.UTF8.GetBytes(content)));
        Assert.Equal(code, told.Problems["file"].Single().Code);
    }

    [Theory]
    [InlineData("20170703")]
    [InlineData("2017年7月3日 09:00")]
    [InlineData("2017年7月3号")]
    [InlineData("2017-07-03 12:00:00")]
    [InlineData("2017/7/3 0:00")]
    [InlineData("２０１７．７．３")]
    public async Task A_day_is_read_as_people_write_it(string day)
    {
        var mine = await RunningAsync();
        Assert.Equal(1, await house.ImportAsync(mine, "deliveries-summer", $"{Short}\n2017-summer,{day},miners,甲,site,3,30\n"));
        await using var unit = house.Enter(mine);
        Assert.Equal(new DateOnly(2017, 7, 3), (await unit.Context.Set<SummerDelivery>().SingleAsync()).Date);
    }

    [Theory]
    [InlineData("42919", "day-as-number")]
    [InlineData("20171303", "not-a-date")]
    [InlineData("2017-07-03 25时", "not-a-date")]
    public async Task What_may_be_another_day_is_refused(string day, string code)
    {
        var mine = await RunningAsync();
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "deliveries-summer", $"{Short}\n2017-summer,{day},miners,甲,site,3,30\n"));
        var problem = told.Problems["line 2, column date"].Single();
        Assert.Equal(code, problem.Code);
        if (code == "day-as-number") Assert.Equal(new DateOnly(2017, 7, 3), problem.Arguments[1]);
    }

    [Theory]
    [InlineData("TRUE", true)]
    [InlineData("√", true)]
    [InlineData("Y", true)]
    [InlineData("是", true)]
    [InlineData("FALSE", false)]
    [InlineData("n", false)]
    [InlineData("×", false)]
    public async Task Yes_and_no_are_read_as_people_write_them(string word, bool said)
    {
        var mine = await RunningAsync();
        Assert.Equal(1, await house.ImportAsync(mine, "funds", $"campaign,date,source,amount,fromParent\n2017-summer,2017-06-02,union-funds,20000,{word}\n"));
        await using var unit = house.Enter(mine);
        Assert.Equal(said, (await unit.Context.Set<FundsRaised>().SingleAsync(f => f.Amount == 20_000)).FromParent);
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "funds", "campaign,date,source,amount,fromParent\n2017-summer,2017-06-02,union-funds,30000,也许\n"));
        Assert.Equal("not-yes-or-no", told.Problems["line 2, column fromParent"].Single().Code);
    }

    [Fact]
    public async Task An_identity_number_is_read_in_any_width_with_spaces_and_behind_an_apostrophe()
    {
        var mine = await house.FoundMineAsync();
        await house.RunningAsync(mine, Season.Winter);
        var numbers = Enumerable.Range(0, 5).Select(_ => Given.IdentityNumber()).ToList();
        string Wide(string number) => string.Concat(number.Select(c => (char)(c - '!' + '！')));
        string[] written = [Wide(numbers[0]), $"{numbers[1][..6]} {numbers[1][6..14]} {numbers[1][14..]}", $"'{numbers[2]}", $"\"=\"\"{numbers[3]}\"\"\"", $"\u202d{numbers[4]}\u202c"];
        const string headings = "campaign,date,group,place,money,name,identityNumber\n";
        Assert.Equal(5, await house.ImportAsync(mine, "deliveries-winter", headings + string.Concat(written.Select((n, i) => $"2017-winter,2017-01-2{i},hardship,家中,10,某人,{n}\n"))));
        // The same people by plain numbers are there already.
        var plain = await house.PreviewAsync(mine, "deliveries-winter", headings + string.Concat(numbers.Select((n, i) => $"2017-winter,2017-01-2{i},hardship,家中,10,某人,{n}\n")));
        Assert.Equal((0, 5), (plain.Added, plain.Unchanged));
    }

    [Fact]
    public async Task A_list_with_one_row_more_counts_nothing_twice_and_says_what_was_there()
    {
        var mine = await RunningAsync();
        const string first = Headings + "\n2017-summer,2017-07-07,miners,甲矿,site,3,30.50,西瓜,5,公斤,20,\n2017-summer,2017-07-07,miners,甲矿,site,3,30.50,饮料,5,件,20,\n2017-summer,2017-07-08,miners,乙矿,site,4,40,,,,,\n";
        Assert.Equal(3, await house.ImportAsync(mine, "deliveries-summer", first));
        await house.TakeMarksAsync(mine);

        // Another spelling of the same place, and the same visit made once more the same day.
        var longer = first.Replace("乙矿", "乙 矿", StringComparison.Ordinal) + "2017-summer,2017-07-08,miners,乙矿,site,4,40,,,,,\n2017-summer,2017-07-09,miners,丙矿,site,5,50,,,,,\n";
        var preview = await house.PreviewAsync(mine, "deliveries-summer", longer);
        Assert.Equal((5, 2, 0, 3, true), (preview.Rows, preview.Added, preview.Changed, preview.Unchanged, preview.IsGood));
        Assert.Equal([2L, 3L, 4L], preview.LeftOut);
        Assert.Equal(5, await house.ImportAsync(mine, "deliveries-summer", longer));
        await using var unit = house.Enter(mine);
        Assert.Equal([3, 3, 4, 4, 5], (await unit.Context.Set<SummerDelivery>().Select(d => d.HeadCount).ToListAsync()).Order());
        Assert.Equal(30.50m + 30.50m + 20 + 20 + 40 + 40 + 50, (await unit.Context.Campaigns.Include(c => c.Account).SingleAsync()).Account.Spent);
    }

    [Fact]
    public async Task Rows_alike_in_one_table_are_as_many_records_across_its_batches()
    {
        var mine = await RunningAsync();
        var rows = string.Concat(Enumerable.Repeat("2017-summer,2017-07-05,井口,3,2,\n", 12_000));
        Assert.Equal(12_000, await house.ImportAsync(mine, "inspections", "campaign,date,place,hazardsFound,hazardsFixed,finding\n" + rows));
        var preview = await house.PreviewAsync(mine, "inspections", "campaign,date,place,hazardsFound,hazardsFixed,finding\n" + rows + "2017-summer,2017-07-05,井口,3,2,\n");
        Assert.Equal((12_001, 1, 12_000), (preview.Rows, preview.Added, preview.Unchanged));
    }

    [Fact]
    public async Task A_campaign_without_a_code_does_not_become_a_second_one()
    {
        var mine = await house.FoundMineAsync();
        const string table = "season,year,code,name,starts,ends,budget,state\nsummer,2017,,夏送清凉,2017-06-01,2017-09-30,50000,running\n";
        Assert.Equal(1, await house.ImportAsync(mine, "campaigns", table));
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "campaigns", table.Replace("夏送清凉", "夏 送清凉", StringComparison.Ordinal)));
        Assert.Equal("campaign-there-already", told.Problems["line 2, column code"].Single().Code);
        Assert.Equal(1, await house.ImportAsync(mine, "campaigns", table.Replace("2017,,", "2017,second,", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_preview_says_what_the_file_holds()
    {
        var mine = await RunningAsync();
        var preview = await house.PreviewAsync(mine, "deliveries-summer", Headings + "\n2017-summer,2017-07-07,miners,甲矿,site,\"1,003\",30.50,,,,,\n2017-summer,2017-07-08,miners,乙矿,site,4,40,,,,,\n");
        var summary = preview.Summary!;
        Assert.Equal("UTF-8", summary.Source.Encoding);
        Assert.Null(summary.Source.Sheet);
        Assert.Equal(0, summary.HiddenRows);
        Assert.Equal((1_007m, 70.50m), (summary.Sums["headCount"], summary.Sums["money"]));
        Assert.False(summary.Sums.ContainsKey("quantity"));
        Assert.Equal(2, summary.First.Count);
        Assert.Equal("甲矿", summary.First[0][3]);
    }

    private async Task<UnionInfo> RunningAsync()
    {
        var mine = await house.FoundMineAsync();
        await house.RunningAsync(mine, Season.Summer);
        return mine;
    }
}
