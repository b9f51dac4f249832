using Federation.LoveStations.Lifecycle;
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

namespace Federation.LoveStations.Demonstrations;

/// <summary>A station becomes a demonstration station.</summary>
internal sealed record AwardDemonstration(long Id, int Version, DemonstrationInput Input) : ICommand<SiteAnswer>;

/// <summary>A station is a demonstration station no longer.</summary>
internal sealed record WithdrawDemonstration(long Id, int Version, WithdrawalInput Input) : ICommand<SiteAnswer>;

/// <summary>The last grant, or its withdrawal, was entered by mistake.</summary>
internal sealed record TakeBackDemonstration(long Id, int Version) : ICommand<SiteAnswer>;

internal sealed class AwardDemonstrationHandler(StationsContext context, Caller caller, TimeProvider time) : IHandler<AwardDemonstration, SiteAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<SiteAnswer> HandleAsync(AwardDemonstration request, CancellationToken cancellation)
    {
        var site = await context.OwnSiteAsync(request.Id, request.Version, cancellation);
        site.Award(request.Input, time.Today());
        context.Note("stations.demonstration", site, caller, time);
        await context.SaveSiteAsync(site, request.Input.On, time.Today(), cancellation);
        return SiteAnswer.Of(site, caller.Union!.Code);
    }
}

internal sealed class WithdrawDemonstrationHandler(StationsContext context, Caller caller, TimeProvider time) : IHandler<WithdrawDemonstration, SiteAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<SiteAnswer> HandleAsync(WithdrawDemonstration request, CancellationToken cancellation)
    {
        var site = await context.OwnSiteAsync(request.Id, request.Version, cancellation);
        site.Withdraw(request.Input, time.Today());
        context.Note("stations.demonstration-withdrawn", site, caller, time);
        await context.SaveSiteAsync(site, request.Input.On, time.Today(), cancellation);
        return SiteAnswer.Of(site, caller.Union!.Code);
    }
}

internal sealed class TakeBackDemonstrationHandler(StationsContext context, Caller caller, TimeProvider time) : IHandler<TakeBackDemonstration, SiteAnswer>
{
    public Permission Permission => Permissions.Correct;

    public async Task<SiteAnswer> HandleAsync(TakeBackDemonstration request, CancellationToken cancellation)
    {
        var site = await context.OwnSiteAsync(request.Id, request.Version, cancellation);
        var from = site.TakeBackDemonstration();
        context.Note("stations.take-back-demonstration", site, caller, time);
        await context.SaveSiteAsync(site, from, time.Today(), cancellation);
        return SiteAnswer.Of(site, caller.Union!.Code);
    }
}

internal static class DemonstrationEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string demonstration = "/unions/{union}/stations/{site}/demonstration";
        api.MapPost(demonstration, async (HttpContext http, IHandler<AwardDemonstration, SiteAnswer> handler, CancellationToken cancellation) =>
        {
            var version = http.Request.RequiredVersion();
            var input = await http.Request.ReadInputAsync<DemonstrationInput>(cancellation);
            var answer = await handler.HandleAsync(new AwardDemonstration(http.PathId("site"), version, input), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<AwardDemonstration, SiteAnswer>().AcceptsInput<DemonstrationInput>();

        api.MapPost(demonstration + "/withdraw", async (HttpContext http, IHandler<WithdrawDemonstration, SiteAnswer> handler, CancellationToken cancellation) =>
        {
            var version = http.Request.RequiredVersion();
            var input = await http.Request.ReadInputAsync<WithdrawalInput>(cancellation);
            var answer = await handler.HandleAsync(new WithdrawDemonstration(http.PathId("site"), version, input), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<WithdrawDemonstration, SiteAnswer>().AcceptsInput<WithdrawalInput>();

        api.MapPost(demonstration + "/take-back", async (HttpContext http, IHandler<TakeBackDemonstration, SiteAnswer> handler, CancellationToken cancellation) =>
        {
            var answer = await handler.HandleAsync(new TakeBackDemonstration(http.PathId("site"), http.Request.RequiredVersion()), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<TakeBackDemonstration, SiteAnswer>();
    }
}
