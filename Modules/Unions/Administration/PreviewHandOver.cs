using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Unions.UnionTree;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Unions.Administration;

/// <summary>What would go where if the union were closed or merged on a day, and what keeps it from that.</summary>
internal sealed record PreviewHandOver(HandOverQuestion Asked) : IRequest<HandOverPreview>
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("unions/{union}/hand-over", async (HttpContext http, IHandler<PreviewHandOver, HandOverPreview> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(new PreviewHandOver(InputReader.FromQuery<HandOverQuestion>(http.Request)), cancellation)))
        .Handles<PreviewHandOver, HandOverPreview>().WithQuery(QueryParameter.Of<HandOverQuestion>());
}

internal sealed class HandOverQuestion
{
    /// <summary>The first day on which the union is there no more; today where it is left out.</summary>
    public DateOnly? On { get; set; }

    /// <summary>Code of the union that takes over.</summary>
    [MaxLength(40)]
    public string? Into { get; set; }
}

/// <param name="Children">Names of the unions straight below: with a merger they go to the other union; a union that is closed has none.</param>
/// <param name="Goes">What the other union takes over.</param>
/// <param name="Left">What has to be finished first.</param>
/// <param name="Possible">Whether the union can be merged, or closed with the other one named.</param>
public sealed record HandOverPreview(
    string Union, string? Into, DateOnly On, IReadOnlyList<string> Children, IReadOnlyList<StandingAnswer> Goes, IReadOnlyList<StandingAnswer> Left, bool Possible);

/// <param name="Kind">What they are called.</param>
/// <param name="Names">The first of them; none of persons.</param>
public sealed record StandingAnswer(string Kind, int Count, IReadOnlyList<string> Names);

internal sealed class PreviewHandOverHandler(UnionsContext context, HandingOver standing, Administrators administrators, Caller caller, Texts texts, TimeProvider time)
    : IHandler<PreviewHandOver, HandOverPreview>
{
    public Permission Permission => Administrators.Permission;

    public async Task<HandOverPreview> HandleAsync(PreviewHandOver request, CancellationToken cancellation)
    {
        var (union, on) = (caller.Union!, request.Asked.On ?? time.Today());
        administrators.RequireAbove(union);
        var into = request.Asked.Into is { } code ? await administrators.AdministeredAsync("into", code, cancellation) : null;
        var all = await standing.DescribeAsync(union, into, on, cancellation);
        var children = await context.Tree.Where(t => t.AncestorId == union.Id && t.Depth == 1 && (t.ValidTo == null || t.ValidTo > on)).Select(t => t.DescendantId)
            .Distinct().ToListAsync(cancellation);
        var names = await context.Versions.Where(v => children.Contains(v.UnionId) && v.ValidTo == null).OrderBy(v => v.Code).Select(v => v.Name).ToListAsync(cancellation);
        var (goes, left) = (all.Where(s => !s.IsLeft).ToList(), all.Where(s => s.IsLeft).ToList());
        var possible = left.Count == 0 && (into is not null ? on <= time.Today() || goes.Count == 0 : goes.Count == 0 && names.Count == 0);
        return new HandOverPreview(union.Code, into?.Code, on, names, Answer(goes), Answer(left), possible);
    }

    private IReadOnlyList<StandingAnswer> Answer(IEnumerable<Standing> standing) => [.. standing.Select(s => new StandingAnswer(texts[s.Kind], s.Count, s.Names))];
}
