using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Kernel;

namespace Federation.Framework.Import;

/// <summary>
/// One kind of table that a union can hand in. A module says once what its columns are and what becomes of a row; the template, the preview, the page, the
/// API and the command line follow from that. An instance serves one file: opened, given each row in turn, asked now and then to settle and write what it
/// has, and closed; all in one transaction, and all undone when anything was wrong. A preview does the same and lets go where an import writes.
/// </summary>
public interface ITableImport
{
    /// <summary>Name of the kind, as the address and the command line have it; <c>import-{kind}</c> of the resources says what it is called.</summary>
    string Kind { get; }

    /// <summary>Every column that the table may have.</summary>
    IReadOnlyList<ImportColumn> Columns { get; }

    /// <summary>
    /// Keys of headings that the same table has besides when it is handed out, of names and sums that follow from the rest: they are passed by, so that a table that was handed out can be put right and
    /// handed in.
    /// </summary>
    IReadOnlyList<string> PassedBy => [];

    /// <summary>Whether a row finds the record that it is about, or one that says the same, so that the same row again changes nothing.</summary>
    bool FindsRecords { get; }

    /// <summary>Whether the same file a second time is refused.</summary>
    bool RefusesSameFile { get; }

    /// <summary>The first lines of rows that are there already and are left out.</summary>
    IReadOnlyList<long> LeftOut { get; }

    /// <summary>Rows in memory at a time.</summary>
    int AtATime { get; }

    /// <summary>What became of the rows that were settled, where records are found.</summary>
    Found Found { get; }

    /// <summary>Values of columns that depend on the union, by column: the codes that its rows may name. Offered in templates and on the page; others are no mistake by that.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> OffersAsync(CancellationToken cancellation);

    /// <summary>Reads once what the rows refer to.</summary>
    Task OpenAsync(CancellationToken cancellation);

    /// <summary>Checks a row and keeps it to be written; what is wrong with it goes into <paramref name="problems"/>, by column.</summary>
    /// <param name="line">Of the row, for what is only noticed with a later one.</param>
    void Take(long line, Func<string, string?> cell, InputProblems problems);

    /// <summary>Checks the rows taken since the last time against the database; what is wrong goes into the problems that each was taken with.</summary>
    Task SettleAsync(CancellationToken cancellation);

    /// <summary>Writes the rows taken since the last time. Not called once a row was wrong.</summary>
    Task WriteAsync(CancellationToken cancellation);

    /// <summary>Lets go of the rows taken since the last time, unwritten.</summary>
    void Forget();

    /// <summary>After the last row: what can only be checked over all of them.</summary>
    Task CloseAsync(CancellationToken cancellation);
}

/// <summary>What became of rows that are about records: new ones, records that they change, and records that are as the row says already.</summary>
public readonly record struct Found(int Added, int Changed, int Unchanged);

/// <summary>An import whose rows are read as an input record, by the same rules as the API's bodies.</summary>
/// <param name="kind">Name of the kind of table.</param>
/// <param name="first">The columns that stand in front of all others; those of the input record follow in its order.</param>
public abstract class TableImport<TRow>(string kind, params IReadOnlyList<string> first) : ITableImport where TRow : class, new()
{
    public string Kind => kind;

    public IReadOnlyList<ImportColumn> Columns => field ??= ImportColumns.Of<TRow>(first);

    public virtual IReadOnlyList<string> PassedBy => [];

    public virtual bool FindsRecords => false;

    public virtual bool RefusesSameFile => !FindsRecords;

    public virtual IReadOnlyList<long> LeftOut => [];

    public virtual int AtATime => 10_000;

    public virtual Found Found => default;

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

    public void Take(long line, Func<string, string?> cell, InputProblems problems)
    {
        var row = InputReader.FromCells<TRow>(cell, problems);
        if (problems.Any) return;
        if (row is IChecked whole) whole.Check(problems);
        if (!problems.Any) Heed(problems, () => Take(line, row, problems));
    }

    public virtual Task SettleAsync(CancellationToken cancellation) => Task.CompletedTask;

    public abstract Task WriteAsync(CancellationToken cancellation);

    public abstract void Forget();

    public virtual Task CloseAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Keeps a row that is right by itself; a rule that it breaks is thrown.</summary>
    protected abstract void Take(long line, TRow row, InputProblems problems);

    /// <summary>The column to name when a row breaks a rule.</summary>
    protected abstract string ColumnOf(RuleViolation rule);

    /// <summary>Does something with a row; what is thrown because of it is told of the row.</summary>
    protected void Heed(InputProblems problems, Action work)
    {
        try
        {
            work();
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
