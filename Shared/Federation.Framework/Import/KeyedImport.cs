using System.Linq.Expressions;
using System.Reflection;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Import;

/// <summary>A row that names the union it belongs to. Tables that are exported with the unions below have such a column.</summary>
public interface IRowOfUnion
{
    /// <summary>Code of the union; the one that hands the table in where it is empty. Each union hands in its own rows.</summary>
    string? Union { get; }
}

/// <summary>
/// An import whose rows are about records that have a key: one that is there is changed to what its row says, or left alone where it says that already; any
/// other is new. So a table can be corrected and handed in again, or handed in every month, and nothing is there twice.
/// </summary>
/// <param name="kind">Name of the kind of table.</param>
/// <param name="first">The columns that stand in front of all others.</param>
public abstract class KeyedImport<TRow, TRecord>(string kind, FederationDbContext context, params IReadOnlyList<string> first) : TableImport<TRow>(kind, first)
    where TRow : class, new() where TRecord : class
{
    private const string UnionColumn = "union";

    /// <summary>New rows of a table after which its statistics are updated for the first time, and then each time after four times as many.</summary>
    private const int FirstAnalyzeAfter = 5_000;

    private static readonly Func<object, object> Copy =
        typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<object, object>>();

    private readonly List<(long Line, TRow Row, InputProblems Problems)> waiting = [];
    private readonly List<TRecord> added = [];

    /// <summary>The line in which a key stood first.</summary>
    private readonly Dictionary<UInt128, long> lines = [];

    private readonly HashSet<KeyParts> ambiguous = [];
    private readonly Dictionary<Type, (int Written, int Told)> tables = [];
    private ImportCounts counts;

    private RowKey<TRow, TRecord> RowKey => field ??= DescribeKey();

    public sealed override bool Upserts => true;

    public override int BatchSize => 1_000;

    public sealed override ImportCounts Counts => counts;

    protected sealed override Questions Questions => context.Questions;

    /// <summary>What finds the record of a row, by <see cref="Key"/>.</summary>
    protected abstract RowKey<TRow, TRecord> DescribeKey();

    /// <summary>The records among which a row's is looked for; those of the union alone are.</summary>
    protected virtual IQueryable<TRecord> Records => context.Set<TRecord>();

    /// <summary>What each row belongs to; null where rows belong to the union alone.</summary>
    protected virtual IParentRecords<TRow>? Parents => null;

    protected override IReadOnlyList<INamedRecords> Named => Parents is { } parents ? [parents] : [];

    /// <summary>Reads, and locks, what rows of a batch belong or refer to. Keys are made after it.</summary>
    protected virtual Task ReadAsync(IReadOnlyList<TRow> rows, CancellationToken cancellation) => Parents?.ReadAsync(rows, cancellation) ?? Task.CompletedTask;

    /// <summary>Reads what new and changed records are checked against.</summary>
    protected virtual Task PrepareAsync(IReadOnlyCollection<(TRow Row, TRecord? Record)> rows, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>A new record; a rule that it breaks is thrown.</summary>
    /// <param name="row">A copy: what was read stays as it is.</param>
    protected abstract TRecord Create(TRow row);

    /// <summary>Takes over from the record what a row leaves empty, where an empty cell leaves what is there.</summary>
    /// <param name="row">The copy that <see cref="Update"/> is given.</param>
    protected virtual void Complete(TRow row, TRecord record)
    {
    }

    /// <summary>Changes a record to what the row says; a rule that this breaks is thrown. A record that says so already is not touched.</summary>
    protected abstract void Update(TRecord record, TRow row);

    /// <summary>What is told of a row where several records have its key; null where the first of them is changed.</summary>
    protected virtual RuleViolation? Ambiguous(TRow row) => null;

    /// <summary>Writes new records; with parts, their tables after their own.</summary>
    protected virtual Task WriteNewAsync(IReadOnlyList<TRecord> records, CancellationToken cancellation) => InsertAsync(records, cancellation);

    protected static RowKey<TRow, TRecord> Key<TKey>(string column, Func<TRow, TKey> row, Expression<Func<TRecord, TKey>> record) where TKey : class =>
        RowKey<TRow, TRecord>.Of(column, row, record);

    /// <summary>The union's records that rows are about, tracked, and with the parts that a row says something of.</summary>
    protected virtual async Task<IEnumerable<TRecord>> FindAsync(IReadOnlyList<TRow> rows, CancellationToken cancellation) =>
        await Own(Records).Where(RowKey.Among([.. rows.Select(RowKey.Of)])).ToListAsync(cancellation);

    /// <summary>Those of the union alone, the oldest first: the filter of a context may let records of unions below pass.</summary>
    private IQueryable<TRecord> Own(IQueryable<TRecord> records)
    {
        var union = context.TenantId;
        if (typeof(TRecord).IsAssignableTo(typeof(IOwnedByUnion))) records = records.Where(r => EF.Property<long>(r, nameof(IOwnedByUnion.UnionId)) == union);
        return records.OrderBy(r => EF.Property<long>(r, "Id"));
    }

    /// <summary>Writes new rows of one table, where there are any.</summary>
    protected async Task InsertAsync<T>(IEnumerable<T> rows, CancellationToken cancellation) where T : class
    {
        var all = rows.ToList();
        if (all.Count == 0) return;
        await context.BulkInsertAsync(all, cancellation);
        var (written, told) = tables.GetValueOrDefault(typeof(T), (0, FirstAnalyzeAfter));
        written += all.Count;
        if (written >= told)
        {
            // Otherwise the planner would assume the old size and scan the whole table for each batch.
            await context.AnalyzeAsync<T>(cancellation);
            told *= 4;
        }
        tables[typeof(T)] = (written, told);
    }

    public sealed override async Task ResolveAsync(CancellationToken cancellation)
    {
        if (waiting.Count == 0) return;
        await ReadAsync([.. waiting.Select(w => w.Row)], cancellation);
        var keyed = new List<(KeyParts Key, TRow Row, InputProblems Problems)>();
        foreach (var (line, row, problems) in waiting)
        {
            Collect(problems, () =>
            {
                var key = RowKey.Of(row);
                if (lines.TryAdd(key.Digest(), line)) keyed.Add((key, row, problems));
                else problems.Add(RowKey.Column, "given-twice-in-table", lines[key.Digest()]);
            });
        }
        waiting.Clear();
        var known = await KnownAsync([.. keyed.Select(k => k.Row)], cancellation);
        await PrepareAsync([.. keyed.Select(k => (k.Row, known.GetValueOrDefault(k.Key)))], cancellation);
        var changed = new List<(TRecord Record, InputProblems Problems)>();
        foreach (var (key, row, problems) in keyed)
        {
            Collect(problems, () =>
            {
                var copy = (TRow)Copy(row);
                if (!known.TryGetValue(key, out var record))
                {
                    var made = Create(copy);
                    if (made is IHasDays dated) context.CheckDays(dated);
                    added.Add(made);
                    return;
                }
                if (ambiguous.Contains(key) && Ambiguous(row) is { } rule) throw rule;
                Complete(copy, record);
                Update(record, copy);
                changed.Add((record, problems));
            });
        }
        context.ChangeTracker.DetectChanges();
        // Not before: what rows take back and give anew is whole only when all have been looked at.
        foreach (var (record, problems) in changed) Collect(problems, () => context.CheckChangedDays(record));
        var touched = changed.Count(c => IsTouched(c.Record));
        counts = new ImportCounts(counts.Added + added.Count, counts.Changed + touched, counts.Unchanged + changed.Count - touched);
    }

    public sealed override async Task WriteAsync(CancellationToken cancellation)
    {
        if (added.Count > 0) await WriteNewAsync(added, cancellation);
        await context.SaveChangesAsync(cancellation);
        DiscardBatch();
    }

    public sealed override void DiscardBatch()
    {
        added.Clear();
        context.ChangeTracker.Clear();
    }

    protected sealed override void Accept(long line, TRow row, InputProblems problems)
    {
        if (row is IRowOfUnion { Union: { } said } && !said.Equals(context.Union.Code, StringComparison.OrdinalIgnoreCase))
            throw new InvalidInput(UnionColumn, "row-of-another-union", said);
        waiting.Add((line, row, problems));
    }

    protected override IReadOnlyDictionary<string, IReadOnlyList<string>> Offers() => typeof(TRow).IsAssignableTo(typeof(IRowOfUnion))
        ? new Dictionary<string, IReadOnlyList<string>> { [UnionColumn] = [context.Union.Code] }
        : base.Offers();

    /// <summary>Whether saving would write anything of the record: of itself or of its parts.</summary>
    protected virtual bool IsTouched(TRecord record)
    {
        var entry = context.Entry(record);
        var parts = entry.Collections.Where(c => c.IsLoaded).SelectMany(c => c.CurrentValue?.Cast<object>() ?? []);
        return entry.State != EntityState.Unchanged || parts.Any(IsChanged);
    }

    private bool IsChanged(object part) => context.Entry(part).State != EntityState.Unchanged;

    private async Task<Dictionary<KeyParts, TRecord>> KnownAsync(IReadOnlyList<TRow> rows, CancellationToken cancellation)
    {
        ambiguous.Clear();
        var known = new Dictionary<KeyParts, TRecord>();
        if (rows.Count == 0) return known;
        foreach (var record in await FindAsync(rows, cancellation))
            if (RowKey.Of(record) is var key && !known.TryAdd(key, record)) ambiguous.Add(key);
        return known;
    }
}
