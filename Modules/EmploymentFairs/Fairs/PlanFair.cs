using Federation.EmploymentFairs.Contracts;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.EmploymentFairs.Fairs;

/// <summary>A union plans a fair, alone or with others.</summary>
internal sealed record PlanFair(FairInput Input) : ICommand<FairAnswer>, IChecked
{
    public void Check(InputProblems problems) => Input.Check(problems);
}

internal sealed class PlanFairHandler(FairsContext context, Caller caller, IUnionDirectory unions, FairAnswers answers) : IHandler<PlanFair, FairAnswer>
{
    public Permission Permission => Permissions.Write;

    public async Task<FairAnswer> HandleAsync(PlanFair request, CancellationToken cancellation)
    {
        var fair = Fair.Plan(caller.Union!.Id, request.Input, await CoHosts.FindAsync(unions, request.Input, cancellation), context.Ids);
        context.Add(fair);
        await context.SaveChangesAsync(cancellation);
        return await answers.OfAsync(fair, cancellation);
    }
}

internal static class CoHosts
{
    /// <summary>The unions that an input names as co-hosts.</summary>
    public static async Task<IReadOnlyList<long>> FindAsync(IUnionDirectory unions, FairInput input, CancellationToken cancellation)
    {
        var (found, problems) = (new List<long>(), new InputProblems());
        foreach (var (host, i) in (input.CoHosts ?? []).Select((host, i) => (host, i)))
        {
            // A former code finds the same union as its present one.
            if (await unions.FindAsync(host.Union, cancellation) is not { Active: true } union) problems.Add($"coHosts[{i}].union", "no-such-union", host.Union);
            else if (found.Contains(union.Id)) problems.Add($"coHosts[{i}].union", "given-twice");
            else found.Add(union.Id);
        }
        problems.ThrowIfAny();
        return found;
    }
}

internal static class PlanFairEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/unions/{union}/fairs",
        async (HttpContext http, IHandler<PlanFair, FairAnswer> handler, CancellationToken cancellation) =>
        {
            var input = await http.Request.ReadInputAsync<FairInput>(cancellation);
            var answer = await handler.HandleAsync(new PlanFair(input), cancellation);
            return EndpointExtensions.Created(http, $"{http.Request.PathBase}{http.Request.Path}/{answer.Id}", answer, answer.Version);
        })
        .Handles<PlanFair, FairAnswer>(StatusCodes.Status201Created).Takes<FairInput>();
}
