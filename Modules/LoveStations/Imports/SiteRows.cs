using Federation.Framework.Import;
using Federation.Kernel;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Sites;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Imports;

/// <summary>A row about something at a site of the union.</summary>
internal interface ISiteRow : IRowOfUnion
{
    /// <summary>Code of the site.</summary>
    string Station { get; }
}

/// <summary>
/// The union's sites as rows of a table name them, by code. Those that are named are locked, so that what a row was checked against holds until it is written.
/// </summary>
internal sealed class SiteRows(StationsContext context) : IParentRecords<ISiteRow>
{
    private const int MaxOffers = 20;

    /// <summary>Columns that an export adds for people to read.</summary>
    public static readonly IReadOnlyList<string> InWords = ["site-union", "station-name"];

    private readonly LockedRecords<ServiceSite> locked = new((ids, cancellation) => LockAsync(context, ids, cancellation), s => s.Id);
    private IReadOnlyDictionary<string, long> ids = new Dictionary<string, long>();

    public string Column => "station";

    public async Task ReadAsync(CancellationToken cancellation) => ids = await context.OpenSitesAsync(cancellation);

    /// <summary>Codes of sites that serve.</summary>
    public async Task<IReadOnlyList<string>> OfferAsync(CancellationToken cancellation)
    {
        var serving = context.Sites.Where(s => s.UnionId == context.TenantId && s.State == SiteState.InService);
        return await serving.OrderBy(s => s.Code).Select(s => s.Code).Take(MaxOffers).ToListAsync(cancellation);
    }

    public Task ReadAsync(IReadOnlyList<ISiteRow> rows, CancellationToken cancellation) =>
        locked.LockAsync(rows.Select(r => r.Station).Where(ids.ContainsKey).Select(c => ids[c]), cancellation);

    public ServiceSite Of(ISiteRow row) =>
        (ids.TryGetValue(row.Station, out var id) ? locked.Find(id) : null) ?? throw new InvalidInput(Column, "site-code-unknown", row.Station);

    private static async Task<IReadOnlyList<ServiceSite>> LockAsync(StationsContext context, IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        await context.LockSitesAsync(ids, cancellation);
        var own = context.Sites.AsNoTracking().Include(s => s.States).Where(s => s.UnionId == context.TenantId);
        return await own.Where(s => ids.Contains(s.Id)).ToListAsync(cancellation);
    }
}
