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

internal sealed record GetFair(long Id) : IRequest<FairAnswer>;

/// <param name="Union">Code of its host; below the one in the path, where a list goes down the tree.</param>
public sealed record FairAnswer(
    string Id, string Union, string Title, FairMode Mode, DateOnly Starts, DateOnly Ends, string? Venue, string? Link, string? Division, string? Note, IReadOnlyList<CoHostAnswer> CoHosts,
    FairState State, DateOnly? AnnouncedOn, DateOnly? ClosedOn, string? CancelReason, int Version);

/// <param name="Union">Code of the co-host.</param>
public sealed record CoHostAnswer(string Union, string Name);

internal sealed class GetFairHandler(FairsContext context, FairAnswers answers) : IHandler<GetFair, FairAnswer>
{
    public Permission Permission => Permissions.Read;

    public async Task<FairAnswer> HandleAsync(GetFair request, CancellationToken cancellation) =>
        await answers.OfAsync(await context.Fairs.AsNoTracking().Include(f => f.CoHosts).SingleOrDefaultAsync(f => f.Id == request.Id, cancellation) ?? throw new NotFound("fair"), cancellation);
}

/// <summary>Shows fairs with the codes and names of their hosts as they are today.</summary>
internal sealed class FairAnswers(IUnionDirectory unions, TimeProvider time)
{
    public async Task<FairAnswer> OfAsync(Fair fair, CancellationToken cancellation) => (await OfAsync([fair], cancellation))[0];

    public async Task<IReadOnlyList<FairAnswer>> OfAsync(IReadOnlyList<Fair> fairs, CancellationToken cancellation)
    {
        var names = await NamesAsync(fairs.SelectMany(f => f.CoHosts.Select(c => c.UnionId).Append(f.UnionId)), cancellation);
        return
        [
            .. fairs.Select(f => new FairAnswer(
                Text.Of(f.Id), names[f.UnionId].Code, f.Title, f.Mode, f.Starts, f.Ends, f.Venue, f.Link, f.Division, f.Note,
                [.. f.CoHosts.Select(c => new CoHostAnswer(names[c.UnionId].Code, names[c.UnionId].Name)).OrderBy(c => c.Union, StringComparer.Ordinal)],
                f.State, f.AnnouncedOn, f.ClosedOn, f.CancelReason, f.Version)),
        ];
    }

    /// <summary>Codes and names of unions as they are today, of a closed one as they were last.</summary>
    public async Task<IReadOnlyDictionary<long, (string Code, string Name)>> NamesAsync(IEnumerable<long> ids, CancellationToken cancellation)
    {
        var asked = ids.Distinct().ToList();
        var names = new Dictionary<long, (string Code, string Name)>(await unions.NamesAsync(asked, time.Today(), cancellation));
        foreach (var id in asked.Where(id => !names.ContainsKey(id)))
            names[id] = await unions.FindAsync(id, cancellation) is { } closed ? (closed.Code, closed.Name) : throw new NotFound("union");
        return names;
    }
}

internal static class GetFairEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/unions/{union}/fairs/{fair}",
        async (HttpContext http, IHandler<GetFair, FairAnswer> handler, CancellationToken cancellation) =>
        {
            var answer = await handler.HandleAsync(new GetFair(http.PathId("fair")), cancellation);
            return EndpointExtensions.Answer(http, answer, answer.Version);
        })
        .Handles<GetFair, FairAnswer>();
}
