using Federation.EmploymentFairs.Inputs;
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
        var fair = await context.LockAsync(request.Id, request.Version, cancellation);
        var (starts, ends, month) = (fair.Starts, fair.Ends, fair.Month);
        fair.Revise(request.Input, await CoHosts.FindAsync(unions, request.Input, cancellation), context.Ids);
        if ((starts, ends) != (fair.Starts, fair.Ends)) (await UnderFairs.OfAsync(context, [fair.Id], cancellation)).Follow(fair, month, time.Today(), context.Ids);
        await context.SaveChangesAsync(cancellation);
        return await answers.OfAsync(fair, cancellation);
    }
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
        .Handles<ChangeFair, FairAnswer>().AcceptsInput<FairInput>();
}
