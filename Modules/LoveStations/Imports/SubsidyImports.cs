using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Sites;
using Federation.LoveStations.Subsidies;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Imports;

/// <summary>A row about a subsidy, which it names by its station, day and decision. The union of the row is the one that pays.</summary>
internal abstract class SubsidyRow : IRowOfUnion, IChecked
{
    [LabelKey("union-code")]
    public string? Union { get; set; }

    /// <summary>Code of the union that keeps the station; the payer's own where it is empty.</summary>
    [LabelKey("site-union-code")]
    public string? SiteUnion { get; set; }

    [LabelKey("station-code"), MaxLength(40)]
    public string Station { get; set; } = "";

    [LabelKey("granted-on")]
    public DateOnly GrantedOn { get; set; }

    [LabelKey("document")]
    public string? Document { get; set; }

    /// <summary>In yuan.</summary>
    public decimal Amount { get; set; }

    public void Check(InputProblems problems) => SubsidyInput.CheckMoney(problems, Amount);
}

[LabelKey("amount-granted-yuan", Field = "amount", Example = "50000.00")]
internal sealed class GrantRow : SubsidyRow
{
    public SubsidyInput Terms() => new() { GrantedOn = GrantedOn, Amount = Amount, Document = Document };
}

[LabelKey("payment-yuan", Field = "amount", Example = "20000.00")]
internal sealed class PaymentRow : SubsidyRow
{
    [LabelKey("paid-on")]
    public DateOnly Date { get; set; }

    /// <summary>Who was paid.</summary>
    [LabelKey("payee")]
    public string Payee { get; set; } = "";
}

/// <summary>The stations of a union and of unions below that rows are about, by the union that keeps them and their codes.</summary>
internal sealed class SubsidisedSites(StationsContext context, IUnionDirectory unions, Caller caller)
{
    /// <summary>Columns that exports of subsidies add for people to read.</summary>
    public static readonly IReadOnlyList<string> InWords = ["paying-union", "site-union", "station-name"];

    private readonly Dictionary<string, long> keepers = new(StringComparer.OrdinalIgnoreCase);
    private ILookup<(long Keeper, string Code), ServiceSite> sites = Array.Empty<ServiceSite>().ToLookup(s => (0L, ""));

    public IReadOnlyList<long> Ids => [.. sites.SelectMany(s => s).Select(s => s.Id)];

    public async Task ReadAsync(IReadOnlyList<SubsidyRow> rows, CancellationToken cancellation)
    {
        foreach (var code in rows.Select(KeeperOf).Distinct().Where(c => !keepers.ContainsKey(c)))
            if (await unions.FindAsync(code, cancellation) is { } union) keepers[code] = union.Id;
        var (ids, codes) = (keepers.Values.Distinct().ToList(), rows.Select(r => Folding.Fold(r.Station)).Distinct().ToList());
        // Codes are the same in any case, as they are among the union's own.
        var named = context.Sites.AsNoTracking().Where(s => ids.Contains(s.UnionId) && codes.Contains(Folding.Fold(s.Code)));
        sites = (await named.OrderBy(s => s.Id).ToListAsync(cancellation)).ToLookup(s => (s.UnionId, Folding.Fold(s.Code)));
    }

    public ServiceSite Of(SubsidyRow row) =>
        sites[(keepers.GetValueOrDefault(KeeperOf(row)), Folding.Fold(row.Station))].FirstOrDefault()
        ?? throw new InvalidInput("station", "site-unknown-there", row.Station, KeeperOf(row));

    private string KeeperOf(SubsidyRow row) => row.SiteUnion ?? caller.Union!.Code;
}

