using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Fairs;
using Federation.EmploymentFairs.Records;
using Federation.Framework.Import;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Imports;

/// <summary>
/// The union's fairs as rows of a table name them, by the title, and by the first day as well where several have that title. In a row about a record that is
/// there, an empty cell leaves what it would hold as it is.
/// </summary>
/// <param name="afterTheFair">Whether such records are made of fairs that were held as well.</param>
internal sealed class FairRows(FairsContext context, TimeProvider time, bool afterTheFair = false) : IParentRecords<IFairRow>
{
    private readonly LockedRecords<Fair> locked = new(context.LockAsync, f => f.Id);
    private readonly NamedRecords<FairName> names = new("fair", f => f.Title, c => ReadNamesAsync(context, c))
    {
        Unknown = "fair-unknown", NotUnique = "fair-not-unique", IsOffered = f => f.State != FairState.Held || afterTheFair,
    };

    public sealed record FairName(long Id, string Title, DateOnly Starts, FairState State);

    public string Column => names.Column;

    public Task ReadAsync(CancellationToken cancellation) => names.ReadAsync(cancellation);

    public Task<IReadOnlyList<string>> OfferAsync(CancellationToken cancellation) => names.OfferAsync(cancellation);

    public Task ReadAsync(IReadOnlyList<IFairRow> rows, CancellationToken cancellation) => LockAsync(rows, cancellation);

    /// <summary>Locks the fairs of rows; the ids of those that were not locked before.</summary>
    public Task<IReadOnlyList<long>> LockAsync(IEnumerable<IFairRow> rows, CancellationToken cancellation) =>
        locked.LockAsync(Ids(rows), cancellation);

    /// <summary>The ids of the fairs that rows are of, as far as there are such.</summary>
    public IReadOnlyList<long> Ids(IEnumerable<IFairRow> rows) =>
        [.. rows.Select(r => names.FindOrNull(r.Fair, IsOf(r))).OfType<FairName>().Select(f => f.Id).Distinct()];

    /// <summary>A row's fair, which is locked.</summary>
    public Fair Of(IFairRow row) => locked.Find(names.Find(row.Fair, IsOf(row)).Id) ?? throw new NotFound("fair");

    /// <summary>Puts what a row says into a record of its fair.</summary>
    public T Record<T>(IFairRow row, T record, Action<Fair> put) where T : FairRecord
    {
        var fair = Of(row);
        fair.Admit(record);
        put(fair);
        fair.AcceptNew(record, time.Today(), context.Ids);
        return record;
    }

    private static Func<FairName, bool> IsOf(IFairRow row) => f => row.Starts is null || f.Starts == row.Starts;

    /// <summary>A cancelled fair may have been planned again under the same title.</summary>
    private static Task<List<FairName>> ReadNamesAsync(FairsContext context, CancellationToken cancellation) => context.Fairs
        .Where(f => f.UnionId == context.TenantId && f.State != FairState.Cancelled).OrderByDescending(f => f.Id)
        .Select(f => new FairName(f.Id, f.Title, f.Starts, f.State)).ToListAsync(cancellation);
}
