using System.Runtime.CompilerServices;
using Federation.Framework.Export;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Imports;
using Federation.LoveStations.Sites;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Kit;

/// <summary>What there was at sites from when on; sites that the caller does not see are left out.</summary>
internal sealed record ListEquipment(IReadOnlyList<long> Sites) : IRequest<Equipment>;

/// <param name="BySite">By the site's id, the days in order.</param>
internal sealed record Equipment(IReadOnlyDictionary<string, IReadOnlyList<EquippedSince>> BySite);

/// <param name="Facilities">All that was there from that day on until the next.</param>
internal sealed record EquippedSince(DateOnly On, IReadOnlyList<Facility> Facilities);

internal sealed class ListEquipmentHandler(StationsContext context) : IHandler<ListEquipment, Equipment>
{
    public Permission Permission => Permissions.Read;

    public async Task<Equipment> HandleAsync(ListEquipment request, CancellationToken cancellation)
    {
        var ids = request.Sites;
        var spans = await context.Facilities.AsNoTracking().Where(f => ids.Contains(f.SiteId)).ToListAsync(cancellation);
        return new Equipment(spans.GroupBy(f => f.SiteId).ToDictionary(g => Text.Of(g.Key), g => (IReadOnlyList<EquippedSince>)
        [
            .. g.SelectMany(f => new[] { f.ValidFrom, f.ValidTo }).OfType<DateOnly>().Distinct().Order().Select(day => new EquippedSince(day, [.. g.Where(f => f.HoldsOn(day)).Select(f => f.Facility).Order()])),
        ]));
    }
}

/// <summary>What there was at the sites of a list from when on, a line for each day on which it changed.</summary>
internal sealed class FacilitiesExport(IHandler<ListSites, PageOf<SiteAnswer>> list, IHandler<ListEquipment, Equipment> equipment, IUnionDirectory unions, Caller caller, Texts texts) : IExport
{
    private readonly FacilityWords words = new(texts);

    public string Kind => "stations-facilities";

    public Task<ExportTable> TableAsync(Period? period, CancellationToken cancellation) => TableAsync(new SiteFilter { On = period?.Last }, cancellation);

    public async Task<ExportTable> TableAsync(SiteFilter filter, CancellationToken cancellation) => new(
        $"{caller.Union!.Code}-{texts["facilities"]}", [.. new[] { "union-code", "site-union", "station-code", "station-name", "from-day", "facilities" }.Select(t => new ExportColumn(texts[t]))],
        RowsAsync(await list.HandleAsync(new ListSites(filter, PageRequest.First), cancellation), filter, cancellation));

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(PageOf<SiteAnswer> first, SiteFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var some in ExportRows.AllAsync(first, page => list.HandleAsync(new ListSites(filter, page), cancellation)).Chunk(PageRequest.MaxLimit).WithCancellation(cancellation))
        {
            var bySite = (await equipment.HandleAsync(new ListEquipment([.. some.Select(s => EndpointExtensions.Id(s.Id))]), cancellation)).BySite;
            foreach (var site in some)
                foreach (var since in bySite.GetValueOrDefault(site.Id, []))
                    yield return [site.Union, (await unions.FindAsync(site.Union, cancellation))?.Name, site.Code, site.Name, since.On, words.Say(since.Facilities)];
        }
    }

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/u/{union}/stations/facilities/export", async (HttpContext http, FacilitiesExport export, Exporter exporter) =>
        await exporter.DownloadAsync(http, export.Kind, await export.TableAsync(SiteFilter.From(http.Request), http.RequestAborted))).Handles<ListSites, PageOf<SiteAnswer>>();
}
