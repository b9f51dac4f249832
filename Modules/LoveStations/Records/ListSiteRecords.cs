using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Sites;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Records;

/// <summary>The records of a kind at all sites of a union, or at one of them, the newest first; with those of the unions below where asked for.</summary>
internal sealed record ListSiteRecords<TRecord, TAnswer>(SiteRecordFilter Filter, PageRequest Page) : IRequest<PageOf<RecordLine<TAnswer>>>;

/// <param name="Union">Code of the union whose site it is.</param>
/// <param name="SiteId">Its id.</param>
/// <param name="Site">Its code.</param>
public sealed record RecordLine<TAnswer>(string Union, string UnionName, string SiteId, string Site, string SiteName, TAnswer Record);

internal sealed class SiteRecordFilter
{
    /// <summary>Id of the site; all where left out.</summary>
    public string? Site { get; set; }

    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
    public bool? Subtree { get; set; }

    public static SiteRecordFilter Of(HttpRequest http) => InputReader.FromQuery<SiteRecordFilter>(http);
}

internal sealed class ListSiteRecordsHandler<TRecord, TInput, TAnswer>(StationsContext context, Caller caller, RecordTools tools) : IHandler<ListSiteRecords<TRecord, TAnswer>, PageOf<RecordLine<TAnswer>>>
    where TRecord : SiteRecord, IRecord<StationsContext, TInput, TAnswer> where TInput : SiteRecordInput where TAnswer : IRecordAnswer
{
    public Permission Permission => Permissions.Read;

    public async Task<PageOf<RecordLine<TAnswer>>> HandleAsync(ListSiteRecords<TRecord, TAnswer> request, CancellationToken cancellation)
    {
        var filter = request.Filter;
        var after = request.Page.AfterId ?? long.MaxValue;
        var records = context.Set<TRecord>().AsNoTracking().Where(r => r.Id < after);
        if (filter.Site is { } named)
        {
            var site = EndpointExtensions.Id(named);
            records = records.Where(r => r.SiteId == site);
        }
        else
        {
            records = records.Below(context, caller.Union!, filter.Subtree is true);
        }
        if (filter.From is { } from) records = records.Where(r => r.Date >= from);
        if (filter.To is { } to) records = records.Where(r => r.Date <= to);
        var page = await records.OrderByDescending(r => r.Id).Take(request.Page.Limit + 1).ToListAsync(cancellation);
        var ids = page.Select(r => r.SiteId).Distinct().ToList();
        var sites = await context.Sites.Where(s => ids.Contains(s.Id)).Select(s => new { s.Id, s.Code, s.Name }).ToDictionaryAsync(s => s.Id, cancellation);
        var names = await tools.Unions.NamesAsync([.. page.Select(r => r.UnionId).Distinct()], tools.Today, cancellation);
        return request.Page.ToPage([.. page.Select(Line)], r => r.Record.Id);

        RecordLine<TAnswer> Line(TRecord record)
        {
            // A union that was closed meanwhile has no name today.
            var (union, site) = (names.GetValueOrDefault(record.UnionId), sites[record.SiteId]);
            return new(union.Code ?? "", union.Name ?? "", Text.Of(record.SiteId), site.Code, site.Name, record.ToAnswer(tools, union.Code ?? ""));
        }
    }
}
