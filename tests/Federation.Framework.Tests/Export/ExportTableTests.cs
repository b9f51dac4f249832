using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Federation.Framework.Export;

namespace Federation.Framework.Tests.Export;

/// <summary>What is handed out reads in a spreadsheet as it was: numbers add up, days sort, texts stay texts.</summary>
public sealed class ExportTableTests
{
    private static readonly ExportTable Table = new(
        "表", [new("名称"), new("金额（元）", Money: true), new("数量"), new("日期"), new("时间")],
        new IReadOnlyList<object?>[]
        {
            ["=HYPERLINK(\"http://evil\")", 1234.5m, 3m, new DateOnly(2017, 3, 1), new DateTime(2017, 3, 1, 18, 30, 0)],
            ["逗号,引号\"换行\n𠮷😀", null, 0.25m, null, null],
            ["控制\u0001符 <b>", 0m, -7m, new DateOnly(1949, 1, 1), null],
        }.ToAsyncEnumerable());

    [Fact]
    public async Task Csv_has_a_mark_quotes_what_needs_it_and_runs_no_formula()
    {
        using var file = new MemoryStream();
        await CsvTable.WriteAsync(Table, file, CancellationToken.None);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), file.ToArray()[..3]);
        Assert.Equal(
            "名称,金额（元）,数量,日期,时间\r\n" +
            "\"'=HYPERLINK(\"\"http://evil\"\")\",1234.50,3,2017-03-01,2017-03-01 18:30:00\r\n" +
            "\"逗号,引号\"\"换行\n𠮷😀\",,0.25,,\r\n" +
            "控制\u0001符 <b>,0.00,-7,1949-01-01,\r\n",
            Encoding.UTF8.GetString(file.ToArray()[3..]));
    }

    [Fact]
    public async Task A_workbook_holds_numbers_as_numbers_days_as_days_and_texts_as_texts()
    {
        using var file = new MemoryStream();
        await XlsxTable.WriteAsync(Table, file, CancellationToken.None);
        using var book = SpreadsheetDocument.Open(file, isEditable: false);
        Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(book).Select(e => e.Description));
        var rows = book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().Select(r => r.Elements<Cell>().ToList()).ToList();
        Assert.Equal(["名称", "金额（元）", "数量", "日期", "时间"], rows[0].Select(c => c.InnerText));
        Assert.Equal("=HYPERLINK(\"http://evil\")", rows[1][0].InnerText);
        Assert.Null(rows[1][0].CellFormula);
        Assert.Equal(CellValues.InlineString, rows[1][0].DataType!.Value);
        Assert.Equal(("1234.5", "3", "42795"), (rows[1][1].CellValue!.Text, rows[1][2].CellValue!.Text, rows[1][3].CellValue!.Text));
        Assert.Null(rows[1][1].DataType);
        Assert.StartsWith("42795.7708", rows[1][4].CellValue!.Text, StringComparison.Ordinal);
        Assert.Equal("逗号,引号\"换行\n𠮷😀", rows[2][0].InnerText);
        Assert.Null(rows[2][1].CellValue);
        Assert.Equal("控制符 <b>", rows[3][0].InnerText);
        var formats = book.WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ToList();
        Assert.Equal((4u, 164u, 165u), (Number(1), Number(3), Number(4)));

        uint Number(int column) => formats[(int)rows[1][column].StyleIndex!.Value].NumberFormatId!.Value;
    }
}
