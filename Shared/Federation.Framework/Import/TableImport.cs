using System.Security.Cryptography;
using System.Text;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

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

    /// <summary>
    /// Whether a row finds the record that it is about, so that the same file again changes nothing. Where it does not, the same file is refused.
    /// </summary>
    bool FindsRecords { get; }

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
public abstract class TableImport<TRow> : ITableImport where TRow : class, new()
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> NoOffers = new Dictionary<string, IReadOnlyList<string>>();

    public abstract string Kind { get; }

    public virtual IReadOnlyList<ImportColumn> Columns { get; } = ImportColumns.Of<TRow>();

    public virtual IReadOnlyList<string> PassedBy => [];

    public virtual bool FindsRecords => false;

    public virtual int AtATime => 10_000;

    public virtual Found Found => default;

    public virtual Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> OffersAsync(CancellationToken cancellation) => Task.FromResult(NoOffers);

    public virtual Task OpenAsync(CancellationToken cancellation) => Task.CompletedTask;

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
    private protected void Heed(InputProblems problems, Action work)
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

/// <summary>
/// An import whose rows are about records that have a key: one that is there is changed to what its row says, or left alone where it says that already; any
/// other is new. So a table can be put right and handed in again, or handed in every month, and nothing is there twice.
/// </summary>
public abstract class KeyedImport<TRow, TRecord>(FederationDbContext context) : TableImport<TRow> where TRow : class, new() where TRecord : class
{
    /// <summary>New rows of a table after which the optimiser is told of them for the first time, and then of each four times as many.</summary>
    private const int Many = 5_000;

    private readonly List<(string Key, TRow Row, InputProblems Problems)> waiting = [];
    private readonly List<TRecord> added = [];

    /// <summary>The line in which a key stood first. As hashes of one size, so that many rows take little memory.</summary>
    private readonly Dictionary<UInt128, long> lines = [];

    private Found found;
    private readonly Dictionary<Type, (int Written, int Told)> tables = [];

    public sealed override bool FindsRecords => true;

    public override int AtATime => 1_000;

    public sealed override Found Found => found;

    /// <summary>What finds the record of a row, in one writing: of a code in any case, the code in lower case.</summary>
    protected abstract string KeyOf(TRow row);

    /// <summary>The column that a key which stands twice is told of.</summary>
    protected abstract string KeyColumn { get; }

    /// <summary>The union's records with these keys, tracked and with the parts that a row says something of; locked until the transaction ends where others may change them.</summary>
    protected abstract Task<IReadOnlyDictionary<string, TRecord>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation);

    /// <summary>Reads what the rows refer to, before new records are made of those that found none and the others are changed.</summary>
    protected virtual Task PrepareAsync(IReadOnlyCollection<(TRow Row, TRecord? Record)> rows, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>A new record; a rule that it breaks is thrown.</summary>
    protected abstract TRecord Make(TRow row);

    /// <summary>Changes a record to what the row says; a rule that this breaks is thrown. A record that says so already is not touched.</summary>
    protected abstract void Change(TRecord record, TRow row);

    /// <summary>Writes new records; with parts, their tables after their own.</summary>
    protected virtual Task WriteNewAsync(IReadOnlyList<TRecord> records, CancellationToken cancellation) => InsertAsync(records, cancellation);

    /// <summary>Writes new rows of one table, where there are any.</summary>
    protected async Task InsertAsync<T>(IEnumerable<T> rows, CancellationToken cancellation) where T : class
    {
        var all = rows.ToList();
        if (all.Count == 0) return;
        await context.BulkInsertAsync(all, cancellation);
        var (written, told) = tables.GetValueOrDefault(typeof(T), (0, Many));
        written += all.Count;
        if (written >= told)
        {
            // What the next rows are looked for among would else be taken for as few as there were before, and read from end to end for each batch.
            await context.AnalyzeAsync<T>(cancellation);
            told *= 4;
        }
        tables[typeof(T)] = (written, told);
    }

    public sealed override async Task SettleAsync(CancellationToken cancellation)
    {
        var known = await FindAsync([.. waiting.Select(w => w.Key)], cancellation);
        await PrepareAsync([.. waiting.Select(w => (w.Row, known.GetValueOrDefault(w.Key)))], cancellation);
        var changed = new List<TRecord>();
        foreach (var (key, row, problems) in waiting)
        {
            Heed(problems, () =>
            {
                if (!known.TryGetValue(key, out var record)) added.Add(Make(row));
                else
                {
                    Change(record, row);
                    changed.Add(record);
                }
            });
        }
        waiting.Clear();
        context.ChangeTracker.DetectChanges();
        var touched = changed.Count(IsTouched);
        found = new Found(found.Added + added.Count, found.Changed + touched, found.Unchanged + changed.Count - touched);
    }

    public sealed override async Task WriteAsync(CancellationToken cancellation)
    {
        if (added.Count > 0) await WriteNewAsync(added, cancellation);
        await context.SaveChangesAsync(cancellation);
        Forget();
    }

    public sealed override void Forget()
    {
        added.Clear();
        context.ChangeTracker.Clear();
    }

    protected sealed override void Take(long line, TRow row, InputProblems problems)
    {
        var key = KeyOf(row);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        var known = new UInt128(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
        if (lines.TryAdd(known, line)) waiting.Add((key, row, problems));
        else problems.Add(KeyColumn, "given-twice-in-table", lines[known]);
    }

    /// <summary>Whether saving would write anything of the record: of itself or of its parts.</summary>
    protected virtual bool IsTouched(TRecord record)
    {
        var entry = context.Entry(record);
        return entry.State != EntityState.Unchanged || entry.Collections.Any(c => c.IsLoaded && c.CurrentValue is { } parts && parts.Cast<object>().Any(p => context.Entry(p).State != EntityState.Unchanged));
    }
}
