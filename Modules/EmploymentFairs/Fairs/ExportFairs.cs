using Federation.Framework.Export;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.EmploymentFairs.Fairs;

/// <summary>The list of fairs as a file, all of its pages.</summary>
internal sealed class FairsExport(IHandler<ListFairs, PageOf<FairAnswer>> list, IUnionDirectory unions, Caller caller, Texts texts) : IExport
{
    public string Kind => "fairs";

    /// <summary>The union's own, of a calendar year or of all.</summary>
    public Task<ExportTable> TableAsync(Period? period, CancellationToken cancellation) =>
        TableAsync(new FairFilter { Year = YearOf(period) }, cancellation);

    public async Task<ExportTable> TableAsync(FairFilter filter, CancellationToken cancellation) => new(
        $"{caller.Union!.Code}-{texts["menu-fairs"]}",
        [.. new[] { "host-code", "fair-host", "fair-title", "fair-mode", "field-starts", "field-ends", "field-venue", "field-link", "field-co-hosts", "field-state" }.Select(t => new ExportColumn(texts[t]))],
        RowsAsync(await list.HandleAsync(new ListFairs(filter, PageRequest.First, NewestFirst: true), cancellation), filter, cancellation));

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(PageOf<FairAnswer> first, FairFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var f in ExportRows.AllAsync(first, page => list.HandleAsync(new ListFairs(filter, page, NewestFirst: true), cancellation)).WithCancellation(cancellation))
            yield return [f.Union, (await unions.FindAsync(f.Union, cancellation))?.Name, f.Title, f.Mode, f.Starts, f.Ends, f.Venue, f.Link, string.Join('、', f.CoHosts.Select(c => c.Name)), f.State];
    }

    internal static int? YearOf(Period? period) => period is { Kind: PeriodKind.Year } year ? year.YearNumber : null;

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/u/{union}/fairs/export", async (HttpContext http, FairsExport export, Exporter exporter) =>
        await exporter.DownloadAsync(http, export.Kind, await export.TableAsync(FairFilter.From(http.Request), http.RequestAborted))).Handles<ListFairs, PageOf<FairAnswer>>();
}

/// <summary>The list of the fairs of others that the union co-hosts, as a file.</summary>
internal sealed class CoHostedExport(IHandler<ListCoHosted, PageOf<CoHostedAnswer>> list, Caller caller, Texts texts) : IExport
{
    public string Kind => "co-hosted-fairs";

    /// <summary>Of a calendar year or of all.</summary>
    public Task<ExportTable> TableAsync(Period? period, CancellationToken cancellation) => TableAsync(new CoHostedFilter { Year = FairsExport.YearOf(period) }, cancellation);

    public async Task<ExportTable> TableAsync(CoHostedFilter filter, CancellationToken cancellation)
    {
        var first = await list.HandleAsync(new ListCoHosted(filter, PageRequest.First), cancellation);
        return new ExportTable(
            $"{caller.Union!.Code}-{texts["co-hosted-fairs"]}",
            [.. new[] { "host-code", "fair-host", "fair-title", "field-starts", "field-ends", "field-state" }.Select(t => new ExportColumn(texts[t]))],
            ExportRows.AllAsync(first, page => list.HandleAsync(new ListCoHosted(filter, page), cancellation)).Select(f => (IReadOnlyList<object?>)[f.Host, f.HostName, f.Title, f.Starts, f.Ends, f.State]));
    }

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/u/{union}/fairs/co-hosted/export", async (HttpContext http, CoHostedExport export, Exporter exporter) =>
        await exporter.DownloadAsync(http, export.Kind, await export.TableAsync(CoHostedFilter.From(http.Request), http.RequestAborted))).Handles<ListCoHosted, PageOf<CoHostedAnswer>>();
}
