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

internal sealed record GetSite(long Id) : IRequest<SiteAnswer>;

/// <param name="Union">Code of the union whose site it is; below the one in the path, where a list goes down the tree.</param>
/// <param name="ClosedOnHolidays">Null where that is not known.</param>
/// <param name="Since">The first day of its state.</param>
/// <param name="Demonstration">Whether it is a demonstration station now.</param>
/// <param name="Facilities">What there is now.</param>
/// <param name="States">Every state that it was in, the first one first.</param>
public sealed record SiteAnswer(
    string Id, string Union, ServiceKind Kind, string Code, string Name, string Address, decimal? Latitude, decimal? Longitude, BuiltBy BuiltBy, string? Partner, string? Phone, bool RoundTheClock, bool? ClosedOnHolidays,
    IReadOnlyList<HoursAnswer> Hours, SiteState State, DateOnly Since, bool Demonstration, IReadOnlyList<Facility> Facilities, IReadOnlyList<StateAnswer> States,
    IReadOnlyList<DemonstrationAnswer> Demonstrations, string? Note, int Version)
{
    /// <summary>The state that it was in on a day; null where it was not in the books yet.</summary>
    internal StateAnswer? On(DateOnly day) => States.FirstOrDefault(s => s.From <= day && (s.To is null || s.To > day));

    internal static SiteAnswer Of(ServiceSite site, string union) => new(
        Text.Of(site.Id), union, site.Kind, site.Code, site.Name, site.Address, site.Latitude, site.Longitude, site.BuiltBy, site.Partner, site.Phone, site.RoundTheClock, site.ClosedOnHolidays,
        [.. site.Hours.OrderBy(h => ((int)h.Weekday + 6) % 7).ThenBy(h => h.Opens).Select(h => new HoursAnswer(h.Weekday, Week.TimeOf(h.Opens), Week.TimeOf(h.Closes)))],
        site.State, site.States.Max(s => s.ValidFrom), site.IsDemonstration,
        [.. site.Facilities.Where(f => f.ValidTo is null).Select(f => f.Facility).Order()],
        [.. site.States.OrderBy(s => s.ValidFrom).Select(s => new StateAnswer(s.State, s.ValidFrom, s.ValidTo, s.Note))],
        [.. site.Demonstrations.OrderBy(d => d.ValidFrom).Select(d => new DemonstrationAnswer(d.ValidFrom, d.ValidTo, d.GrantedBy, d.Document, d.Reason))], site.Note, site.Version);
}

/// <param name="Closes">Past midnight where it is no later than <paramref name="Opens"/>.</param>
public sealed record HoursAnswer(DayOfWeek Weekday, string Opens, string Closes);

/// <param name="To">The first day on which it no longer held; null for the present one.</param>
public sealed record StateAnswer(SiteState State, DateOnly From, DateOnly? To, string? Note);

/// <param name="To">The first day on which it was one no longer.</param>
public sealed record DemonstrationAnswer(DateOnly From, DateOnly? To, string GrantedBy, string? Document, string? Reason);

internal sealed class GetSiteHandler(StationsContext context, IUnionDirectory unions) : IHandler<GetSite, SiteAnswer>
{
    public Permission Permission => Permissions.Read;

    public async Task<SiteAnswer> HandleAsync(GetSite request, CancellationToken cancellation)
    {
        var site = await context.Sites.AsNoTracking().InFull().SingleOrDefaultAsync(s => s.Id == request.Id, cancellation) ?? throw new NotFound("site");
        var union = await unions.FindAsync(site.UnionId, cancellation) ?? throw new NotFound("union");
        return SiteAnswer.Of(site, union.Code);
    }
}

internal static class GetSiteEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/unions/{union}/stations/{site}",
        async (HttpContext http, IHandler<GetSite, SiteAnswer> handler, CancellationToken cancellation) =>
        {
            var answer = await handler.HandleAsync(new GetSite(http.PathId("site")), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        })
        .Handles<GetSite, SiteAnswer>();
}