/// <summary>Subsidies that a union grants; the same station, day and decision again corrects the amount.</summary>
internal sealed class GrantImport(StationsContext context, IUnionDirectory unions, Caller caller, TimeProvider time)
    : KeyedImport<GrantRow, Subsidy>("station-subsidies", context, "station", "siteUnion", "grantedOn", "document", "amount")
{
    private readonly SubsidisedSites sites = new(context, unions, caller);

    /// <summary>What was paid has a table of its own.</summary>
    public override IReadOnlyList<string> IgnoredColumns =>
        [.. SubsidisedSites.InWords, "amount-paid-yuan", "amount-left-yuan", "last-paid-on", "payee", "field-state"];

    protected override RowKey<GrantRow, Subsidy> DescribeKey() =>
        Key("station", r => new { SiteId = sites.Of(r).Id, r.GrantedOn, r.Document }, s => new { s.SiteId, s.GrantedOn, s.Document });

    protected override Task ReadAsync(IReadOnlyList<GrantRow> rows, CancellationToken cancellation) => sites.ReadAsync(rows, cancellation);

    protected override Subsidy Create(GrantRow row) => Subsidy.Grant(context.TenantId, sites.Of(row), row.Terms(), time.Today(), context.Ids);

    protected override void Update(Subsidy record, GrantRow row)
    {
        if (record.Amount != row.Amount) record.Revise(row.Terms(), time.Today());
    }

    protected override string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "less-than-paid" => "amount",
        "record-in-future" or "paid-before-granted" => "grantedOn",
        _ => "station",
    };
}

/// <summary>Payments on subsidies that were granted; the same payee on the same day again corrects the amount.</summary>
internal sealed class PaymentImport(StationsContext context, IUnionDirectory unions, Caller caller, TimeProvider time)
    : KeyedImport<PaymentRow, SubsidyPayment>("station-payments", context, "station", "siteUnion", "grantedOn", "document", "date", "amount", "payee")
{
    private readonly SubsidisedSites sites = new(context, unions, caller);
    private ILookup<(long Site, DateOnly GrantedOn, string? Document), Subsidy> subsidies = Array.Empty<Subsidy>().ToLookup(KeyOf);

    public override IReadOnlyList<string> IgnoredColumns => SubsidisedSites.InWords;

    protected override RowKey<PaymentRow, SubsidyPayment> DescribeKey() =>
        Key("date", r => new { SubsidyId = SubsidyOf(r).Id, r.Date, Payee = NameText.Normalize(r.Payee) }, p => new { p.SubsidyId, p.Date, Payee = NameText.Normalize(p.Payee) });

    protected override async Task ReadAsync(IReadOnlyList<PaymentRow> rows, CancellationToken cancellation)
    {
        await sites.ReadAsync(rows, cancellation);
        var (ids, days) = (sites.Ids, rows.Select(r => r.GrantedOn).Distinct().ToList());
        var own = context.Subsidies.Where(s => s.UnionId == context.TenantId && ids.Contains(s.SiteId) && days.Contains(s.GrantedOn));
        subsidies = (await own.OrderBy(s => s.Id).ToListAsync(cancellation)).ToLookup(KeyOf);
    }

    protected override Task<IEnumerable<SubsidyPayment>> FindAsync(IReadOnlyList<PaymentRow> rows, CancellationToken cancellation) =>
        Task.FromResult(subsidies.SelectMany(s => s).SelectMany(s => s.Payments.OrderBy(p => p.Id)));

    protected override SubsidyPayment Create(PaymentRow row) =>
        SubsidyOf(row).Pay(new SubsidyPaymentInput { Date = row.Date, Amount = row.Amount, Payee = row.Payee }, time.Today(), context.Ids);

    protected override void Update(SubsidyPayment record, PaymentRow row)
    {
        if (record.Amount != row.Amount) SubsidyOf(row).Correct(record, row.Amount);
    }

    /// <summary>They are parts of their subsidies, and saved with them.</summary>
    protected override Task WriteNewAsync(IReadOnlyList<SubsidyPayment> records, CancellationToken cancellation) => Task.CompletedTask;

    protected override string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "more-than-granted" => "amount",
        "record-in-future" or "paid-before-granted" => "date",
        _ => "station",
    };

    private Subsidy SubsidyOf(PaymentRow row)
    {
        // A station that there is not is told of first.
        var site = sites.Of(row);
        return subsidies[(site.Id, row.GrantedOn, row.Document)].FirstOrDefault() ?? throw new RuleViolation("subsidy-unknown", site.Code, row.GrantedOn);
    }

    private static (long Site, DateOnly GrantedOn, string? Document) KeyOf(Subsidy subsidy) => (subsidy.SiteId, subsidy.GrantedOn, subsidy.Document);
}
