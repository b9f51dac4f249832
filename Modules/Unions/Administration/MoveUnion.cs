using Federation.Framework.Handlers;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.Unions.Contracts;
using Federation.Unions.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Unions.Administration;

/// <summary>Hangs the union with all that is below it under another parent from a day on.</summary>
internal sealed record MoveUnion : ICommand<UnionDetail>
{
    public string Parent { get; init; } = "";

    public DateOnly On { get; init; }

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("unions/{union}/changes/move", async (HttpContext http, IHandler<MoveUnion, UnionDetail> handler, CancellationToken cancellation) =>
            EndpointExtensions.Answer(http, await handler.HandleAsync(await http.Request.ReadInputAsync<MoveUnion>(cancellation), cancellation)))
        .Takes<MoveUnion>().Handles<MoveUnion, UnionDetail>();
}

internal sealed class MoveUnionHandler(IUnionRegistry registry, UnionsContext context, Administrators administrators, Caller caller, TimeProvider time)
    : IHandler<MoveUnion, UnionDetail>
{
    public Permission Permission => Administrators.Permission;

    public async Task<UnionDetail> HandleAsync(MoveUnion request, CancellationToken cancellation)
    {
        var union = caller.Union!;
        administrators.RequireAbove(union);
        var parent = await administrators.AdministeredAsync("parent", request.Parent, cancellation);
        await registry.MoveAsync(union.Id, parent.Id, request.On, cancellation);
        return await UnionDetail.ReadAsync(context, union.Id, time.Today(), cancellation);
    }
}
