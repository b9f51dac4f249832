using System.Globalization;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Import;

/// <summary>Checks a union's table to its end as an import would, and writes nothing.</summary>
public sealed record PreviewTable(string Kind) : IRequest<TablePreview>
{
    public TableFile File { get; init; } = null!;

    public Action<ImportProgress>? Progress { get; init; }
}

/// <summary>What an import of a table would do, or what keeps it from being done.</summary>
/// <param name="Rows">With anything in them, below the headings.</param>
/// <param name="BadRows">Of them, those with something wrong.</param>
/// <param name="Added">New records; null where rows do not find records, and every row is one.</param>
/// <param name="Headings">The file's columns that the table knows, by name.</param>
/// <param name="Problems">What is wrong with the file as a whole or its headings, by where.</param>
/// <param name="Bad">The first rows with something wrong.</param>
public sealed record TablePreview(
    int Rows, int BadRows, int? Added, int? Changed, int? Unchanged, IReadOnlyList<string?> Headings, IReadOnlyDictionary<string, IReadOnlyList<Problem>> Problems, IReadOnlyList<BadRow> Bad)
{
    public bool IsGood => BadRows == 0 && Problems.Count == 0;

    /// <summary>Null where the file could not be read.</summary>
    public TableSummary? Summary { get; init; }

    /// <summary>The first lines of rows that are there already and are left out, where rows are not about records with a key.</summary>
    public IReadOnlyList<long> LeftOut { get; init; } = [];

    /// <summary>What is possible and strange and has to be confirmed, by <c>line 3, column date</c> or <c>file</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Problem>> Questions { get; init; } = new Dictionary<string, IReadOnlyList<Problem>>();

    /// <summary>The codes to confirm.</summary>
    internal IReadOnlyList<string> ToConfirm => Questions.Count == 0 ? [] : new Unconfirmed(Questions).Codes;

    /// <summary>What is wrong, by <c>line 3, column date</c>, as far as it is shown.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<Problem>> Told()
    {
        var told = new Dictionary<string, IReadOnlyList<Problem>>(Problems);
        foreach (var row in Bad)
            foreach (var (column, what) in row.Problems)
                told[string.Create(CultureInfo.InvariantCulture, $"line {row.Line}{(column.Length == 0 ? "" : ", column ")}{column}")] = what;
        return told;
    }
}

/// <summary>A preview as programs get it, with what is wrong in sentences.</summary>
/// <param name="Errors">What is wrong with the file as a whole or its headings.</param>
/// <param name="Bad">The first rows with something wrong.</param>
public sealed record PreviewAnswer(int Rows, int BadRows, int? Added, int? Changed, int? Unchanged, IReadOnlyDictionary<string, string[]> Errors, IReadOnlyList<BadRowAnswer> Bad)
{
    public TableSummary? Summary { get; init; }

    /// <summary>The first lines of rows that are there already and are left out.</summary>
    public IReadOnlyList<long> LeftOut { get; init; } = [];

    /// <summary>What is possible and strange, by where it stands.</summary>
    public IReadOnlyDictionary<string, string[]> Questions { get; init; } = new Dictionary<string, string[]>();

    /// <summary>Codes of these questions: an import with them in <c>confirm</c> is taken.</summary>
    public IReadOnlyList<string> Confirm { get; init; } = [];

    internal static PreviewAnswer Of(TablePreview preview, Texts texts) => new(
        preview.Rows, preview.BadRows, preview.Added, preview.Changed, preview.Unchanged, Say(preview.Problems, texts),
        [.. preview.Bad.Select(b => new BadRowAnswer(b.Line, b.Cells.Zip(preview.Headings).Where(c => c.Second is not null).DistinctBy(c => c.Second).ToDictionary(c => c.Second!, c => c.First), Say(b.Problems, texts)))])
    {
        Summary = preview.Summary, LeftOut = preview.LeftOut, Questions = Say(preview.Questions, texts), Confirm = preview.ToConfirm,
    };

    private static Dictionary<string, string[]> Say(IReadOnlyDictionary<string, IReadOnlyList<Problem>> problems, Texts texts) =>
        problems.ToDictionary(p => p.Key, p => p.Value.Select(v => texts[v.Code, v.Arguments]).ToArray());
}

/// <param name="Cells">As they stand in the file, by column.</param>
/// <param name="Errors">By column; under the empty name what is wrong with the whole line.</param>
public sealed record BadRowAnswer(long Line, IReadOnlyDictionary<string, string?> Cells, IReadOnlyDictionary<string, string[]> Errors);

internal sealed class PreviewTableHandler(IEnumerable<ITableImport> imports, FrameworkContext context, Texts texts, Questions questions) : IHandler<PreviewTable, TablePreview>
{
    public Permission Permission => ImportTableHandler.Imports;

    public async Task<TablePreview> HandleAsync(PreviewTable request, CancellationToken cancellation)
    {
        var import = imports.Of(request.Kind);
        await import.OpenAsync(cancellation);
        var reader = new TableReader(import, texts, questions);
        await reader.RunAsync(request.File, write: false, toTheEnd: true, request.Progress, cancellation);
        // What belongs to a row is shown with it.
        var whole = reader.Problems.Where(p => reader.BadRows == 0 || !p.Key.StartsWith("line ", StringComparison.Ordinal)).ToDictionary();
        if (import.RefusesSameFile && await context.Set<ImportRecord>().AnyAsync(r => r.Kind == request.Kind && r.Fingerprint == request.File.Fingerprint, cancellation))
            whole["file"] = [new Problem("already-imported", request.Kind)];
        var found = import.Upserts ? import.Counts : default(ImportCounts?);
        return new TablePreview(reader.Rows + reader.Unreadable, reader.BadRows, found?.Added, found?.Changed, found?.Unchanged, reader.Headings, whole, reader.Bad)
        {
            Summary = reader.Summary, LeftOut = import.LeftOut, Questions = reader.Asked,
        };
    }
}

/// <summary>What a kind of table is made of, for a page and a template.</summary>
public sealed record DescribeTable(string Kind) : IRequest<TableDescription>;

/// <param name="Offers">Values of columns that depend on the union, such as the codes of its campaigns.</param>
public sealed record TableDescription(string Kind, IReadOnlyList<ImportColumn> Columns, IReadOnlyDictionary<string, IReadOnlyList<string>> Offers);

internal sealed class DescribeTableHandler(IEnumerable<ITableImport> imports) : IHandler<DescribeTable, TableDescription>
{
    public Permission Permission => ImportTableHandler.Imports;

    public async Task<TableDescription> HandleAsync(DescribeTable request, CancellationToken cancellation)
    {
        var import = imports.Of(request.Kind);
        return new TableDescription(import.Kind, import.Columns, await import.OffersAsync(cancellation));
    }
}
