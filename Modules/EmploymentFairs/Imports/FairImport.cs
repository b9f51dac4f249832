using System.Globalization;
using Federation.EmploymentFairs.Records;
using Federation.Framework.Import;
using Federation.Kernel;

namespace Federation.EmploymentFairs.Imports;

/// <summary>
/// A table of records of a kind, each at a fair of the union: by the same rules as one by one. What finds a record begins with its fair; in a row about a record that
/// is there, an empty cell leaves what it would hold as it is.
/// </summary>
internal abstract class FairImport<TRow, TRecord>(string kind, FairsContext context, TimeProvider time) : KeyedImport<TRow, TRecord>(context)
    where TRow : class, IFairRow, new() where TRecord : FairRecord
{
    private const char Behind = '\n';

    protected FairsContext Context { get; } = context;

    protected FairRows Fairs { get; } = new(context);

    protected DateOnly Today { get; } = time.Today();

    public override string Kind => kind;

    /// <summary>Whether such records are made of fairs that were held as well.</summary>
    protected virtual bool AfterTheFair => false;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
        [.. ImportColumns.Of<TRow>("fair", "starts").With("fair", c => c with { Heading = "fair-title" }).With("starts", c => c with { Heading = "fair-starts" })];

    public override async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> OffersAsync(CancellationToken cancellation) =>
        new Dictionary<string, IReadOnlyList<string>> { ["fair"] = await Fairs.OpenTitlesAsync(AfterTheFair, cancellation) };

    public override Task OpenAsync(CancellationToken cancellation) => Fairs.OpenAsync(cancellation);

    protected sealed override string KeyOf(TRow row) => KeyOf(Fairs.Find(row), Within(row));

    /// <summary>What finds the record among those of its fair.</summary>
    protected abstract string Within(TRow row);

    protected sealed override async Task<IReadOnlyDictionary<string, TRecord>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var parts = keys.Select(k => k.Split(Behind, 2)).Select(p => (Fair: long.Parse(p[0], CultureInfo.InvariantCulture), Within: p[1])).ToList();
        var fairs = parts.Select(p => p.Fair).Distinct().ToList();
        await LockedAsync(await Fairs.LockAsync(fairs, cancellation), cancellation);
        var found = new Dictionary<string, TRecord>(StringComparer.Ordinal);
        foreach (var record in await FindAsync(fairs, [.. parts.Select(p => p.Within).Distinct(StringComparer.Ordinal)], cancellation))
            if (KeyOf(record.FairId, Within(record)) is var key && !found.TryAdd(key, record)) Twice(found[key]);
        return found;
    }

    /// <summary>Reads once of fairs what a row is checked against in the whole fair.</summary>
    protected virtual Task LockedAsync(IReadOnlyList<long> fairs, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Records of these fairs, among them all that one of the keys finds; tracked.</summary>
    protected abstract Task<IReadOnlyList<TRecord>> FindAsync(IReadOnlyList<long> fairs, IReadOnlyList<string> within, CancellationToken cancellation);

    protected abstract string Within(TRecord record);

    /// <summary>A second record has the same key.</summary>
    protected virtual void Twice(TRecord record)
    {
    }

    protected override string ColumnOf(RuleViolation rule) => "fair";

    private static string KeyOf(long fair, string within) => string.Create(CultureInfo.InvariantCulture, $"{fair}{Behind}{within}");
}
