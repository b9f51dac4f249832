using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LoveStations.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Sites;

/// <summary>A clerk changes what a site is called, where it is, when it is open, having read the version that is named.</summary>
internal sealed record ReviseSite(long Id, int Version, SiteTerms Terms) : ICommand<SiteAnswer>, IChecked
{
    public void Check(InputProblems problems) => Terms.Check(problems);
}

/// <summary>A site that never served is taken out of the books.</summary>
internal sealed record RemoveSite(long Id, int Version) : ICommand<Removed>;

internal sealed class ReviseSiteHandler(StationsContext context, Caller caller, TimeProvider time) : IHandler<ReviseSite, SiteAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<SiteAnswer> HandleAsync(ReviseSite request, CancellationToken cancellation)
    {
        var site = await context.OwnSiteAsync(request.Id, request.Version, cancellation);
        site.Revise(request.Terms);
        await context.SaveSiteAsync(site, null, time.Today(), cancellation);
        return SiteAnswer.Of(site, caller.Union!.Code);
    }
}

internal sealed class RemoveSiteHandler(StationsContext context, TimeProvider time) : IHandler<RemoveSite, Removed>
{
    public Permission Permission => Permissions.Write;

    public async Task<Removed> HandleAsync(RemoveSite request, CancellationToken cancellation)
    {
        var site = await context.OwnSiteAsync(request.Id, request.Version, cancellation);
        var id = site.Id;
        site.CheckRemovable(
            await context.Served.AnyAsync(r => r.SiteId == id, cancellation) || await context.Inspections.AnyAsync(r => r.SiteId == id, cancellation)
            || await context.Subsidies.AnyAsync(r => r.SiteId == id, cancellation) || await context.Photographs.AnyAsync(r => r.SiteId == id, cancellation));
        context.Remove(site);
        await context.SaveSiteAsync(site, site.States.Min(s => s.ValidFrom), time.Today(), cancellation);
        return new Removed();
    }
}

internal static class ReviseSiteEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut("/unions/{union}/stations/{site}", async (HttpContext http, IHandler<ReviseSite, SiteAnswer> handler, CancellationToken cancellation) =>
        {
            var version = http.Request.RequiredVersion();
            var terms = await http.Request.ReadInputAsync<SiteTerms>(cancellation);
            var answer = await handler.HandleAsync(new ReviseSite(http.PathId("site"), version, terms), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<ReviseSite, SiteAnswer>().AcceptsInput<SiteTerms>();

        api.MapDelete("/unions/{union}/stations/{site}", async (HttpContext http, IHandler<RemoveSite, Removed> handler, CancellationToken cancellation) =>
        {
            await handler.HandleAsync(new RemoveSite(http.PathId("site"), http.Request.RequiredVersion()), cancellation);
            return Results.NoContent();
        }).Handles<RemoveSite, Removed>(StatusCodes.Status204NoContent);
    }
}
