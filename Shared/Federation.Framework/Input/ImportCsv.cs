using System.Data.Common;
using System.Globalization;
using System.Text.Json.Serialization;
using CsvHelper;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Input;

/// <summary>Takes a union's table in, whole or not at all.</summary>
/// <param name="Fingerprint">Of the file; with it the same idempotency key and another file are told apart.</param>
public sealed record ImportCsv(string Kind, string Fingerprint) : ICommand<ImportedCsv>
{
    /// <summary>Not <c>required</c>: the request is written as JSON for its idempotency key, which refuses a required property that is left out.</summary>
    [JsonIgnore]
    public CsvFile File { get; init; } = null!;
}

public sealed record ImportedCsv(int Rows);

/// <summary>A file that a union has handed in: the same one a second time is refused, so that a second click does not double.</summary>
public sealed class CsvImportRecord : IOwnOnly
{
    public long Id { get; init; }
    public long UnionId { get; init; }
    public required string Kind { get; init; }
    public required string Fingerprint { get; init; }
    public int Rows { get; set; }
    public long? PersonId { get; init; }
    public DateTimeOffset At { get; init; }
}

internal sealed class ImportCsvHandler(IEnumerable<ICsvImport> imports, FrameworkContext context, DatabaseSession session, Caller caller, TimeProvider time)
    : IHandler<ImportCsv, ImportedCsv>
{
    /// <summary>Rows in memory at a time.</summary>
    private const int AtATime = 10_000;

    /// <summary>Problems told at most.</summary>
    private const int MostProblems = 100;

    private readonly Dictionary<string, IReadOnlyList<Problem>> problems = new(StringComparer.Ordinal);

    public Permission Permission { get; } = new("records.import", Reach.Itself, Role.Clerk, Role.Reviewer);

    public async Task<ImportedCsv> HandleAsync(ImportCsv request, CancellationToken cancellation)
    {
        var import = imports.SingleOrDefault(i => i.Kind == request.Kind) ?? throw new NotFound(request.Kind);
        var record = await RememberAsync(request, cancellation);
        await import.OpenAsync(cancellation);
        try
        {
            record.Rows = await ReadAsync(request.File, import, cancellation);
        }
        catch (CsvFormatException malformed)
        {
            Tell($"line {malformed.LineNumber.ToString(CultureInfo.InvariantCulture)}", [new Problem("bad-csv", malformed.LineNumber)]);
        }
        if (problems.Count > 0) throw new InvalidInput(problems);
        if (record.Rows == 0) throw new InvalidInput("file", "empty-file");
        await import.CloseAsync(cancellation);
        await context.SaveChangesAsync(cancellation);
        return new ImportedCsv(record.Rows);
    }

    /// <summary>Before the work: the second of two clicks waits here until the first has committed, and is then refused.</summary>
    private async Task<CsvImportRecord> RememberAsync(ImportCsv request, CancellationToken cancellation)
    {
        var record = new CsvImportRecord
        {
            Id = context.Ids.Next(), UnionId = caller.Union!.Id, Kind = request.Kind, Fingerprint = request.Fingerprint, PersonId = caller.PersonId, At = time.GetUtcNow(),
        };
        context.Add(record);
        try
        {
            await context.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException clash) when (clash.InnerException is DbException error && session.Dialect.IsUniqueViolation(error))
        {
            throw new RuleViolation("already-imported", request.Kind);
        }
        return record;
    }

    private async Task<int> ReadAsync(CsvFile file, ICsvImport import, CancellationToken cancellation)
    {
        using var csv = file.Read(m => Tell($"line {m.LineNumber.ToString(CultureInfo.InvariantCulture)}", [new Problem(m.Reason == CsvMalformedReason.FieldCountMismatch ? "wrong-field-count" : "bad-csv", m.LineNumber)]));
        await csv.ReadHeaderAsync(cancellation);
        var columns = Columns(csv.Headers, import);
        if (problems.Count > 0) return 0;
        string? Cell(string name) => columns.TryGetValue(name, out var at) ? csv.GetString(at) : null;
        int rows = 0, written = 0;
        while (problems.Count < MostProblems && await csv.ReadAsync(cancellation))
        {
            rows++;
            var row = new InputProblems();
            import.Take(Cell, row);
            if (row.Any)
                foreach (var (column, what) in row.All())
                    Tell($"line {csv.LineNumber.ToString(CultureInfo.InvariantCulture)}, column {column}", what);
            if (problems.Count > 0 || rows - written < AtATime) continue;
            await import.WriteAsync(cancellation);
            written = rows;
        }
        if (problems.Count == 0) await import.WriteAsync(cancellation);
        return rows;
    }

    private Dictionary<string, int> Columns(IReadOnlyList<string> headers, ICsvImport import)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < headers.Count; i++)
        {
            var header = headers[i].Trim();
            var column = import.Columns.FirstOrDefault(c => string.Equals(c, header, StringComparison.OrdinalIgnoreCase));
            if (column is null) Tell($"line 1, column {header}", [new Problem("unknown-column", header, string.Join(", ", import.Columns))]);
            else if (!columns.TryAdd(column, i)) Tell($"line 1, column {header}", [new Problem("given-twice")]);
        }
        foreach (var missing in import.RequiredColumns.Where(c => !columns.ContainsKey(c))) Tell($"line 1, column {missing}", [new Problem("missing-column", missing)]);
        return columns;
    }

    private void Tell(string where, IReadOnlyList<Problem> what)
    {
        if (problems.Count < MostProblems) problems[where] = what;
    }
}

/// <summary>The one way in for tables, whatever the module.</summary>
public static class ImportEndpoint
{
    public static void MapImports(this IEndpointRouteBuilder api) => api.MapPost("/unions/{union}/imports/{kind}",
        async (string kind, HttpContext http, IHandler<ImportCsv, ImportedCsv> handler, CancellationToken cancellation) =>
        {
            if (http.Request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) != true)
                throw new BadHttpRequestException("text/csv expected", StatusCodes.Status415UnsupportedMediaType);
            using var file = await CsvFile.ReceiveAsync(http.Request.Body, cancellation);
            return EndpointExtensions.Answer(http, await handler.HandleAsync(new ImportCsv(kind, file.Fingerprint) { File = file }, cancellation));
        })
        .Handles<ImportCsv, ImportedCsv>().Accepts<string>("text/csv").WithMetadata(new RequestSizeLimitAttribute(CsvFile.Largest));
}
