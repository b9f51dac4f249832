using System.Globalization;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Web;
using Federation.Kernel;

namespace Federation.Framework.Import;

/// <summary>How far a file has been read.</summary>
/// <param name="Rows">Rows so far.</param>
/// <param name="Share">Of the file, from 0 to 1.</param>
public readonly record struct ImportProgress(int Rows, double Share);

/// <summary>What a table holds, to be compared with what the sender meant to upload.</summary>
/// <param name="HiddenRows">Of the rows, those that are hidden in the workbook; they are read like the others.</param>
/// <param name="Sums">Over the rows without mistakes, by column.</param>
/// <param name="First">The cells of the first rows, one for each heading.</param>
public sealed record TableSummary(TableSource Source, int HiddenRows, IReadOnlyDictionary<string, decimal> Sums, IReadOnlyList<IReadOnlyList<string?>> First);

/// <summary>A row with something wrong in it, as a preview shows it.</summary>
/// <param name="Cells">As they stand in the file, one for each heading; none for a line that cannot be read at all.</param>
/// <param name="Problems">By column; under the empty name what is wrong with the whole line.</param>
public sealed record BadRow(long Line, IReadOnlyList<string?> Cells, IReadOnlyDictionary<string, IReadOnlyList<Problem>> Problems);

/// <summary>Reads a file for an import, from its headings to its last row, in batches of which one is in memory at a time.</summary>
internal sealed class TableReader(ITableImport import, Texts texts, Questions questions)
{
    /// <summary>Problems told at most.</summary>
    public const int MaxProblems = 100;

    /// <summary>Bad rows shown at most.</summary>
    private const int MaxShown = 50;

    private const int MaxFirst = 5;

    private const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private const int ProgressInterval = 1_000;

    private readonly TableWords words = new(import.Columns, texts, import.IgnoredColumns);
    private readonly Dictionary<string, IReadOnlyList<Problem>> problems = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Problem>> asked = new(StringComparer.Ordinal);
    private readonly List<BadRow> bad = [];
    private readonly List<Waiting> waiting = [];
    private readonly Dictionary<string, decimal> sums = [];
    private readonly List<IReadOnlyList<string?>> first = [];

    private sealed record Waiting(long Line, IReadOnlyList<string?> Cells, InputProblems Problems);

    public int Rows { get; private set; }

    /// <summary>Lines that cannot be read as rows at all.</summary>
    public int Unreadable { get; private set; }

    public int BadRows { get; private set; }

    /// <summary>The file's headings that the table knows, by their columns' names; null for others.</summary>
    public IReadOnlyList<string?> Headings { get; private set; } = [];

    public IReadOnlyList<BadRow> Bad => bad;

    /// <summary>Null where the file could not be read.</summary>
    public TableSummary? Summary { get; private set; }

    /// <summary>The first of what is wrong, by <c>line 3, column date</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Problem>> Problems => problems;

    /// <summary>What is strange and not confirmed, by <c>line 3, column date</c>; under <c>file</c> what would go in, or be left out, unseen.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Problem>> Asked => asked;

    /// <param name="write">Whether rows are written as long as nothing is wrong; else they are only checked.</param>
    /// <param name="toTheEnd">Whether rows are counted on when enough problems have been found to tell.</param>
    public async Task RunAsync(TableFile file, bool write, bool toTheEnd, Action<ImportProgress>? progress, CancellationToken cancellation)
    {
        using var rows = Open(file);
        if (rows is null) return;
        var columns = await ReadHeadingsAsync(rows, cancellation);
        if (problems.Count > 0) return;
        var source = SourceOf(rows);
        if (source is { Sheet: { } sheet, OtherSheets.Count: > 0 }) Ask("file", new Problem("sheets-not-read", sheet, string.Join("、", source.OtherSheets)));
        rows.Need(import.Columns.Where(c => c.Required).Max(c => (int?)columns[c.Name]) + 1 ?? 0);
        while ((toTheEnd || problems.Count < MaxProblems) && await rows.ReadAsync(cancellation))
        {
            Rows++;
            ReadRow(rows, columns);
            if (Rows % ProgressInterval == 0) progress?.Invoke(new ImportProgress(Rows, rows.Share));
            if (Rows % import.BatchSize == 0) await EndBatchAsync(write, cancellation);
        }
        await EndBatchAsync(write, cancellation);
        if (Rows == 0 && problems.Count == 0) Report("file", new Problem("empty-file"));
        progress?.Invoke(new ImportProgress(Rows, 1));
        if (rows.HiddenRows > 0) Ask("file", new Problem("hidden-rows-read", rows.HiddenRows));
        Summary = new TableSummary(source, rows.HiddenRows, sums, first);
    }

    /// <summary>What is read, without the notes of our own templates.</summary>
    private TableSource SourceOf(ITableRows rows)
    {
        var notes = TableTemplate.Languages.Select(l => texts.Find("template-notes", l)).ToList();
        return rows.Source with { OtherSheets = [.. rows.Source.OtherSheets.Where(s => !notes.Contains(s))] };
    }

