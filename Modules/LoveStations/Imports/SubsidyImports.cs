using System.Globalization;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.LoveStations.Contracts;
using Federation.LoveStations.Sites;
using Federation.LoveStations.Subsidies;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Imports;

/// <summary>A row about a subsidy, which it names by its station, day and decision. The union of the row is the one that pays.</summary>
internal abstract class SubsidyRow : IOwnRow
{
    public string? Union { get; set; }

    /// <summary>Code of the union that keeps the station; the payer's own where it is empty.</summary>
    public string? SiteUnion { get; set; }

    [Longest(40)]
    public string Station { get; set; } = "";

    public DateOnly GrantedOn { get; set; }
    public string? Document { get; set; }
}

internal sealed class GrantRow : SubsidyRow, IChecked
{
    /// <summary>In yuan.</summary>
    public decimal Amount { get; set; }

    public void Check(InputProblems problems) => SubsidyInput.CheckMoney(problems, Amount);
}

internal sealed class PaymentRow : SubsidyRow, IChecked
{
    public DateOnly Date { get; set; }

    /// <summary>In yuan.</summary>
    public decimal Amount { get; set; }

    /// <summary>Who was paid.</summary>
    public string Payee { get; set; } = "";

    public void Check(InputProblems problems) => SubsidyInput.CheckMoney(problems, Amount);
}

/// <summary>A table of what a union pays for stations of its own and of unions below.</summary>
internal abstract class SubsidyTable<TRow, TRecord>(StationsContext context, IUnionDirectory unions, Caller caller) : OwnTable<TRow, TRecord>(context, caller) where TRow : SubsidyRow, new() where TRecord : class
{
    private readonly Dictionary<string, long> keepers = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<(long Keeper, string Code), ServiceSite> sites = [];

    public override IReadOnlyList<string> PassedBy => ["paying-union", "site-union", "station-name"];

    protected static IReadOnlyList<ImportColumn> Of(params IReadOnlyList<string> order) => ImportColumns.Of<TRow>(order)
        .With("union", c => c with { Heading = "union-code" })
        .With("siteUnion", c => c with { Heading = "site-union-code" })
        .With("station", c => c with { Heading = "station-code" })
        .With("grantedOn", c => c with { Heading = "granted-on" })
        .With("document", c => c with { Heading = "document" });

    protected string SubsidyKey(SubsidyRow row) => SubsidyKey(row.SiteUnion ?? Caller.Union!.Code, row.Station, row.GrantedOn, row.Document);

    protected ServiceSite SiteOf(SubsidyRow row)
    {
        var union = row.SiteUnion ?? Caller.Union!.Code;
        return keepers.TryGetValue(union, out var keeper) && sites.TryGetValue((keeper, row.Station.ToLowerInvariant()), out var site) ? site : throw new RuleViolation("site-unknown-there", row.Station, union);
    }

    /// <summary>The union's subsidies that rows with these keys are about, by them.</summary>
    protected async Task<Dictionary<string, Subsidy>> SubsidiesAsync(IEnumerable<string> keys, CancellationToken cancellation)
    {
        var parts = keys.Select(k => k.Split(Between)).ToList();
        foreach (var code in parts.Select(p => p[0]).Distinct().Where(c => !keepers.ContainsKey(c)))
            if (await unions.FindAsync(code, cancellation) is { } union) keepers[code] = union.Id;
        var (ids, codes) = (parts.Select(p => keepers.GetValueOrDefault(p[0])).Distinct().ToList(), parts.Select(p => p[1]).Distinct().ToList());
        // Codes are the same in any case, as they are among the union's own.
        sites = (await Context.Sites.AsNoTracking().Where(s => ids.Contains(s.UnionId) && codes.Contains(Folding.Fold(s.Code))).OrderBy(s => s.Id).ToListAsync(cancellation))
            .DistinctBy(s => (s.UnionId, s.Code.ToLowerInvariant())).ToDictionary(s => (s.UnionId, s.Code.ToLowerInvariant()));
        var named = parts.Select(p => p[0]).Distinct().Where(keepers.ContainsKey).ToLookup(c => keepers[c]);
        var ofSite = sites.Values.ToDictionary(s => s.Id);
        var (siteIds, days) = (ofSite.Keys.ToList(), parts.Select(p => DateOnly.ParseExact(p[2], "yyyy-MM-dd", CultureInfo.InvariantCulture)).Distinct().ToList());
        var found = new Dictionary<string, Subsidy>(StringComparer.Ordinal);
        foreach (var subsidy in await Context.Subsidies.Where(s => s.UnionId == Context.TenantId && siteIds.Contains(s.SiteId) && days.Contains(s.GrantedOn)).OrderBy(s => s.Id).ToListAsync(cancellation))
            foreach (var union in named[ofSite[subsidy.SiteId].UnionId])
                found.TryAdd(SubsidyKey(union, ofSite[subsidy.SiteId].Code, subsidy.GrantedOn, subsidy.Document), subsidy);
        return found;
    }

