using Federation.LoveStations.Sites;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LoveStations.Contracts;
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

/// <param name="Required">What the list in force asks for; empty where there is none.</param>
/// <param name="Complete">Whether all of it is there; null where no list is in force.</param>
public sealed record KitCheck(DateOnly On, IReadOnlyList<Facility> Required, IReadOnlyList<Facility> Present, IReadOnlyList<Facility> Missing, bool? Complete);

internal sealed class EquipSiteHandler(StationsContext context, Caller caller, TimeProvider time) : IHandler<EquipSite, SiteAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<SiteAnswer> HandleAsync(EquipSite request, CancellationToken cancellation)
    {
        var site = await context.OwnSiteAsync(request.Id, cancellation);
        if (site.Version != request.Version) throw new StaleRecord(missingCondition: false);
        site.Equip(request.Input, time.Today());
        await context.SaveSiteAsync(site, request.Input.On, time.Today(), cancellation);
        return SiteAnswer.Of(site, caller.Union!.Code);
    }
}

internal sealed class CheckKitHandler(StationsContext context, TimeProvider time) : IHandler<CheckKit, KitCheck>
{
    public Permission Permission => Permissions.Read;

    public async Task<KitCheck> HandleAsync(CheckKit request, CancellationToken cancellation)
    {
        var site = await context.Sites.AsNoTracking().Include(s => s.Facilities).SingleOrDefaultAsync(s => s.Id == request.Id, cancellation) ?? throw new NotFound("site");
        var (day, union) = (request.On ?? time.Today(), site.UnionId);
        var required = await (
            from edge in context.Tree
            join list in context.KitLists on edge.AncestorId equals list.ProvinceId
            join item in context.KitItems on list.Id equals item.ListId
            where edge.DescendantId == union && edge.ValidFrom <= day && (edge.ValidTo == null || edge.ValidTo > day || edge.Closes) && list.ValidFrom <= day && (list.ValidTo == null || list.ValidTo > day)
            select item.Facility).Distinct().ToListAsync(cancellation);
        var present = site.Facilities.Where(f => f.HoldsOn(day)).Select(f => f.Facility).Order().ToList();
        var missing = required.Except(present).Order().ToList();
        return new KitCheck(day, [.. required.Order()], present, missing, required.Count == 0 ? null : missing.Count == 0);
    }
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
        }).Handles<EquipSite, SiteAnswer>().Takes<FacilitiesInput>();

        api.MapGet("/unions/{union}/stations/{site}/kit", async (HttpContext http, IHandler<CheckKit, KitCheck> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new CheckKit(http.PathId("site"), KitDay.From(http.Request).On), cancellation)))
            .Handles<CheckKit, KitCheck>().Asks(QueryParameter.Of<KitDay>());
    }
}

internal sealed class KitDay
{
    public DateOnly? On { get; set; }

    public static KitDay From(HttpRequest http)
    {
        var problems = new InputProblems();
        var day = Federation.Framework.Input.InputReader.FromCells<KitDay>(name => http.Query[name], problems);
        problems.ThrowIfAny();
        return day;
    }
}
