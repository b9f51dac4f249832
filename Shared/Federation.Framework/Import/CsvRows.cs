using System.Text;
using CsvHelper;
using Federation.Kernel;

namespace Federation.Framework.Import;

/// <summary>Text with commas, semicolons or tabs; the first line holds the headings.</summary>
internal sealed class CsvRows : ITableRows
{
    private const int LongestLine = 1024 * 1024;

    private readonly Stream content;
    private readonly CsvReader csv;
    private readonly Unreadable unreadable;
    private int columns;

    public CsvRows(Stream content, Encoding? encoding, Unreadable unreadable)
    {
        (this.content, this.unreadable) = (content, unreadable);
        content.Position = 0;
        csv = CsvReader.Create(content, new CsvReaderOptions
        {
            Encoding = encoding,
            TrackLineNumbers = true,
            MaxRecordSize = LongestLine,
            MalformedData = CsvMalformedDataHandling.Skip,
            FieldCountMismatch = CsvFieldCountHandling.Skip,
            OnMalformedRecord = m => unreadable(m.LineNumber, new Problem(m.Reason == CsvMalformedReason.FieldCountMismatch ? "wrong-field-count" : "bad-csv", m.LineNumber)),
            IncludeValuesInExceptions = false,
            PoolStrings = true,
        }, leaveOpen: true);
    }

    public long HeadingLine => 1;

    public long Line => csv.LineNumber;

    /// <summary>Without the mark by which a text goes out that a spreadsheet would take for a formula, so that what was handed out comes in as it was.</summary>
    public string? this[int column] => csv.GetString(column) is var cell && cell is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r', ..] ? cell[1..] : cell;

    public double Share => content.Length == 0 ? 1 : (double)content.Position / content.Length;

    public Problem? ProblemOf(int column) => null;

    public async Task<IReadOnlyList<string>> ReadHeadingsAsync(Func<IReadOnlyList<string>, (int Known, bool Complete)> fit, CancellationToken cancellation)
    {
        try
        {
            await csv.ReadHeaderAsync(cancellation);
        }
        catch (CsvFormatException malformed)
        {
            Tell(malformed);
            return [];
        }
        columns = csv.Headers.Count;
        return csv.Headers;
    }

    public async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            while (await csv.ReadAsync(cancellation))
                for (var i = 0; i < columns; i++)
                    if (!csv.IsEmpty(i)) return true;
        }
        catch (CsvFormatException malformed)
        {
            Tell(malformed);
        }
        return false;
    }

    public void Dispose() => csv.Dispose();

    private void Tell(CsvFormatException malformed) => unreadable(malformed.LineNumber, new Problem("bad-csv", malformed.LineNumber));
}
