using System.Runtime.CompilerServices;
using Federation.Framework.Export;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;

namespace Federation.LoveStations.Subsidies;

/// <summary>The list of subsidies as a file, all of its pages.</summary>
internal sealed class SubsidiesExport(IHandler<ListSubsidies, PageOf<SubsidyAnswer>> list, IUnionDirectory unions, Caller caller, Texts texts) : IExport
{
    public string Kind => "station-subsidies";

    /// <summary>The union's own, of all time or granted within a period.</summary>
    public Task<ExportTable> TableAsync(Period? period, CancellationToken cancellation) => TableAsync(new SubsidyFilter { From = period?.First, To = period?.Last }, cancellation);

    public async Task<ExportTable> TableAsync(SubsidyFilter filter, CancellationToken cancellation) => new(
        $"{caller.Union!.Code}-{texts["station-subsidies"]}",
        [
            .. new[] { "union-code", "paying-union", "site-union-code", "site-union", "station-code", "station-name", "granted-on", "document" }.Select(t => new ExportColumn(texts[t])),
            .. new[] { "amount-granted-yuan", "amount-paid-yuan", "amount-left-yuan" }.Select(t => new ExportColumn(texts[t], Money: true)), new(texts["last-paid-on"]), new(texts["payee"]), new(texts["field-state"]),
        ],
        RowsAsync(await list.HandleAsync(new ListSubsidies(filter, PageRequest.First, NewestFirst: true), cancellation), filter, cancellation));

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(PageOf<SubsidyAnswer> first, SubsidyFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var s in ExportRows.AllAsync(first, page => list.HandleAsync(new ListSubsidies(filter, page, NewestFirst: true), cancellation)).WithCancellation(cancellation))
            yield return
            [
                s.Union, (await unions.FindAsync(s.Union, cancellation))?.Name,
                s.SiteUnion, s.SiteUnion.Length == 0 ? null : (await unions.FindAsync(s.SiteUnion, cancellation))?.Name,
                s.SiteCode, s.SiteName, s.GrantedOn, s.Document, s.Amount, s.Paid, s.State == SubsidyState.Withdrawn ? 0m : s.Amount - s.Paid,
                s.Payments.Count == 0 ? null : s.Payments.Max(p => p.Date), string.Join(texts["list-separator"], s.Payments.Select(p => p.Payee).Distinct()), s.State,
            ];
    }
}

/// <summary>What was paid on the subsidies of the list, a line for each payment.</summary>
internal sealed class PaymentsExport(IHandler<ListSubsidies, PageOf<SubsidyAnswer>> list, IUnionDirectory unions, Caller caller, Texts texts) : IExport
{
    public string Kind => "station-payments";

    /// <summary>The union's own, of all time or on what was granted within a period.</summary>
    public Task<ExportTable> TableAsync(Period? period, CancellationToken cancellation) => TableAsync(new SubsidyFilter { From = period?.First, To = period?.Last }, cancellation);

    public async Task<ExportTable> TableAsync(SubsidyFilter filter, CancellationToken cancellation) => new(
        $"{caller.Union!.Code}-{texts["subsidy-payments"]}",
        [
            .. new[] { "union-code", "paying-union", "site-union-code", "site-union", "station-code", "station-name", "granted-on", "document", "paid-on" }.Select(t => new ExportColumn(texts[t])),
            new(texts["payment-yuan"], Money: true), new(texts["payee"]),
        ],
        RowsAsync(await list.HandleAsync(new ListSubsidies(filter, PageRequest.First), cancellation), filter, cancellation));

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(PageOf<SubsidyAnswer> first, SubsidyFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var s in ExportRows.AllAsync(first, page => list.HandleAsync(new ListSubsidies(filter, page), cancellation)).WithCancellation(cancellation))
            foreach (var payment in s.Payments)
                yield return
                [
                    s.Union, (await unions.FindAsync(s.Union, cancellation))?.Name, s.SiteUnion, s.SiteUnion.Length == 0 ? null : (await unions.FindAsync(s.SiteUnion, cancellation))?.Name, s.SiteCode, s.SiteName, s.GrantedOn,
                    s.Document, payment.Date, payment.Amount, payment.Payee,
                ];
    }
}
