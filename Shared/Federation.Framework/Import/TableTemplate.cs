using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Federation.Framework.Export;
using Federation.Framework.Pages;
using Federation.Framework.Web;

namespace Federation.Framework.Import;

/// <summary>
/// An empty table to be filled in. As a workbook its columns are formatted as what they hold, words are offered for choosing, and a second sheet says of each
/// column what may stand in it, with an example; as CSV it is the line of headings.
/// </summary>
public sealed class TableTemplate(Texts texts)
{
    internal static readonly string[] Languages = ["zh-CN", "en"];

    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Characters of a list that is offered for choosing, at most: Excel's limit.</summary>
    private const int MaxListLength = 255;

    /// <summary>Lines that are offered words.</summary>
    private const int OfferedLines = 100_000;

    // Places in the list of cell formats below.
    private const uint AsText = 1, Heading = 2, Needed = 3, Whole = 4, Money = 5, Day = 6;

    public static (string Type, string Ending) KindOf(ExportFormat format) => format == ExportFormat.Csv ? ("text/csv; charset=utf-8", "csv") : (Workbook, "xlsx");

    public byte[] Make(TableDescription table, ExportFormat format)
    {
        // With a byte order mark; without it, Excel in China reads the file as GB18030.
        if (format == ExportFormat.Csv) return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Join(',', table.Columns.Select(c => texts[c.Heading])) + "\r\n")];
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var (data, notes) = (book.AddNewPart<WorksheetPart>(), book.AddNewPart<WorksheetPart>());
            data.Worksheet = Data(table);
            notes.Worksheet = Notes(table);
            book.Workbook = new Workbook(new Sheets(
                new Sheet { Id = book.GetIdOfPart(data), SheetId = 1, Name = texts["template-data"] }, new Sheet { Id = book.GetIdOfPart(notes), SheetId = 2, Name = texts["template-notes"] }));
        }
        return file.ToArray();
    }

    /// <summary>What may stand in a column, in words.</summary>
    public string MayHold(ImportColumn column, TableDescription table) =>
        column.Words is { } words ? string.Join(Separator, words.Select(w => texts[EnumTexts.KeyOf(w)]))
        : column.Type == typeof(bool) ? $"{texts["yes"]}{Separator}{texts["no"]}"
        : table.Offers.GetValueOrDefault(column.Name) is { Count: > 0 } offers ? string.Join(Separator, offers)
        : column.Type == typeof(DateOnly) ? texts["cell-day"]
        : column.Type == typeof(decimal) ? column.Money ? texts["cell-money"] : texts["cell-number", column.Decimals]
        : column.Type == typeof(int) || column.Type == typeof(long) ? texts["cell-whole"]
        : texts["cell-text", column.MaxLength];

    private string Separator => texts["list-separator"];

    private Worksheet Data(TableDescription table)
    {
        var sheet = new Worksheet(
            new SheetViews(new SheetView(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }),
            new Columns(table.Columns.Select((c, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = c.Type == typeof(string) ? 20 : 14, CustomWidth = true, Style = StyleOf(c) })),
            new SheetData(RowOf(table.Columns.Select(c => (texts[c.Heading] + (c.Required ? "*" : ""), c.Required ? Needed : Heading)))));
        var offered = table.Columns.Select((c, i) => (Column: LettersOf(i), List: ListOf(c, table))).Where(o => o.List is not null).Select(o => new DataValidation
        {
            Type = DataValidationValues.List, AllowBlank = true, ShowErrorMessage = false, SequenceOfReferences = new ListValue<StringValue> { InnerText = $"{o.Column}2:{o.Column}{OfferedLines + 1}" },
            Formula1 = new Formula1($"\"{o.List}\""),
        }).ToList();
        if (offered.Count > 0) sheet.Append(new DataValidations(offered) { Count = (uint)offered.Count });
        return sheet;
    }

    private Worksheet Notes(TableDescription table) => new(
        new Columns(new[] { 20d, 18, 8, 60, 24 }.Select((width, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = width, CustomWidth = true })),
        new SheetData(
        [
            RowOf(new[] { "column", "column-code", "column-needed", "column-holds", "column-example" }.Select(k => (texts[k], Heading))),
            .. table.Columns.Select(c => RowOf(new[] { texts[c.Heading], c.Name, texts[c.Required ? "yes" : "no"], MayHold(c, table), ExampleOf(c, table) }.Select(t => (t, AsText)))),
        ]));

    public string ExampleOf(ImportColumn column, TableDescription table) =>
        column.Example ?? table.Offers.GetValueOrDefault(column.Name)?.FirstOrDefault()
        ?? (column.Words is [var word, ..] ? texts[EnumTexts.KeyOf(word)]
            : column.Type == typeof(bool) ? texts["yes"] : column.Type == typeof(DateOnly) ? "2017-08-01" : column.Type == typeof(decimal) ? "1234.50" : column.Type == typeof(string) ? "" : "120");

    /// <summary>What is offered for choosing in a cell; null where it is too much for Excel, or would be torn at its commas.</summary>
    private string? ListOf(ImportColumn column, TableDescription table)
    {
        IReadOnlyList<string> all = column.Words is { } words ? [.. words.Select(w => texts[EnumTexts.KeyOf(w)])]
            : column.Type == typeof(bool) ? [texts["yes"], texts["no"]]
            : table.Offers.GetValueOrDefault(column.Name) ?? [];
        var list = string.Join(',', all);
        return all.Count > 0 && list.Length <= MaxListLength && !all.Any(w => w.AsSpan().ContainsAny(",\"")) ? list : null;
    }

    private static uint StyleOf(ImportColumn column) =>
        column.Type == typeof(DateOnly) ? Day : column.Type == typeof(decimal) && column.Money ? Money : column.Type == typeof(int) || column.Type == typeof(long) ? Whole : column.Type == typeof(string) ? AsText : 0;

    private static Row RowOf(IEnumerable<(string Text, uint Style)> cells) => new(cells.Select(c => new Cell
    {
        DataType = CellValues.InlineString, InlineString = new InlineString(new Text(c.Text) { Space = SpaceProcessingModeValues.Preserve }), StyleIndex = c.Style,
    }));

    /// <summary>AB of 27.</summary>
    private static string LettersOf(int column) => column < 26 ? ((char)('A' + column)).ToString() : LettersOf((column / 26) - 1) + (char)('A' + (column % 26));

    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy-mm-dd" }),
        new Fonts(new Font(), new Font(new Bold()), new Font(new Bold(), new Color { Rgb = "FFA61B14" })),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        // 49 is text: identity numbers keep all their digits.
        new CellFormats(new CellFormat(), Format(49), new CellFormat { FontId = 1, ApplyFont = true }, new CellFormat { FontId = 2, ApplyFont = true }, Format(1), Format(4), Format(164)));

    private static CellFormat Format(uint number) => new() { NumberFormatId = number, ApplyNumberFormat = true };
}
