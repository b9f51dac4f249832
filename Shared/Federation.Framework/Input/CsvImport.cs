using Federation.Framework.Handlers;
using Federation.Kernel;

namespace Federation.Framework.Input;

/// <summary>
/// One kind of table that a union can hand in. An instance serves one file: opened, given each row in turn, told now and then to write what it
/// has, and closed; all in one transaction, and all undone when anything was wrong.
/// </summary>
public interface ICsvImport
{
    /// <summary>Name of the kind, as the address and the command line have it.</summary>
    string Kind { get; }

    /// <summary>Every column that the table may have.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>The columns without which it is not read.</summary>
    IReadOnlyList<string> RequiredColumns { get; }

    /// <summary>Reads once what the rows refer to.</summary>
    Task OpenAsync(CancellationToken cancellation);

    /// <summary>Checks a row and keeps it to be written; what is wrong with it goes into <paramref name="problems"/>, by column.</summary>
    void Take(Func<string, string?> cell, InputProblems problems);

    /// <summary>Writes the rows taken since the last time. Not called once a row was wrong.</summary>
    Task WriteAsync(CancellationToken cancellation);

    /// <summary>After the last row: what can only be checked over all of them.</summary>
    Task CloseAsync(CancellationToken cancellation);
}

/// <summary>An import whose rows are read as an input record, by the same rules as the API's bodies.</summary>
public abstract class CsvImport<TRow> : ICsvImport where TRow : class, new()
{
    public abstract string Kind { get; }

    public IReadOnlyList<string> Columns { get; } = InputReader.ColumnsOf<TRow>();

    public IReadOnlyList<string> RequiredColumns { get; } = InputReader.RequiredColumnsOf<TRow>();

    public abstract Task OpenAsync(CancellationToken cancellation);

    public void Take(Func<string, string?> cell, InputProblems problems)
    {
        var row = InputReader.FromCells<TRow>(cell, problems);
        if (problems.Any) return;
        if (row is IChecked whole) whole.Check(problems);
        if (problems.Any) return;
        try
        {
            Take(row, problems);
        }
        catch (RuleViolation rule)
        {
            problems.Add(ColumnOf(rule), rule.Code, [.. rule.Arguments]);
        }
        catch (InvalidInput invalid)
        {
            foreach (var (column, what) in invalid.Problems)
                foreach (var problem in what)
                    problems.Add(column, problem.Code, problem.Arguments);
        }
    }

    public abstract Task WriteAsync(CancellationToken cancellation);

    public abstract Task CloseAsync(CancellationToken cancellation);

    /// <summary>Keeps a row that is right by itself; a rule that it breaks is thrown.</summary>
    protected abstract void Take(TRow row, InputProblems problems);

    /// <summary>The column to name when a row breaks a rule.</summary>
    protected abstract string ColumnOf(RuleViolation rule);
}
