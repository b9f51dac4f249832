using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Federation.Kernel;

namespace Federation.Framework.Export;

/// <summary>Writes a table as a workbook with one sheet, row by row, so that memory stays flat whatever its size.</summary>
internal static class XlsxTable
{
    /// <summary>What a sheet holds, its heading among them.</summary>
    private const int MaxRows = 1_048_576;

    // Places in the list of cell formats below.
    private const uint Plain = 0, Heading = 1, Whole = 2, Money = 3, Day = 4, Moment = 5;

    private static readonly DateOnly DayZero = new(1899, 12, 30);

    public static async Task WriteAsync(ExportTable table, Stream to, CancellationToken cancellation)
    {
        // The workbook is written with seeks; a response stream cannot seek.
        await using var file = ScratchFile.Create();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var part = book.AddNewPart<WorksheetPart>();
            book.Workbook = new Workbook(new Sheets(new Sheet { Id = book.GetIdOfPart(part), SheetId = 1, Name = "Sheet1" }));
            using var xml = OpenXmlWriter.Create(part);
            xml.WriteStartElement(new Worksheet());
            // The heading stays in sight.
            xml.WriteElement(new SheetViews(new SheetView(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }));
            xml.WriteElement(new Columns(table.Columns.Select((c, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = c.Money ? 18 : 16, CustomWidth = true })));
            xml.WriteStartElement(new SheetData());
            WriteRow(xml, table.Columns.Select(c => Text(c.Title, Heading)));
            var rows = 1;
            await foreach (var row in table.Rows.WithCancellation(cancellation))
            {
                if (++rows > MaxRows) throw new RuleViolation("too-many-rows-for-excel", MaxRows - 1);
                WriteRow(xml, row.Select((cell, i) => CellOf(cell, table.Columns[i])));
            }
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        file.Position = 0;
        await file.CopyToAsync(to, cancellation);
    }

    private static void WriteRow(OpenXmlWriter xml, IEnumerable<Cell> cells)
    {
        xml.WriteStartElement(new Row());
        foreach (var cell in cells) xml.WriteElement(cell);
        xml.WriteEndElement();
    }

    private static Cell CellOf(object? value, ExportColumn column) => value switch
    {
        null => new Cell(),
        decimal number => Number(number, column.Money ? Money : number == decimal.Truncate(number) ? Whole : Plain),
        DateOnly day => Number(day.DayNumber - DayZero.DayNumber, Day),
        DateTime moment => Number((decimal)(moment - DayZero.ToDateTime(TimeOnly.MinValue)).TotalDays, Moment),
        _ => Text((string)value, Plain),
    };

    private static Cell Number(decimal number, uint style) => new() { CellValue = new CellValue(number.ToString(CultureInfo.InvariantCulture)), StyleIndex = style };

    private static Cell Text(string text, uint style) =>
        new() { DataType = CellValues.InlineString, InlineString = new InlineString(new DocumentFormat.OpenXml.Spreadsheet.Text(Printable(text)) { Space = SpaceProcessingModeValues.Preserve }), StyleIndex = style };

    /// <summary>Removes characters that XML does not allow.</summary>
    private static string Printable(string text) => text.EnumerateRunes().All(IsXml) ? text : string.Concat(text.EnumerateRunes().Where(IsXml));

    private static bool IsXml(Rune rune) => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value);

    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy-mm-dd" }, new NumberingFormat { NumberFormatId = 165, FormatCode = "yyyy-mm-dd hh:mm:ss" }),
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(), new CellFormat { FontId = 1, ApplyFont = true }, Format(3), Format(4), Format(164), Format(165)));

    private static CellFormat Format(uint number) => new() { NumberFormatId = number, ApplyNumberFormat = true };
}
