using Federation.EmploymentFairs.Contracts;
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

/// <summary>A union changes a fair that is not over. Who came stays within its days; what counts with its last day moves along.</summary>
internal sealed record ChangeFair(long Id, int Version, FairInput Input) : ICommand<FairAnswer>, IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

internal sealed class ChangeFairHandler(FairsContext context, IUnionDirectory unions, FairAnswers answers, TimeProvider time) : IHandler<ChangeFair, FairAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<FairAnswer> HandleAsync(ChangeFair request, CancellationToken cancellation)
    {
        var fair = await context.LockAsync(request.Id, cancellation);
        if (fair.Version != request.Version) throw new StaleRecord(missingCondition: false);
        var (starts, ends, month) = (fair.Starts, fair.Ends, fair.Month);
        fair.Revise(request.Input, await CoHosts.FindAsync(unions, request.Input, cancellation), context.Ids);
        if ((starts, ends) != (fair.Starts, fair.Ends) && await HasRecordsOutsideAsync(fair, cancellation)) throw new RuleViolation("fair-records-outside", fair.Starts, fair.Ends);
        if (month != fair.Month)
        {
            foreach (var stand in await context.Stands.Where(s => s.FairId == fair.Id).ToListAsync(cancellation)) stand.PlaceUnder(fair, context.Ids);
            foreach (var post in await context.Posts.Where(p => p.FairId == fair.Id).ToListAsync(cancellation)) post.PlaceUnder(fair, context.Ids);
            foreach (var seeker in await context.Seekers.Where(s => s.FairId == fair.Id && s.ArrivedOn == null).ToListAsync(cancellation)) seeker.PlaceUnder(fair, context.Ids);
        }
        await context.SaveChangesAsync(cancellation);
        return await answers.OfAsync(fair, cancellation);
    }

    private async Task<bool> HasRecordsOutsideAsync(Fair fair, CancellationToken cancellation) =>
        await context.VisitorCounts.AnyAsync(v => v.FairId == fair.Id && (v.Date < fair.Starts || v.Date > fair.Ends), cancellation)
        || await context.Seekers.AnyAsync(s => s.FairId == fair.Id && (s.ArrivedOn < fair.Starts || s.ArrivedOn > fair.Ends), cancellation)
        || await context.Applications.AnyAsync(a => a.FairId == fair.Id && a.Date < fair.Starts, cancellation)
        || await context.Offers.AnyAsync(o => o.FairId == fair.Id && o.Date < fair.Starts, cancellation)
        || await context.Placements.AnyAsync(p => p.FairId == fair.Id && p.Date < fair.Starts, cancellation)
        || (fair.Starts > time.Today() && await context.Stands.AnyAsync(s => s.FairId == fair.Id && s.Attendance == Attendance.Present, cancellation));
}

internal static class ChangeFairEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("/unions/{union}/fairs/{fair}",
        async (HttpContext http, IHandler<ChangeFair, FairAnswer> handler, CancellationToken cancellation) =>
        {
            var version = http.Request.RequiredVersion();
            var input = await http.Request.ReadInputAsync<FairInput>(cancellation);
            var answer = await handler.HandleAsync(new ChangeFair(http.PathId("fair"), version, input), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        })
        .Handles<ChangeFair, FairAnswer>().Takes<FairInput>();
}
