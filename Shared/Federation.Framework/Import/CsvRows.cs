using CsvHelper;
using Federation.Kernel;

namespace Federation.Framework.Import;

/// <summary>Text with commas, semicolons or tabs; the first line holds the headings.</summary>
internal sealed class CsvRows : ITableRows
{
    private const int MaxLineLength = 1024 * 1024;

    private readonly Stream content;
    private readonly CsvReader csv;
    private readonly Unreadable unreadable;
    private int columns, needed;

    /// <summary>What DOS wrote behind the last line; some programs still do.</summary>
    private const char EndOfFile = '\u001a';

    public CsvRows(Stream content, EncodingScan encoding, Unreadable unreadable)
    {
        (this.content, this.unreadable, Source) = (content, unreadable, new TableSource(null, [], encoding.Name));
        content.Position = 0;
        csv = CsvReader.Create(content, new CsvReaderOptions
        {
            Encoding = encoding.Encoding,
            TrackLineNumbers = true,
            MaxRecordSize = MaxLineLength,
            MalformedData = CsvMalformedDataHandling.Skip,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
            OnMalformedRecord = m => unreadable(m.LineNumber, new Problem("bad-csv", m.LineNumber)),
            IncludeValuesInExceptions = false,
            PoolStrings = true,
        }, leaveOpen: true);
    }

    public TableSource Source { get; }

    public long HeadingLine => 1;

    public long Line => csv.LineNumber;

    /// <summary>
    /// Removes the apostrophe that our exports put in front of text which a spreadsheet would take for a formula, and <c>="…"</c>, with which other programs
    /// keep a long number from being read as a number. So an exported file can be imported unchanged.
    /// </summary>
    public string? this[int column] => column >= csv.FieldCount ? null : csv.GetString(column)?.TrimEnd(EndOfFile) switch
    {
        ['\'', '=' or '+' or '-' or '@' or '\t' or '\r', ..] marked => marked[1..],
        ['=', '"', .. var text, '"'] => text,
        var cell => cell,
    };

    public double Share => content.Length == 0 ? 1 : (double)content.Position / content.Length;

    public Problem? ProblemOf(int column) => null;

    public void Need(int fields) => needed = fields;

    public async Task<IReadOnlyList<string>> ReadHeadingsAsync(Func<IReadOnlyList<string>, (int Known, bool Complete)> fit, CancellationToken cancellation)
    {
        try
        {
            await csv.ReadHeaderAsync(cancellation);
        }
        catch (CsvFormatException malformed)
        {
            Report(malformed);
            return [];
        }
        // Commas behind the last heading stand over nothing.
        columns = csv.Headers.Count;
        while (columns > 0 && string.IsNullOrWhiteSpace(csv.Headers[columns - 1])) columns--;
        return [.. csv.Headers.Take(columns)];
    }

    public async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            while (await csv.ReadAsync(cancellation))
            {
                var (first, last) = Filled();
                if (last < 0 || (last == 0 && first == EndOfFile.ToString())) continue;
                // Empty cells at the end may be left out, and others may stand there. A row that ends before a needed column is torn.
                if (last < columns && csv.FieldCount >= needed) return true;
                unreadable(csv.LineNumber, new Problem("wrong-field-count", csv.LineNumber));
            }
        }
        catch (CsvFormatException malformed)
        {
            Report(malformed);
        }
        return false;
    }

    public void Dispose() => csv.Dispose();

    /// <summary>The row's first field and the place of its last one in which anything stands; -1 where nothing does.</summary>
    private (string? First, int Last) Filled()
    {
        var last = csv.FieldCount - 1;
        while (last >= 0 && csv.IsEmpty(last)) last--;
        return (last < 0 ? null : csv.GetString(0), last);
    }

    private void Report(CsvFormatException malformed) => unreadable(malformed.LineNumber, new Problem("bad-csv", malformed.LineNumber));
}
