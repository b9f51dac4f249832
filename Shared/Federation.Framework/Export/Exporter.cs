using Federation.Framework.Audit;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Http;

namespace Federation.Framework.Export;

/// <summary>Writes exports. An export is in the audit log before its first byte is sent.</summary>
public sealed class Exporter(IAudit audit, Caller caller, Texts texts)
{
    /// <summary>The format that the address asks for with <c>format=csv</c> or <c>format=xlsx</c>; Excel where it says nothing.</summary>
    public static ExportFormat Format(HttpRequest http) => http.Query["format"].ToString() switch
    {
        "" or "xlsx" => ExportFormat.Xlsx,
        "csv" => ExportFormat.Csv,
        _ => throw new InvalidInput("format", "not-one-of", "xlsx, csv"),
    };

    /// <summary>The format that a file's ending says.</summary>
    internal static ExportFormat FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => ExportFormat.Csv,
        ".xlsx" => ExportFormat.Xlsx,
        _ => throw new InvalidInput("file", "not-one-of", ".xlsx, .csv"),
    };

    /// <summary>An answer that carries the table as a file.</summary>
    /// <param name="subject">What it is, for the log: a kind and what was asked for, no person's data.</param>
    public async Task<IResult> DownloadAsync(HttpContext http, string subject, ExportTable table)
    {
        var format = Format(http.Request);
        await audit.RecordAsync(caller, "export", subject, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Stream(
            to => WriteAsync(table, format, to, http.RequestAborted),
            format == ExportFormat.Csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            $"{table.Name}.{format.ToString().ToLowerInvariant()}");
    }

    /// <summary>Writes the table to a file; its ending says as what.</summary>
    public async Task WriteFileAsync(ExportTable table, string subject, string path, CancellationToken cancellation)
    {
        var format = FormatOf(path);
        await audit.RecordAsync(caller, "export", subject, cancellation);
        // Written beside the target first, so that an existing file stays whole until the new one is complete.
        var draft = path + ".part";
        await using (var file = new FileStream(draft, FileMode.Create, FileAccess.ReadWrite, FileShare.None)) await WriteAsync(table, format, file, cancellation);
        File.Move(draft, path, overwrite: true);
    }

    internal Task WriteAsync(ExportTable table, ExportFormat format, Stream to, CancellationToken cancellation)
    {
        var said = table with { Rows = SayAsync(table.Rows) };
        return format == ExportFormat.Csv ? CsvTable.WriteAsync(said, to, cancellation) : XlsxTable.WriteAsync(said, to, cancellation);
    }

    /// <summary>Words in the reader's language, instants by the clock on the wall.</summary>
    private async IAsyncEnumerable<IReadOnlyList<object?>> SayAsync(IAsyncEnumerable<IReadOnlyList<object?>> rows)
    {
        await foreach (var row in rows)
            yield return
            [
                .. row.Select(cell => cell switch
                {
                    Enum word => texts[EnumTexts.KeyOf(word)],
                    bool yes => texts[yes ? "yes" : "no"],
                    DateTimeOffset moment => BusinessDay.Local(moment).DateTime,
                    int number => (decimal)number,
                    long number => (decimal)number,
                    _ => cell,
                }),
            ];
    }
}
