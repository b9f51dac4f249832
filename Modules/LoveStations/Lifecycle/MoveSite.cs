using Federation.Framework.Audit;
using Federation.LoveStations.Served;
using Federation.LoveStations.Sites;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LoveStations.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.LoveStations.Lifecycle;

/// <summary>A site's next state: building begins, it opens, is suspended, closes.</summary>
internal sealed record MoveSite(long Id, int Version, StateInput Input) : ICommand<SiteAnswer>;

/// <summary>The last state was entered by mistake, or with the wrong day.</summary>
internal sealed record TakeBackState(long Id, int Version) : ICommand<SiteAnswer>;

internal sealed class MoveSiteHandler(StationsContext context, Caller caller, TimeProvider time) : IHandler<MoveSite, SiteAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<SiteAnswer> HandleAsync(MoveSite request, CancellationToken cancellation)
    {
        var site = await context.OwnSiteAsync(request.Id, request.Version, cancellation);
        site.Move(request.Input, time.Today(), (await LastRecorded.OfAsync(context, [site.Id], cancellation)).GetValueOrDefault(site.Id));
        context.Note("stations.move", site, caller, time);
        await context.SaveSiteAsync(site, request.Input.On, time.Today(), cancellation);
        return SiteAnswer.Of(site, caller.Union!.Code);
    }
}

internal sealed class TakeBackStateHandler(StationsContext context, Caller caller, TimeProvider time) : IHandler<TakeBackState, SiteAnswer>
{
    public Permission Permission => Permissions.Correct;

    public async Task<SiteAnswer> HandleAsync(TakeBackState request, CancellationToken cancellation)
    {
        var site = await context.OwnSiteAsync(request.Id, request.Version, cancellation);
        var served = site.State == SiteState.InService;
        var from = site.TakeBackState();
        if (served && (await HasServedAsync(site, from, cancellation) || site.Demonstrations.Any(d => d.ValidFrom >= from))) throw new RuleViolation("site-has-history", site.Code);
        context.Note("stations.take-back-state", site, caller, time);
        await context.SaveSiteAsync(site, from, time.Today(), cancellation);
        return SiteAnswer.Of(site, caller.Union!.Code);
    }

    /// <summary>Whether somebody was counted since a day who cannot have been served if the site did not open on it: on a day, or in a whole month of which it was open on no other day.</summary>
    private async Task<bool> HasServedAsync(ServiceSite site, DateOnly from, CancellationToken cancellation)
    {
        if (await context.Served.AnyAsync(s => s.SiteId == site.Id && !s.WholeMonth && s.Date >= from, cancellation)) return true;
        var first = Period.MonthOf(from).Code;
        var months = await context.Served.Where(s => s.SiteId == site.Id && s.WholeMonth && s.Month >= first).Select(s => s.Month).Distinct().ToListAsync(cancellation);
        return months.Any(m => !site.ServedIn(Period.FromCode(m)));
    }
}

internal static class Noted
{
    /// <summary>The log says who did it.</summary>
    public static void Note(this StationsContext context, string action, ServiceSite site, Caller caller, TimeProvider time) =>
        context.AuditEntries.Add(AuditEntry.Of(context.Ids, time, caller, action, site.Code));
}

internal static class MoveSiteEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string states = "/unions/{union}/stations/{site}/states";
        api.MapPost(states, async (HttpContext http, IHandler<MoveSite, SiteAnswer> handler, CancellationToken cancellation) =>
        {
            var version = http.Request.RequiredVersion();
            var input = await http.Request.ReadInputAsync<StateInput>(cancellation);
            var answer = await handler.HandleAsync(new MoveSite(http.PathId("site"), version, input), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<MoveSite, SiteAnswer>().AcceptsInput<StateInput>();

        api.MapPost(states + "/take-back", async (HttpContext http, IHandler<TakeBackState, SiteAnswer> handler, CancellationToken cancellation) =>
        {
            var answer = await handler.HandleAsync(new TakeBackState(http.PathId("site"), http.Request.RequiredVersion()), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<TakeBackState, SiteAnswer>();
    }
}
