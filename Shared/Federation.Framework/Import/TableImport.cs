using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Kernel;

namespace Federation.Framework.Import;

/// <summary>
/// One kind of table that a union can import. A module describes its columns and what becomes of a row; the template, the preview, the page, the API and the
/// command line follow from that. An instance serves one file: it is opened, accepts row after row, resolves and writes batches, and is closed. All of it is
/// one transaction, which is rolled back if anything is wrong. A preview discards each batch instead of writing it.
/// </summary>
public interface ITableImport
{
    /// <summary>Name of the kind, as the address and the command line have it; <c>import-{kind}</c> of the resources says what it is called.</summary>
    string Kind { get; }

    /// <summary>Every column that the table may have.</summary>
    IReadOnlyList<ImportColumn> Columns { get; }

    /// <summary>
    /// Keys of further headings that an export of the table has, for names and sums. Their columns are ignored, so that an exported table can be corrected and
    /// imported.
    /// </summary>
    IReadOnlyList<string> IgnoredColumns => [];

    /// <summary>Whether a row finds the record that it is about, or one that says the same, so that the same row again changes nothing.</summary>
    bool Upserts { get; }

    /// <summary>Whether the same file a second time is refused.</summary>
    bool RefusesSameFile { get; }

    /// <summary>The first lines of rows that are there already and are left out.</summary>
    IReadOnlyList<long> LeftOut { get; }

    /// <summary>Rows in memory at a time.</summary>
    int BatchSize { get; }

    /// <summary>Counts of the resolved rows, if rows find records.</summary>
    ImportCounts Counts { get; }

    /// <summary>Values of columns that depend on the union, by column: the codes that its rows may name. Offered in templates and on the page; others are no mistake by that.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> OffersAsync(CancellationToken cancellation);

    /// <summary>Reads once what the rows refer to.</summary>
    Task OpenAsync(CancellationToken cancellation);

    /// <summary>Checks a row and keeps it for its batch. Problems go into <paramref name="problems"/>, by column.</summary>
    /// <param name="line">The row's line, for problems that only a later row shows.</param>
    void Accept(long line, Func<string, string?> cell, InputProblems problems);

    /// <summary>Checks the rows of the batch against the database. Problems go into those that each row was accepted with.</summary>
    Task ResolveAsync(CancellationToken cancellation);

    /// <summary>Writes the batch. Not called after a row was wrong.</summary>
    Task WriteAsync(CancellationToken cancellation);

    /// <summary>Discards the batch without writing it.</summary>
    void DiscardBatch();

    /// <summary>After the last row: what can only be checked over all of them.</summary>
    Task CloseAsync(CancellationToken cancellation);
}

/// <summary>How many rows create a record, change one, or leave one as it is.</summary>
public readonly record struct ImportCounts(int Added, int Changed, int Unchanged);

/// <summary>An import whose rows are read as an input record, by the same rules as the API's bodies.</summary>
/// <param name="kind">Name of the kind of table.</param>
/// <param name="first">The columns that stand in front of all others; those of the input record follow in its order.</param>
public abstract class TableImport<TRow>(string kind, params IReadOnlyList<string> first) : ITableImport where TRow : class, new()
{
    public string Kind => kind;

    public IReadOnlyList<ImportColumn> Columns => field ??= ImportColumns.Of<TRow>(first);

    public virtual IReadOnlyList<string> IgnoredColumns => [];

    public virtual bool Upserts => false;

    public virtual bool RefusesSameFile => !Upserts;

    public virtual IReadOnlyList<long> LeftOut => [];

    public virtual int BatchSize => 10_000;

    public virtual ImportCounts Counts => default;

    /// <summary>Where it is asked about what is strange in a row; null where nothing is.</summary>
    protected virtual Questions? Questions => null;

    /// <summary>What rows name by a text: read when the import begins, and offered in templates.</summary>
    protected virtual IReadOnlyList<INamedRecords> Named => [];

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> OffersAsync(CancellationToken cancellation)
    {
        var offers = new Dictionary<string, IReadOnlyList<string>>(Offers());
        foreach (var named in Named) offers[named.Column] = await named.OfferAsync(cancellation);
        return offers;
    }

    public virtual async Task OpenAsync(CancellationToken cancellation)
    {
        foreach (var named in Named) await named.ReadAsync(cancellation);
    }

    /// <summary>Values of other columns that are offered in templates, by column.</summary>
    protected virtual IReadOnlyDictionary<string, IReadOnlyList<string>> Offers() => new Dictionary<string, IReadOnlyList<string>>();

    public void Accept(long line, Func<string, string?> cell, InputProblems problems)
    {
        var row = InputReader.FromCells<TRow>(cell, problems);
        if (problems.Any) return;
        if (row is IChecked whole) whole.Check(problems);
        if (!problems.Any) Collect(problems, () => Accept(line, row, problems));
    }

    public virtual Task ResolveAsync(CancellationToken cancellation) => Task.CompletedTask;

    public abstract Task WriteAsync(CancellationToken cancellation);

    public abstract void DiscardBatch();

    public virtual Task CloseAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Keeps a row that is right by itself; a rule that it breaks is thrown.</summary>
    protected abstract void Accept(long line, TRow row, InputProblems problems);

    /// <summary>The column to name when a row breaks a rule.</summary>
    protected abstract string ColumnOf(RuleViolation rule);

    /// <summary>Does some work for a row and collects what it throws as the row's problems.</summary>
    protected void Collect(InputProblems problems, Action work)
    {
        try
        {
            if (Questions is { } questions) questions.AskOf(problems, work);
            else work();
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
}