    private ITableRows? Open(TableFile file)
    {
        try
        {
            return file.Read((line, problem) =>
            {
                BadRows++;
                Unreadable++;
                Report(LineOf(line), problem);
                if (bad.Count < MaxShown) bad.Add(new BadRow(line, [], new Dictionary<string, IReadOnlyList<Problem>> { [""] = [problem] }));
            });
        }
        catch (InvalidInput unusable)
        {
            foreach (var (where, what) in unusable.Problems) Report(where, [.. what]);
            return null;
        }
    }

    private async Task<Dictionary<string, int>> ReadHeadingsAsync(ITableRows rows, CancellationToken cancellation)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        IReadOnlyList<string> headings;
        try
        {
            headings = await rows.ReadHeadingsAsync(Fit, cancellation);
        }
        catch (InvalidInput unusable)
        {
            foreach (var (where, what) in unusable.Problems) Report(where, [.. what]);
            return columns;
        }
        if (problems.Count > 0) return columns;
        Headings = [.. headings.Select(h => words.Column(h)?.Name)];
        var line = LineOf(rows.HeadingLine);
        for (var i = 0; i < headings.Count; i++)
        {
            var heading = headings[i].Trim();
            if (words.IsIgnored(heading)) continue;
            if (Headings[i] is not { } column) Report($"{line}, column {heading}", new Problem("unknown-column", heading, string.Join(", ", import.Columns.Select(c => c.Name))));
            else if (!columns.TryAdd(column, i)) Report($"{line}, column {heading}", new Problem("given-twice"));
        }
        foreach (var missing in import.Columns.Where(c => c.Required && !columns.ContainsKey(c.Name))) Report($"{line}, column {missing.Name}", new Problem("missing-column", missing.Name));
        return columns;

        (int Known, bool Complete) Fit(IReadOnlyList<string> given)
        {
            var known = given.Select(h => words.Column(h)?.Name).OfType<string>().ToHashSet(StringComparer.Ordinal);
            return (known.Count, import.Columns.All(c => !c.Required || known.Contains(c.Name)));
        }
    }

    private void ReadRow(ITableRows rows, Dictionary<string, int> columns)
    {
        var row = new InputProblems();
        foreach (var (column, at) in columns)
            if (rows.ProblemOf(at) is { } unreadable) row.Add(column, unreadable.Code, unreadable.Arguments);
        if (!row.Any) import.Accept(rows.Line, name => columns.TryGetValue(name, out var at) ? words.ToCode(name, rows[at]) : null, row);
        if (first.Count < MaxFirst) first.Add(Cells(rows));
        if (!row.Any) Sum(rows, columns);
        if (import.Upserts) waiting.Add(new Waiting(rows.Line, Cells(rows), row));
        else End(rows.Line, Cells(rows), row);
    }

    private void Sum(ITableRows rows, Dictionary<string, int> columns)
    {
        foreach (var column in import.Columns.Where(c => c.Summed))
        {
            if (!columns.TryGetValue(column.Name, out var at) || rows[at] is not { } text || NumberText.ToPlain(text) is not { } plain) continue;
            if (decimal.TryParse(plain, Number, CultureInfo.InvariantCulture, out var number)) sums[column.Name] = sums.GetValueOrDefault(column.Name) + number;
        }
    }

    private async Task EndBatchAsync(bool write, CancellationToken cancellation)
    {
        await import.ResolveAsync(cancellation);
        foreach (var row in waiting) End(row.Line, row.Cells, row.Problems);
        waiting.Clear();
        if (write && problems.Count == 0 && asked.Count == 0) await import.WriteAsync(cancellation);
        else import.DiscardBatch();
    }

    private IReadOnlyList<string?> Cells(ITableRows rows) => [.. Enumerable.Range(0, Headings.Count).Select(i => rows[i])];

    /// <summary>Nothing more will be said of a row.</summary>
    private void End(long line, IReadOnlyList<string?> cells, InputProblems row)
    {
        if (row.Any) Report(line, cells, row);
        foreach (var (column, what) in row.Questions()) Ask($"{LineOf(line)}, column {column}", [.. what]);
    }

    private void Ask(string where, params IReadOnlyList<Problem> what)
    {
        var open = what.Where(q => questions.IsOpen(q.Code)).ToList();
        if (open.Count > 0 && asked.Count < MaxProblems) asked[where] = [.. asked.GetValueOrDefault(where) ?? [], .. open];
    }

    private void Report(long line, IReadOnlyList<string?> cells, InputProblems row)
    {
        var all = row.All();
        BadRows++;
        foreach (var (column, what) in all) Report($"{LineOf(line)}, column {column}", [.. what]);
        if (bad.Count < MaxShown) bad.Add(new BadRow(line, cells, all));
    }

    private void Report(string where, params IReadOnlyList<Problem> what)
    {
        if (problems.Count < MaxProblems) problems[where] = what;
    }

    private static string LineOf(long line) => $"line {line.ToString(CultureInfo.InvariantCulture)}";
}
