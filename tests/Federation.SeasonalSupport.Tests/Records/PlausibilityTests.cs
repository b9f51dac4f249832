using System.IO.Compression;
using System.Text;
using Federation.Framework.Import;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Deliveries;
using Federation.SeasonalSupport.Funds;

namespace Federation.SeasonalSupport.Tests.Records;

/// <summary>What cannot be is refused and what is strange is asked, alike in records and tables.</summary>
[Collection(SeasonalCollection.Name)]
public sealed class PlausibilityTests(SeasonalFixture house)
{
    private const string Summer = "campaign,date,group,place,site,headCount,money\n";
    private const string Winter = "campaign,date,group,place,money,name,identityNumber\n";

    [Theory]
    [InlineData("2017-06-20", "before-union-founded")]
    [InlineData("2017-08-01", "after-union-closed")]
    [InlineData("2017-09-15", "after-union-closed")]
    public async Task A_day_on_which_the_union_was_not_there_is_refused_in_a_record_and_by_line(string day, string code)
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Summer);
        var brief = mine with { Life = new UnionLife(new DateOnly(2017, 7, 1), new DateOnly(2017, 8, 1)) };
        var input = Given.Cooling(10);
        input.Date = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.RecordAsync<SummerDelivery, SummerDeliveryInput, SummerDeliveryAnswer>(brief, place, input));
        Assert.Equal(code, told.Problems["date"].Single().Code);
        told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(brief, "deliveries-summer", $"{Summer}2017-summer,2017-07-31,miners,甲,site,3,30\n2017-summer,{day},miners,乙,site,3,30\n"));
        Assert.Equal(("line 3, column date", code), (told.Problems.Single().Key, told.Problems.Single().Value.Single().Code));
        Assert.Equal(1, await house.ImportAsync(brief, "deliveries-summer", $"{Summer}2017-summer,2017-07-31,miners,甲,site,3,30\n"));
    }

    [Fact]
    public async Task A_round_that_crosses_the_new_year_is_the_unions_that_is_there_for_a_part_of_it()
    {
        var mine = await house.FoundMineAsync() with { Life = new UnionLife(new DateOnly(2010, 1, 1), new DateOnly(2017, 1, 1)) };
        var round = await house.RunningAsync(mine, Season.Winter, raised: 0);
        await house.RecordAsync<FundsRaised, FundsInput, FundsAnswer>(mine, round, new FundsInput { Date = new DateOnly(2016, 12, 31), Source = MoneySource.UnionFunds, Amount = 5 });
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.PlannedAsync(mine, Season.Summer));
        Assert.Equal("after-union-closed", told.Problems["starts"].Single().Code);
        told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "campaigns", "season,year,code,name,starts,ends,budget\nsummer,2018,s,夏,2018-06-01,2018-09-30,1\nwinter,2017,w,冬,2016-12-01,2017-02-01,1\n"));
        Assert.Equal("line 2, column starts", told.Problems.Single().Key);
    }

    [Fact]
    public async Task What_was_recorded_before_the_union_was_closed_may_be_put_right()
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Summer);
        var delivery = await house.DeliverAsync(mine, place, 10, month: 8);
        var closed = mine with { Life = new UnionLife(new DateOnly(2010, 1, 1), new DateOnly(2017, 7, 1)) };
        var id = long.Parse(delivery.Id, System.Globalization.CultureInfo.InvariantCulture);
        var same = Given.Cooling(20, month: 8);
        var changed = await house.AskAsync(closed, new ChangeRecord<SummerDelivery, SummerDeliveryInput, SummerDeliveryAnswer>(place, id, delivery.Version, same));
        Assert.Equal(20, changed.Money);
        same.Date = same.Date.AddDays(1);
        await Assert.ThrowsAsync<InvalidInput>(() =>
            house.AskAsync(closed, new ChangeRecord<SummerDelivery, SummerDeliveryInput, SummerDeliveryAnswer>(place, id, changed.Version, same)));
    }

    [Fact]
    public async Task What_has_happened_is_not_still_to_come()
    {
        var mine = await house.FoundMineAsync();
        var year = TimeProvider.System.Today().Year + 1;
        var place = await house.RunningAsync(mine, Season.Summer, raised: 0, year);
        var funds = new FundsInput { Date = new DateOnly(year, 7, 1), Source = MoneySource.UnionFunds, Amount = 5 };
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.RecordAsync<FundsRaised, FundsInput, FundsAnswer>(mine, place, funds));
        Assert.Equal("date-ahead-of-today", told.Problems["date"].Single().Code);
        told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "deliveries-summer", $"{Summer}{year}-summer,{year}-07-01,miners,甲,site,3,0\n"));
        Assert.Equal("date-ahead-of-today", told.Problems["line 2, column date"].Single().Code);
    }

    [Theory]
    [InlineData("61010220240101001", "not-born-then")]
    [InlineData("61010220900101001", "not-born-then")]
    public async Task Nobody_is_visited_before_being_born(string digits, string code)
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Winter);
        var number = digits + Kernel.Checks.IdentityNumber.CheckDigit(digits);
        var input = new WinterDeliveryInput
        {
            Date = new DateOnly(2017, 1, 20), Place = "家中", Group = WinterGroup.Hardship, Recipients = [new RecipientInput { Name = "某人", IdentityNumber = number, Amount = 10 }],
        };
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.RecordAsync<WinterDelivery, WinterDeliveryInput, WinterDeliveryAnswer>(mine, place, input));
        Assert.Equal(code, told.Problems["recipients[0].identityNumber"].Single().Code);
        told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "deliveries-winter", $"{Winter}2017-winter,2017-01-20,hardship,家中,10,某人,{number}\n"));
        Assert.Equal(code, told.Problems["line 2, column identityNumber"].Single().Code);
    }

    [Fact]
    public async Task Somebody_older_than_anybody_is_asked_for_and_taken_when_it_is_so()
    {
        var mine = await house.FoundMineAsync();
        await house.RunningAsync(mine, Season.Winter);
        const string digits = "61010218990101001";
        var table = Encoding.UTF8.GetBytes($"{Winter}2017-winter,2017-01-20,hardship,家中,10,某人,{digits}{Kernel.Checks.IdentityNumber.CheckDigit(digits)}\n");
        var asked = await Assert.ThrowsAsync<Unconfirmed>(() => house.ImportAsync(mine, "deliveries-winter", table));
        Assert.Equal(("line 2, column identityNumber", "very-old-then"), (asked.Questions.Single().Key, asked.Codes.Single()));
        var preview = await house.PreviewAsync(mine, "deliveries-winter", table);
        Assert.Equal((true, 1), (preview.IsGood, preview.Questions.Count));
        Assert.Equal(1, await ConfirmedAsync(mine, "deliveries-winter", table, "very-old-then"));
    }

    [Fact]
    public async Task Somebody_with_another_paper_is_named_and_counted_as_one_person()
    {
        var mine = await house.FoundMineAsync();
        var place = await house.RunningAsync(mine, Season.Winter);
        var rows = string.Concat(new[] { "610102800101123", "USA110074010103", "E12345678", "H1234567890", "护照 AB123456" }.Select((n, i) => $"2017-winter,2017-01-2{i},hardship,家中,10,证件,{n}\n"));
        Assert.Equal(5, await house.ImportAsync(mine, "deliveries-winter", Winter + rows));
        // The old number and the new one are the same person's.
        var twice = new WinterDeliveryInput
        {
            Date = new DateOnly(2017, 1, 20), Place = "家中", Group = WinterGroup.Hardship,
            Recipients = [new RecipientInput { Name = "某人", IdentityNumber = "610102800101123", Amount = 10 }, new RecipientInput { Name = "某人", IdentityNumber = "61010219800101123" + Kernel.Checks.IdentityNumber.CheckDigit("61010219800101123"), Amount = 10 }],
        };
        var told = await Assert.ThrowsAsync<InvalidInput>(() => house.RecordAsync<WinterDelivery, WinterDeliveryInput, WinterDeliveryAnswer>(mine, place, twice));
        Assert.Equal("given-twice", told.Problems["recipients[1].identityNumber"].Single().Code);
        told = await Assert.ThrowsAsync<InvalidInput>(() => house.ImportAsync(mine, "deliveries-winter", $"{Winter}2017-winter,2017-01-20,hardship,家中,10,证件,12345678\n"));
        Assert.Equal("bad-identity-number", told.Problems["line 2, column identityNumber"].Single().Code);
    }

    [Fact]
    public async Task Sheets_that_are_not_read_and_hidden_rows_are_asked_for()
    {
        var mine = await house.FoundMineAsync();
        await house.RunningAsync(mine, Season.Summer);
        var book = Workbook(("1月", "2017-summer|2017-07-03|miners|甲|site|3|30", false), ("2月", "2017-summer|2017-07-04|miners|乙|site|3|30", false));
        var asked = await Assert.ThrowsAsync<Unconfirmed>(() => house.ImportAsync(mine, "deliveries-summer", book));
        Assert.Equal(["1月", "2月"], asked.Questions["file"].Single(q => q.Code == "sheets-not-read").Arguments);
        Assert.Equal(1, await ConfirmedAsync(mine, "deliveries-summer", book, "sheets-not-read"));

        var hidden = Workbook(("3月", "2017-summer|2017-07-05|miners|甲|site|3|30", true));
        asked = await Assert.ThrowsAsync<Unconfirmed>(() => house.ImportAsync(mine, "deliveries-summer", hidden));
        Assert.Equal("hidden-rows-read", asked.Questions["file"].Single().Code);
        Assert.Equal(1, await ConfirmedAsync(mine, "deliveries-summer", hidden, "hidden-rows-read,sheets-not-read"));
    }

    private async Task<int> ConfirmedAsync(UnionInfo union, string kind, byte[] table, string codes)
    {
        await using var unit = house.Enter(union);
        unit.Get<Caller>().Confirm(codes);
        using var file = await TableFile.ReceiveAsync(new MemoryStream(table), CancellationToken.None);
        return (await unit.AskAsync(new ImportTable(kind, file.Fingerprint) { File = file })).Rows;
    }

    /// <summary>A workbook of sheets with the headings and one row each.</summary>
    private static byte[] Workbook(params (string Name, string Row, bool Hidden)[] sheets)
    {
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            const string type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
            Write("[Content_Types].xml", $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{type}sheet.main+xml"/>{string.Concat(sheets.Select((_, i) => $"<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"{type}worksheet+xml\"/>"))}</Types>""");
            Write("_rels/.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Write("xl/workbook.xml", $"""<workbook xmlns="{main}" xmlns:r="{links}"><sheets>{string.Concat(sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" r:id=\"s{i}\"/>"))}</sheets></workbook>""");
            Write("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"s{i}\" Type=\"{links}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>"))}</Relationships>""");
            foreach (var (sheet, i) in sheets.Select((s, i) => (s, i)))
                Write($"xl/worksheets/sheet{i}.xml", $"""<worksheet xmlns="{main}"><sheetData>{Row(1, Summer.Trim().Split(','), false)}{Row(2, sheet.Row.Split('|'), sheet.Hidden)}</sheetData></worksheet>""");

            void Write(string path, string text)
            {
                using var part = new StreamWriter(zip.CreateEntry(path).Open());
                part.Write(text);
            }
        }
        return file.ToArray();

        static string Row(int number, string[] cells, bool hidden) =>
            $"<row r=\"{number}\"{(hidden ? " hidden=\"1\"" : "")}>{string.Concat(cells.Select((c, i) => $"<c r=\"{(char)('A' + i)}{number}\" t=\"inlineStr\"><is><t>{c}</t></is></c>"))}</row>";
    }
}
