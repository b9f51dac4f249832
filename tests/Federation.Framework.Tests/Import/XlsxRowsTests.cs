using System.Globalization;
using System.Text;
using Federation.Framework.Import;
using Federation.Kernel;

namespace Federation.Framework.Tests.Import;

/// <summary>What measures the memory or the processor time of its process runs while nothing else does.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;

/// <summary>What people see in a workbook is what is read of it; what could be meant in two ways is told.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class XlsxRowsTests
{
    private static readonly string[] Wanted = ["名称", "日期", "金额"];

    [Fact]
    public async Task Days_money_and_texts_are_read_as_they_are_seen()
    {
        var book = new Workbook();
        book.Sheet("数据", book.Row(1, "名称", "日期", "金额") +
            book.Row(2, "澄合矿区㵲水𠮷😀", "<c s=\"1\"><v>42795</v></c>", "<c s=\"2\"><v>1234.5</v></c>") +
            book.Row(3, "<c t=\"inlineStr\"><is><t>行内&lt;文字&gt;</t></is></c>", "<c s=\"3\"><v>42795.5</v></c>", "<c><v>0.30000000000000004</v></c>") +
            book.Row(4, book.Shared("<si><r><t>分</t></r><r><t xml:space=\"preserve\"> 段 </t></r><rPh sb=\"0\" eb=\"1\"><t>fen</t></rPh></si>"), "<c t=\"d\"><v>2017-03-01T00:00:00</v></c>", "<c><v>1.10105194912E+11</v></c>") +
            book.Row(5, "<c t=\"b\"><v>1</v></c>", "<c s=\"4\"><v>0.354166666666667</v></c>", "<c s=\"5\"><v>-7</v></c>") +
            book.Row(6, "_x0041_b", "2017/3/1", "1,234.50"));
        Assert.Equal(
            [
                "2|澄合矿区㵲水𠮷😀|2017-03-01|1234.5", "3|行内<文字>|2017-03-01 12:00:00|0.3", "4|分 段 |2017-03-01|110105194912", "5|true|08:30|-7", "6|Ab|2017/3/1|1,234.50",
            ],
            (await ReadAsync(book.Bytes())).Rows);
    }

    [Theory]
    [InlineData("110105194912310021")]
    [InlineData("1.1010519491231E+17")]
    [InlineData("1000000000000000")]
    public async Task A_number_that_Excel_has_cut_off_is_told(string stored)
    {
        var book = new Workbook();
        book.Sheet("数据", book.Row(1, "名称", "日期", "金额") + book.Row(2, $"<c><v>{stored}</v></c>", "2017-03-01", "<c><v>999999999999999</v></c>"));
        Assert.Equal(["2.0 number-cell-cut-off"], (await ReadAsync(book.Bytes())).Problems);
    }

    [Fact]
    public async Task A_workbook_of_a_Macintosh_counts_its_days_from_1904()
    {
        var book = new Workbook { Since1904 = true };
        book.Sheet("数据", book.Row(1, "名称", "日期", "金额") + book.Row(2, "甲", "<c s=\"1\"><v>41333</v></c>", "<c><v>1</v></c>"));
        Assert.Equal(["2|甲|2017-03-01|1"], (await ReadAsync(book.Bytes())).Rows);
    }

    [Fact]
    public async Task Formulas_give_the_values_they_were_saved_with_and_say_where_they_have_none()
    {
        var book = new Workbook();
        book.Sheet("数据", book.Row(1, "名称", "日期", "金额") +
            book.Row(2, "<c t=\"str\"><f>A9&amp;\"乙\"</f><v>甲乙</v></c>", "<c s=\"1\"><f>TODAY()</f><v>42795</v></c>", "<c><f>SUM(D1:D9)</f><v>12.5</v></c>") +
            book.Row(3, "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", "<c s=\"1\"><f>TODAY()</f></c>", "<c><v>1</v></c>"));
        var read = await ReadAsync(book.Bytes());
        Assert.Equal("2|甲乙|2017-03-01|12.5", read.Rows[0]);
        Assert.Equal(["3.0 formula-error", "3.1 formula-without-value"], read.Problems);
    }

    [Fact]
    public async Task Empty_rows_and_columns_are_passed_by_and_rows_keep_the_numbers_that_people_see()
    {
        var book = new Workbook();
        book.Sheet("数据", book.Row(1, "名称", null, "日期", "金额") + "<row r=\"2\"/>" + book.Row(3, null, "<c s=\"1\"/>") + book.Row(5, "  ") + book.Row(9, "甲", null, null, "<c><v>1</v></c>") + "<row><c><v>7</v></c></row>" + book.Row(20));
        Assert.Equal(["9|甲|||1", "10|7|||"], (await ReadAsync(book.Bytes())).Rows);
    }

    [Fact]
    public async Task A_title_above_the_headings_is_passed_by_even_where_its_cells_are_merged()
    {
        var book = new Workbook();
        book.Sheet("数据", book.Row(1, "某某工会2018年统计表") + book.Row(3, "名称", "日期", "金额") + book.Row(4, "甲"), "<mergeCells count=\"1\"><mergeCell ref=\"A1:C1\"/></mergeCells>");
        var read = await ReadAsync(book.Bytes());
        Assert.Equal(["4|甲||"], read.Rows);
        Assert.Empty(read.Problems);
        Assert.Equal(3, read.HeadingLine);
    }

    [Fact]
    public async Task A_merged_cell_is_refused_in_each_row_that_it_covers()
    {
        var book = new Workbook();
        // Many rows, so that what is merged is named far from the beginning of the sheet.
        var rows = string.Concat(Enumerable.Range(2, 20_000).Select(n => book.Row(n, "<c t=\"inlineStr\"><is><t>某单位的名称</t></is></c>", null, $"<c><v>{n}</v></c>")));
        book.Sheet("数据", book.Row(1, "名称", "日期", "金额") + rows, "<mergeCells count=\"2\"><mergeCell ref=\"A3:A5\"/><mergeCell ref=\"B20001:C20001\"/></mergeCells>");
        Assert.Equal(["3.0 merged-cell", "4.0 merged-cell", "5.0 merged-cell", "20001.1 merged-cell", "20001.2 merged-cell"], (await ReadAsync(book.Bytes())).Problems);
    }

    [Fact]
    public async Task The_sheet_with_the_headings_is_found_and_hidden_ones_are_not_looked_at()
    {
        var book = new Workbook();
        book.Sheet("旧", book.Row(1, "名称", "日期", "金额") + book.Row(2, "旧"), hidden: true).Sheet("说明", book.Row(1, "怎样填写")).Sheet("明细", book.Row(1, "名称", "日期", "金额") + book.Row(2, "新"));
        Assert.Equal(["2|新||"], (await ReadAsync(book.Bytes())).Rows);
    }

    [Fact]
    public async Task A_workbook_without_the_headings_anywhere_is_refused_by_the_names_of_its_sheets()
    {
        var book = new Workbook();
        book.Sheet("工资", book.Row(1, "工号", "部门")).Sheet("奖金", "");
        var refused = await Assert.ThrowsAsync<InvalidInput>(() => ReadAsync(book.Bytes()));
        var problem = refused.Problems["file"].Single();
        Assert.Equal(("wrong-sheet", "工资、奖金"), (problem.Code, problem.Arguments[0]));
    }

    [Fact]
    public async Task A_value_beside_the_headings_is_told_and_not_dropped()
    {
        var book = new Workbook();
        book.Sheet("数据", book.Row(1, "名称", "日期", "金额") + book.Row(2, "甲", null, null, "备注") + book.Row(3, "乙"));
        var read = await ReadAsync(book.Bytes());
        Assert.Equal(["3|乙||"], read.Rows);
        Assert.Equal(["2 wrong-field-count"], read.Problems);
    }

    [Theory]
    [InlineData("PK\u0003\u0004broken", "not-a-workbook")]
    [InlineData("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1old", "old-workbook")]
    public async Task What_is_no_workbook_is_refused_with_what_to_do(string bytes, string code)
    {
        var refused = await Assert.ThrowsAsync<InvalidInput>(() => ReadAsync(Encoding.Latin1.GetBytes(bytes)));
        Assert.Equal(code, refused.Problems["file"].Single().Code);
    }

    [Fact]
    public async Task A_sheet_that_breaks_off_is_told_at_its_line()
    {
        var book = new Workbook();
        book.Sheet("数据", book.Row(1, "名称", "日期", "金额") + book.Row(2, "甲") + "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>99</v></c></row>");
        var read = await ReadAsync(book.Bytes());
        Assert.Equal(["2|甲||"], read.Rows);
        Assert.Contains("broken-sheet", Assert.Single(read.Problems), StringComparison.Ordinal);
    }

    /// <summary>A small file can be packed so that a single cell of it fills the memory.</summary>
    [Theory]
    [InlineData("<c r=\"A3\" t=\"inlineStr\"><is><t><![CDATA[", "<", "]]></t></is></c>", "broken-sheet")]
    [InlineData("<c r=\"A3\" t=\"inlineStr\"><is>", "<r><t>aaaaaaaa</t></r>", "</is></c>", "broken-sheet")]
    [InlineData("<c r=\"A3\"><v><![CDATA[", "<", "]]></v></c>", "broken-sheet")]
    [InlineData("<c r=\"A3\" t=\"inlineStr\"><is><t>", "a", "</t></is></c>", "not-a-workbook")]
    [InlineData("<c r=\"A3\" t=\"", "a", "\"><v>1</v></c>", "not-a-workbook")]
    public async Task A_cell_without_end_is_not_taken_into_memory(string before, string again, string after, string code)
    {
        var book = new Workbook();
        book.Sheet("数据", book.Row(1, "名称", "日期", "金额") + book.Row(2, "甲") + $"<row r=\"3\">{before}{string.Concat(Enumerable.Repeat(again, 3_000_000 / again.Length))}{after}</row>");
        if (code == "broken-sheet") Assert.Contains("broken-sheet", Assert.Single((await ReadAsync(book.Bytes())).Problems), StringComparison.Ordinal);
        else Assert.Equal(code, (await Assert.ThrowsAsync<InvalidInput>(() => ReadAsync(book.Bytes()))).Problems["file"].Single().Code);
    }

    /// <summary>Each of a hundred kilobytes or so; each took half a minute, or all memory.</summary>
    [Theory]
    [InlineData("far to the right")]
    [InlineData("merged without end")]
    [InlineData("a row without end")]
    public async Task A_small_workbook_cannot_cost_much(string kind)
    {
        var book = new Workbook();
        var heading = book.Row(1, [.. Wanted]);
        const int rows = 150_000;
        var row = new StringBuilder(heading);
        for (var n = 2; n < rows; n++)
            row.Append(CultureInfo.InvariantCulture, $"<row r=\"{n}\"><c r=\"{(kind == "far to the right" ? "XFD" : "A")}{n}\"><v>1</v></c></row>");
        if (kind == "a row without end") row.Append($"<row>{string.Concat(Enumerable.Repeat("<c><v>1</v></c>", 2_000_000))}</row>");
        var merged = string.Concat(Enumerable.Range(0, kind == "merged without end" ? 60_000 : 0).Select(i => string.Create(CultureInfo.InvariantCulture, $"<mergeCell ref=\"A{i + 2}:C{i + 3}\"/>")));
        var bytes = book.Sheet("数据", row.ToString(), $"<mergeCells>{merged}</mergeCells>").Bytes();
        var before = Environment.CpuUsage.TotalTime;
        var (_, problems, _) = await ReadAsync(bytes);
        Assert.NotEmpty(problems);
        Assert.InRange(Environment.CpuUsage.TotalTime - before, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void A_workbook_may_unpack_to_so_much_and_no_more() => Assert.InRange(new ReadBudget(100_000).MaxPartBytes, 50L * 1024 * 1024, 100L * 1024 * 1024);

    [Fact]
    public async Task A_hundred_thousand_rows_of_texts_take_no_more_memory_than_a_tenth_of_them()
    {
        var (few, many) = (await PeakAsync(10_000), await PeakAsync(100_000));
        Assert.True(many < few + (24 * 1024 * 1024), $"{few / 1024} kB for 10,000 rows, {many / 1024} kB for 100,000");
    }

    [Fact]
    public void Texts_of_a_large_workbook_come_back_from_disk_as_they_were()
    {
        // Far more than is kept in memory.
        const int count = 120_000;
        var part = new MemoryStream();
        using (var writer = new StreamWriter(part, leaveOpen: true))
        {
            writer.Write("<sst>");
            for (var i = 0; i < count; i++) writer.Write(string.Create(CultureInfo.InvariantCulture, $"<si><t>第{i}条：{new string('长', i % 97)}𠮷</t></si>"));
            writer.Write("</sst>");
        }
        part.Position = 0;
        using var texts = SharedStrings.Read(part);
        Assert.Equal(count, texts.Count);
        foreach (var i in new[] { 0, 1, count / 2, count - 1, 17, count - 2, 90_001 }) Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"第{i}条：{new string('长', i % 97)}𠮷"), texts[i]);
        Assert.Null(texts[count]);
    }

    [Fact]
    public async Task Sheets_that_are_not_read_and_hidden_rows_are_named()
    {
        var book = new Workbook();
        var headings = book.Row(1, "名称", "日期", "金额");
        var hidden = book.Row(3, "乙", "2017-01-02", "2").Replace("<row r=\"3\">", "<row r=\"3\" hidden=\"1\">", StringComparison.Ordinal);
        book.Sheet("1月", headings + book.Row(2, "甲", "2017-01-01", "1") + hidden + book.Row(4, "丙", "2017-01-03", "3"));
        book.Sheet("2月", headings + book.Row(2, "丁", "2017-02-01", "4")).Sheet("旧", headings, hidden: true);
        using var file = await TableFile.ReceiveAsync(new MemoryStream(book.Bytes()), CancellationToken.None);
        using var rows = file.Read((line, problem) => Assert.Fail($"{line} {problem.Code}"));
        await rows.ReadHeadingsAsync(h => (h.Count, true), CancellationToken.None);
        while (await rows.ReadAsync(CancellationToken.None))
        {
        }
        Assert.Equal("1月", rows.Source.Sheet);
        Assert.Equal(["2月", "旧"], rows.Source.OtherSheets);
        Assert.Equal(1, rows.HiddenRows);
    }

    private static async Task<long> PeakAsync(int rows)
    {
        var book = new Workbook();
        book.Sheet("数据", book.Row(1, "名称", "日期", "金额") + string.Concat(Enumerable.Range(2, rows).Select(n => book.Row(n, $"某某煤业集团第{n}号工地避暑点的名称", "<c s=\"1\"><v>42795</v></c>", "<c><v>12.5</v></c>"))));
        using var file = await TableFile.ReceiveAsync(new MemoryStream(book.Bytes()), CancellationToken.None);
        book = null;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var read = file.Read((line, problem) => Assert.Fail($"{line} {problem.Code}"));
        await read.ReadHeadingsAsync(h => (h.Count, true), CancellationToken.None);
        var (peak, count) = (0L, 0);
        while (await read.ReadAsync(CancellationToken.None))
            if (++count % 5_000 == 0) peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
        Assert.Equal(rows, count);
        return peak;
    }

    private static async Task<(IReadOnlyList<string> Rows, IReadOnlyList<string> Problems, long HeadingLine)> ReadAsync(byte[] bytes)
    {
        using var file = await TableFile.ReceiveAsync(new MemoryStream(bytes), CancellationToken.None);
        var problems = new List<string>();
        using var rows = file.Read((line, problem) => problems.Add($"{line} {problem.Code}"));
        var headings = await rows.ReadHeadingsAsync(h => (h.Count(Wanted.Contains), Wanted.All(h.Contains)), CancellationToken.None);
        var read = new List<string>();
        while (await rows.ReadAsync(CancellationToken.None))
        {
            read.Add($"{rows.Line}|{string.Join('|', Enumerable.Range(0, headings.Count).Select(i => rows[i]))}");
            problems.AddRange(Enumerable.Range(0, headings.Count).Where(i => rows.ProblemOf(i) is not null).Select(i => $"{rows.Line}.{i} {rows.ProblemOf(i)!.Code}"));
        }
        return (read, problems, rows.HeadingLine);
    }
}