    protected override string ColumnWithin(RuleViolation rule) => rule.Code switch
    {
        "more-than-granted" or "less-than-paid" => "amount",
        "record-in-future" or "paid-before-granted" => DayColumn,
        _ => "station",
    };

    /// <summary>The column of the day that a row says something of.</summary>
    protected abstract string DayColumn { get; }

    private static string SubsidyKey(string union, string station, DateOnly grantedOn, string? document) =>
        string.Join(Between, union.ToUpperInvariant(), station.ToLowerInvariant(), Text.Of(grantedOn), document);
}

/// <summary>Subsidies that a union grants; the same station, day and decision again puts the amount right.</summary>
internal sealed class GrantImport(StationsContext context, IUnionDirectory unions, Caller caller, TimeProvider time) : SubsidyTable<GrantRow, Subsidy>(context, unions, caller)
{
    public override string Kind => "station-subsidies";

    public override IReadOnlyList<ImportColumn> Columns { get; } = Of("station", "siteUnion", "grantedOn", "document", "amount").With("amount", c => c with { Heading = "amount-granted-yuan", Example = "50000.00" });

    /// <summary>What was paid has a table of its own.</summary>
    public override IReadOnlyList<string> PassedBy => [.. base.PassedBy, "amount-paid-yuan", "amount-left-yuan", "last-paid-on", "payee", "field-state"];

    protected override string KeyColumn => "station";

    protected override string DayColumn => "grantedOn";

    protected override string KeyWithin(GrantRow row) => SubsidyKey(row);

    protected override async Task<IReadOnlyDictionary<string, Subsidy>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation) => await SubsidiesAsync(keys, cancellation);

    protected override Subsidy Make(GrantRow row) => Subsidy.Grant(Context.TenantId, SiteOf(row), Terms(row), time.Today(), Context.Ids);

    protected override void Change(Subsidy record, GrantRow row)
    {
        if (record.Amount != row.Amount) record.Revise(Terms(row), time.Today());
    }

    private static SubsidyInput Terms(GrantRow row) => new() { GrantedOn = row.GrantedOn, Amount = row.Amount, Document = row.Document };
}

/// <summary>Payments on subsidies that were granted; the same payee on the same day again puts the amount right.</summary>
internal sealed class PaymentImport(StationsContext context, IUnionDirectory unions, Caller caller, TimeProvider time) : SubsidyTable<PaymentRow, SubsidyPayment>(context, unions, caller)
{
    private Dictionary<string, Subsidy> subsidies = [];

    public override string Kind => "station-payments";

    public override IReadOnlyList<ImportColumn> Columns { get; } = Of("station", "siteUnion", "grantedOn", "document", "date", "amount", "payee")
        .With("date", c => c with { Heading = "paid-on" })
        .With("amount", c => c with { Heading = "payment-yuan", Example = "20000.00" })
        .With("payee", c => c with { Heading = "payee" });

    protected override string KeyColumn => "date";

    protected override string DayColumn => "date";

    protected override string KeyWithin(PaymentRow row) => string.Join(Between, SubsidyKey(row), Text.Of(row.Date), row.Payee);

    protected override async Task<IReadOnlyDictionary<string, SubsidyPayment>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        subsidies = await SubsidiesAsync(keys, cancellation);
        return subsidies.SelectMany(s => s.Value.Payments.OrderBy(p => p.Id).Select(p => (Key: string.Join(Between, s.Key, Text.Of(p.Date), p.Payee), Payment: p))).DistinctBy(p => p.Key).ToDictionary(p => p.Key, p => p.Payment);
    }

    protected override SubsidyPayment Make(PaymentRow row) => SubsidyOf(row).Pay(new SubsidyPaymentInput { Date = row.Date, Amount = row.Amount, Payee = row.Payee }, time.Today(), Context.Ids);

    protected override void Change(SubsidyPayment record, PaymentRow row)
    {
        if (record.Amount != row.Amount) SubsidyOf(row).PutRight(record, row.Amount);
    }

    /// <summary>They are parts of their subsidies, and saved with them.</summary>
    protected override Task WriteNewAsync(IReadOnlyList<SubsidyPayment> records, CancellationToken cancellation) => Task.CompletedTask;

    private Subsidy SubsidyOf(PaymentRow row)
    {
        if (subsidies.TryGetValue(SubsidyKey(row), out var subsidy)) return subsidy;
        // A station that there is not is told of first.
        throw new RuleViolation("subsidy-unknown", SiteOf(row).Code, row.GrantedOn);
    }
}
