using Federation.Framework.Input;
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

namespace Federation.LoveStations.Kit;

/// <summary>What there is at a site from a day on.</summary>
internal sealed record EquipSite(long Id, int Version, FacilitiesInput Input) : ICommand<SiteAnswer>, IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

/// <summary>A site measured against its province's list as both stood on a day.</summary>
internal sealed record CheckKit(long Id, DateOnly? On) : IRequest<KitCheck>;

internal sealed class EquipSiteHandler(StationsContext context, Caller caller, TimeProvider time) : IHandler<EquipSite, SiteAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<SiteAnswer> HandleAsync(EquipSite request, CancellationToken cancellation)
    {
        var site = await context.OwnSiteAsync(request.Id, request.Version, cancellation);
        site.Equip(request.Input, time.Today());
        await context.SaveSiteAsync(site, request.Input.On, time.Today(), cancellation);
        return SiteAnswer.Of(site, caller.Union!.Code);
    }
}

internal sealed class CheckKitHandler(IHandler<CheckKits, KitChecks> kits) : IHandler<CheckKit, KitCheck>
{
    public Permission Permission => Permissions.Read;

    public async Task<KitCheck> HandleAsync(CheckKit request, CancellationToken cancellation) =>
        (await kits.HandleAsync(new CheckKits([request.Id], request.On), cancellation)).BySite.GetValueOrDefault(Text.Of(request.Id)) ?? throw new NotFound("site");
}

internal static class EquipSiteEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut("/unions/{union}/stations/{site}/facilities", async (HttpContext http, IHandler<EquipSite, SiteAnswer> handler, CancellationToken cancellation) =>
        {
            var version = http.Request.RequiredVersion();
            var input = await http.Request.ReadInputAsync<FacilitiesInput>(cancellation);
            var answer = await handler.HandleAsync(new EquipSite(http.PathId("site"), version, input), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        }).Handles<EquipSite, SiteAnswer>().AcceptsInput<FacilitiesInput>();

        api.MapGet("/unions/{union}/stations/{site}/kit", async (HttpContext http, IHandler<CheckKit, KitCheck> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new CheckKit(http.PathId("site"), KitDay.From(http.Request).On), cancellation)))
            .Handles<CheckKit, KitCheck>().WithQuery(QueryParameter.Of<KitDay>());
    }
}

internal sealed class KitDay
{
    public DateOnly? On { get; set; }

    public static KitDay From(HttpRequest http) => InputReader.FromQuery<KitDay>(http);
}
