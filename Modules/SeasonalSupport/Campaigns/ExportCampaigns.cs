using Federation.Framework.Export;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.SeasonalSupport.Campaigns;

/// <summary>The list of campaigns as a file, all of its pages.</summary>
internal sealed class CampaignsExport(IHandler<ListCampaigns, PageOf<CampaignAnswer>> list, IUnionDirectory unions, Caller caller, Texts texts) : IExport
{
    public string Kind => "campaigns";

    /// <summary>The union's own, of a calendar year or of all.</summary>
    public Task<ExportTable> TableAsync(Period? period, CancellationToken cancellation) =>
        TableAsync(new CampaignFilter { Year = period is { Kind: PeriodKind.Year } year ? year.YearNumber : null }, cancellation);

    public async Task<ExportTable> TableAsync(CampaignFilter filter, CancellationToken cancellation) => new(
        $"{caller.Union!.Code}-{texts["menu-campaigns"]}",
        [
            .. new[] { "union-code", "campaign-union", "campaign-code", "campaign", "field-season", "field-year", "field-starts", "field-ends" }.Select(t => new ExportColumn(texts[t])),
            .. new[] { "field-budget", "raised", "spent" }.Select(t => new ExportColumn(texts["label-in-yuan", texts[t]], Money: true)), new(texts["field-state"]),
        ],
        RowsAsync(await list.HandleAsync(new ListCampaigns(filter, PageRequest.First, NewestFirst: true), cancellation), filter, cancellation));

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(PageOf<CampaignAnswer> first, CampaignFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var c in ExportRows.AllAsync(first, page => list.HandleAsync(new ListCampaigns(filter, page, NewestFirst: true), cancellation)).WithCancellation(cancellation))
            yield return [c.Union, (await unions.FindAsync(c.Union, cancellation))?.Name, c.Code, c.Name, c.Season, c.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), c.Starts, c.Ends, c.Budget, c.Raised, c.Spent, c.State];
    }

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/u/{union}/campaigns/export", async (HttpContext http, CampaignsExport export, Exporter exporter) =>
        await exporter.DownloadAsync(http, export.Kind, await export.TableAsync(CampaignFilter.From(http.Request), http.RequestAborted))).Handles<ListCampaigns, PageOf<CampaignAnswer>>();
}
