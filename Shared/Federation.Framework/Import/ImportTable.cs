using System.Data.Common;
using System.Text.Json.Serialization;
using Federation.Framework.Audit;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Import;

/// <summary>Imports a union's table, as a whole or not at all.</summary>
/// <param name="Fingerprint">Of the file; with it the same idempotency key and another file are told apart.</param>
public sealed record ImportTable(string Kind, string Fingerprint) : ICommand<ImportedTable>
{
    /// <summary>Not <c>required</c>: the request is written as JSON for its idempotency key, which refuses a required property that is left out.</summary>
    [JsonIgnore]
    public TableFile File { get; init; } = null!;

    /// <summary>Called with the progress from time to time.</summary>
    [JsonIgnore]
    public Action<ImportProgress>? Progress { get; init; }
}

public sealed record ImportedTable(int Rows);

/// <summary>
/// A file that a union has imported. The same file is refused the second time, so that a second click does not duplicate its rows, unless its rows find their
/// records.
/// </summary>
[Unlogged("Each import has an entry of its own.")]
public sealed class ImportRecord : IOwnOnly
{
    public long Id { get; init; }
    public long UnionId { get; init; }
    public required string Kind { get; init; }
    public required string Fingerprint { get; init; }
    public int Rows { get; set; }
    public long? PersonId { get; set; }
    public DateTimeOffset At { get; set; }
}

internal sealed class ImportTableHandler(IEnumerable<ITableImport> imports, FrameworkContext context, DatabaseSession session, Caller caller, Texts texts, TimeProvider time, Questions questions)
    : IHandler<ImportTable, ImportedTable>
{
    /// <summary>Who hands tables in: clerks and reviewers of the union itself.</summary>
    public static readonly Permission Imports = new("records.import", Reach.Itself, Role.Clerk, Role.Reviewer);

    public Permission Permission => Imports;

    public async Task<ImportedTable> HandleAsync(ImportTable request, CancellationToken cancellation)
    {
        var import = imports.Of(request.Kind);
        var record = await RememberAsync(request, import, cancellation);
        await import.OpenAsync(cancellation);
        var reader = new TableReader(import, texts, questions);
        await reader.RunAsync(request.File, write: true, toTheEnd: false, request.Progress, cancellation);
        if (reader.Problems.Count > 0) throw new InvalidInput(reader.Problems);
        if (reader.Asked.Count > 0) throw new Unconfirmed(reader.Asked);
        await import.CloseAsync(cancellation);
        record.Rows = reader.Rows;
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, caller, "import", AuditTrail.Many($"import.{request.Kind}", record.Rows)));
        await context.SaveChangesAsync(cancellation);
        return new ImportedTable(record.Rows);
    }

    /// <summary>Written before the work: the second of two clicks waits here until the first has committed, and is then refused.</summary>
    private async Task<ImportRecord> RememberAsync(ImportTable request, ITableImport import, CancellationToken cancellation)
    {
        if (!import.RefusesSameFile && await context.Set<ImportRecord>().SingleOrDefaultAsync(r => r.Kind == request.Kind && r.Fingerprint == request.Fingerprint, cancellation) is { } before)
        {
            (before.PersonId, before.At) = (caller.PersonId, time.GetUtcNow());
            await context.SaveChangesAsync(cancellation);
            return before;
        }
        var record = new ImportRecord
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
}

internal static class ImportKinds
{
    public static ITableImport Of(this IEnumerable<ITableImport> imports, string kind) => imports.SingleOrDefault(i => i.Kind == kind) ?? throw new NotFound(kind);
}
