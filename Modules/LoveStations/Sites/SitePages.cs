using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Inspections;
using Federation.LoveStations.Kit;
using Federation.LoveStations.Photographs;
using Federation.LoveStations.Records;
using Federation.LoveStations.Served;
using Federation.LoveStations.Subsidies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.LoveStations.Sites;

/// <summary>The list of sites, one site with all that belongs to it, and the form of a site.</summary>
internal static class SitePages
{
    private const int ShownRecords = 20;
    private static readonly string[] Filters = ["kind", "state", "on", "builtBy", "demonstration", "with", "without", "openFindings", "search", "subtree"];

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/u/{union}/stations", async (HttpContext http, Ids ids, IHandler<ListSites, PageOf<SiteAnswer>> handler, IHandler<CheckKits, KitChecks> kits, CancellationToken cancellation) =>
        {
            var filter = SiteFilter.From(http.Request);
            var sites = await handler.HandleAsync(new ListSites(filter, PageRequest.From(http.Request), NewestFirst: true), cancellation);
            var query = http.Request.Query;
            var form = PageForm.New(ids, [.. Filters.Select(f => (f, (string?)query[f].ToString()))]);
            return http.Page<SitesPage>(new()
            {
                ["Sites"] = sites, ["Kits"] = await kits.HandleAsync(new CheckKits([.. sites.Items.Select(s => EndpointExtensions.Id(s.Id))], filter.On), cancellation),
                ["On"] = filter.On, ["Filter"] = form, ["Filtered"] = Filters.Any(f => f != "subtree" && query[f].ToString().Length > 0),
            });
        }).Handles<ListSites, PageOf<SiteAnswer>>();

        pages.MapGet("/u/{union}/stations/{site:long}", async (
            HttpContext http, IHandler<GetSite, SiteAnswer> sites, IHandler<CheckKit, KitCheck> kit, IHandler<ListRecords<ServedCount, ServedAnswer>, PageOf<ServedAnswer>> served,
            IHandler<ListRecords<SiteInspection, SiteInspectionAnswer>, PageOf<SiteInspectionAnswer>> inspections, IHandler<ListSubsidies, PageOf<SubsidyAnswer>> subsidies,
            IHandler<ListPhotographs, PhotographsAnswer> photographs, CancellationToken cancellation) =>
        {
            var id = http.PathId("site");
            var first = new PageRequest(ShownRecords, null);
            return http.Page<SitePage>(new()
            {
                ["Site"] = await sites.HandleAsync(new GetSite(id), cancellation),
                ["Kit"] = await kit.HandleAsync(new CheckKit(id, null), cancellation),
                ["Served"] = await served.HandleAsync(new ListRecords<ServedCount, ServedAnswer>(id, new RecordFilter(), PageRequest.From(http.Request), NewestFirst: true), cancellation),
                ["Inspections"] = await inspections.HandleAsync(new ListRecords<SiteInspection, SiteInspectionAnswer>(id, new RecordFilter(), first, NewestFirst: true), cancellation),
                ["Subsidies"] = await subsidies.HandleAsync(new ListSubsidies(new SubsidyFilter { Site = Text.Of(id) }, first, NewestFirst: true), cancellation),
                ["Photographs"] = await photographs.HandleAsync(new ListPhotographs(id), cancellation),
            });
        }).Handles<GetSite, SiteAnswer>();

        pages.MapGet("/u/{union}/stations/new", (HttpContext http, Ids ids, TimeProvider time, Texts texts) => http.Page<SiteFormPage>(
            PageForm.New(ids, ("kind", Text.Of(ServiceKind.Station)), ("state", Text.Of(SiteState.Planned)), ("since", Text.Of(time.Today())), ("openingHours", $"{texts["every-day"]} 08:00-18:00")), []))
            .Handles<EnterSite, SiteAnswer>();

        pages.MapPost("/u/{union}/stations/new", async (HttpContext http, Caller caller, Texts texts, IHandler<EnterSite, SiteAnswer> handler, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            SiteAnswer? made = null;
            return await form.TryAsync(texts, async () => made = await handler.HandleAsync(new EnterSite(Terms<SiteInput>(form, texts)), cancellation))
                ? http.RedirectTo(PageAddress.Of(caller.Union!, $"stations/{made!.Id}"), "site-entered") : http.Page<SiteFormPage>(form, []);
        }).Handles<EnterSite, SiteAnswer>();

        pages.MapGet("/u/{union}/stations/{site:long}/change", async (HttpContext http, Ids ids, Texts texts, IHandler<GetSite, SiteAnswer> handler, CancellationToken cancellation) =>
        {
            var site = await handler.HandleAsync(new GetSite(http.PathId("site")), cancellation);
            var form = PageForm.Of(ids, site, site.Version);
            form.Fill("openingHours", Week.Say(site.Hours.Select(h => (h.Weekday, h.Opens, h.Closes)), texts));
            return http.Page<SiteFormPage>(form, new() { ["Site"] = site });
        }).Handles<ReviseSite, SiteAnswer>();

        pages.MapPost("/u/{union}/stations/{site:long}/change", async (
            HttpContext http, Caller caller, Texts texts, IHandler<ReviseSite, SiteAnswer> handler, IHandler<GetSite, SiteAnswer> sites, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            var id = http.PathId("site");
            return await form.TryAsync(texts, () => handler.HandleAsync(new ReviseSite(id, form.Version, Terms<SiteTerms>(form, texts)), cancellation))
                ? http.RedirectTo(PageAddress.Of(caller.Union!, $"stations/{id}"), "changed") : http.Page<SiteFormPage>(form, new() { ["Site"] = await sites.HandleAsync(new GetSite(id), cancellation) });
        }).Handles<ReviseSite, SiteAnswer>();

        pages.MapPost("/u/{union}/stations/{site:long}/remove", async (HttpContext http, Caller caller, IHandler<RemoveSite, Removed> handler, CancellationToken cancellation) =>
        {
            var form = await PageForm.ReadAsync(http, caller);
            await handler.HandleAsync(new RemoveSite(http.PathId("site"), form.Version), cancellation);
            return http.RedirectTo(PageAddress.Of(caller.Union!, "stations"), "removed");
        }).Handles<RemoveSite, Removed>();
    }

    /// <summary>What the line of hours says is left aside where it is open round the clock.</summary>
    private static T Terms<T>(PageForm form, Texts texts) where T : SiteTerms, new()
    {
        var terms = form.Input<T>();
        if (terms.RoundTheClock is not true && form["openingHours"].Trim() is { Length: > 0 } said) Week.Apply(said, terms, texts);
        return terms;
    }
}
