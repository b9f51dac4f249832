using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LoveStations.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Sites;

/// <summary>A union's sites in the order in which they were entered, or the other way round, with those of the unions below where asked for.</summary>
internal sealed record ListSites(SiteFilter Filter, PageRequest Page, bool NewestFirst = false) : IRequest<PageOf<SiteAnswer>>;

internal sealed class SiteFilter
{
    public ServiceKind? Kind { get; set; }
    public SiteState? State { get; set; }

    /// <summary>The day on which it was in that state; today where left out.</summary>
    public DateOnly? On { get; set; }

    public BuiltBy? BuiltBy { get; set; }
    public bool? Demonstration { get; set; }

    /// <summary>Stations that have this now.</summary>
    public Facility? With { get; set; }

    /// <summary>Stations that lack this now.</summary>
    public Facility? Without { get; set; }

    /// <summary>Sites with findings that wait to be put right.</summary>
    public bool? OpenFindings { get; set; }

    /// <summary>A part of the name, the address or the code.</summary>
    public string? Search { get; set; }

    public bool? Subtree { get; set; }

    public static SiteFilter From(HttpRequest http) => InputReader.FromQuery<SiteFilter>(http);
}

internal sealed class ListSitesHandler(StationsContext context, IUnionDirectory unions, Caller caller, TimeProvider time) : IHandler<ListSites, PageOf<SiteAnswer>>
{
    public Permission Permission => Permissions.Read;

    public async Task<PageOf<SiteAnswer>> HandleAsync(ListSites request, CancellationToken cancellation)
    {
        var filter = request.Filter;
        var after = request.Page.AfterId ?? (request.NewestFirst ? long.MaxValue : 0);
        var sites = context.Sites.AsNoTracking().Where(s => request.NewestFirst ? s.Id < after : s.Id > after);
        sites = sites.Below(context, caller.Union!, filter.Subtree is true);
        if (filter.Kind is { } kind) sites = sites.Where(s => s.Kind == kind);
        if (filter.State is { } state && filter.On is null) sites = sites.Where(s => s.State == state);
        if (filter.On is { } day)
        {
            // Without a state: whatever was known of on that day.
            var wanted = filter.State;
            sites = sites.Where(s => s.States.Any(x => (wanted == null || x.State == wanted) && x.ValidFrom <= day && (x.ValidTo == null || x.ValidTo > day)));
        }
        if (filter.BuiltBy is { } built) sites = sites.Where(s => s.BuiltBy == built);
        if (filter.Demonstration is { } demonstration) sites = sites.Where(s => s.IsDemonstration == demonstration);
        if (filter.With is { } has) sites = sites.Where(s => s.Facilities.Any(f => f.Facility == has && f.ValidTo == null));
        if (filter.Without is { } lacks) sites = sites.Where(s => !s.Facilities.Any(f => f.Facility == lacks && f.ValidTo == null));
        if (filter.OpenFindings is true) sites = sites.Where(s => context.Inspections.Any(i => i.SiteId == s.Id && i.Open > 0));
        if (filter.Search is { } typed)
        {
            // z001 finds Z001 on either database.
            var search = Folding.Fold(typed);
            sites = sites.Where(s => Folding.Fold(s.Name).Contains(search) || Folding.Fold(s.Address).Contains(search) || Folding.Fold(s.Code).Contains(search));
        }
        var page = await (request.NewestFirst ? sites.OrderByDescending(s => s.Id) : sites.OrderBy(s => s.Id)).Take(request.Page.Limit + 1).InFull().ToListAsync(cancellation);
        var names = await unions.NamesAsync([.. page.Select(s => s.UnionId).Distinct()], time.Today(), cancellation);
        return request.Page.ToPage([.. page.Select(s => SiteAnswer.Of(s, names.TryGetValue(s.UnionId, out var name) ? name.Code : caller.Union!.Code))], s => s.Id);
    }
}

internal static class Whose
{
    /// <summary>A union's own rows, or with those of the unions below it. What a province may see at all is below it.</summary>
    public static IQueryable<T> Below<T>(this IQueryable<T> rows, StationsContext context, UnionInfo union, bool subtree) where T : class, ISubtreeReadable
    {
        var (id, level) = (union.Id, union.Level);
        if (!subtree || level is null) return rows.Where(r => r.UnionId == id);
        return level > UnionLevel.Province ? rows.Where(r => context.Tree.Any(t => t.AncestorId == id && t.DescendantId == r.UnionId && (t.ValidTo == null || t.Closes))) : rows;
    }
}

internal static class ListSitesEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/unions/{union}/stations",
        async (HttpContext http, IHandler<ListSites, PageOf<SiteAnswer>> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new ListSites(SiteFilter.From(http.Request), PageRequest.From(http.Request)), cancellation)))
        .Handles<ListSites, PageOf<SiteAnswer>>().WithQuery(QueryParameter.Of<SiteFilter>());
}
