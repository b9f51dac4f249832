using System.Diagnostics;
using System.Globalization;
using System.IO.Packaging;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Federation.Kernel;

namespace Federation.Framework.Import;

/// <summary>
/// Reads an Excel workbook row by row. It takes the first visible sheet with the table's headings; lines above them, such as a title, are skipped. Dates are
/// read as dates, numbers with the fifteen digits that Excel keeps, formulas as the values of the last save. A merged cell is refused in every row that it
/// covers: a sum in it could be meant for each row or for all of them.
/// </summary>
internal sealed partial class XlsxRows : ITableRows
{
    internal static readonly XmlReaderSettings Settings = new() { IgnoreComments = true, IgnoreProcessingInstructions = true, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>The number of lines of each sheet in which headings are searched.</summary>
    private const int MaxLinesAbove = 20;

    /// <summary>More columns than any sheet has.</summary>
    private const int MaxColumns = 16_384;

    /// <summary>Characters of a part that is read as a whole: the list of sheets, the styles.</summary>
    private const long MaxSmallPartBytes = 32L * 1024 * 1024;

    /// <summary>
    /// Bytes without a new element. The reader would load an endless text or attribute into memory. A full cell with every character escaped has half of this.
    /// </summary>
    private const int MaxReadAhead = 1024 * 1024;

    /// <summary>Characters of a cell, three times what Excel lets it hold.</summary>
    private const int MaxCellLength = 100_000;

    /// <summary>Characters of a row.</summary>
    private const int MaxRowLength = 4 * 1024 * 1024;

    private const int MaxMerged = 100_000;

    /// <summary>Bytes in which a merged cell is named.</summary>
    private const int MaxRangeLength = 64;

    private const double LastDay = 2_958_465.99999;

    private readonly SpreadsheetDocument document;
    private readonly SharedStrings texts;
    private readonly HashSet<int> dayStyles = [];
    private readonly DateTime dayZero;
    private readonly List<string?> cells = [];
    private readonly List<Problem?> problems = [];
    private readonly Unreadable unreadable;
    private readonly ReadBudget budget;

    /// <summary>Merged cells by their first rows, and where the next one is that may begin in a row to come.</summary>
    private List<(long Top, long Bottom, int Left, int Right)> merged = [];
    private int nextMerged;

    /// <summary>Those that reach into the row.</summary>
    private readonly List<(long Top, long Bottom, int Left, int Right)> reaching = [];

    /// <summary>Whether the row has anything to the right of the headings.</summary>
    private bool beyond;
    private LimitedStream? stream;
    private XmlReader? sheet;
    private long unpacked;
    private int columns = MaxColumns;
    private bool isHidden;

    private XlsxRows(SpreadsheetDocument document, ReadBudget budget, Unreadable unreadable)
    {
        (this.document, this.budget, this.unreadable) = (document, budget, unreadable);
        var book = document.WorkbookPart ?? throw new InvalidDataException("The package holds no workbook.");
        dayZero = book.Workbook.WorkbookProperties?.Date1904?.Value == true ? new DateTime(1904, 1, 1) : new DateTime(1899, 12, 30);
        ReadStyles(book.WorkbookStylesPart?.Stylesheet);
        using var strings = book.SharedStringTablePart is { } part ? new LimitedStream(part.GetStream(FileMode.Open, FileAccess.Read), budget.MaxPartBytes) : null;
        texts = SharedStrings.Read(strings);
    }

    public TableSource Source { get; private set; } = new(null, [], null);

    public int HiddenRows { get; private set; }

    public long HeadingLine { get; private set; } = 1;

    public long Line { get; private set; }

    public string? this[int column] => column < cells.Count ? cells[column] : null;

    public double Share => unpacked == 0 || stream is null ? 0 : Math.Min(1, (double)stream.Taken / unpacked);

    public static XlsxRows Open(Stream content, Unreadable unreadable)
    {
        content.Position = 0;
        try
        {
            var document = SpreadsheetDocument.Open(content, isEditable: false, new OpenSettings { MaxCharactersInPart = MaxSmallPartBytes });
            try
            {
                return new XlsxRows(document, new ReadBudget(content.Length), unreadable);
            }
            catch
            {
                document.Dispose();
                throw;
            }
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            throw new InvalidInput("file", broken is TooCostly ? TooCostly.Problem.Code : "not-a-workbook");
        }
    }

    public Problem? ProblemOf(int column) => column < problems.Count ? problems[column] : null;

    public Task<IReadOnlyList<string>> ReadHeadingsAsync(Func<IReadOnlyList<string>, (int Known, bool Complete)> fit, CancellationToken cancellation)
    {
        try
        {
            var names = new List<string>();
            (WorksheetPart Part, string Name, long Line, int Known)? best = null;
            foreach (var listed in document.WorkbookPart!.Workbook.Sheets?.Elements<Sheet>() ?? [])
            {
                cancellation.ThrowIfCancellationRequested();
                if (listed.State?.Value is { } state && state != SheetStateValues.Visible) continue;
                if (listed.Id?.Value is not { } id || document.WorkbookPart.GetPartById(id) is not WorksheetPart part) continue;
                if (names.Count == ReadBudget.MostSheets) throw new TooCostly();
                var name = listed.Name?.Value ?? "";
                names.Add(name);
                Begin(part);
                for (var looked = 0; looked < MaxLinesAbove && NextRow(); looked++)
                {
                    var (known, complete) = fit(Headings());
                    if (complete) return Task.FromResult(StandBehind(part, name, Line));
                    if (known > (best?.Known ?? 0)) best = (part, name, Line, known);
                }
            }
            if (best is { } nearest) return Task.FromResult(StandBehind(nearest.Part, nearest.Name, nearest.Line));
            throw new InvalidInput("file", names.Count == 0 ? "no-sheet" : "wrong-sheet", string.Join("、", names));
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            throw new InvalidInput("file", broken is TooCostly ? TooCostly.Problem.Code : "not-a-workbook");
        }
    }

    public ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            while (NextRow())
            {
                if (beyond)
                {
                    unreadable(Line, new Problem("wrong-field-count", Line));
                    continue;
                }
                MarkMerged();
                if (isHidden) HiddenRows++;
                return ValueTask.FromResult(true);
            }
            return ValueTask.FromResult(false);
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            unreadable(Line + 1, broken is TooCostly ? TooCostly.Problem : new Problem("broken-sheet"));
            return ValueTask.FromResult(false);
        }
    }

    public void Dispose()
    {
        sheet?.Dispose();
        stream?.Dispose();
        texts.Dispose();
        document.Dispose();
    }

    /// <summary>The text of an <c>si</c> or <c>is</c> element, on which the reader stands and behind which it leaves it; how to pronounce it is left out.</summary>
    internal static string TextOf(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        var depth = xml.Depth;
        string? one = null;
        StringBuilder? many = null;
        var spoken = 0;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh" && !xml.IsEmptyElement) spoken = xml.Depth;
            else if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "rPh") spoken = 0;
            else if (spoken == 0 && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace && IsInText(xml, depth))
            {
                var text = ValueOf(xml);
                if (one is null) one = text;
                else if ((many ??= new StringBuilder(one)).Append(text).Length > MaxCellLength) throw new InvalidDataException("A cell is longer than Excel allows.");
            }
        }
        return Unescaped(many?.ToString() ?? one ?? "");
    }

    /// <summary>The text on which the reader stands. What is marked as it stands may be of any length without the beginning of an element in it, so it is read piece by piece.</summary>
    private static string ValueOf(XmlReader xml)
    {
        if (xml.NodeType != XmlNodeType.CDATA) return xml.Value;
        var (text, piece) = (new StringBuilder(), new char[4096]);
        for (int read; (read = xml.ReadValueChunk(piece, 0, piece.Length)) > 0;)
            if (text.Append(piece, 0, read).Length > MaxCellLength) throw new InvalidDataException("A cell is longer than Excel allows.");
        return text.ToString();
    }

    /// <summary>The content of an element, on which the reader stands and behind which it leaves it.</summary>
    private static string ContentOf(XmlReader xml)
    {
        var (depth, content) = (xml.Depth, "");
        if (!xml.IsEmptyElement)
        {
            while (xml.Read() && xml.Depth > depth)
                if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace && (content += ValueOf(xml)).Length > MaxCellLength)
                    throw new InvalidDataException("A cell is longer than Excel allows.");
        }
        xml.Read();
        return content;
    }

    /// <summary>Text stands in a <c>t</c>, straight in the element or in a run of it; white space between elements is layout of the file.</summary>
    private static bool IsInText(XmlReader xml, int depth) => xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA || (xml.XmlSpace == XmlSpace.Preserve && xml.Depth >= depth + 2);

    /// <summary>Excel writes signs that XML cannot hold as <c>_x0001_</c>.</summary>
    private static string Unescaped(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escape().Replace(text, m => ((char)int.Parse(m.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
        : text;

    private static bool IsBroken(Exception error) =>
        error is TooCostly or XmlException or OpenXmlPackageException or FileFormatException or InvalidDataException or FormatException or KeyNotFoundException or ArgumentOutOfRangeException;

    private IReadOnlyList<string> StandBehind(WorksheetPart part, string name, long line)
    {
        var others = document.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Select(s => s.Name?.Value ?? "").Where(n => n != name);
        Source = new TableSource(name, [.. others], null);
        merged = MergedCells(part);
        merged.Sort();
        Begin(part);
        while (NextRow() && Line < line)
        {
        }
        var headings = Headings();
        (columns, HeadingLine) = (headings.Count, line);
        return headings;
    }

    /// <summary>The texts of the row, without empty ones at its end.</summary>
    private List<string> Headings()
    {
        var last = cells.FindLastIndex(c => c is not null);
        return [.. cells.Take(last + 1).Select(c => c ?? "")];
    }

    private void Begin(WorksheetPart part)
    {
        sheet?.Dispose();
        stream?.Dispose();
        stream = new LimitedStream(part.GetStream(FileMode.Open, FileAccess.Read), budget.MaxPartBytes);
        sheet = XmlReader.Create(stream, Settings);
        Line = 0;
        while (sheet.Read())
            if (sheet.NodeType == XmlNodeType.Element && sheet.LocalName == "sheetData") return;
    }

    /// <summary>Reads the next row that has anything in it.</summary>
    private bool NextRow()
    {
        var xml = sheet!;
        while (true)
        {
            var began = Stopwatch.GetTimestamp();
            if (!xml.Read() || (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "sheetData")) return false;
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "row") continue;
            isHidden = xml.GetAttribute("hidden") is "1" or "true";
            Line = long.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : Line + 1;
            cells.Clear();
            var found = !xml.IsEmptyElement && ReadCells(xml);
            budget.Spend(cells.Count + 1, began);
            if (found) return true;
        }
    }

    private bool ReadCells(XmlReader xml)
    {
        problems.Clear();
        (beyond, var anything) = (false, false);
        var (column, length) = (-1, 0);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "row") break;
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c") continue;
            column = xml.GetAttribute("r") is { } place ? ColumnOf(place) : column + 1;
            if (column is < 0 or >= MaxColumns) throw new InvalidDataException("A cell lies outside the sheet.");
            var (value, problem) = ReadCell(xml);
            if (value is null && problem is null) continue;
            if ((length += value?.Length ?? 0) > MaxRowLength) throw new InvalidDataException("A row is too long.");
            anything = true;
            if (column >= columns)
            {
                // To the right of the headings it only counts that there is something.
                beyond |= value is not null;
                continue;
            }
            while (cells.Count <= column)
            {
                cells.Add(null);
                problems.Add(null);
            }
            (cells[column], problems[column]) = (value, problem);
        }
        return anything;
    }

    private (string? Value, Problem? Problem) ReadCell(XmlReader xml)
    {
        var (type, style) = (xml.GetAttribute("t"), xml.GetAttribute("s"));
        if (xml.IsEmptyElement) return default;
        string? value = null;
        var isFormula = false;
        var depth = xml.Depth;
        xml.Read();
        while (xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "v") value = ContentOf(xml);
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "is")
            {
                value = TextOf(xml);
                xml.Read();
            }
            else
            {
                isFormula |= xml.NodeType == XmlNodeType.Element && xml.LocalName == "f";
                xml.Read();
            }
        }
        if (value is null) return (null, isFormula ? new Problem("formula-without-value") : null);
        switch (type)
        {
            case "e": return (value, new Problem("formula-error", value));
            case "b": return (value == "1" ? "true" : "false", null);
            case "s":
                value = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? texts[number] : null;
                if (value is null) throw new InvalidDataException("A cell names a text that is not there.");
                return (Filled(value), null);
            case "inlineStr": return (Filled(value), null);
            case "str": return (Filled(Unescaped(value)), null);
            case "d": return (DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment) ? Text(moment) : value, null);
            // Excel keeps fifteen digits of a number: what is longer was typed as the number of a document, and its end is gone.
            default: return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var size) && Math.Abs(size) >= 1e15 ? (value, new Problem("number-cell-cut-off")) : (NumberOf(value, style), null);
        }
    }

    /// <summary>A cell with nothing but white space in it looks empty, and is.</summary>
    private static string? Filled(string text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private string? NumberOf(string value, string? style)
    {
        if (value.Length == 0) return null;
        if (style is not null && int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && dayStyles.Contains(number)
            && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var days) && days is >= 0 and < LastDay)
            return days < 1 ? TimeOnly.FromTimeSpan(TimeSpan.FromSeconds(Math.Min(Math.Round(days * 86_400), 86_399))).ToString("HH:mm", CultureInfo.InvariantCulture) : Text(dayZero.AddSeconds(Math.Round(days * 86_400)));
        // What is written in few digits is as it was typed; long ones carry what binary fractions add: 0.30000000000000004.
        if (value.Length <= 15 && !value.Contains('E', StringComparison.OrdinalIgnoreCase)) return value;
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) && Math.Abs(exact) < 1e27 ? ((decimal)exact).ToString(CultureInfo.InvariantCulture) : value;
    }

    private static string Text(DateTime moment) => moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private void ReadStyles(Stylesheet? styles)
    {
        if (styles?.CellFormats is not { } formats) return;
        var own = (styles.NumberingFormats?.Elements<NumberingFormat>() ?? []).Where(f => f.NumberFormatId is not null).ToLookup(f => f.NumberFormatId!.Value, f => f.FormatCode?.Value ?? "");
        foreach (var (format, i) in formats.Elements<CellFormat>().Select((f, i) => (f, i)))
        {
            var id = format.NumberFormatId?.Value ?? 0;
            // The numbers that the standard gives to days and times, those of the Chinese, Japanese and Korean editions among them.
            if (own.Contains(id) ? IsOfDays(own[id].First()) : id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58)) dayStyles.Add(i);
        }
    }

    /// <summary>Whether a format of numbers shows days or times: it has one of their letters outside what it shows as it stands.</summary>
    private static bool IsOfDays(string format) =>
        format is not ("General" or "Standard") && Shown().Replace(format.Split(';')[0], "").AsSpan().IndexOfAny("ymdhsYMDHS") >= 0;

    private void MarkMerged()
    {
        for (; nextMerged < merged.Count && merged[nextMerged].Top <= Line; nextMerged++) reaching.Add(merged[nextMerged]);
        reaching.RemoveAll(m => m.Bottom < Line);
        foreach (var (_, _, left, right) in reaching)
        {
            for (var column = left; column <= right && column < columns; column++)
            {
                while (problems.Count <= column)
                {
                    cells.Add(null);
                    problems.Add(null);
                }
                problems[column] ??= new Problem("merged-cell");
            }
        }
    }

    /// <summary>Merged cells are named behind the rows, so the sheet is unpacked once to find them before its rows are read.</summary>
    private List<(long Top, long Bottom, int Left, int Right)> MergedCells(WorksheetPart part)
    {
        using var all = new LimitedStream(part.GetStream(FileMode.Open, FileAccess.Read), budget.MaxPartBytes);
        var ranges = new List<(long, long, int, int)>();
        var buffer = new byte[64 * 1024];
        var (kept, read) = (0, 0);
        do
        {
            read = all.Read(buffer, kept, buffer.Length - kept);
            var here = buffer.AsSpan(0, kept + read);
            var looked = 0;
            for (int next; (next = here[looked..].IndexOf("mergeCell "u8)) >= 0; looked += 10)
            {
                looked += next;
                if (here.Length - looked < MaxRangeLength && read > 0) break;
                if (MergedRange().Match(Encoding.UTF8.GetString(here[looked..Math.Min(here.Length, looked + MaxRangeLength)])) is not { Success: true } range) continue;
                if (ranges.Count == MaxMerged) throw new InvalidDataException("The sheet has too many merged cells.");
                var (from, to) = (range.Groups[1].Value, range.Groups[2].Value);
                ranges.Add((RowOf(from), RowOf(to), ColumnOf(from), ColumnOf(to)));
            }
            // The match may cross the boundary of two buffers.
            kept = Math.Min(MaxRangeLength, here.Length - looked);
            here[^kept..].CopyTo(buffer);
        }
        while (read > 0);
        unpacked = all.Taken;
        return ranges;
    }

    /// <summary>27 of <c>AB12</c>.</summary>
    private static int ColumnOf(string place)
    {
        var column = 0;
        foreach (var letter in place)
        {
            if (letter is < 'A' or > 'Z' || column > MaxColumns) break;
            column = (column * 26) + letter - 'A' + 1;
        }
        return column - 1;
    }

    private static long RowOf(string place) => long.Parse(place.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_", RegexOptions.NonBacktracking)]
    private static partial Regex Escape();

    [GeneratedRegex("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?![hmsHMS]+\\])[^\\]]*\\]")]
    private static partial Regex Shown();

    [GeneratedRegex("^mergeCell\\s+ref=[\"']([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})[\"']", RegexOptions.NonBacktracking)]
    private static partial Regex MergedRange();

    /// <summary>A part of a workbook as it is unpacked, up to a limit, and as long as something begins in it now and then.</summary>
    private sealed class LimitedStream(Stream inner, long most) : Stream
    {
        private long run;

        public long Taken { get; private set; }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => Taken; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            Taken += read;
            var here = buffer[..read];
            run = here.IndexOf((byte)'<') is var first and >= 0 && run + first <= MaxReadAhead ? read - 1 - here.LastIndexOf((byte)'<') : run + read;
            if (run > MaxReadAhead) throw new InvalidDataException("The part has a text that is longer than a cell can be.");
            return Taken <= most ? read : throw new TooCostly();
        }

        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
