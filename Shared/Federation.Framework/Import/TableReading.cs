using System.Globalization;
using Federation.Framework.Input;
using Federation.Framework.Web;
using Federation.Kernel;

namespace Federation.Framework.Import;

/// <summary>How far a file has been read.</summary>
/// <param name="Rows">Rows so far.</param>
/// <param name="Share">Of the file, from 0 to 1.</param>
public readonly record struct ImportProgress(int Rows, double Share);

/// <summary>What a table holds, for whoever compares it with what was meant to be handed in.</summary>
/// <param name="HiddenRows">Of the rows, those that are hidden in the workbook; they are read like the others.</param>
/// <param name="Sums">Over the rows without mistakes, by column.</param>
/// <param name="First">The cells of the first rows, one for each heading.</param>
public sealed record TableSummary(TableSource Source, int HiddenRows, IReadOnlyDictionary<string, decimal> Sums, IReadOnlyList<IReadOnlyList<string?>> First);

/// <summary>A row with something wrong in it, as a preview shows it.</summary>
/// <param name="Cells">As they stand in the file, one for each heading; none for a line that cannot be read at all.</param>
/// <param name="Problems">By column; under the empty name what is wrong with the whole line.</param>
public sealed record BadRow(long Line, IReadOnlyList<string?> Cells, IReadOnlyDictionary<string, IReadOnlyList<Problem>> Problems);

/// <summary>Reads a file for an import, from its headings to its last row, in batches of which one is in memory at a time.</summary>
internal sealed class TableReading(ITableImport import, Texts texts)
{
    /// <summary>Problems told at most.</summary>
    public const int MostProblems = 100;

    /// <summary>Bad rows shown at most.</summary>
    private const int MostShown = 50;

    private const int MaxFirst = 5;

    private const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private const int Often = 1_000;

    private readonly TableWords words = new(import.Columns, texts, import.PassedBy);
    private readonly Dictionary<string, IReadOnlyList<Problem>> problems = new(StringComparer.Ordinal);
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

    /// <param name="write">Whether rows are written as long as nothing is wrong; else they are only checked.</param>
    /// <param name="toTheEnd">Whether rows are counted on when enough problems have been found to tell.</param>
    public async Task RunAsync(TableFile file, bool write, bool toTheEnd, Action<ImportProgress>? progress, CancellationToken cancellation)
    {
        using var rows = Open(file);
        if (rows is null) return;
        var columns = await ReadHeadingsAsync(rows, cancellation);
        if (problems.Count > 0) return;
        rows.Need(import.Columns.Where(c => c.Required).Max(c => (int?)columns[c.Name]) + 1 ?? 0);
        while ((toTheEnd || problems.Count < MostProblems) && await rows.ReadAsync(cancellation))
        {
            Rows++;
            Take(rows, columns);
            if (Rows % Often == 0) progress?.Invoke(new ImportProgress(Rows, rows.Share));
            if (Rows % import.AtATime == 0) await EndBatchAsync(write, cancellation);
        }
        await EndBatchAsync(write, cancellation);
        if (Rows == 0 && problems.Count == 0) Tell("file", new Problem("empty-file"));
        progress?.Invoke(new ImportProgress(Rows, 1));
        var notes = TableTemplate.Languages.Select(l => texts.Find("template-notes", l)).ToList();
        Summary = new TableSummary(rows.Source with { OtherSheets = [.. rows.Source.OtherSheets.Where(s => !notes.Contains(s))] }, rows.HiddenRows, sums, first);
    }

    private ITableRows? Open(TableFile file)
    {
        try
        {
            return file.Read((line, problem) =>
            {
                BadRows++;
                Unreadable++;
                Tell(LineOf(line), problem);
                if (bad.Count < MostShown) bad.Add(new BadRow(line, [], new Dictionary<string, IReadOnlyList<Problem>> { [""] = [problem] }));
            });
        }
        catch (InvalidInput unusable)
        {
            foreach (var (where, what) in unusable.Problems) Tell(where, [.. what]);
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
            foreach (var (where, what) in unusable.Problems) Tell(where, [.. what]);
            return columns;
        }
        if (problems.Count > 0) return columns;
        Headings = [.. headings.Select(h => words.Column(h)?.Name)];
        var line = LineOf(rows.HeadingLine);
        for (var i = 0; i < headings.Count; i++)
        {
            var heading = headings[i].Trim();
            if (words.Passes(heading)) continue;
            if (Headings[i] is not { } column) Tell($"{line}, column {heading}", new Problem("unknown-column", heading, string.Join(", ", import.Columns.Select(c => c.Name))));
            else if (!columns.TryAdd(column, i)) Tell($"{line}, column {heading}", new Problem("given-twice"));
        }
        foreach (var missing in import.Columns.Where(c => c.Required && !columns.ContainsKey(c.Name))) Tell($"{line}, column {missing.Name}", new Problem("missing-column", missing.Name));
        return columns;

        (int Known, bool Complete) Fit(IReadOnlyList<string> given)
        {
            var known = given.Select(h => words.Column(h)?.Name).OfType<string>().ToHashSet(StringComparer.Ordinal);
            return (known.Count, import.Columns.All(c => !c.Required || known.Contains(c.Name)));
        }
    }

    private void Take(ITableRows rows, Dictionary<string, int> columns)
    {
        var row = new InputProblems();
        foreach (var (column, at) in columns)
            if (rows.ProblemOf(at) is { } unreadable) row.Add(column, unreadable.Code, unreadable.Arguments);
        if (!row.Any) import.Take(rows.Line, name => columns.TryGetValue(name, out var at) ? words.Said(name, rows[at]) : null, row);
        if (first.Count < MaxFirst) first.Add(Cells(rows));
        if (!row.Any) Sum(rows, columns);
        if (import.FindsRecords) waiting.Add(new Waiting(rows.Line, Cells(rows), row));
        else if (row.Any) Tell(rows.Line, Cells(rows), row);
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
        await import.SettleAsync(cancellation);
        foreach (var row in waiting)
            if (row.Problems.Any) Tell(row.Line, row.Cells, row.Problems);
        waiting.Clear();
        if (write && problems.Count == 0) await import.WriteAsync(cancellation);
        else import.Forget();
    }

    private IReadOnlyList<string?> Cells(ITableRows rows) => [.. Enumerable.Range(0, Headings.Count).Select(i => rows[i])];

    private void Tell(long line, IReadOnlyList<string?> cells, InputProblems row)
    {
        var all = row.All();
        BadRows++;
        foreach (var (column, what) in all) Tell($"{LineOf(line)}, column {column}", [.. what]);
        if (bad.Count < MostShown) bad.Add(new BadRow(line, cells, all));
    }

    private void Tell(string where, params IReadOnlyList<Problem> what)
    {
        if (problems.Count < MostProblems) problems[where] = what;
    }

    private static string LineOf(long line) => $"line {line.ToString(CultureInfo.InvariantCulture)}";
}
