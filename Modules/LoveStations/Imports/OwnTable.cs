using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.LoveStations.Contracts;
using Federation.LoveStations.Sites;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Imports;

/// <summary>A row of a table that names the union that it belongs to, as it does where it was handed out.</summary>
internal interface IOwnRow
{
    /// <summary>Code of the union; the one that hands the table in where it is empty.</summary>
    string? Union { get; }
}

/// <summary>A row about something at a site, which it names by its code.</summary>
internal interface IRowAtSite : IOwnRow
{
    string Station { get; }
}

/// <summary>A table of what belongs to the union that hands it in. Handed out with what is below, it has rows of other unions: each of them hands in its own.</summary>
internal abstract class OwnTable<TRow, TRecord>(StationsContext context, Caller caller) : KeyedImport<TRow, TRecord>(context) where TRow : class, IOwnRow, new() where TRecord : class
{
    /// <summary>No text that is taken in holds it; a line break may stand in one.</summary>
    protected const char Between = '\u001f';

    protected StationsContext Context { get; } = context;

    protected Caller Caller { get; } = caller;

    /// <summary>What says whose it is in words where the table is handed out.</summary>
    public override IReadOnlyList<string> PassedBy => ["site-union", "station-name"];

    public override Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> OffersAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<string, IReadOnlyList<string>>>(new Dictionary<string, IReadOnlyList<string>> { ["union"] = [Caller.Union!.Code] });

    protected sealed override string KeyOf(TRow row) =>
        row.Union is { } said && !said.Equals(Caller.Union!.Code, StringComparison.OrdinalIgnoreCase) ? throw new RuleViolation("row-of-another-union", said) : KeyWithin(row);

    /// <summary>What finds the record of a row among those of the union.</summary>
    protected abstract string KeyWithin(TRow row);

    protected sealed override string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "row-of-another-union" => "union",
        "site-code-unknown" => "station",
        _ => ColumnWithin(rule),
    };

    protected abstract string ColumnWithin(RuleViolation rule);
}

/// <summary>A table of records at the union's sites. The sites that rows name are locked, so that what a row was checked against holds until it is written.</summary>
internal abstract class SiteTable<TRow, TRecord>(StationsContext context, Caller caller) : OwnTable<TRow, TRecord>(context, caller) where TRow : class, IRowAtSite, new() where TRecord : class
{
    private const int MostOffers = 20;

    private readonly Dictionary<string, ServiceSite> sites = new(StringComparer.OrdinalIgnoreCase);
    private IReadOnlyDictionary<string, long> ids = new Dictionary<string, long>();

    /// <summary>Codes of sites that serve.</summary>
    public override async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> OffersAsync(CancellationToken cancellation) => new Dictionary<string, IReadOnlyList<string>>(await base.OffersAsync(cancellation))
    {
        ["station"] = await Context.Sites.Where(s => s.UnionId == Context.TenantId && s.State == SiteState.InService).OrderBy(s => s.Code).Select(s => s.Code).Take(MostOffers).ToListAsync(cancellation),
    };

    public override async Task OpenAsync(CancellationToken cancellation) => ids = await Context.OpenSitesAsync(cancellation);

    protected ServiceSite SiteOf(string code) => sites.GetValueOrDefault(code) ?? throw new RuleViolation("site-code-unknown", code);

    /// <summary>Locks those that there are of these codes; their ids.</summary>
    protected async Task<IReadOnlyDictionary<string, long>> LockAsync(IEnumerable<string> codes, CancellationToken cancellation)
    {
        var named = codes.Distinct().ToList();
        var more = named.Where(c => !sites.ContainsKey(c) && ids.ContainsKey(c)).Select(c => ids[c]).ToList();
        if (more.Count > 0)
        {
            await Context.LockSitesAsync(more, cancellation);
            foreach (var site in await Context.Sites.AsNoTracking().Include(s => s.States).Where(s => s.UnionId == Context.TenantId && more.Contains(s.Id)).ToListAsync(cancellation)) sites[site.Code] = site;
        }
        return named.Where(sites.ContainsKey).ToDictionary(c => c, c => sites[c].Id);
    }
}
