using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.SeasonalSupport.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.SeasonalSupport.Campaigns;

/// <summary>A union's campaigns in the order in which they were made, or the other way round, with those of the unions below where asked for.</summary>
internal sealed record ListCampaigns(CampaignFilter Filter, PageRequest Page, bool NewestFirst = false) : IRequest<PageOf<CampaignAnswer>>;

internal sealed class CampaignFilter
{
    public Season? Season { get; set; }
    public int? Year { get; set; }
    public CampaignState? State { get; set; }

    /// <summary>A part of the name or of the code.</summary>
    public string? Search { get; set; }

    public bool? Subtree { get; set; }

    public static CampaignFilter From(HttpRequest http) => InputReader.FromQuery<CampaignFilter>(http);
}

internal sealed class ListCampaignsHandler(SeasonalContext context, IUnionDirectory unions, Caller caller, TimeProvider time) : IHandler<ListCampaigns, PageOf<CampaignAnswer>>
{
    public Permission Permission => Permissions.Read;

    public async Task<PageOf<CampaignAnswer>> HandleAsync(ListCampaigns request, CancellationToken cancellation)
    {
        var filter = request.Filter;
        var after = request.Page.AfterId ?? (request.NewestFirst ? long.MaxValue : 0);
        var campaigns = context.Campaigns.AsNoTracking().Where(c => request.NewestFirst ? c.Id < after : c.Id > after);
        var (union, level) = (caller.Union!.Id, caller.Union.Level);
        var gathered = filter.Subtree is true && level > UnionLevel.Province;
        if (gathered) campaigns = campaigns.Where(c => context.Tree.Any(t => t.AncestorId == union && t.DescendantId == c.UnionId && (t.ValidTo == null || t.Closes)));
        else if (filter.Subtree is not true || level is null) campaigns = campaigns.Where(c => c.UnionId == union);
        if (filter.Season is { } season) campaigns = campaigns.Where(c => c.Season == season);
        if (filter.Year is { } year) campaigns = campaigns.Where(c => c.Year == year);
        if (filter.State is { } state) campaigns = campaigns.Where(c => c.State == state);
        if (filter.Search is { } search) campaigns = campaigns.Where(c => c.Name.Contains(search) || c.Code.Contains(search));
        // The campaigns of a district are gathered and put in order; in the order of their ids, all the province's would be read until a page is full.
        var ordered = (gathered, request.NewestFirst) switch
        {
            (true, true) => campaigns.OrderByDescending(c => c.Id + 0),
            (true, false) => campaigns.OrderBy(c => c.Id + 0),
            (false, true) => campaigns.OrderByDescending(c => c.Id),
            (false, false) => campaigns.OrderBy(c => c.Id),
        };
        var page = await ordered.Take(request.Page.Limit + 1).InFull().ToListAsync(cancellation);
        var names = await unions.NamesAsync([.. page.Select(c => c.UnionId).Distinct()], time.Today(), cancellation);
        return request.Page.ToPage([.. page.Select(c => CampaignAnswer.Of(c, names.TryGetValue(c.UnionId, out var name) ? name.Code : caller.Union!.Code))], c => c.Id);
    }
}

internal static class ListCampaignsEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/unions/{union}/campaigns",
        async (HttpContext http, IHandler<ListCampaigns, PageOf<CampaignAnswer>> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new ListCampaigns(CampaignFilter.From(http.Request), PageRequest.From(http.Request)), cancellation)))
        .Handles<ListCampaigns, PageOf<CampaignAnswer>>().WithQuery(QueryParameter.Of<CampaignFilter>());
}
