using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Unions.Contracts;
using Federation.Unions.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Unions.Administration;

/// <summary>Founds a union of the same level beside the one in the path and hands it some of that one's children.</summary>
internal sealed record SplitUnion : ICommand<UnionDetail>, IChecked
{
    public string Code { get; init; } = "";

    [MaxLength(100)]
    public string Name { get; init; } = "";

    /// <summary>Codes of the children that go over.</summary>
    public IReadOnlyList<string> Children { get; init; } = [];

    public DateOnly On { get; init; }

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("unions/{union}/changes/split", async (HttpContext http, IHandler<SplitUnion, UnionDetail> handler, CancellationToken cancellation) =>
        {
            var part = await handler.HandleAsync(await http.Request.ReadInputAsync<SplitUnion>(cancellation), cancellation);
            return EndpointExtensions.Created(http, $"/api/v1/unions/{part.Code}", part);
        })
        .AcceptsInput<SplitUnion>().Handles<SplitUnion, UnionDetail>(StatusCodes.Status201Created);

    public void Check(InputProblems problems) => problems.CheckCode(Code);
}

internal sealed class SplitUnionHandler(IUnionRegistry registry, UnionsContext context, Administrators administrators, Caller caller, TimeProvider time)
    : IHandler<SplitUnion, UnionDetail>
{
    public Permission Permission => Administrators.Permission;

    public async Task<UnionDetail> HandleAsync(SplitUnion request, CancellationToken cancellation)
    {
        var union = caller.Union!;
        administrators.RequireAbove(union);
        var children = new List<long>();
        for (var i = 0; i < request.Children.Count; i++) children.Add((await administrators.FindAsync($"children[{i}]", request.Children[i], cancellation)).Id);
        var part = await registry.SplitAsync(union.Id, new NewUnion(request.Code, request.Name, union.Level, union.Kind, null, request.On), children, cancellation);
        return await UnionDetail.ReadAsync(context, part, time.Today(), cancellation);
    }
}
