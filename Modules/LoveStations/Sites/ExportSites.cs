using System.Globalization;
using System.Runtime.CompilerServices;
using Federation.Framework.Export;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LoveStations.Imports;
using Federation.LoveStations.Kit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.LoveStations.Sites;

/// <summary>The list of sites as a file, all of its pages: as they stood on the day that was asked for, else as they stand.</summary>
internal sealed class SitesExport(IHandler<ListSites, PageOf<SiteAnswer>> list, IHandler<CheckKits, KitChecks> kits, IUnionDirectory unions, Caller caller, Texts texts, TimeProvider time) : IExport
{
    private readonly FacilityWords words = new(texts);

    public string Kind => "stations";

    /// <summary>The union's own; with a period those that were known at its end, as they stood then.</summary>
    public Task<ExportTable> TableAsync(Period? period, CancellationToken cancellation) => TableAsync(new SiteFilter { On = period?.Last }, cancellation);

    public async Task<ExportTable> TableAsync(SiteFilter filter, CancellationToken cancellation) => new(
        $"{caller.Union!.Code}-{texts["menu-stations"]}",
        [
            .. new[]
            {
                "union-code", "site-union", "site-code", "site-name", "service-kind", "site-address", "latitude", "longitude", "built-by", "partner", "site-phone", "round-the-clock",
                "closed-on-holidays", "opening-hours",
                "note", "as-on-day", "field-state", "since", "demonstration", "facilities", "kit-check", "kit-missing",
            }.Select(t => new ExportColumn(texts[t])),
        ],
        RowsAsync(await list.HandleAsync(new ListSites(filter, PageRequest.First, NewestFirst: true), cancellation), filter, cancellation));

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(PageOf<SiteAnswer> first, SiteFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var day = filter.On ?? time.Today();
        await foreach (var some in ExportRows.AllAsync(first, page => list.HandleAsync(new ListSites(filter, page, NewestFirst: true), cancellation)).Chunk(PageRequest.MaxLimit).WithCancellation(cancellation))
        {
            var checks = (await kits.HandleAsync(new CheckKits([.. some.Select(s => EndpointExtensions.Id(s.Id))], day), cancellation)).BySite;
            foreach (var s in some)
            {
                var (state, kit) = (s.On(day), checks[s.Id]);
                yield return
                [
                    s.Union, (await unions.FindAsync(s.Union, cancellation))?.Name, s.Code, s.Name, s.Kind, s.Address, Degrees(s.Latitude), Degrees(s.Longitude), s.BuiltBy, s.Partner, s.Phone, s.RoundTheClock,
                    s.ClosedOnHolidays, Week.Say(s.Hours.Select(h => (h.Weekday, h.Opens, h.Closes)), texts), s.Note, day, state?.State, state?.From, s.Demonstrations.Any(d => d.From <= day && (d.To is null || d.To > day)),
                    words.Say(kit.Present), kit.Complete, words.Say(kit.Missing),
                ];
            }
        }
    }

    /// <summary>As text: a number's format would round degrees as if they were money.</summary>
    private static string? Degrees(decimal? degrees) => degrees?.ToString("0.######", CultureInfo.InvariantCulture);

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/u/{union}/stations/export", async (HttpContext http, SitesExport export, Exporter exporter) =>
        await exporter.DownloadAsync(http, export.Kind, await export.TableAsync(SiteFilter.From(http.Request), http.RequestAborted))).Handles<ListSites, PageOf<SiteAnswer>>();
}
