using System.Runtime.CompilerServices;
using Federation.Framework.Export;
using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LoveStations.Inspections;
using Federation.LoveStations.Served;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.LoveStations.Records;

/// <summary>Records of a kind as a file, of all sites of a union or of one.</summary>
internal abstract class RecordsExport<TRecord, TAnswer>(IHandler<ListSiteRecords<TRecord, TAnswer>, PageOf<RecordLine<TAnswer>>> list, Caller caller, Texts texts) : IExport
{
    public abstract string Kind { get; }

    /// <summary>Key of what it is called.</summary>
    protected abstract string Title { get; }

    /// <summary>Keys of the columns behind those of the site.</summary>
    protected abstract IReadOnlyList<string> Columns { get; }

    /// <summary>The lines that a record makes, without the cells of its site.</summary>
    protected abstract IEnumerable<IReadOnlyList<object?>> Lines(TAnswer record);

    public Task<ExportTable> TableAsync(Period? period, CancellationToken cancellation) => TableAsync(new SiteRecordFilter { From = period?.First, To = period?.Last }, cancellation);

    public async Task<ExportTable> TableAsync(SiteRecordFilter filter, CancellationToken cancellation) => new(
        $"{caller.Union!.Code}-{texts[Title]}", [.. new[] { "union-code", "site-union", "station-code", "station-name" }.Concat(Columns).Select(t => new ExportColumn(texts[t]))],
        RowsAsync(await list.HandleAsync(new ListSiteRecords<TRecord, TAnswer>(filter, PageRequest.First), cancellation), filter, cancellation));

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(PageOf<RecordLine<TAnswer>> first, SiteRecordFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var line in ExportRows.AllAsync(first, page => list.HandleAsync(new ListSiteRecords<TRecord, TAnswer>(filter, page), cancellation)).WithCancellation(cancellation))
            foreach (var cells in Lines(line.Record))
                yield return [line.Union, line.UnionName, line.Site, line.SiteName, .. cells];
    }
}

internal sealed class ServedExport(IHandler<ListSiteRecords<ServedCount, ServedAnswer>, PageOf<RecordLine<ServedAnswer>>> list, Caller caller, Texts texts) : RecordsExport<ServedCount, ServedAnswer>(list, caller, texts)
{
    public override string Kind => "stations-served";

    protected override string Title => "people-served";

    protected override IReadOnlyList<string> Columns => ["field-date", "counted-as-month", "served-group", "people"];

    protected override IEnumerable<IReadOnlyList<object?>> Lines(ServedAnswer record) => [[record.Date, record.WholeMonth, record.Group, record.People]];
}

/// <summary>A line for each finding, and one for an inspection that found nothing.</summary>
internal sealed class InspectionsExport(IHandler<ListSiteRecords<SiteInspection, SiteInspectionAnswer>, PageOf<RecordLine<SiteInspectionAnswer>>> list, Caller caller, Texts texts)
    : RecordsExport<SiteInspection, SiteInspectionAnswer>(list, caller, texts)
{
    public override string Kind => "stations-inspections";

    protected override string Title => "site-inspections";

    protected override IReadOnlyList<string> Columns => ["field-date", "inspector", "note", "finding-text", "finding-facility", "due-on", "repaired-on", "repair"];

    protected override IEnumerable<IReadOnlyList<object?>> Lines(SiteInspectionAnswer record)
    {
        if (record.Findings.Count == 0) yield return [record.Date, record.Inspector, record.Note, null, null, null, null, null];
        foreach (var f in record.Findings) yield return [record.Date, record.Inspector, record.Note, f.Text, f.Facility, f.DueOn, f.RepairedOn, f.Repair];
    }
}

/// <summary>The lists of records at all sites, on the screen and as files.</summary>
internal static class RecordPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        Lists<ServedCount, ServedAnswer, ServedPage>(pages, "served");
        Lists<SiteInspection, SiteInspectionAnswer, InspectionsPage>(pages, "inspections");

        pages.MapGet("/u/{union}/stations/served/export", async (HttpContext http, ServedExport export, Exporter exporter) =>
            await exporter.DownloadAsync(http, export.Kind, await export.TableAsync(SiteRecordFilter.Of(http.Request), http.RequestAborted))).Handles<ListSiteRecords<ServedCount, ServedAnswer>, PageOf<RecordLine<ServedAnswer>>>();
        pages.MapGet("/u/{union}/stations/inspections/export", async (HttpContext http, InspectionsExport export, Exporter exporter) =>
            await exporter.DownloadAsync(http, export.Kind, await export.TableAsync(SiteRecordFilter.Of(http.Request), http.RequestAborted))).Handles<ListSiteRecords<SiteInspection, SiteInspectionAnswer>, PageOf<RecordLine<SiteInspectionAnswer>>>();
    }

    private static void Lists<TRecord, TAnswer, TPage>(IEndpointRouteBuilder pages, string path) where TPage : IComponent => pages.MapGet($"/u/{{union}}/stations/{path}",
        async (HttpContext http, Ids ids, IHandler<ListSiteRecords<TRecord, TAnswer>, PageOf<RecordLine<TAnswer>>> handler, CancellationToken cancellation) =>
        {
            var records = await handler.HandleAsync(new ListSiteRecords<TRecord, TAnswer>(SiteRecordFilter.Of(http.Request), PageRequest.From(http.Request)), cancellation);
            var filter = PageForm.New(ids, [.. new[] { "site", "from", "to", "subtree" }.Select(f => (f, (string?)http.Request.Query[f].ToString()))]);
            return http.Page<TPage>(new() { ["Records"] = records, ["Filter"] = filter });
        }).Handles<ListSiteRecords<TRecord, TAnswer>, PageOf<RecordLine<TAnswer>>>();
}
