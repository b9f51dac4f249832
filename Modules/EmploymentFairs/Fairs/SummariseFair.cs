using Federation.EmploymentFairs.Inputs;
using Federation.EmploymentFairs.Placements;
using Federation.EmploymentFairs.Records;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.EmploymentFairs.Fairs;

/// <summary>What has come of a fair, from its own records as they are now.</summary>
internal sealed record SummariseFair(long Id) : IRequest<FairSummary>;

/// <param name="Openings">Of all posts, those of employers who have not come yet as well.</param>
/// <param name="Registered">Null under a union above, as everything that only records of persons say.</param>
/// <param name="Due">Placements that are to be followed up now: 30 or 90 days are over and nobody has asked.</param>
public sealed record FairSummary(int Employers, int Present, int Posts, long Openings, long? Visitors, int? Registered, long? Offers, long? Placed, long? OfHardship, int? Due);

internal sealed class SummariseFairHandler(FairsContext context, Caller caller, TimeProvider time) : IHandler<SummariseFair, FairSummary>
{
    public Permission Permission => Permissions.Read;

    public async Task<FairSummary> HandleAsync(SummariseFair request, CancellationToken cancellation)
    {
        var id = request.Id;
        var host = await context.Fairs.Where(f => f.Id == id).Select(f => (long?)f.UnionId).SingleOrDefaultAsync(cancellation) ?? throw new NotFound("fair");
        var stands = context.Stands.Where(s => s.FairId == id);
        var posts = context.Posts.Where(p => p.FairId == id);
        var summary = new FairSummary(
            await stands.CountAsync(cancellation), await stands.CountAsync(s => s.Attendance == Attendance.Present, cancellation), await posts.CountAsync(cancellation), await posts.SumAsync(p => (long)p.Openings, cancellation),
            null, null, null, null, null, null);
        if (host != context.TenantId || !caller.May(Permissions.ReadPersonal)) return summary;
        var (seekers, placements) = (context.Seekers.Where(s => s.FairId == id), context.Placements.Where(p => p.FairId == id));
        return summary with
        {
            Visitors = await context.VisitorCounts.Where(v => v.FairId == id).SumAsync(v => (long)v.People, cancellation) + await seekers.LongCountAsync(s => s.ArrivedOn != null, cancellation),
            Registered = await seekers.CountAsync(cancellation),
            Offers = await context.Offers.Where(o => o.FairId == id).SumAsync(o => (long)o.People, cancellation),
            Placed = await placements.SumAsync(p => (long)p.People, cancellation),
            OfHardship = await placements.SumAsync(p => (long)p.OfHardship, cancellation),
            Due = await Placement.Due(placements, context, time.Today()).CountAsync(cancellation),
        };
    }
}

internal static class SummariseFairEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/unions/{union}/fairs/{fair}/summary",
        async (HttpContext http, IHandler<SummariseFair, FairSummary> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new SummariseFair(http.PathId("fair")), cancellation)))
        .Handles<SummariseFair, FairSummary>();
}
