using Federation.EmploymentFairs.Inputs;
using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

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
    /// <summary>Cities' and districts' unions of a union's province, as they may be typed: 610428 长武县总工会.</summary>
    public static async Task<IReadOnlyList<string>> ProposalsAsync(FairsContext context, IUnionDirectory unions, UnionInfo union, DateOnly today, CancellationToken cancellation)
    {
        var root = union.Path.Count > 0 && await unions.FindAsync(union.Path[0], cancellation) is { } top ? top.Id : union.Id;
        var ids = await context.Tree.Where(t => t.AncestorId == root && t.ValidTo == null && t.DescendantId != union.Id && (t.DescendantLevel == UnionLevel.City || t.DescendantLevel == UnionLevel.District))
            .Select(t => t.DescendantId).Distinct().ToListAsync(cancellation);
        return [.. (await unions.NamesAsync(ids, today, cancellation)).Values.OrderBy(n => n.Code, StringComparer.Ordinal).Select(n => Say(n.Code, n.Name))];
    }

    public static string Say(string code, string name) => $"{code} {name}";

    /// <summary>The unions that an input names as co-hosts.</summary>
    public static async Task<IReadOnlyList<long>> FindAsync(IUnionDirectory unions, FairInput input, CancellationToken cancellation)
    {
        var (found, problems) = (new List<long>(), new InputProblems());
        foreach (var (host, i) in (input.CoHosts ?? []).Select((host, i) => (host, i)))
        {
            // A former code finds the same union as its present one. Behind the code the name may stand, as it is offered.
            if (await unions.FindAsync(host.Union.Split(' ', 2)[0], cancellation) is not { Active: true } union) problems.Add($"coHosts[{i}].union", "no-such-union", host.Union);
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
        .Handles<PlanFair, FairAnswer>(StatusCodes.Status201Created).AcceptsInput<FairInput>();
}
