using System.Globalization;
using CsvHelper;

namespace Federation.Framework.Export;

/// <summary>Writes a table as CSV in UTF-8 with a byte order mark. Without it, Excel in China reads the file as GB18030.</summary>
internal static class CsvTable
{
    private static readonly CsvWriterOptions Options = new()
    {
        WriteByteOrderMark = true, NewLine = "\r\n", FormatProvider = CultureInfo.InvariantCulture,
        // A text that a spreadsheet would evaluate as a formula is escaped.
        Injection = CsvInjection.Escape,
    };

    public static async Task WriteAsync(ExportTable table, Stream to, CancellationToken cancellation)
    {
        await using var csv = CsvWriter.Create(to, Options, leaveOpen: true);
        foreach (var column in table.Columns) csv.WriteField(column.Title);
        await csv.EndRecordAsync(cancellation);
        await foreach (var row in table.Rows.WithCancellation(cancellation))
        {
            for (var i = 0; i < table.Columns.Count; i++)
                switch (row[i])
                {
                    case decimal number: csv.WriteField(number, table.Columns[i].Money ? "0.00" : "0.##########"); break;
                    case DateOnly day: csv.WriteField(day, "yyyy-MM-dd"); break;
                    case DateTime moment: csv.WriteField(moment, "yyyy-MM-dd HH:mm:ss"); break;
                    case var text: csv.WriteField(text as string ?? ""); break;
                }
            await csv.EndRecordAsync(cancellation);
        }
        await csv.FlushAsync(cancellation);
    }
}
